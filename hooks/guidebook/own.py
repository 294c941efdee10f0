"""The folder of an institution's own data and pages: `own/` beside `docs/`, which no upgrade of the guide touches.

Its files are published where they lie: `own/visit.md` at `/own/visit/`, `own/logo.svg` at `/own/logo.svg`. What begins
with `_` or a dot is not published. Its data, in `own/_data/`, joins the catalog and is held to the same checks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

OWN = "own"
PAGES = ".md"


class Root(NamedTuple):
    """A folder of pages and data, and what it is called in messages."""

    path: Path
    name: str


def own_folder(docs: Path) -> Path:
    """Where the folder lies, whether it is there or not."""
    return docs.parent / OWN


def roots(docs: Path, name: str = "docs") -> tuple[Root, ...]:
    """The guide's folder `docs`, which comes first and so keeps its ids, and the institution's own if there is one."""
    own = own_folder(docs)
    return (Root(docs, name), *([Root(own, OWN)] if own.is_dir() else []))


def own_files(docs: Path) -> dict[str, Path]:
    """What the institution publishes beside its pages, such as pictures, by path below the site."""
    own = own_folder(docs)
    found = (path for path in sorted(own.rglob("*")) if path.is_file() and path.suffix != PAGES)
    names = ((path.relative_to(docs.parent).as_posix(), path) for path in found)
    return {name: path for name, path in names if is_published(name)}


def is_published(name: str) -> bool:
    """Whether a file of the folder, by its path below it, is part of the site."""
    return not any(part.startswith((".", "_")) for part in name.split("/"))
