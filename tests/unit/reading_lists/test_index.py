from __future__ import annotations

import json
from typing import TYPE_CHECKING

from guidebook.links.directory import Directory, Kind, Thing
from guidebook.reading_lists.index import INDEX_FILE, KINDS, index_json
from guidebook.site import load_site
from site_tools import ROOT
from small_project import load

if TYPE_CHECKING:
    from pathlib import Path

THINGS = (
    Thing(Kind.PAGE, "Ask", "/guide/ask/", "How to ask.", "/go/ask/"),
    Thing(Kind.SECTION, "In “short”", "/guide/ask/#in-short", "", "/go/short/", "Ask"),
    Thing(Kind.SECTION, "Long", "/guide/ask/#long", "", "", "Ask"),
    Thing(Kind.SOURCE, "A book", "/guide/ask/#book", "", "", "Ask"),
    Thing(Kind.SHEET, "Learn", "/worksheets/learn/"),
    Thing(Kind.FILE, "Learn (PDF)", "/worksheets/files/learn.pdf"),
)


def test_each_page_comes_with_what_is_on_it_and_nothing_is_said_twice() -> None:
    data = json.loads(index_json(Directory(THINGS, {}, {"/old/": "/guide/ask/"})))
    page, section, sheet = (KINDS.index(kind) for kind in (Kind.PAGE, Kind.SECTION, Kind.SHEET))
    parts = [[section, "In “short”", "in-short", "short"], [section, "Long", "long"]]
    assert data == {
        "version": 1,
        "kinds": [kind.value for kind in KINDS],
        "pages": [[page, "Ask", "/guide/ask/", "ask", parts], [sheet, "Learn", "/worksheets/learn/"]],
        "moved": {"/old/": "/guide/ask/"},
    }


def test_the_index_is_published_where_the_page_is(tmp_path: Path) -> None:
    assert INDEX_FILE not in load(tmp_path).written


def test_everything_of_a_kind_that_is_searched_is_in_the_index() -> None:
    site = load_site(ROOT / "docs")
    found = set()
    for _, _, path, *rest in json.loads(site.written[INDEX_FILE])["pages"]:
        found.add(path)
        found |= {f"{path}#{part[2]}" for part in (rest[-1] if rest and isinstance(rest[-1], list) else [])}
    assert found == {thing.path for thing in site.directory.things if thing.kind in KINDS}
