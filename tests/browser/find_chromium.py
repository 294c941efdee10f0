"""Finds the browser for the tests: CHROMIUM, the system's, or the one that Playwright installed; prints its path.

Debian's headless shell comes first: the same engine without windows, whose pages open at a third of the cost.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_MAC = ("Chromium", "Google Chrome")


def find_chromium() -> str | None:
    """Path of a Chromium that runs, or None."""
    if named := os.environ.get("CHROMIUM"):
        return named if shutil.which(named) else None
    for name in _NAMES:
        path = shutil.which(name)
        if path and not _is_snap_pointer(Path(path)):
            return path
    for name in _MAC:
        app = Path(f"/Applications/{name}.app/Contents/MacOS/{name}")
        if app.is_file():
            return str(app)
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (slow to import, and only needed here)

    with sync_playwright() as playwright:
        bundled = Path(playwright.chromium.executable_path)
    return str(bundled) if bundled.is_file() else None


def _is_snap_pointer(path: Path) -> bool:
    return path.stat().st_size < 10_000 and b"snap" in path.read_bytes() and not Path("/snap/bin/chromium").exists()


if __name__ == "__main__":
    found = find_chromium()
    print(found or "no Chromium found", file=sys.stdout if found else sys.stderr)
    sys.exit(not found)
