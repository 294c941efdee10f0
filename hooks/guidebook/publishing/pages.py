"""The pages: HTML without what no browser needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidebook.publishing import minifier

if TYPE_CHECKING:
    from pathlib import Path


def shrink(site: Path, _: str) -> None:
    """Minify every page of the site, stubs of moved pages included."""
    for path in sorted(site.rglob("*.html")):
        path.write_bytes(minifier.html(path.read_bytes().decode()).encode())
