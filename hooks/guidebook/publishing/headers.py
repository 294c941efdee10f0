"""The file `_headers`: what a host says with each file of the site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from guidebook.hosting.rules import HEADERS_FILE

if TYPE_CHECKING:
    from pathlib import Path

SECURITY = {"Referrer-Policy": "strict-origin-when-cross-origin", "X-Content-Type-Options": "nosniff"}
YEAR = "public, max-age=31536000, immutable"
ASSETS = "assets"
SCRIPTS = "/assets/javascripts/*"
HASHED = re.compile(r"\.[0-9a-f]{8,}\.[a-z0-9.]+$")
"""How a file is named that is never changed, only replaced by one of another name."""


def tell_hosts(site: Path, _: str) -> None:
    """Write the file for the finished folder of the site."""
    rules = [("/*", SECURITY), (SCRIPTS, {"Access-Control-Allow-Origin": "*"})]
    for folder in sorted(path for path in (site / ASSETS).rglob("*") if path.is_dir()):
        files = [path for path in folder.rglob("*") if path.is_file()]
        if files and all(HASHED.search(path.name) for path in files):
            rules.append((f"/{folder.relative_to(site).as_posix()}/*", {"Cache-Control": YEAR}))
    lines = [line for path, headers in rules for line in (path, *(f"  {k}: {v}" for k, v in headers.items()))]
    (site / HEADERS_FILE).write_text("\n".join(lines) + "\n", "utf-8")
