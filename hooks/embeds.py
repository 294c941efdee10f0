"""Replaces what a writer wrote by what the core expanded: directives, notes, next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from guidebook.site import Site


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The page's expanded body; its front matter becomes what the expanded tree has."""
    site: Site = config.extra["guidebook"]
    expanded = site.pages.get(page.file.src_uri)
    if expanded is None:
        return markdown
    page.meta = dict(expanded.front_matter)
    return expanded.body
