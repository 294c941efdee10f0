"""What the browser needs to make and show a reading list: a third of the link directory in weight."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from guidebook.links.directory import Kind
from guidebook.links.redirects import split

if TYPE_CHECKING:
    from guidebook.links.directory import Directory

PAGE = "reading-list.md"
"""The student's page; without it, nothing loads the index."""

INDEX_FILE = "assets/reading-list.json"
"""Where it is published, below the site."""

KINDS = (Kind.PAGE, Kind.SECTION, Kind.TOPIC, Kind.QUESTION, Kind.TABLE, Kind.SCRIPT, Kind.SHEET)
"""What is searched. Anything else is rarely assigned; its title comes from the whole directory when it is met."""


def index_json(found: Directory) -> str:
    """Each page with what is on it: `[kind, title, path, short, [[kind, title, anchor, short], …]]`, and what moved.

    A kind is its place in `kinds`; a short address is the word alone. What is missing at the end of a row is left out.
    """
    pages: dict[str, list[Any]] = {}
    for thing in found.things:
        if thing.kind not in KINDS:
            continue
        url, anchor = split(thing.path)
        row = [KINDS.index(thing.kind), thing.title, anchor or url, thing.short.removeprefix("/go/").rstrip("/")]
        if anchor:
            pages[url][4].append(row if row[3] else row[:3])
        else:
            pages[url] = [*row, []]
    rows = [row if row[4] else row[: 4 if row[3] else 3] for row in pages.values()]
    data = {"version": 1, "kinds": KINDS, "pages": rows, "moved": dict(found.moved)}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"
