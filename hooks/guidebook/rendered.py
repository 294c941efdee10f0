"""A page's HTML, and what else rendering finds out about it, as text to keep."""

from __future__ import annotations

import json
import logging
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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


class Template(NamedTuple):
    """A template whose `render` is another one."""

    original: Any
    render: Callable[[Any], str]


def looking_up(get_template: Callable[..., Any], render: Callable[[Any, Any], str]) -> Callable[..., Any]:
    """`get_template` whose templates are rendered by `render`, but for what a template asks for as a part."""

    def get(name: str, *parent: Any, **others: Any) -> Any:
        template = get_template(name, *parent, **others)
        return template if parent or others else Template(template, partial(render, template))

    return get


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
