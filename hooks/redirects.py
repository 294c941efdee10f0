"""Adds a stub page where a page has moved and at each short address, and the same redirects for hosts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files

from guidebook.links.hosts import REDIRECTS_FILE, redirects_file
from guidebook.links.redirects import STUB_TEMPLATE, stub_pages

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from guidebook.links.models import Redirect, ShortAddress
    from guidebook.site import Site


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add one HTML file for each page address that redirects elsewhere, and one file for hosts."""
    site: Site = config.extra["guidebook"]
    moves: list[Redirect | ShortAddress] = [*site.catalog.redirects, *site.catalog.short_addresses]
    if moves:
        template = next(path for folder in config.theme.dirs if (path := Path(folder, STUB_TEMPLATE)).is_file())
        stubs = stub_pages(moves, site.urls, config.site_url or "/", template.read_text("utf-8"))
        for stub, html in stubs.items():
            files.append(File.generated(config, stub, content=html))
        files.append(File.generated(config, REDIRECTS_FILE, content=redirects_file(moves, config.site_url or "/")))
    return files
