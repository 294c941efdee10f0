from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from guidebook.publishing import publish
from site_tools import files
from tiny_site import write_site

if TYPE_CHECKING:
    from pathlib import Path

ADDRESS = "https://example.org/tiny/"


def built_by(command: Literal["build", "gh-deploy", "serve"], root: Path) -> dict[str, bytes]:
    """The files of the tiny site in `root` after an MkDocs command."""
    config = load_config(str(root / "mkdocs.yml"))
    config.plugins.on_startup(command=command, dirty=False)
    build(config)
    return files(root / "site")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write_site(
        tmp_path, {"theme/main.html": "<!-- a word to the designer -->\n<article>{{ page.content }}</article>\n"}
    )
    return tmp_path


def test_build_is_published_and_preview_is_not(project: Path) -> None:
    preview = built_by("serve", project)
    assert b"to the designer" in preview["guide/ask/index.html"]
    published = built_by("build", project)
    assert b"to the designer" not in published["guide/ask/index.html"]
    assert built_by("gh-deploy", project) == published


def test_publishing_afterwards_gives_the_same_bytes(project: Path) -> None:
    published = built_by("build", project)
    assert built_by("serve", project) != published
    publish(project / "site", ADDRESS)
    assert files(project / "site") == published
