"""The assets: named by what is in them, so that they may be kept for a year, and gone where nothing refers to them."""

from __future__ import annotations

import hashlib
import re
from graphlib import CycleError, TopologicalSorter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from guidebook.problems import Problem, raise_all
from guidebook.publishing.references import References

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "assets/"
LENGTH = 8
"""Digits of a name: enough that two versions of one file never meet."""
HASHED = re.compile(rf"\.[0-9a-f]{{{LENGTH}}}\.[a-z]+$")
TEXTS = (".css", ".js")
"""Endings of the assets that may refer to others."""
_LEFT_OVER = (".css", ".js", ".map")
_PUBLIC = re.compile(
    r"^<(?:a\b|area\b|meta\b|link\b(?=[^>]*\brel=[\"']?(?:icon|alternate|canonical|manifest)))", re.IGNORECASE
)


def name_by_content(site: Path, address: str, *_: object) -> None:
    """Rename what pages load from the assets, put the new names everywhere, and delete scripts and styles left over.

    Deepest first: a module's name says what it imports, too. What people link to keeps its name.
    """
    references = References(site, address)
    pages = {path.relative_to(site).as_posix(): path.read_bytes().decode() for path in sorted(site.rglob("*.html"))}
    needs = _needs(site, references, pages)
    names: dict[str, str] = {}

    for place in _in_order(needs):
        data = (site / place).read_bytes()
        if PurePosixPath(place).suffix in TEXTS:
            data = references.rewritten(place, data.decode(), lambda path, _: names.get(path)).encode()
        digest = hashlib.sha256(data).hexdigest()[:LENGTH]
        path = PurePosixPath(place)
        names[place] = f"{path.stem}.{digest}{path.suffix}"
        (site / path.with_name(names[place])).write_bytes(data)
    for place, text in pages.items():
        renamed = references.rewritten(place, text, lambda path, tag: None if _PUBLIC.match(tag) else names.get(path))
        (site / place).write_bytes(renamed.encode())
    for place in names:
        (site / place).unlink()
    for left in sorted((site / FOLDER).rglob("*"), reverse=True):
        if left.suffix in _LEFT_OVER and not HASHED.search(left.name):
            left.unlink()
        elif left.is_dir() and not any(left.iterdir()):
            left.rmdir()


def hashed_files(site: Path) -> list[str]:
    """The path of every file that is named by its content."""
    found = (path.relative_to(site).as_posix() for path in (site / FOLDER).rglob("*") if HASHED.search(path.name))
    return sorted(found)


def _needs(site: Path, references: References, pages: dict[str, str]) -> dict[str, set[str]]:
    """Each asset that is loaded, directly or by another, with those that it refers to itself."""
    waiting: list[str] = []

    def note(path: str, tag: str) -> None:
        if path.startswith(FOLDER) and not _PUBLIC.match(tag):
            waiting.append(path)

    for place, text in pages.items():
        references.rewritten(place, text, note)
    needs: dict[str, set[str]] = {}
    while waiting:
        place = waiting.pop()
        if place not in needs:
            text = (site / place).read_text("utf-8") if PurePosixPath(place).suffix in TEXTS else ""
            needs[place] = {path for path in references.of(place, text) if path.startswith(FOLDER)} if text else set()
            waiting += needs[place]
    return needs


def _in_order(needs: dict[str, set[str]]) -> list[str]:
    try:
        return list(TopologicalSorter({place: sorted(needs[place]) for place in sorted(needs)}).static_order())
    except CycleError as error:
        circle = " → ".join(str(place) for place in error.args[1])
        fault = Problem(
            str(error.args[1][0]), 1, "", f"refers to itself in a circle ({circle}), so no name can hold it; part it"
        )
        raise_all([fault])
        return []
