"""A tiny site, built by MkDocs itself with the real hooks; what it logged is the outcome."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from small_project import write_project

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pytest

    from small_project import Content

HOOKS = Path(__file__).resolve().parents[1] / "hooks"
NAMES = (
    "pace",
    "load_catalog",
    "generated_pages",
    "worksheet_files",
    "redirects",
    "embeds",
    "permanence",
    "kept_markdown",
    "kept_templates",
    "kept_pages",
    "kept_files",
    "publish",
    "watching",
)

CONFIG = {
    "site_name": "Tiny",
    "site_url": "https://example.org/tiny/",
    "strict": True,
    "exclude_docs": "/_data/\n",
    "theme": {"name": None, "custom_dir": "theme"},
    "plugins": [],
    "hooks": [str(HOOKS / f"{name}.py") for name in NAMES],
    "markdown_extensions": ["attr_list", "def_list", "footnotes", "sane_lists", "tables", "toc", "guidebook.markup"],
    "validation": {"links": {"anchors": "warn", "absolute_links": "warn", "unrecognized_links": "warn"}},
}
TEMPLATE = "<article>{{ page.content }}</article>\n"
STUB = '<a href="{{ to }}">{{ canonical }}</a>'


def write_site(root: Path, changed: Mapping[str, Content] | None = None) -> None:
    """Write the small project with what MkDocs needs to build it."""
    theme = {
        "mkdocs.yml": yaml.safe_dump(CONFIG),
        "theme/main.html": TEMPLATE,
        "theme/worksheet.html": TEMPLATE,
        "theme/question-list.html": TEMPLATE,
        "theme/script-group.html": TEMPLATE,
        "theme/redirect-stub.html": STUB,
    }
    write_project(root, {**theme, **(changed or {})})


class TinySite:
    """The site in the folder `root`, which builds as often as asked."""

    def __init__(self, root: Path, caplog: pytest.LogCaptureFixture) -> None:
        self.root = root
        self._caplog = caplog

    def build(self, changed: Mapping[str, Content] | None = None) -> list[str]:
        """Write the site with some files `changed` and build it; what our hooks say, and every warning and error."""
        write_site(self.root, changed)
        self._caplog.clear()
        with self._caplog.at_level(logging.INFO, logger="mkdocs"):
            try:
                build(load_config(str(self.root / "mkdocs.yml")))
            except Abort as error:
                logging.getLogger("mkdocs").error("%s", error.message)
        return [
            f"{record.levelname} {record.getMessage()}"
            for record in self._caplog.records
            if record.levelno > logging.INFO or record.name.startswith("mkdocs.hooks.")
        ]

    def html(self, address: str) -> str:
        """The page built for an address."""
        return (self.root / "site" / address.strip("/") / "index.html").read_text("utf-8")
