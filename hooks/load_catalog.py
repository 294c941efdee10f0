"""Loads the site once a build, before MkDocs touches the old one, and gives the navigation its generated entries."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from mkdocs.exceptions import PluginError

from guidebook.downloads import CACHE, Project, make_downloads
from guidebook.navigation import expand_nav
from guidebook.own import own_folder
from guidebook.problems import ProblemsError
from guidebook.site import load_site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mkdocs.config.defaults import MkDocsConfig


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Keep the site in `config.extra["guidebook"]` for the other adapters."""
    docs = Path(config.docs_dir)
    config_file = Path(config.config_file_path or docs.parent / "mkdocs.yml")
    root, theme = config_file.parent, Path(config.theme.dirs[0])
    name = docs.relative_to(root).as_posix() if docs.is_relative_to(root) else docs.name
    project = Project(config_file, docs, theme, root / CACHE, config.site_name, config.site_url or "/")
    try:
        with _progress() as progress:
            make = partial(make_downloads, project=project, progress=progress) if project.makes_files else None
            site = load_site(docs, name, make, config_file)
    except ProblemsError as error:
        raise PluginError(f"{len(error.problems)} to mend before the site can be built:\n{error}") from None
    except OSError as error:
        raise PluginError(f"{error.filename or root / CACHE}: {error.strerror}; nothing was left half made") from None
    config.extra["guidebook"] = site
    config.nav = expand_nav(config.nav, site)
    config.watch += [str(own)] if (own := own_folder(docs)).is_dir() else []
    return config


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal while sheets are made; silence elsewhere."""
    with ExitStack() as stack:
        bars: list[Any] = []

        def show(done: int, total: int) -> None:
            if sys.stderr.isatty() and not os.environ.get("CI"):
                if not bars:
                    bars.append(stack.enter_context(click.progressbar(length=total, label="Sheets", file=sys.stderr)))
                bars[0].update(done - bars[0].pos)

        yield show
