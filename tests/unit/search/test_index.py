from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from guidebook.links.directory import Directory, Kind, Thing
from guidebook.search.index import KINDS, TITLES_FILE, WORDS_FILE, searched, titles_json, words_json
from guidebook.search.models import Synonym
from guidebook.site import Page, load_site
from search_tools import index_files, sizes
from site_tools import ROOT
from small_project import load

if TYPE_CHECKING:
    from pathlib import Path

THINGS = (
    Thing(Kind.PAGE, "Ask", "/guide/ask/", "How to write.", "/go/ask/"),
    Thing(Kind.SECTION, "In short", "/guide/ask/#in-short", "", "/go/short/", "Ask"),
    Thing(Kind.SECTION, "Long", "/guide/ask/#long", "", "", "Ask"),
    Thing(Kind.SOURCE, "A book", "/guide/ask/#book", "About writing.", "", "Ask"),
    Thing(Kind.PAGE, "Search", "/search/"),
    Thing(Kind.SHEET, "Learn", "/worksheets/learn/"),
    Thing(Kind.FILE, "Learn (PDF)", "/worksheets/files/learn.pdf"),
)
PAGES = (
    Page(
        "guide/ask.md",
        {},
        "# Ask {#ask}\n\nWrite.\n\n## In short {#in-short}\n\nBe short, be kind.\n\n## Long {#long}\n\nKind.\n",
    ),
    Page("worksheets/learn.md", {}, "# Learn {#learn}\n\nKind people write.\n"),
)
SEARCH_MD = "docs/search.md"
SEARCH = """\
---
kind: page
template: search.html
title: Search
description: A page that is here for the tests alone, so that the two files of the search are written.
---

# Search {#search}

Search [the guide](index.md).
"""
LIMIT = 100_000
"""Bytes on the wire that the first search may take."""


def test_titles_come_page_by_page_and_nothing_is_said_twice() -> None:
    synonyms = [Synonym(means="résumé", words=("CV", "papers"))]
    page, section, source, sheet = (KINDS.index(kind) for kind in (Kind.PAGE, Kind.SECTION, Kind.SOURCE, Kind.SHEET))
    assert json.loads(titles_json(Directory(THINGS, {}, {}), synonyms)) == {
        "version": 1,
        "kinds": [kind.value for kind in KINDS],
        "pages": [
            [page, "Ask", "/guide/ask/", "ask", "How to write.", [
                [section, "In short", "in-short", "short"], [section, "Long", "long"], [source, "A book", "book"]
            ]],
            [sheet, "Learn", "/worksheets/learn/", "", ""],
        ],
        "synonyms": [["résumé", "CV", "papers"]],
    }  # fmt: skip


def words(data: dict[str, Any]) -> dict[str, list[int]]:
    """The numbers of the things by word."""
    found = {}
    for word, distances in zip(data["words"].split(" "), data["places"], strict=True):
        found[word] = [sum(distances[: end + 1]) for end in range(len(distances))]
    return found


def test_words_name_the_things_that_have_them_but_in_their_titles() -> None:
    many = tuple(Thing(Kind.PAGE, f"Page {number}", f"/more/{number}/") for number in range(40))
    found = words(json.loads(words_json(Directory((*THINGS, *many), {}, {}), PAGES)))
    assert found == {"be": [1], "how": [0], "kind": [1, 2, 4], "peopl": [4], "to": [0], "writ": [0, 4]}


def test_words_that_stand_everywhere_are_left_out() -> None:
    assert "kind" not in words(json.loads(words_json(Directory(THINGS, {}, {}), PAGES)))


def test_the_files_are_published_where_the_page_is(tmp_path: Path) -> None:
    assert TITLES_FILE not in load(tmp_path).written
    written = load(tmp_path, {SEARCH_MD: SEARCH}).written
    assert TITLES_FILE in written
    assert WORDS_FILE in written


def test_everything_of_the_real_site_is_in_the_index() -> None:
    found = set()
    for _, _, path, _, _, *rest in json.loads(index_files()[TITLES_FILE])["pages"]:
        found |= {path, *(f"{path}#{part[2]}" for part in (rest[0] if rest else []))}
    things = load_site(ROOT / "docs").directory.things
    assert found == {thing.path for thing in things if thing.kind is not Kind.FILE} - {"/search/"}
    assert len(searched(Directory(things, {}, {}))) == len(found)


def test_the_first_search_is_light_enough() -> None:
    assert sum(sizes().values()) <= LIMIT, sizes()
