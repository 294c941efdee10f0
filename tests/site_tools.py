"""Builds the real site for tests: by an engine, in a folder, for an address."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

import lxml.html

from guidebook.publishing.assets import HASHED

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parents[1]
SITE_URL = "http://127.0.0.1:8000/"
SUB_PATH = "/sub/path/"


class BuiltPage(NamedTuple):
    """A page of a built site: its address from the root, and its parsed HTML."""

    url: str
    tree: lxml.html.HtmlElement


def build(
    target: Path,
    *,
    project: Path = ROOT,
    engine: str = "mkdocs",
    address: str = SITE_URL,
    strict: bool = True,
    other: Mapping[str, str] | None = None,
    umask: int = -1,
) -> str:
    """Build the project into `target` for `address`, in an environment that may be an `other` one; the log.

    Fails with the log if the build does.
    """
    env = os.environ | {
        "SITE_DIR": str(target),
        "SITE_URL": address,
        "SOURCE_DATE_EPOCH": "1767225600",
        "NO_MKDOCS_2_WARNING": "1",
        **(other or {}),
    }
    done = subprocess.run(
        [sys.executable, "-m", engine, "build", "--strict" if strict else "--no-strict", "--config-file", "mkdocs.yml"],
        cwd=project,
        env=env,
        capture_output=True,
        text=True,
        check=False,
        umask=umask,
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


def pages(site: Path) -> list[BuiltPage]:
    """All pages of a built site except stubs of addresses that moved."""
    found = []
    for path in sorted(site.rglob("index.html")):
        tree = lxml.html.parse(path).getroot()
        if tree.find(".//article") is not None:
            folder = path.parent.relative_to(site).as_posix()
            found.append(BuiltPage("/" if folder == "." else f"/{folder}/", tree))
    return found


def published(site: Path, path: str) -> str:
    """The path of an asset of a built site under its published name, which says what is in it."""
    name = PurePosixPath(path)
    (found,) = [at for at in (site / name.parent).glob(f"{name.stem}.*{name.suffix}") if HASHED.search(at.name)]
    return found.relative_to(site).as_posix()


def files(site: Path) -> dict[str, bytes]:
    """Every file of a built site by its path."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


def addresses(site: Path) -> list[str]:
    """The address of every page of a built site, and the one for unknown addresses; no stubs."""
    found = [path for path in sorted(site.rglob("index.html")) if b"<article" in path.read_bytes()]
    return ["/404.html", *(f"/{path.parent.relative_to(site).as_posix()}/".replace("/./", "/") for path in found)]
