"""Spares an edit under `mkdocs serve` two long walks: through the theme's icons, and through all of the memory."""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING, Literal

from jinja2 import BaseLoader, FileSystemLoader

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig

serving: list[bool] = []


class WithoutIcons(FileSystemLoader):
    """Lists no folder whose name begins with a dot: MkDocs copies nothing from there and drops each file by itself."""

    def list_templates(self) -> list[str]:
        """The names of all other files, as Jinja gives them."""
        found = set[str]()
        for root in self.searchpath:
            for folder, folders, files in os.walk(root, followlinks=self.followlinks):
                folders[:] = [name for name in folders if not name.startswith(".")]
                place = os.path.relpath(folder, root).replace(os.sep, "/")
                found.update(name if place == "." else f"{place}/{name}" for name in files)
        return sorted(found)


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether the process stays."""
    serving[:] = [command == "serve"]


def on_config(config: MkDocsConfig) -> None:
    """Put the loader into every environment of the theme; nothing of a rebuild is garbage before its end."""
    get_env = config.theme.get_env

    def without_icons() -> Environment:
        env = get_env()
        loader: BaseLoader | None = env.loader
        env.loader = WithoutIcons(loader.searchpath) if type(loader) is FileSystemLoader else loader
        return env

    vars(config.theme)["get_env"] = without_icons
    if serving == [True]:
        gc.disable()


def on_post_build(config: MkDocsConfig) -> None:
    """Collect again, while nobody waits."""
    gc.enable()


def on_build_error(error: Exception) -> None:
    """The same where the build stopped."""
    gc.enable()
