"""What is kept on a reader's device: tells the worker which pages and files this build has, by their content."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORKER = "service-worker.js"
PAGE = "offline/"
KEPT_FOLDERS = ("guide/", "worksheets/", "tools/")
KEPT_PAGES = ("", "coaches/assign/", "reading-list/", PAGE)
KEPT_FILES = ("coaches/links/links.json",)
"""What is kept before it was read: the guide, the sheets, the tools and what they load."""

_EMPTY = "const BUILD = null;"
_REGISTERS = re.compile(rb"assets/javascripts/offline\.[0-9a-f]{8}\.js")
_NAMED_BY_CONTENT = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[0-9a-f]{8}(?:\.\w+)*\.(?:js|css|json)\b", re.ASCII)
"""As in the worker."""


class WorkerError(Exception):
    """The worker cannot be told what to keep."""


def tell_worker(site: Path, _: str) -> None:
    """Fill in the worker, if the pages register it; else it stays one that takes itself back."""
    if not (site / PAGE / "index.html").is_file() or not _REGISTERS.search((site / PAGE / "index.html").read_bytes()):
        return
    text = (site / WORKER).read_text("utf-8")
    if text.count(_EMPTY) != 1:
        raise WorkerError(f"{WORKER}: must hold `{_EMPTY}` once; the site was published already, or the line was changed")
    build = json.dumps(manifest(site), ensure_ascii=False, separators=(",", ":"))
    (site / WORKER).write_bytes(re.sub(r" // \{.*", "", text.replace(_EMPTY, f"const BUILD = {build};"), count=1).encode())


def manifest(site: Path) -> dict[str, object]:
    """Pages with the digest of each, files by content with what each needs, and a version that stands for all of it."""
    pages = {path: _digest(site / path / "index.html") for path in _pages(site)}
    kept = {path: digest for path, digest in pages.items() if path in KEPT_PAGES or path.startswith(KEPT_FOLDERS)}
    kept |= {path: _digest(site / path) for path in KEPT_FILES if (site / path).is_file()}
    others = {path: digest for path, digest in pages.items() if path not in kept}
    files, needs = _files(site)
    build: dict[str, object] = {"offline": PAGE, "kept": kept, "others": others, "files": files, "needs": needs}
    worker = hashlib.sha256((site / WORKER).read_bytes())
    worker.update(json.dumps(build).encode())
    return {"version": worker.hexdigest()[:16], **build}


def _pages(site: Path) -> Iterator[str]:
    """Addresses, from the site's root, of its pages; stubs that lead on are none."""
    for path in sorted(site.rglob("index.html")):
        if b"<article" in path.read_bytes():
            folder = path.parent.relative_to(site).as_posix()
            yield "" if folder == "." else f"{folder}/"


def _files(site: Path) -> tuple[list[str], dict[int, list[int]]]:
    """Paths of the files named by their content, and by each one's number the numbers of those that its text names."""
    files = [path for path in sorted(site.rglob("*")) if path.is_file() and _NAMED_BY_CONTENT.fullmatch(path.name)]
    number = {path.name: at for at, path in enumerate(files)}
    needs = {}
    for path in files:
        named = set(_NAMED_BY_CONTENT.findall(path.read_text("utf-8"))) - {path.name}
        if found := sorted(number[name] for name in named if name in number):
            needs[number[path.name]] = found
    return [path.relative_to(site).as_posix() for path in files], needs


def _digest(path: Path) -> str:
    """The first eight digits of a file's SHA-256, as the worker takes it."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:8]
