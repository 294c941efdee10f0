"""Publishes the files that data makes beside the pages, and keeps what they are made with out of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from guidebook.site import Site

TEMPLATES = "print/"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add each file under its address, so that links to it are checked; the theme's print templates are no pages."""
    site: Site = config.extra["guidebook"]
    kept = [
        file
        for file in files
        if not (file.src_uri.startswith(TEMPLATES) and file.src_dir != config.docs_dir)
        and file.src_uri not in site.written
    ]
    made = [File.generated(config, path, abs_src_path=str(at)) for path, at in site.files.items()]
    texts = [File.generated(config, path, content=text.encode()) for path, text in site.written.items()]
    return Files([*kept, *made, *texts])
