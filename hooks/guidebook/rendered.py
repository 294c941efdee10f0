"""A page's HTML, and what else rendering finds out about it, as text to keep."""

from __future__ import annotations

import json
import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

PURE_EXTENSIONS = frozenset(
    [
        "admonition",
        "attr_list",
        "def_list",
        "fenced_code",
        "footnotes",
        "guidebook.markup",
        "sane_lists",
        "tables",
        "toc",
    ]
)
"""Of Markdown, those that read nothing but the text of the page; with any other one, no page may be kept."""


@contextmanager
def listening() -> Iterator[list[str]]:
    """Collects everything that is logged meanwhile: what has something to tell must be done again to tell it again."""
    heard: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: heard.append(record.getMessage())  # type: ignore[method-assign]
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        yield heard
    finally:
        root.removeHandler(handler)


def as_text(page: Any) -> str:
    """What rendering has set on the page of any engine."""
    data = {
        "content": page.content,
        "toc": [_token(entry) for entry in page.toc],
        "title": page._title_from_render,
        "anchors": sorted(page.present_anchor_ids or ()),
        "links": {file.src_uri: links for file, links in page.links_to_anchors.items()},
    }
    return json.dumps(data, ensure_ascii=False)


def _token(entry: Any) -> dict[str, Any]:
    """An entry of the table of contents, as Python-Markdown tells of it."""
    children = [_token(child) for child in entry.children]
    return {"name": entry.title, "id": entry.id, "level": entry.level, "children": children}


def as_data(text: str | None) -> dict[str, Any]:
    """What `as_text` wrote; nothing if there is no text, or it is damaged."""
    try:
        data = json.loads(text or "{}")
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}
