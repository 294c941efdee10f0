"""The scripts: without comments and blanks, one by one; no bundle, since each page asks for its own modules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidebook.publishing import minifier

if TYPE_CHECKING:
    from pathlib import Path


def shrink(site: Path, _: str) -> None:
    """Minify every script of the site."""
    for path in sorted(site.rglob("*.js")):
        path.write_bytes(minifier.javascript(path.read_bytes().decode()).encode())
