"""An institution's own folder beside the guide's: merged, checked under its own path, never mixed up."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from guidebook.__main__ import main
from guidebook.links.check import check_links, record
from guidebook.navigation import expand_nav
from guidebook.own import OWN, own_files, roots
from guidebook.problems import ProblemsError
from guidebook.site import load_site
from site_tools import ROOT
from small_project import (
    CHANGES,
    CHANGES_YML,
    LEDGER_TXT,
    MOVES,
    MOVES_YML,
    TOPIC_YML,
    load,
    problems,
)

if TYPE_CHECKING:
    from pathlib import Path

    from small_project import Files

SAMPLE = ROOT / "tests/riverside/own"
UPSTREAM_QUESTION = "contacts-recent-starter"
CAMPUS, SHEET = "own/_data/questions/rc-campus.yml", "own/_data/worksheets/rc-alumni-15.yml"
SHORT, LOG, VISIT = "own/_data/short-addresses/rc.yml", "own/_data/changes/rc.yml", "own/visit-us.md"


def overlay() -> Files:
    """The sample institution's files, its sheet asking a question that the small guide has."""
    found: Files = {}
    for path in sorted(SAMPLE.rglob("*")):
        if path.is_file():
            text = path.read_text("utf-8").replace(UPSTREAM_QUESTION, "who-else")
            found[f"{OWN}/{path.relative_to(SAMPLE).as_posix()}"] = text
    return found


def edited(name: str, old: str, new: str) -> Files:
    text = str(overlay()[name])
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    return {**overlay(), name: text.replace(old, new)}


def added(name: str, text: str) -> Files:
    assert name not in overlay()
    return {**overlay(), name: text}


def test_sample_adds_two_questions_a_sheet_and_a_page(tmp_path: Path) -> None:
    before = load(tmp_path / "without")
    site = load(tmp_path / "with", overlay())
    assert site.catalog.question_by_id.keys() - before.catalog.question_by_id.keys() == {
        "rc-campus-used-since",
        "rc-campus-learned-anew",
    }
    assert site.catalog.worksheet_by_id.keys() - before.catalog.worksheet_by_id.keys() == {"rc-alumni-15"}
    assert site.urls - before.urls == {"/own/visit-us/", "/questions/rc-campus/", "/worksheets/rc-alumni-15/"}
    assert "What from your time at Riverside" in site.pages["own/visit-us.md"].body
    assert site.pages["own/visit-us.md"].front_matter["short"] == "go/visit-us/"
    assert "What from your time at Riverside" in site.pages["questions/all.md"].body
    assert [page.path for page in site.generated if page.path.startswith("own/")] == ["own/visit-us.md"]


def test_project_without_the_folder_has_the_guide_alone(tmp_path: Path) -> None:
    site = load(tmp_path)
    assert site.own_files == {}
    assert [root.name for root in roots(tmp_path / "docs")] == ["docs"]
    assert expand_nav([{"Home": "index.md"}], site) == [{"Home": "index.md"}]


def test_own_files_are_published_where_they_lie_and_hidden_ones_are_not(tmp_path: Path) -> None:
    hidden = ("own/_drafts/a.png", "own/.secret", "own/maps/.keep", "own/_drafts/a.md")
    site = load(tmp_path, {**overlay(), **dict.fromkeys(hidden, "x"), "own/maps/b.pdf": "x"})
    assert list(own_files(tmp_path / "docs")) == ["own/logo.svg", "own/maps/b.pdf"]
    assert {name: site.files[name] for name in site.own_files} == {
        "own/logo.svg": tmp_path / "own/logo.svg",
        "own/maps/b.pdf": tmp_path / "own/maps/b.pdf",
    }


@pytest.mark.parametrize(
    ("config", "title"),
    [
        ("extra:\n  institution: {name: Riverside College, section: At Riverside}\n", "At Riverside"),
        ("extra:\n  institution: {name: Riverside College}\n", "Riverside College"),
        ("site_name: x\n", "Own pages"),
    ],
)
def test_own_pages_are_a_section_of_the_menu(config: str, title: str, tmp_path: Path) -> None:
    load(tmp_path, added("own/index.md", str(overlay()[VISIT]).replace("Visit", "About").replace("rc-", "ab-", 1)
                         .replace("description: Where", "description: About where")))  # fmt: skip
    (tmp_path / "mkdocs.yml").write_text(config, "utf-8")
    site = load_site(tmp_path / "docs", config_file=tmp_path / "mkdocs.yml")
    own = [{"About the Career Center": "own/index.md"}, {"Visit the Career Center": "own/visit-us.md"}]
    assert expand_nav([{"Home": "index.md"}], site) == [{"Home": "index.md"}, {title: own}]


OTHER = str(overlay()[VISIT])


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (
            edited(CAMPUS, "id: rc-campus-used-since", "id: typical-day"),
            f"{CAMPUS}:8: questions.1.id: typical-day is taken by {TOPIC_YML}:7; choose another id",
        ),
        (
            # Sources are read before questions, and yet it is the guide that keeps its id.
            added("own/_data/sources/rc.yml", "sources:\n  - {id: typical-day, x: 1}\n"),
            f"own/_data/sources/rc.yml:2: sources.1.id: typical-day is taken by {TOPIC_YML}:7; choose another id",
        ),
        (
            edited(SHEET, "question: rc-campus-learned-anew", "question: rc-campus-learned"),
            f"{SHEET}:20: sections.1.questions.2.question: no question has the id rc-campus-learned; correct it or add",
        ),
        (
            edited(CAMPUS, "intro: Ask", 'intro: "Ask'),
            f"{CAMPUS}:",
        ),
        (
            edited(CAMPUS, "order: 900", "order: last"),
            f"{CAMPUS}:4: order: must be a whole number, not “last”; write it without quotes",
        ),
        (
            edited(CAMPUS, "What did you have to learn anew once you had left Riverside?", "Can you hire me?"),
            f"{CAMPUS}:18: questions.2.wording: breaks the rule at",
        ),
        (
            added("own/_data/question/rc.yml", "id: x\n"),
            "own/_data/question/rc.yml:1: is not read by anything; move it to own/_data/<concept>/<name>.yml",
        ),
        (
            edited(CAMPUS, "id: rc-campus\n", "id: rc-camp\n"),
            f"{CAMPUS}:2: id: must be rc-campus, the file's name; rename one of them",
        ),
        (
            edited(SHORT, "word: visit-us", "word: alumni-call"),
            f"{SHORT}:3: addresses.2.word: alumni-call is taken already; choose another word",
        ),
        (
            edited(VISIT, " {#rc-visit}", ""),
            f"{VISIT}:7: needs a permanent id in kebab case; end the heading with {{#its-id}}",
        ),
        (
            edited(VISIT, "question: rc-campus-used-since", "question: rc-campus-used"),
            f"{VISIT}:14: names an unknown question: rc-campus-used; correct the id or add it",
        ),
        (
            edited(VISIT, "title: Visit the Career Center", "title: The guide"),
            f"{VISIT}:3: title: is the same as that of docs/index.md; make it its own",
        ),
        (added("own/other.md", "No front matter.\n"), "own/other.md:1: has no front matter; begin with"),
        (
            added("own/visit-us/index.md", OTHER.replace("Visit", "Find").replace("Where", "About where")),
            f"{VISIT}:1: has the address /own/visit-us/ of the page own/visit-us/index.md; rename",
        ),
        (
            added("docs/own/visit-us.md", OTHER.replace("Visit", "Find").replace("Where", "About where")),
            f"{VISIT}:1: has the address /own/visit-us/ of the page",
        ),
        (
            added("own/_data/sources/rc.yml", "sources: [{id: rc-1990, kind: book}]\n"),
            "own/_data/sources/rc.yml:1: sources.1.",
        ),
    ],
)  # fmt: skip
def test_fault_is_told_under_its_own_path(changed: Files, told: str, tmp_path: Path) -> None:
    rule = {name: (ROOT / name).read_bytes() for name in RULE}
    found = problems(tmp_path, {**rule, **changed})
    assert any(line.startswith(told) for line in found), found
    assert all(line.startswith("own/") for line in found), found


RULE = [f"docs/_data/rule/{name}.yml" for name in ("categories", "grey", "lexicon", "spelling", "weights")]


def test_sound_sample_has_no_problem_with_the_whole_rule(tmp_path: Path) -> None:
    assert problems(tmp_path, {**{name: (ROOT / name).read_bytes() for name in RULE}, **overlay()}) == []


def test_sample_is_sound_beside_the_real_guide(tmp_path: Path) -> None:
    (tmp_path / "docs").symlink_to(ROOT / "docs")
    shutil.copytree(SAMPLE, tmp_path / OWN)
    site = load_site(tmp_path / "docs")
    assert {"rc-campus-used-since", "rc-campus-learned-anew"} < site.catalog.question_by_id.keys()
    assert site.catalog.changes[0].id == "rc-alumni-sheet"
    assert "own/visit-us.md" in site.pages


def test_check_on_the_command_line_names_the_own_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    problems(tmp_path, edited(CAMPUS, "minutes: 3\n  - id", "minutes: 30\n  - id"))
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 1
    assert f"{CAMPUS}:16: questions.1.minutes: must be at most 15, not 30; lower it" in capsys.readouterr().err
    problems(tmp_path, overlay())
    (tmp_path / "mkdocs.yml").write_text("extra:\n  corrections: nobody\n", "utf-8")
    assert main(["check"]) == 1
    assert "mkdocs.yml:2: corrections: must be a web address" in capsys.readouterr().err
    (tmp_path / "mkdocs.yml").write_text("extra:\n  generator: false\n  offline: never\n", "utf-8")
    assert main(["check"]) == 1
    assert "mkdocs.yml:3: offline: must be true or false" in capsys.readouterr().err
    (tmp_path / "mkdocs.yml").write_text("extra:\n  offline: false\n", "utf-8")
    assert main(["check"]) == 0
    capsys.readouterr()
    (tmp_path / "mkdocs.yml").write_text("site_name: Copy\n", "utf-8")
    assert main(["check"]) == 0
    assert "11 pages, 5 questions, 2 worksheets" in capsys.readouterr().out


# ── Addresses ─────────────────────────────────────────────────────────────────────────────────────────────────────────

OWN_LEDGER = "own/_data/links/ledger.txt"
RENDERED = {
    "/": '<h1 id="guide"></h1>',
    "/guide/ask/": '<h1 id="how-to-ask"></h1><li class="moved" id="old-place"></li>',
    "/questions/work/": '<h2 id="typical-day"></h2>',
    "/questions/rc-campus/": '<h2 id="rc-campus-used-since"></h2>',
    "/worksheets/rc-alumni-15/": "",
    "/own/visit-us/": '<h1 id="rc-visit"></h1>',
}


def test_new_addresses_go_into_the_own_ledger_and_the_guides_stays_as_it_was(tmp_path: Path) -> None:
    upstream = "# Heading\n/\n/#guide\n"
    catalog = load(tmp_path, {**overlay(), LEDGER_TXT: upstream}).catalog
    for url, content in RENDERED.items():
        page = tmp_path / "site" / url.strip("/") / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"<article>{content}</article>", "utf-8")
    assert record(tmp_path / "docs", catalog, tmp_path / "site") == 11
    assert (tmp_path / LEDGER_TXT).read_text("utf-8") == upstream
    lines = (tmp_path / OWN_LEDGER).read_text("utf-8").split("\n")
    assert "/questions/rc-campus/#rc-campus-used-since question:rc-campus-used-since" in lines
    assert {"/go/alumni-call/", "/own/visit-us/#rc-visit", "/guide/ask/"} < set(lines)
    assert "/" not in lines
    assert record(tmp_path / "docs", catalog, tmp_path / "site") == 0
    assert check_links(tmp_path / "docs", catalog, RENDERED) == ()


def told(root: Path, changed: Files) -> list[str]:
    catalog = load(root, {**overlay(), MOVES_YML: MOVES, **changed}).catalog
    with pytest.raises(ProblemsError) as caught:
        check_links(root / "docs", catalog, RENDERED)
    return str(caught.value).split("\n")


def test_lost_address_is_told_in_the_ledger_that_holds_it(tmp_path: Path) -> None:
    how = "bring it back, or add its new address to {}/_data/links/redirects.yml: {{from: {}, to: …, since: …, why: …}}"
    assert told(tmp_path, {OWN_LEDGER: "/own/gone/\n", LEDGER_TXT: "/\n/guide/gone/\n"}) == [
        f"{LEDGER_TXT}:2: is lost (/guide/gone/); {how.format('docs', '/guide/gone/')}",
        f"{OWN_LEDGER}:1: is lost (/own/gone/); {how.format('own', '/own/gone/')}",
    ]


def test_own_redirect_keeps_an_own_address(tmp_path: Path) -> None:
    moves = "redirects: [{from: /own/gone/, to: /own/visit-us/, since: 2026-01-31, why: It moved}]\n"
    changed = {**overlay(), OWN_LEDGER: "/own/gone/\n", "own/_data/links/redirects.yml": moves}
    check_links(tmp_path / "docs", load(tmp_path, changed).catalog, RENDERED)


def test_change_of_a_page_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert told(tmp_path, {CHANGES_YML: CHANGES}) == [
        f"{CHANGES_YML}:5: changes.1.pages: /guide/gone/ does not exist; correct it, or redirect it",
        f"{CHANGES_YML}:15: changes.3.pages: /worksheets/short/ does not exist; correct it, or redirect it",
    ]
