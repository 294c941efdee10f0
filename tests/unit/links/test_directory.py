from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest

from guidebook.links.directory import CSV_FILE, JSON_FILE, PAGE, Kind, Thing, directory, directory_csv, plain
from guidebook.links.directory import directory_json as as_json
from guidebook.links.pages import link_list
from guidebook.spreadsheet import BYTE_ORDER_MARK
from small_project import ASK, ASK_MD, INDEX, INDEX_MD, MOVES, MOVES_YML, MYTHS, MYTHS_MD, TABLE, TABLE_YML, load

if TYPE_CHECKING:
    from pathlib import Path

    from guidebook.links.directory import Directory
    from guidebook.site import Site
    from small_project import Content

SHORT_YML = "docs/_data/short-addresses/all.yml"
SHORT = (
    "addresses:\n"
    "  - {word: ask, to: /guide/ask/}\n"
    '  - {word: brief, to: "/guide/ask/#in-short"}\n'
    "  - {word: again, to: /guide/ask/}\n"
)
LINKS_MD = f"docs/{PAGE}"
LINKS = """\
---
kind: page
title: Every link
description: Everything of this small guide that has an address of its own, for those who want to link to it.
---

# Every link {#every-link}

<!-- links -->
"""
WITH_ALL: dict[str, Content] = {MOVES_YML: MOVES, SHORT_YML: SHORT, LINKS_MD: LINKS, MYTHS_MD: MYTHS}
FILES = ("comparisons/files/two-talks.csv", "worksheets/files/short-a4.pdf", "worksheets/files/short-qr.svg")


def small(root: Path, changed: dict[str, Content] | None = None) -> Site:
    return load(root, WITH_ALL | (changed or {}))


def found(root: Path, changed: dict[str, Content] | None = None, files: tuple[str, ...] = FILES) -> Directory:
    site = small(root, changed)
    return directory(site.pages.values(), site.catalog, files)


def test_every_kind_of_thing_is_listed_with_what_it_answers_and_where_it_is(tmp_path: Path) -> None:
    things = {thing.path: thing for thing in found(tmp_path).things}
    description = "How to ask somebody for a little time, and what to ask them once they have said yes to it."
    for expected in (
        Thing(Kind.PAGE, "How to ask", "/guide/ask/", description, "/go/ask/", "", "2026-01-31"),
        Thing(Kind.SECTION, "In short", "/guide/ask/#in-short", "", "/go/brief/", "How to ask"),
        Thing(
            Kind.QUESTION,
            "What did you do yesterday?",
            "/questions/work/#typical-day",
            "A real day says more than a job ad.",
            "",
            "The work itself",
        ),
        Thing(Kind.ROW, "Who asks", "/comparisons/two-talks/#who-asks", "", "", "Two kinds of talk"),
        Thing(
            Kind.SCRIPT, "To a stranger", "/scripts/letters/#cold-letter", "You know nobody there.", "", "First letters"
        ),
        Thing(Kind.CLAIM, "Everyone says yes", "/guide/myths/#everyone-agrees", "Nobody counted.", "", "Myths"),
        Thing(Kind.SOURCE, "Asking Well", "/guide/sources/#doe-2020", "People like to be asked.", "", "Sources"),
        Thing(Kind.FILE, "Two kinds of talk (CSV)", "/comparisons/files/two-talks.csv", "", "", "Two kinds of talk"),
        Thing(Kind.FILE, "A short talk: PDF to print, A4", "/worksheets/files/short-a4.pdf", "", "", "A short talk"),
    ):
        assert things[expected.path] == expected
    kinds = {path: thing.kind for path, thing in things.items()}
    assert kinds["/questions/work/"] is Kind.TOPIC
    assert kinds["/worksheets/short/"] is Kind.SHEET
    assert kinds["/comparisons/two-talks/"] is Kind.TABLE
    assert kinds["/scripts/letters/"] is Kind.PAGE
    assert set(kinds.values()) == set(Kind)


def test_what_is_left_out_has_a_reason(tmp_path: Path) -> None:
    left_out = found(tmp_path).left_out
    assert left_out["/guide/ask/#how-to-ask"] == "the title of its page, whose own address is shorter"
    assert left_out["/guide/ask/#notes"] == "the notes of its page; each source has an address"
    assert left_out["/guide/ask/#next-step"] == "leads to other pages"
    assert left_out["/guide/ask/#old-place"] == "moved, and told as such"
    assert left_out["/go/again/"] == "a short address, told with what it leads to"
    assert left_out["/worksheets/files/short-qr.svg"] == "a QR code, which stands beside what it leads to"
    assert left_out["/questions/all/#all-work"] == "a part of a list; what it lists has a page of its own"
    assert left_out["/coaches/links/#list-guide"] == "a part of a list; what it lists has a page of its own"


def test_what_moved_is_told_from_old_to_new(tmp_path: Path) -> None:
    assert found(tmp_path).moved == {
        "/guide/old-ask/": "/guide/ask/",
        "/guide/ask/#old-place": "/questions/work/#typical-day",
    }


def test_a_page_comes_before_what_is_on_it_and_folders_in_their_order(tmp_path: Path) -> None:
    things = found(tmp_path).things
    pages = [thing for thing in things if not thing.within]
    assert [page.path.split("/")[1] for page in pages] == sorted(
        (page.path.split("/")[1] for page in pages),
        key=["", "guide", "questions", "scripts", "worksheets", "comparisons", "coaches"].index,
    )
    page = things[0]
    for thing in things:
        page = page if thing.within else thing
        assert not thing.within or thing.within == page.title


def test_rows_and_wordings_of_a_page_are_listed_by_their_words(tmp_path: Path) -> None:
    index = INDEX.replace("[Ask](guide/ask.md)", "<!-- wordings: are-you-hiring -->\n\n[Ask](guide/ask.md)")
    things = {thing.path: thing for thing in found(tmp_path, {INDEX_MD: index}).things}
    assert things["/#are-you-hiring"] == Thing(
        Kind.ROW, "“Are you hiring?”", "/#are-you-hiring", "It asks for a job.", "", "The guide"
    )


def test_a_table_that_a_page_embeds_is_left_to_its_own_page(tmp_path: Path) -> None:
    ask = ASK.replace("Be brief.", "Be brief.\n\n<!-- comparison: two-talks -->")
    assert found(tmp_path, {ASK_MD: ask}).left_out["/guide/ask/#two-talks"] == "a table that has a page of its own"


def test_an_unknown_file_is_listed_by_its_name(tmp_path: Path) -> None:
    (thing,) = [thing for thing in found(tmp_path, files=("lms/guide.zip",)).things if thing.kind is Kind.FILE]
    assert (thing.title, thing.path) == ("guide.zip", "/lms/guide.zip")


def test_json_holds_what_there_is_and_nothing_empty(tmp_path: Path) -> None:
    text = as_json(found(tmp_path))
    data = json.loads(text)
    assert data["version"] == 1
    assert data["moved"]["/guide/old-ask/"] == "/guide/ask/"
    (section,) = [thing for thing in data["things"] if thing["path"] == "/guide/ask/#in-short"]
    assert section == {
        "kind": "section",
        "title": "In short",
        "path": "/guide/ask/#in-short",
        "short": "/go/brief/",
        "in": "How to ask",
    }
    assert all(value for thing in data["things"] for value in thing.values())
    assert text.endswith("}\n")


def test_csv_is_safe_and_has_whole_addresses(tmp_path: Path) -> None:
    table = TABLE.replace("label: Who asks", "label: =cmd()")
    text = directory_csv(found(tmp_path, {TABLE_YML: table}), "https://example.org/x/")
    assert text.startswith(BYTE_ORDER_MARK)
    head, *rows = csv.reader(text.removeprefix(BYTE_ORDER_MARK).splitlines(keepends=True), strict=True)
    assert head == ["Kind", "Title", "What it answers", "On the page", "Short address", "Address"]
    assert [
        "row",
        "'=cmd()",
        "",
        "Two kinds of talk",
        "",
        "https://example.org/x/comparisons/two-talks/#who-asks",
    ] in rows
    assert ["https://example.org/x/go/brief/", "https://example.org/x/guide/ask/#in-short"] in [row[4:] for row in rows]


def test_files_are_published_where_there_is_a_page_of_the_directory(tmp_path: Path) -> None:
    assert {JSON_FILE, CSV_FILE} <= set(small(tmp_path / "with").texts)
    assert JSON_FILE not in load(tmp_path / "without").texts


def test_it_is_the_same_each_time(tmp_path: Path) -> None:
    one, other = small(tmp_path / "one"), small(tmp_path / "other")
    assert one.texts == other.texts
    assert one.pages[PAGE].body == other.pages[PAGE].body


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("Plain", "Plain"),
        (r"50% \*of\* \_it\_ \#1", "50% *of* _it_ #1"),
        ("AT&amp;T &lt;b&gt;", "AT&T <b>"),
        ("A [link](x.md#y) and *more* and `code`", "A link and more and code"),
        (r"“[Really\]?](x.md)”", "“Really]?”"),
    ],
)
def test_plain_text_of_a_heading(markdown: str, text: str) -> None:
    assert plain(markdown) == text


# ── On its page ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_list_has_each_page_with_what_is_on_it_and_links_from_its_own_place(tmp_path: Path) -> None:
    body = small(tmp_path).pages[PAGE].body
    assert "### Home { #list-home data-search-exclude=true }\n\n[The guide](../index.md){ .page }\n:   A small" in body
    assert (
        "[How to ask](../guide/ask.md){ .page data-reviewed=2026-01-31 }\n"
        ":   - [In short](../guide/ask.md#in-short){ .section }" in body
    )
    assert "Asking Well" not in body


def test_short_addresses_are_shown_whole_with_a_qr_code_where_the_sites_own_is_known(tmp_path: Path) -> None:
    site = small(tmp_path)
    paths = {page.url: page.path for page in site.pages.values()}
    body = link_list(site.directory, paths, "https://example.org/x/")
    short = "`https://example.org/x/go/brief/`{ .short }"
    assert f":   - [In short](../guide/ask.md#in-short){{ .section }} {short}" in body
    assert "/go/again/" not in body


def test_titles_of_the_list_are_text(tmp_path: Path) -> None:
    table = TABLE.replace("label: Who asks", 'label: "a | b *c* [d]"')
    assert (
        r"- [a \| b \*c\* \[d\]](../comparisons/two-talks.md#who-asks){ .row }"
        in small(tmp_path, {TABLE_YML: table}).pages[PAGE].body
    )
