"""Loads the site once a build, before MkDocs touches the old one, and gives the navigation its generated entries."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError

from guidebook.problems import ProblemsError
from guidebook.site import expand_nav, load_site

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Keep the site in `config.extra["guidebook"]` for the other adapters."""
    docs = Path(config.docs_dir)
    root = Path(config.config_file_path).parent if config.config_file_path else docs.parent
    name = docs.relative_to(root).as_posix() if docs.is_relative_to(root) else docs.name
    try:
        site = load_site(docs, name)
    except ProblemsError as error:
        raise PluginError(f"{len(error.problems)} to mend before the site can be built:\n{error}") from None
    config.extra["guidebook"] = site
    config.nav = expand_nav(config.nav, site)
    return config
