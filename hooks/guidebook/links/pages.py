"""The link directory on its page, as Markdown: each page with what is on it, under a heading for each folder."""

from __future__ import annotations

import posixpath
from itertools import groupby
from typing import TYPE_CHECKING

from guidebook.cartridges.files import FOLDER as CARTRIDGE_FILES
from guidebook.comparisons.files import FOLDER as TABLE_FILES
from guidebook.links.directory import LIST_ANCHOR, PAGE, Kind, Thing, folder_of
from guidebook.text import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from guidebook.links.directory import Directory

_LEFT_TO_THEIR_PAGES = (f"/{TABLE_FILES}/", f"/{CARTRIDGE_FILES}/")

_NOT_FOR_PRINTING = (".docx", ".txt")

LIST_MARKER = "///Link Directory Goes Here///"
"""Stands for the list until every page is read."""


def link_list(found: Directory, paths: Mapping[str, str], site_url: str) -> str:
    """The list of `found`; `paths` holds the source path of each page by its address. Short addresses need `site_url`.

    Sources, and files that are not for printing, are left to their own pages, and what is on a page stands by its title
    alone, as does a page with anything on it: the page stays within 45 KB. The files have everything.
    """
    things = [thing for thing in found.things if is_shown(thing)]
    parts = [f"{len(things):,} addresses.\n{{ .link-size }}"]
    for folder, group in groupby(_with_their_pages(things), key=lambda pair: folder_of(pair[0].path)):
        pages = list(group)
        title = pages[0][0].title if folder else "Home"
        parts.append(f"### {escape(title)} {{ #{LIST_ANCHOR}{folder or 'home'} data-search-exclude=true }}")
        parts += [_page(page, on_it, paths, site_url) for page, on_it in pages]
    return "\n\n".join(parts)


def is_shown(thing: Thing) -> bool:
    """Whether the page lists the thing."""
    left = thing.path.startswith(_LEFT_TO_THEIR_PAGES) or thing.path.endswith(_NOT_FOR_PRINTING)
    return thing.kind is not Kind.SOURCE and not (thing.kind is Kind.FILE and left)


def _with_their_pages(things: Iterable[Thing]) -> Iterator[tuple[Thing, list[Thing]]]:
    """Each page with what is on it."""
    page, on_it = None, list[Thing]()
    for thing in things:
        if thing.within:
            on_it.append(thing)
            continue
        if page:
            yield page, on_it
        page, on_it = thing, []
    if page:
        yield page, on_it


def _page(page: Thing, on_it: Sequence[Thing], paths: Mapping[str, str], site_url: str) -> str:
    places = [f"- {_link(thing, paths, site_url)}" for thing in on_it]
    first, *others = places or [escape(page.about)]
    return "\n".join([_link(page, paths, site_url), f":   {first}", *(f"    {place}" for place in others)])


def _link(thing: Thing, paths: Mapping[str, str], site_url: str) -> str:
    url, mark, anchor = thing.path.partition("#")
    target = posixpath.relpath(paths.get(url, url.lstrip("/")), posixpath.dirname(PAGE)) + mark + anchor
    reviewed = f" data-reviewed={thing.reviewed}" if thing.reviewed else ""
    text = f"[{escape(thing.title)}]({target}){{ .{thing.kind}{reviewed} }}"
    if thing.short and site_url:
        text += f" `{site_url.rstrip('/')}{thing.short}`{{ .short }}"
    return text
