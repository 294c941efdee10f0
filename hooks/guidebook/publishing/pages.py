"""The pages: HTML without what no browser needs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from guidebook.publishing import minifier

if TYPE_CHECKING:
    from pathlib import Path

_GENERATOR = re.compile(r'<meta name="generator" content="[^"]*">\n?')
"""It tells readers nothing, and is all that differs between engines."""


def shrink(site: Path, *_: object) -> None:
    """Minify every page of the site, stubs of moved pages included."""
    for path in sorted(site.rglob("*.html")):
        path.write_bytes(minifier.html(_GENERATOR.sub("", path.read_bytes().decode())).encode())
