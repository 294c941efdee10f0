"""Looks up what a cartridge names: titles and whole addresses of pages, and the files of sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidebook.addresses import comparison_place, script_group_place, topic_place, url_of
from guidebook.cartridges.models import Every
from guidebook.cartridges.package import Content, Link, Part, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from guidebook.cartridges.models import Cartridge, Entry
    from guidebook.catalog import Catalog
    from guidebook.problems import Problem


def check_pages(catalog: Catalog, titles: Mapping[str, str]) -> Iterator[Problem]:
    """Links to pages that are not there; `titles` holds the title of each page by its address."""
    for cartridge, place in zip(catalog.cartridges, catalog.places.get("cartridges", ()), strict=True):
        for position, module in enumerate(cartridge.modules):
            for index, entry in enumerate(module.entries):
                if entry.page is not None and entry.page not in titles:
                    loc = ("modules", position, "entries", index, "page")
                    yield place.file.problem(loc, f"no page has the address {entry.page}; correct it")


def contents(
    cartridge: Cartridge,
    catalog: Catalog,
    titles: Mapping[str, str],
    sheets: Mapping[str, Sheet],
    site_url: str,
) -> Content:
    """The cartridge, ready to be written; `sheets` are files by the ids of the sheets."""
    base = site_url.rstrip("/")

    def entries(entry: Entry) -> Iterator[Link | Sheet]:
        for url in _pages(entry, catalog):
            yield Link(titles[url], f"{base}{url}")
        if entry.worksheet:
            yield sheets[entry.worksheet]
        elif entry.every is Every.WORKSHEETS:
            yield from (sheets[sheet.id] for sheet in catalog.worksheets)

    parts = tuple(
        Part(module.id, module.title, tuple(found for entry in module.entries for found in entries(entry)))
        for module in cartridge.modules
    )
    return Content(cartridge.id, cartridge.title, cartridge.description, parts)


def _pages(entry: Entry, catalog: Catalog) -> list[str]:
    if entry.page:
        return [entry.page]
    if entry.every is Every.TOPICS:
        return [url_of(topic_place(topic.id)) for topic in catalog.topics]
    if entry.every is Every.SCRIPTS:
        return [url_of(script_group_place(group.id)) for group in catalog.script_groups]
    if entry.every is Every.COMPARISONS:
        return [url_of(comparison_place(table.id)) for table in catalog.comparisons]
    return []
