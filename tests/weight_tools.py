"""What a first visit weighs: every file that a browser asks for until the page is at rest, compressed as by a host."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from browser_tools import PAGES

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

KB = 1024
LEVEL = 6
"""Of gzip: what nginx recommends and content networks use."""
BUDGET = {"guide": 20 * KB, "other": 25 * KB, "long": 45 * KB}
LONG = {
    "question list",
    "link directory",
    "check",
    "assign",
    "reading list",
    "sources",
    "guide with claims",
    "search",
}
"""Tools, lists of everything, and the page that searches as soon as it is opened."""
SEARCHED = re.compile(r"assets/search-\w+\.")
"""What the search reads, at its first use: not part of a first visit, also where that is the first use."""
GUIDE = {"guide index", "guide", "guide with a table"}
FAVICON = "assets/images/favicon.svg"
"""Which a browser with a window asks for, and one without does not."""


class Weight(NamedTuple):
    """The bytes of each file by its path, compressed."""

    files: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.files.values())

    def of(self, suffix: str) -> int:
        """The bytes of the files that end so; of the page itself for none."""
        return sum(size for path, size in self.files.items() if path.rpartition("/")[2].rpartition(".")[2] == suffix)


def budget(page_type: str) -> int:
    """Bytes that a first visit may take."""
    return BUDGET["long" if page_type in LONG else "guide" if page_type in GUIDE else "other"]


def compressed(content: bytes) -> int:
    return len(gzip.compress(content, LEVEL))


def weigh(page: Page, address: str, path: str, site: Path) -> Weight:
    """Open the page for the first time and weigh what it asks for."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + path, wait_until="networkidle")
    paths = [urlsplit(url).path.lstrip("/") for url in asked if url.startswith(address)]
    found = dict.fromkeys([path for path in [*paths, FAVICON] if not SEARCHED.match(path)])
    return Weight({path: compressed(_file(site, path).read_bytes()) for path in found})


def _file(site: Path, path: str) -> Path:
    return site / path / "index.html" if (site / path).is_dir() else site / path


def weights(browser: Browser, address: str, site: Path) -> dict[str, Weight]:
    """Of one page of each type, each visited for the first time."""
    found = {}
    for page_type, path in PAGES.items():
        context = browser.new_context()
        found[page_type] = weigh(context.new_page(), address, path, site)
        context.close()
    return found
