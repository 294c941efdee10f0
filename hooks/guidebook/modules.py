"""JavaScript modules whose weight is limited, as they are published: without comments and needless space."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rjsmin

if TYPE_CHECKING:
    from pathlib import Path

MINIFIED = ("assets/javascripts/rule.js", "assets/javascripts/vendor/minisearch.js")
"""The others are small, and this minifier takes a slash behind an arrow for a division."""


def minified(text: str) -> str:
    """A module without comments and needless space."""
    return str(rjsmin.jsmin(text)) + "\n"


def published_modules(docs: Path) -> dict[str, str]:
    """The text of each of them that there is, by its path below the site."""
    return {name: minified((docs / name).read_text("utf-8")) for name in MINIFIED if (docs / name).is_file()}
