"""The order of pages, and the navigation with what data and an institution add to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidebook.addresses import (
    comparison_place,
    question_list_place,
    script_group_place,
    topic_place,
    worksheet_place,
)
from guidebook.catalog_pages import ALL_TITLE
from guidebook.own import OWN

if TYPE_CHECKING:
    from guidebook.catalog import Catalog
    from guidebook.site import Site

OWN_SECTION = "Own pages"
SECTIONS = ("questions", "worksheets", "comparisons", "scripts")


def reading_order(path: str) -> list[tuple[int, str]]:
    """Sort key of MkDocs: a folder's index, its files by name, then its folders."""
    *folders, name = path.split("/")
    return [*((2, folder) for folder in folders), (0 if name in {"index.md", "README.md"} else 1, name)]


def expand_nav(nav: object, site: Site) -> object:
    """The navigation with each entry `folder/*` replaced by the folder's index and the pages generated in it.

    An institution's own pages make a section at its end.
    """
    expanded = _expanded(nav, site.catalog)
    own = [page for page in site.pages.values() if page.path.startswith(f"{OWN}/")]
    if not isinstance(expanded, list) or not own:
        return expanded
    return [*expanded, {site.section or OWN_SECTION: [{str(page.front_matter["title"]): page.path} for page in own]}]


def _expanded(nav: object, catalog: Catalog) -> object:
    if isinstance(nav, str) and nav.endswith("/*") and nav[:-2] in SECTIONS:
        return [f"{nav[:-2]}/index.md", *_section_nav(nav[:-2], catalog)]
    if isinstance(nav, list):
        return [_expanded(item, catalog) for item in nav]
    if isinstance(nav, dict):
        return {title: _expanded(item, catalog) for title, item in nav.items()}
    return nav


def _section_nav(section: str, catalog: Catalog) -> list[dict[str, str]]:
    if section == "questions":
        whole = [{ALL_TITLE: question_list_place()}] if catalog.topics else []
        return [*whole, *({topic.title: topic_place(topic.id)} for topic in catalog.topics)]
    if section == "worksheets":
        return [{sheet.title: worksheet_place(sheet.id)} for sheet in catalog.worksheets]
    if section == "scripts":
        return [{group.title: script_group_place(group.id)} for group in catalog.script_groups]
    return [{comparison.title: comparison_place(comparison.id)} for comparison in catalog.comparisons]
