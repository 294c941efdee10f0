"""Hands MkDocs the pages that data makes, in the place where a file of that name would stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files

from guidebook.navigation import reading_order

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from guidebook.site import Site


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages, so that search and sitemap list them in the order of the expanded tree."""
    site: Site = config.extra["guidebook"]
    made = [File.generated(config, page.path, content=page.text) for page in site.generated]
    return Files(sorted([*files, *made], key=lambda file: reading_order(file.src_uri)))
