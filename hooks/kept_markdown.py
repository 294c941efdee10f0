"""Takes a page's HTML from an earlier build if all that it comes from is the same; a page that warns is never kept."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import InclusionLevel
from mkdocs.structure.toc import get_toc

from guidebook import kept, markup, rendered

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Name what all pages come from: the tools, their settings, and every file that a link may lead to."""
    code = kept.code(Path(path) for path in (__file__, markup.__file__, rendered.__file__))
    settings = [config.markdown_extensions, repr(config.mdx_configs), repr(dict(config.validation.links))]
    excluded = (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)  # a link to these warns
    targets = [(file.src_uri, file.url) for file in files if file.inclusion not in excluded]
    common = kept.digest(kept.environment(), code, settings, config.use_directory_urls, targets)
    shelf = kept.Shelf(Path(config.docs_dir).parent / kept.FOLDER / "markdown")
    pure = rendered.PURE_EXTENSIONS.issuperset(config.markdown_extensions)
    config.extra["kept_markdown"] = (shelf, common) if pure else None


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Let the page look on the shelf before it renders."""
    if config.extra["kept_markdown"]:
        vars(page)["render"] = partial(_render, page, *config.extra["kept_markdown"])


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Make room once every page is rendered."""
    if config.extra["kept_markdown"]:
        config.extra["kept_markdown"][0].sweep()


def _render(page: Page, shelf: kept.Shelf, common: str, config: MkDocsConfig, files: Files) -> None:
    engine = type(page).__module__
    key = kept.digest(common, engine, page.file.src_uri, page.markdown)
    if found := rendered.as_data(shelf.get(key)):
        page.content, page.toc, page._title_from_render = found["content"], get_toc(found["toc"]), found["title"]
        page.present_anchor_ids = set(found["anchors"])
        page.links_to_anchors = {files.src_uris[path]: links for path, links in found["links"].items()}
        return
    with rendered.listening() as heard:
        type(page).render(page, config, files)
    if not heard and logging.getLogger(engine).isEnabledFor(logging.INFO) and page.links_to_anchors is not None:
        shelf.put(key, rendered.as_text(page))
