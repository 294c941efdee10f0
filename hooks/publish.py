"""Makes the finished build ready for the wire; under `mkdocs serve` the site stays as it was rendered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from guidebook.publishing import publish

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

PUBLISHING = ("build", "gh-deploy")
commands: list[str] = []


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember which command runs."""
    commands[:] = [command]


def on_post_build(config: MkDocsConfig) -> None:
    """Publish the folder of the site, when it was built to stay."""
    if commands and commands[0] in PUBLISHING:
        publish(Path(config.site_dir), config.site_url or "/", Path(config.docs_dir).parent)
