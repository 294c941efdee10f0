"""Publishes the data of the rule, which its checker in the browser loads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from guidebook.site import Site


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add each file that data makes."""
    site: Site = config.extra["guidebook"]
    return Files([*files, *(File.generated(config, path, content=text) for path, text in site.made.items())])
