"""The scripts: without comments and blanks, one by one; no bundle, since each page asks for its own modules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidebook.publishing import minifier
from guidebook.publishing.assets import FOLDER

if TYPE_CHECKING:
    from pathlib import Path


def shrink(site: Path, _: str) -> None:
    """Minify every script among the assets; the worker at the root stays as the step that fills it in expects it."""
    for path in sorted((site / FOLDER).rglob("*.js")):
        path.write_bytes(minifier.javascript(path.read_bytes().decode()).encode())
