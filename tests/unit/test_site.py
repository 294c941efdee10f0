from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from guidebook.addresses import relative_link, url_of
from guidebook.navigation import expand_nav, reading_order
from guidebook.problems import ProblemsError
from guidebook.site import load_site
from small_project import (
    ASK,
    ASK_MD,
    CLAIMS_YML,
    INDEX,
    INDEX_MD,
    MOVES,
    MOVES_YML,
    SHEET,
    SOURCES_YML,
    TABLE_YML,
    TOPIC,
    TOPIC_YML,
    WORDINGS_YML,
    edited,
    load,
    problems,
)

if TYPE_CHECKING:
    from pathlib import Path

NOTES = """\
## Notes and sources { #notes }

///Footnotes Go Here///

[^doe-2020]: Jane Doe (2020). “Asking Well.” Example Press. \
<https://example.org/asking-well>. Read whole, January 31, 2026.
"""

ASK_BODY = f"""\
# How to ask {{#how-to-ask}}

People like it.[^doe-2020]

## In short {{#in-short}}

Be brief.

## Next step {{ #next-step }}

[See the sources.](sources.md)
{{ .next }}

The sheet that goes with this page: [A short talk](../worksheets/short.md)
{{ .sheet }}

{NOTES}
## Moved from this page {{ #moved-from-this-page }}

- [A typical day](../questions/work.md#typical-day)
    {{ #old-place .moved }}
"""


def test_pages_come_in_the_order_of_mkdocs(tmp_path: Path) -> None:
    site = load(tmp_path)
    assert [(page.path, page.url, page.generated) for page in site.pages.values()] == [
        ("index.md", "/", False),
        ("comparisons/two-talks.md", "/comparisons/two-talks/", True),
        ("guide/ask.md", "/guide/ask/", False),
        ("guide/sources.md", "/guide/sources/", False),
        ("questions/all.md", "/questions/all/", True),
        ("questions/work.md", "/questions/work/", True),
        ("scripts/letters.md", "/scripts/letters/", True),
        ("worksheets/short.md", "/worksheets/short/", True),
    ]
    assert [page.path for page in site.generated] == [
        "comparisons/two-talks.md",
        "questions/all.md",
        "questions/work.md",
        "scripts/letters.md",
        "worksheets/short.md",
    ]


def test_guide_page_gets_next_step_sheet_notes_and_pointers(tmp_path: Path) -> None:
    page = load(tmp_path, {MOVES_YML: MOVES}).pages["guide/ask.md"]
    assert page.body == ASK_BODY
    assert page.text == (
        "---\nkind: guide\ntitle: How to ask\n"
        "description: How to ask somebody for a little time, and what to ask them once they have said yes to it.\n"
        f"reviewed: '2026-01-31'\nworksheet: short\nreading_minutes: 1\n---\n\n{ASK_BODY}"
    )


def test_generated_pages_have_their_front_matter_and_notes(tmp_path: Path) -> None:
    pages = dict(load(tmp_path).pages)
    listing = dict(pages.pop("questions/all.md").front_matter)
    filters = listing.pop("filters")
    assert isinstance(filters, list)
    assert [choice["name"] for choice in filters] == ["purpose", "stage", "audience", "topic"]
    assert listing == {
        "kind": "question-list",
        "template": "question-list.html",
        "title": "All questions",
        "description": (
            "Every question of the bank on one page: filter by purpose, stage, audience, topic and words, and link to "
            "what you found."
        ),
    }
    assert {path: dict(page.front_matter) for path, page in pages.items() if page.generated} == {
        "comparisons/two-talks.md": {
            "kind": "comparison",
            "title": "Two kinds of talk",
            "description": (
                "A talk to learn from somebody and a talk to be hired by somebody, side by side in one table."
            ),
            "reviewed": "2026-01-31",
        },
        "questions/work.md": {
            "kind": "topic",
            "title": "Questions: the work itself",
            "description": "Questions about what fills a day of this work, from the first hour of it to the last one.",
        },
        "scripts/letters.md": {
            "kind": "script-group",
            "template": "script-group.html",
            "title": "First letters",
            "description": (
                "Letters that the tests write to somebody who is asked for a little time, with blanks and a limit."
            ),
        },
        "worksheets/short.md": {
            "kind": "worksheet",
            "template": "worksheet.html",
            "title": "A short talk",
            "description": "A sheet for a first short talk with somebody whose work you know only from the outside.",
        },
    }
    assert pages["comparisons/two-talks.md"].body.endswith(f"{{ .takeaway }}\n\n{NOTES}")
    assert "///" not in pages["questions/work.md"].body


def test_pages_of_hidden_folders_and_data_are_no_pages(tmp_path: Path) -> None:
    changed = {"docs/.cache/x.md": "x", "docs/guide/.#ask.md": "x"}
    (tmp_path / "docs/folder.md").mkdir(parents=True)
    assert len(load(tmp_path, changed).pages) == 8


def test_unused_source_is_told(tmp_path: Path) -> None:
    unused = edited(SOURCES_YML, "sources:\n", f"sources:\n{SOURCE}")
    message = "roe-2021 is cited nowhere; cite it as [^roe-2021] or remove it"
    assert problems(tmp_path, unused) == [f"{SOURCES_YML}:2: sources.1.id: {message}"]


def test_source_that_only_a_claim_cites_is_used(tmp_path: Path) -> None:
    changed = {
        **edited(SOURCES_YML, "sources:\n", f"sources:\n{SOURCE}"),
        **edited(CLAIMS_YML, "same book.[^doe-2020]", "same book.[^roe-2021]"),
    }
    assert problems(tmp_path, changed) == []


SOURCE = """\
  - id: roe-2021
    kind: book
    authors: [Jim Roe]
    title: Another
    outlet: Example Press
    year: 2021
    read: whole
    checked: 2026-01-31
    says: Nothing much.
"""


@pytest.mark.parametrize(
    ("page", "other", "address"),
    [
        ("questions/work.md", "questions/work.md", "/questions/work/"),
        ("questions/all.md", "questions/all.md", "/questions/all/"),
        ("questions/work/index.md", "questions/work.md", "/questions/work/"),
        ("guide/README.md", "guide/index.md", "/guide/"),
        ("guide/ask/index.md", "guide/ask.md", "/guide/ask/"),
    ],
)
def test_page_at_the_address_of_another_is_told(page: str, other: str, address: str, tmp_path: Path) -> None:
    text = INDEX.replace("title: The guide", "title: Another").replace("A small", "Another").replace("guide/ask", "ask")
    changed = {f"docs/{page}": text, "docs/guide/index.md": text.replace("nother", " third")}
    clash = f"has the address {address} of the page docs/"
    (told,) = [line for line in problems(tmp_path, changed) if clash in line]
    assert told in {
        f"docs/{page}:1: {clash}{other}; rename or remove one of them",
        f"docs/{other}:1: {clash}{page}; rename or remove one of them",
    }


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (ASK_MD, "title: How to ask", "title: The guide", f"{INDEX_MD}:3: title: is the same as that of {ASK_MD}"),
        (
            INDEX_MD,
            "title: The guide",
            "title: All questions",
            f"{INDEX_MD}:3: title: is the same as that of /questions/all/",
        ),
        (
            INDEX_MD,
            "title: The guide",
            "title: A short talk",
            f"{INDEX_MD}:3: title: is the same as that of docs/_data/worksheets/short.yml",
        ),
        (
            TABLE_YML,
            "title: Two kinds of talk",
            "title: A short talk",
            f"{TABLE_YML}:2: title: is the same as that of docs/_data/worksheets/short.yml",
        ),
        (
            TABLE_YML,
            "A talk to learn from somebody and a talk to be hired by somebody, side by side in one table.",
            "A small guide that is here for the tests alone, with one page of everything that there is.",
            f"{INDEX_MD}:4: description: is the same as that of {TABLE_YML}",
        ),
    ],
)
def test_shared_title_or_description_is_told(file: str, old: str, new: str, told: str, tmp_path: Path) -> None:
    assert problems(tmp_path, edited(file, old, new)) == [f"{told}; make it its own"]


def test_two_topics_of_one_title_are_told_in_their_data(tmp_path: Path) -> None:
    other = (
        TOPIC.replace("id: ", "id: an-")
        .replace("id: an-work", "id: work-two")
        .replace("from the first", "to the first")
    )
    name = "docs/_data/questions/work-two.yml"
    assert problems(tmp_path, {name: other}) == [
        f"{name}:2: title: is the same as that of {TOPIC_YML}; make it its own"
    ]


def test_many_problems_come_all_at_once_sorted(tmp_path: Path) -> None:
    changed = {
        **edited(TABLE_YML, "reviewed: 2026-01-31", "reviewed: soon"),
        **edited(WORDINGS_YML, "verdict: fine", "verdict: ok"),
        **edited(INDEX_MD, "# The guide {#guide}", "# The guide"),
        TOPIC_YML: TOPIC.replace("minutes: 1\n", "minutes: 0\n").replace("order: 10", "order: 0"),
        "docs/_data/worksheets/other.yml": SHEET.replace("minutes: 11", "minutes: 10"),
        "docs/_data/stray.txt": "",
    }
    told = problems(tmp_path, changed)
    assert [line.split(": ")[0] for line in told] == [
        "docs/_data/comparisons/two-talks.yml:4",
        "docs/_data/questions/work.yml:3",
        "docs/_data/questions/work.yml:24",
        "docs/_data/rule/wordings.yml:9",
        "docs/_data/stray.txt:1",
        "docs/_data/worksheets/other.yml:1",
        "docs/_data/worksheets/other.yml:9",
        "docs/_data/worksheets/short.yml:1",
        "docs/index.md:7",
    ]


def test_faults_of_pages_come_together_with_one_another(tmp_path: Path) -> None:
    changed = {
        INDEX_MD: INDEX.replace("[Ask]", "So.[^roe]\n\n<!-- nothing -->\n\n[Ask]"),
        ASK_MD: ASK.replace("worksheet: short", "worksheet: long"),
    }
    assert [line.split(": ")[0] for line in problems(tmp_path, changed)] == [
        f"{ASK_MD}:7",
        f"{INDEX_MD}:9",
        f"{INDEX_MD}:11",
    ]


def test_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match=r"^docs:1: is not there; work in the folder that holds it$"):
        load_site(tmp_path / "docs")


def test_nav_entries_of_generated_folders_are_expanded(tmp_path: Path) -> None:
    site = load(tmp_path)
    nav = [
        {"Home": "index.md"},
        {"Bank": "questions/*"},
        {"Rest": [{"Sheets": "worksheets/*"}, "comparisons/*", "x/*"]},
    ]
    assert expand_nav(nav, site) == [
        {"Home": "index.md"},
        {
            "Bank": [
                "questions/index.md",
                {"All questions": "questions/all.md"},
                {"The work itself": "questions/work.md"},
            ]
        },
        {
            "Rest": [
                {"Sheets": ["worksheets/index.md", {"A short talk": "worksheets/short.md"}]},
                ["comparisons/index.md", {"Two kinds of talk": "comparisons/two-talks.md"}],
                "x/*",
            ]
        },
    ]
    assert expand_nav(None, site) is None


def test_reading_order_is_that_of_mkdocs() -> None:
    ordered = ["index.md", "a.md", "b.md", "a/README.md", "a/b.md", "a/a/index.md", "b/a.md"]
    assert sorted(sorted(ordered), key=reading_order) == ordered


@pytest.mark.parametrize(
    ("path", "url"),
    [("index.md", "/"), ("README.md", "/"), ("a.md", "/a/"), ("a/index.md", "/a/"), ("a/b.md", "/a/b/")],
)
def test_url_of_a_page(path: str, url: str) -> None:
    assert url_of(path) == url


@pytest.mark.parametrize(
    ("source", "target", "link"),
    [
        ("index.md", "a/b.md", "a/b.md"),
        ("a/b.md", "index.md", "../index.md"),
        ("a/b.md", "a/c.md#x", "c.md#x"),
        ("a/b.md", "a/b.md#x", "#x"),
        ("a/b.md", "a/b.md", "b.md"),
    ],
)
def test_relative_link(source: str, target: str, link: str) -> None:
    assert relative_link(source, target) == link
