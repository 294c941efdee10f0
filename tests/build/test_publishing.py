from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Literal

import lxml.html
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


STYLED = """<html><head><link rel="canonical" href="{{ page.canonical_url }}">
<link rel="stylesheet" href="{{ 'assets/stylesheets/one.css' | url }}"></head>
<body><div class="page kind-{{ page.meta.kind }}"><article>{{ page.content }}</article></div></body></html>
"""
SHEET = "h2 { color: green }\ntable { color: red }\n.gone { color: blue }\n"


@pytest.fixture
def styled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, list[str]]:
    """A project with a style sheet, and the text of every page that is parsed to be published."""
    theme = dict.fromkeys(("theme/main.html", "theme/worksheet.html", "theme/question-list.html"), STYLED)
    write_site(tmp_path, {**theme, "docs/assets/stylesheets/one.css": SHEET})
    parsed: list[str] = []
    parse = lxml.html.fromstring

    def noted(text: str) -> object:
        parsed.append(text)
        return parse(text)

    monkeypatch.setattr(lxml.html, "fromstring", noted)
    return tmp_path, parsed


def test_what_did_not_change_is_not_read_again_and_is_published_the_same(styled: tuple[Path, list[str]]) -> None:
    root, parsed = styled
    published = built_by("build", root)
    assert len(parsed) > 10
    assert any(path.endswith(".css") and b"table" in data for path, data in published.items())
    parsed.clear()
    assert built_by("build", root) == published
    assert parsed == []


EDITS = {
    "a page": ("docs/guide/ask.md", "Be brief.", "Be very brief."),
    "a page's first table": ("docs/guide/ask.md", "Be brief.", "Be brief.\n\n| a | b |\n|---|---|\n| 1 | 2 |"),
    "a style sheet": ("docs/assets/stylesheets/one.css", "green", "olive"),
    "a template": ("theme/main.html", "<article>", '<article class="gone">'),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_published_as_from_nothing(styled: tuple[Path, list[str]], name: str) -> None:
    root, _ = styled
    before = built_by("build", root)
    path, old, new = EDITS[name]
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), "utf-8")
    after = built_by("build", root)
    assert after != before
    shutil.rmtree(root / ".build")
    assert built_by("build", root) == after


@pytest.mark.parametrize("damage", [b"", b"\xff", b"[1]", b"\n"])
def test_what_is_damaged_is_published_anew(styled: tuple[Path, list[str]], damage: bytes) -> None:
    root, _ = styled
    published = built_by("build", root)
    shelf = list((root / ".build/publishing").iterdir())
    assert len(shelf) > 5
    for path in shelf:
        path.write_bytes(damage)
    assert built_by("build", root) == published


def test_publishing_afterwards_gives_the_same_bytes(project: Path) -> None:
    published = built_by("build", project)
    assert built_by("serve", project) != published
    publish(project / "site", ADDRESS)
    assert files(project / "site") == published
