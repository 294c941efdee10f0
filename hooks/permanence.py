"""Holds the rendered site against the ledger: nothing that has landed is lost, every redirect leads somewhere."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError

from guidebook.links.check import check_links
from guidebook.problems import ProblemsError

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from guidebook.site import Site

log = logging.getLogger("mkdocs.hooks.permanence")


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Check once every page is rendered and before any is written."""
    site: Site = config.extra["guidebook"]
    rendered = {
        f"/{file.url.removeprefix('./')}": file.page.content or "" for file in files.documentation_pages() if file.page
    }
    try:
        added = check_links(Path(config.docs_dir), site.catalog, rendered, [*site.made_files, *site.texts])
    except ProblemsError as error:
        raise PluginError(f"{len(error.problems)} to mend before the site can be built:\n{error}") from None
    if added:
        log.info("%d new addresses, the first %s: record them with `make record`", len(added), added[0].address)
    return env
