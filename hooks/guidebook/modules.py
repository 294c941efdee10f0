"""The site's JavaScript modules as they are published: without comments and needless space."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rjsmin

if TYPE_CHECKING:
    from pathlib import Path

MODULES = "assets/javascripts"
"""Where they stand, below `docs/` and below the site; what others wrote, in a folder of its own, is left as it came."""


def minified(text: str) -> str:
    """A module without comments and needless space."""
    return str(rjsmin.jsmin(text)) + "\n"


def published_modules(docs: Path) -> dict[str, str]:
    """The text of each module, by its path below the site."""
    found = sorted((docs / MODULES).glob("*.js"))
    return {f"{MODULES}/{path.name}": minified(path.read_text("utf-8")) for path in found}
