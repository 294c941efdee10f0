"""What the built site has a browser keep: all that is promised, that it can be kept, and what it weighs."""

from __future__ import annotations

import gzip
import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from guidebook.publishing.assets import LENGTH
from guidebook.publishing.offline import WORKER
from site_tools import ROOT, BuiltPage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from guidebook.catalog import Catalog

NAMED = re.compile(rf"[\w-]+(?:\.[\w-]+)*\.[0-9a-f]{{{LENGTH}}}\.[a-z]+\b", re.ASCII)
MOST_KEPT = 720_000  # bytes, by gzip: pages, and what they load
MOST_WORKER = 6_000
MOST_REGISTRATION = 400


@pytest.fixture(scope="module")
def build(built: Path) -> dict[str, Any]:
    """What the worker was told."""
    text = (built / WORKER).read_text("utf-8")
    found: dict[str, Any] = json.JSONDecoder().raw_decode(text, text.index('{"version"'))[0]
    return found


def weight(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


def file_of(site: Path, address: str) -> Path:
    return site / address / "index.html" if not address or address.endswith("/") else site / address


def test_the_guide_the_sheets_and_the_tools_are_kept_unread(
    build: dict[str, Any], built_pages: list[BuiltPage], catalog: Catalog
) -> None:
    pages = {page.url[1:] for page in built_pages}
    kept = set(build["kept"])
    assert {page for page in pages if page.startswith(("guide/", "worksheets/", "tools/"))} <= kept
    assert {f"worksheets/{sheet.id}/" for sheet in catalog.worksheets} <= kept
    assert {"", "coaches/assign/", "reading-list/", "offline/"} <= kept
    assert set(build["others"]) == pages - kept
    assert kept - pages == {"coaches/links/links.json"}


def test_every_page_can_be_kept_since_all_that_it_names_is_of_this_build(built: Path, build: dict[str, Any]) -> None:
    names = {path.split("/")[-1] for path in build["files"]}
    for address in [*build["kept"], *build["others"]]:
        page = file_of(built, address)
        if page.suffix == ".html":
            found = set(NAMED.findall(page.read_text("utf-8")))
            assert found, address
            assert found <= names, address


def test_the_worker_reads_names_as_the_build_writes_them() -> None:
    worker = (ROOT / "docs" / WORKER).read_text("utf-8")
    pattern = re.search(r"NAMED_BY_CONTENT = /(.+)/g;", worker)
    assert pattern is not None
    assert pattern[1] == NAMED.pattern
    prefix = re.search(r"`(\w+) \$\{ROOT\} `", worker)
    kept = (ROOT / "docs/assets/javascripts/kept.js").read_text("utf-8")
    assert prefix is not None
    assert f"`{prefix[1]} ${{root.href}} `" in kept


def test_it_weighs_what_the_page_says(
    built: Path, build: dict[str, Any], record_property: Callable[[str, object], None]
) -> None:
    files = build["files"]
    number = {path.split("/")[-1]: at for at, path in enumerate(files)}
    texts = (file_of(built, address).read_text("utf-8") for address in build["kept"])
    needed = {number[name] for text in texts for name in NAMED.findall(text) if name in number}
    waiting = list(needed)
    while waiting:
        more = set(build["needs"].get(str(waiting.pop()), [])) - needed
        needed |= more
        waiting += more
    pages = sum(weight(file_of(built, address)) for address in build["kept"])
    assets = sum(weight(built / files[at]) for at in needed)
    registration = weight(built / next(path for path in files if "/offline." in path))
    record_property("kept offline", f"{pages} bytes of pages and {assets} of what they load")
    assert 600_000 < pages + assets <= MOST_KEPT, "docs/offline.md says about two thirds of a megabyte"
    assert weight(built / WORKER) <= MOST_WORKER
    assert registration <= MOST_REGISTRATION
