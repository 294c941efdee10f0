"""The scripts: without comments and blanks, one by one; no bundle, since each page asks for its own modules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidebook.publishing import minifier
from guidebook.publishing.assets import FOLDER

if TYPE_CHECKING:
    from pathlib import Path


VENDOR = "vendor"


def shrink(site: Path, *_: object) -> None:
    """Minify every script among the assets; the worker at the root stays as the step that fills it in expects it.

    Those of others are small already, and stay: the minifier puts `{a, b} = {...c}` before the declaration of `c`.
    """
    for path in sorted((site / FOLDER).rglob("*.js")):
        if path.parent.name != VENDOR:
            path.write_bytes(minifier.javascript(path.read_bytes().decode()).encode())
