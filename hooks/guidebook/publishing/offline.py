"""What is kept on a reader's device: tells the worker which pages and files this build has, by their content."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from guidebook.problems import Problem, raise_all
from guidebook.publishing import minifier
from guidebook.publishing.assets import LENGTH, TEXTS, hashed_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORKER = "service-worker.js"
PAGE = "offline/"
KEPT_FOLDERS = ("guide/", "worksheets/", "tools/")
KEPT_PAGES = ("", "coaches/assign/", "reading-list/", "search/", PAGE)
KEPT_FILES = ("coaches/links/links.json",)
"""What is kept before it was read: the guide, the sheets, the tools and what they load."""

_EMPTY = re.compile(r"""JSON\.parse\(["'`]null["'`]\)""")
_REGISTERS = re.compile(rf"assets/javascripts/offline\.[0-9a-f]{{{LENGTH}}}\.js")


def tell_worker(site: Path, *_: object) -> None:
    """Fill in the worker, if the pages register it; else it stays one that takes itself back."""
    page = site / PAGE / "index.html"
    if not page.is_file() or not _REGISTERS.search(page.read_text("utf-8")):
        return
    build = json.dumps(manifest(site), ensure_ascii=False, separators=(",", ":"))
    text, places = _EMPTY.subn(lambda _: build, minifier.javascript((site / WORKER).read_text("utf-8")))
    if places != 1:
        raise_all([Problem(WORKER, 1, "BUILD", 'has no place for the build; keep `JSON.parse("null")` there, once')])
    (site / WORKER).write_bytes(text.encode())


def manifest(site: Path) -> dict[str, object]:
    """Pages with the digest of each, files by content with what each needs, and a version that stands for all of it."""
    pages = {path: _digest(site / path / "index.html") for path in _pages(site)}
    kept = {path: digest for path, digest in pages.items() if path in KEPT_PAGES or path.startswith(KEPT_FOLDERS)}
    kept |= {path: _digest(site / path) for path in KEPT_FILES if (site / path).is_file()}
    others = {path: digest for path, digest in pages.items() if path not in kept}
    files = hashed_files(site)
    build = {"offline": PAGE, "kept": kept, "others": others, "files": files, "needs": _needs(site, files)}
    worker = hashlib.sha256((site / WORKER).read_bytes())
    worker.update(json.dumps(build).encode())
    return {"version": worker.hexdigest()[:16], **build}


def _pages(site: Path) -> Iterator[str]:
    """Addresses, from the site's root, of its pages; stubs that lead on are none."""
    for path in sorted(site.rglob("index.html")):
        if b"<article" in path.read_bytes():
            folder = path.parent.relative_to(site).as_posix()
            yield "" if folder == "." else f"{folder}/"


def _needs(site: Path, files: list[str]) -> dict[int, list[int]]:
    """By the number of each file the numbers of those that its text names."""
    number = {PurePosixPath(path).name: at for at, path in enumerate(files)}
    named = re.compile(rf"[\w.-]+\.[0-9a-f]{{{LENGTH}}}\.[a-z]+")
    needs = {}
    for at, path in enumerate(files):
        names = named.findall((site / path).read_text("utf-8")) if path.endswith(TEXTS) else []
        if found := sorted({number[name] for name in names if name in number} - {at}):
            needs[at] = found
    return needs


def _digest(path: Path) -> str:
    """The first eight digits of a file's SHA-256, as the worker takes it."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:8]
