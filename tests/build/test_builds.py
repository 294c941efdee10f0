from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import yaml

from guidebook.__main__ import main
from small_project import (
    ASK,
    ASK_MD,
    INDEX,
    INDEX_MD,
    LEDGER_TXT,
    MOVES,
    MOVES_YML,
    MYTHS,
    MYTHS_MD,
    SCRIPTS_YML,
    SHEET_YML,
    TABLE_YML,
    TOPIC_YML,
    edited,
)
from tiny_site import CONFIG, TinySite, write_site

if TYPE_CHECKING:
    from pathlib import Path

ABORTED = "ERROR Aborted with a BuildError!"
STRICT = "ERROR Aborted with {} in strict mode!"
NEW = "INFO {} new addresses, the first /: record them with `make record`"
LOST = (
    "is lost ({0}); bring it back, or add its new address to docs/_data/links/redirects.yml: "
    "{{from: {1}, to: …, since: …, why: …}}"
)
NO_QUESTION = "no question has the id who; correct it or add the question"
MISSING = "Doc file 'guide/ask.md' contains a link '{}', but the target '{}' is not found among documentation files."
DIRECTIVES = (
    "comparison, question, script, wording, wordings, "
    "topics, worksheets, links, archives, cartridges, comparisons, scripts, rule-categories, claims, sources, changes, "
    "where-to-report"
)


def data_error(*problems: str) -> list[str]:
    text = "\n".join(problems)
    return [f"ERROR {len(problems)} to mend before the site can be built:\n{text}", ABORTED]


def test_sound_site_builds_and_new_addresses_are_said(site: TinySite) -> None:
    assert site.build({MOVES_YML: MOVES}) == [NEW.format(38)]
    assert '<h2 class="question" id="typical-day">What did you do yesterday?</h2>' in site.html("/questions/work/")
    assert '<p class="why">A real day says more than a job ad.<span' in site.html("/worksheets/short/")
    letters = site.html("/scripts/letters/")
    assert '<div class="together">\n<h2 class="script" id="cold-letter">To a stranger</h2>' in letters
    assert '<p>Dear <strong class="fill-in">[their name]</strong>,</p>' in letters
    assert '<th id="who-asks" scope="row">Who asks<a ' in site.html("/comparisons/two-talks/")
    assert '<a href="../../worksheets/short/">A short talk</a>' in site.html("/guide/ask/")
    assert not (site.root / "site/_data").exists()


def test_page_that_moved_leaves_a_stub(site: TinySite) -> None:
    site.build({MOVES_YML: MOVES})
    assert site.html("/guide/old-ask/") == '<a href="../ask/">https://example.org/tiny/guide/ask/</a>\n'


def test_hosts_get_the_redirects_of_pages_with_the_sites_own_path(site: TinySite) -> None:
    site.build({MOVES_YML: MOVES, "docs/_data/short-addresses/all.yml": "addresses: [{word: ask, to: /guide/ask/}]\n"})
    assert (site.root / "site/_redirects").read_text("utf-8").splitlines()[1:] == [
        "",
        "# Netlify",
        "/tiny/guide/old-ask/ /tiny/guide/ask/ 301!",
        "/tiny/go/ask/ /tiny/guide/ask/ 302!",
        "",
        "# Cloudflare Pages",
        "/tiny/guide/old-ask/ /tiny/guide/ask/ 301",
        "/tiny/go/ask/ /tiny/guide/ask/ 302",
    ]


def test_site_without_redirects_has_no_file_of_them(site: TinySite) -> None:
    site.build()
    assert not (site.root / "site/_redirects").exists()


def test_a_page_that_asks_for_the_directory_has_it_and_its_files(site: TinySite) -> None:
    page = (
        "---\nkind: page\ntitle: Every link\n"
        "description: Everything of this small guide that has an address, for those who want to link to one of them.\n"
        "---\n\n# Every link {#every-link}\n\n[JSON](links/links.json)\n\n<!-- links -->\n"
    )
    told = site.build({"docs/coaches/links.md": page})
    assert [line for line in told if not line.startswith("INFO")] == []
    html = site.html("/coaches/links/")
    assert '<dt><a class="page" data-reviewed="2026-01-31" href="../../guide/ask/">How to ask</a></dt>' in html
    assert (
        '<li><a class="question" href="../../questions/work/#typical-day">What did you do yesterday?</a></li>' in html
    )
    assert "Goes Here" not in html
    assert (site.root / "site/coaches/links/links.json").is_file()
    assert (site.root / "site/coaches/links/links.csv").read_bytes().startswith(b"\xef\xbb\xbfKind,Title")


def test_anchor_that_moved_leaves_a_pointer_on_its_living_page(site: TinySite) -> None:
    site.build({MOVES_YML: MOVES})
    assert (
        '<li class="moved" id="old-place"><a href="../../questions/work/#typical-day">A typical day</a>'
        in site.html("/guide/ask/")
    )


def test_recorded_site_says_nothing(site: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    site.build({MOVES_YML: MOVES})
    monkeypatch.chdir(site.root)
    assert main(["record", "site"]) == 0
    assert site.build({MOVES_YML: MOVES}) == []


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        (
            edited(SHEET_YML, "question: who-else", "question: who"),
            f"{SHEET_YML}:22: sections.2.questions.1.question: {NO_QUESTION}",
        ),
        (
            edited(TABLE_YML, "id: two-talks", "id: work"),
            f"{TABLE_YML}:1: id: work is taken by {TOPIC_YML}:1; choose another id",
        ),
        (
            edited(INDEX_MD, "[Ask]", "<!-- tpoics -->\n\n[Ask]"),
            f"{INDEX_MD}:9: is an unknown directive, tpoics; use one of {DIRECTIVES}",
        ),
        (
            {"docs/questions/work.md": INDEX.replace("The guide", "Mine").replace("A small", "My small")},
            (
                "docs/questions/work.md:1: has the address /questions/work/ of the page docs/questions/work.md; "
                "rename or remove one of them"
            ),
        ),
        (
            edited(SCRIPTS_YML, "words: 20", "words: 18"),
            f"{SCRIPTS_YML}:13: scripts.1.text: must be at most 18 words, not 19; shorten it",
        ),
    ],
    ids=["bad reference", "duplicate id", "unknown directive", "page over a generated one", "script over its limit"],
)
def test_fault_of_an_author_stops_the_build(changed: dict[str, str], problem: str, site: TinySite) -> None:
    told = site.build(changed)
    assert problem in told[0].split("\n")
    assert told == data_error(*told[0].split("\n")[1:])


@pytest.mark.parametrize(
    ("entry", "address"),
    [
        ("/guide/gone/", "/guide/gone/"),
        ("/guide/ask/#gone", "/guide/ask/#gone"),
        ("/questions/old/#who-else question:who-else", "/questions/old/#who-else"),
    ],
)
def test_address_that_is_lost_stops_the_build(entry: str, address: str, site: TinySite) -> None:
    assert site.build({LEDGER_TXT: f"/\n{entry}\n"}) == [
        f"ERROR 1 to mend before the site can be built:\n{LEDGER_TXT}:2: {LOST.format(entry, address)}",
        ABORTED,
    ]


@pytest.mark.parametrize("to", ["/guide/nowhere/", "/guide/ask/#nowhere"])
@pytest.mark.parametrize("source", ["/guide/old-ask/", "/guide/sources/#old-place"])
def test_redirect_to_nowhere_stops_the_build(source: str, to: str, site: TinySite) -> None:
    moves = f"redirects:\n  - {{from: {source}, to: {to}, since: 2026-01-31, why: It moved}}\n"
    assert site.build({MOVES_YML: moves})[-2:] == [
        (
            f"ERROR 1 to mend before the site can be built:\n{MOVES_YML}:2: redirects.1.to: {to} does not exist; "
            "give an address that does"
        ),
        ABORTED,
    ]


@pytest.mark.parametrize(
    ("changed", "warning"),
    [
        (
            edited(ASK_MD, "Be brief.", "See [a question](../questions/work.md#nowhere)."),
            (
                "Doc file 'guide/ask.md' contains a link '../questions/work.md#nowhere', but the doc"
                " 'questions/work.md' does not contain an anchor '#nowhere'."
            ),
        ),
        (
            edited(ASK_MD, "Be brief.", "See [a question](../questions/play.md)."),
            MISSING.format("../questions/play.md", "questions/play.md"),
        ),
        (
            edited(ASK_MD, "page: sources.md", "page: nowhere.md"),
            MISSING.format("nowhere.md", "guide/nowhere.md"),
        ),
        (
            edited(ASK_MD, "Be brief.", "See [home](/)."),
            "Doc file 'guide/ask.md' contains an absolute link '/', it was left as is.",
        ),
    ],
)
def test_bad_link_fails_a_strict_build(changed: dict[str, str], warning: str, site: TinySite) -> None:
    told = [line for line in site.build(changed) if not line.startswith("INFO")]
    assert [line.partition(" Did you mean")[0] for line in told] == [f"WARNING {warning}", STRICT.format("1 warnings")]


def test_edits_of_data_show_in_the_next_build_of_the_same_process(site: TinySite) -> None:
    site.build()
    assert "What did you do yesterday?" in site.html("/questions/work/")
    assert site.build(edited(TOPIC_YML, "do yesterday?", "do this morning?"))[1:] == []
    assert "What did you do this morning?" in site.html("/questions/work/")
    assert "What did you do this morning?" in site.html("/worksheets/short/")


def test_page_edited_to_be_faulty_and_mended_builds_again(site: TinySite) -> None:
    assert site.build({ASK_MD: ASK.replace("{#in-short}", "")})[-1] == ABORTED
    assert site.build({ASK_MD: ASK}) == [NEW.format(37)]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_claims_are_sections_that_the_overview_links(site: TinySite) -> None:
    told = site.build({MYTHS_MD: MYTHS})
    assert [line for line in told if not line.startswith("INFO")] == []
    html = site.html("/guide/myths/")
    assert '<a href="#everyone-agrees">“Everyone says yes”</a>' in html
    assert '<h3 id="everyone-agrees">“Everyone says yes”</h3>' in html
    assert '<h2 id="folklore">Folklore</h2>' in html


def test_bad_data_leaves_the_site_before_it_whole(site: TinySite) -> None:
    site.build()
    before = contents(site.root / "site")
    write_site(site.root, edited(TOPIC_YML, "minutes: 3", "minutes: many"))
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=site.root,
        env=os.environ | {"NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr, done.stdout) == (
        1,
        (
            "ERROR   -  1 to mend before the site can be built:\n"
            f"{TOPIC_YML}:15: questions.1.minutes: must be a whole number, not “many”; write it without quotes\n"
        ),
        "\nAborted with a BuildError!\n",
    )
    assert contents(site.root / "site") == before
    assert before


def test_two_builds_give_the_same_bytes(site: TinySite) -> None:
    site.build({MOVES_YML: MOVES})
    before = contents(site.root / "site")
    site.build({MOVES_YML: MOVES})
    assert contents(site.root / "site") == before


def test_navigation_lists_the_generated_pages(site: TinySite) -> None:
    config = CONFIG | {"nav": ["index.md", {"Questions": "questions/*"}]}
    pages = "{% for page in item.children or [] %} {{ page.url }}{% endfor %}"
    template = f"{{% for item in nav %}}{{{{ item.title }}}}:{pages};{{% endfor %}}"
    overview = INDEX.replace("The guide", "Bank").replace("A small", "The small").replace("guide/ask", "../guide/ask")
    changed = {"mkdocs.yml": yaml.safe_dump(config), "theme/main.html": template, "docs/questions/index.md": overview}
    assert site.build(changed) == [NEW.format(39)]
    assert site.html("/") == "The guide:;Questions: questions/ questions/all/ questions/work/;"
