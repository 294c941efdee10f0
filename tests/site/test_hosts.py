"""What the build gives to hosts that cannot be tried here, held to the rules and limits that they publish."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import pytest

from guidebook.hosting.rules import parse_headers
from guidebook.links.hosts import REDIRECTS_FILE
from guidebook.publishing.policy import HEADERS_FILE
from site_tools import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from guidebook.catalog import Catalog

MOST_REDIRECTS, MOST_LETTERS = 2_000, 1_000
MOST_FILES, MOST_BYTES = 20_000, 25 * 1024 * 1024
"""Cloudflare Pages' limits on the free plan; Netlify and GitHub Pages name none that are less."""
REDIRECT = re.compile(r"(?P<source>/[^\s*:]*) (?P<to>/[^\s*:]*) (?P<status>301|302)(?P<force>!?)")


def redirects(text: str) -> dict[str, list[tuple[str, str, str]]]:
    """Source, target and status of each line for Netlify, which wants `!`, and for Cloudflare Pages, which wants none.

    Raises `ValueError` for a line that neither reads, and beyond a limit.
    """
    found: dict[str, list[tuple[str, str, str]]] = {"!": [], "": []}
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        match = REDIRECT.fullmatch(line)
        if not match or len(line) > MOST_LETTERS:
            raise ValueError(f"nobody reads {line[:80]}")
        found[match["force"]].append((match["source"], match["to"], match["status"]))
    if sum(map(len, found.values())) > MOST_REDIRECTS:
        raise ValueError("too many redirects")
    return found


def test_both_hosts_read_every_redirect(built: Path, catalog: Catalog) -> None:
    found = redirects((built / REDIRECTS_FILE).read_text("utf-8"))
    assert found["!"] == found[""]
    sources = [source for source, _, _ in found[""]]
    assert len(sources) == len(set(sources))
    assert set(sources) >= {short.source for short in catalog.short_addresses}
    assert all((built / source.strip("/") / "index.html").is_file() for source in sources), "a stub is missing"
    assert all((built / to.partition("#")[0].strip("/") / "index.html").is_file() for _, to, _ in found[""])


@pytest.mark.parametrize(
    "text",
    ["/a /b 200", "/a/* /b 301", "/a  /b 301", "a /b 301", f"/{'a' * MOST_LETTERS} /b 301", "/a /b 301\n" * 2_001],
)
def test_a_redirect_that_a_host_would_pass_over_is_found(text: str) -> None:
    with pytest.raises(ValueError, match=r"nobody reads|too many"):
        redirects(text)


def test_headers_are_such_as_every_host_reads(built: Path) -> None:
    rules = {rule.path: rule.headers for rule in parse_headers((built / HEADERS_FILE).read_text("utf-8"))}
    assert {"Referrer-Policy", "X-Content-Type-Options"} <= rules["/*"].keys()
    for headers in rules.values():
        assert "X-Frame-Options" not in headers
        assert "frame-ancestors" not in headers.get("Content-Security-Policy", "")
    shared = [path for path, headers in rules.items() if headers.get("Access-Control-Allow-Origin") == "*"]
    assert shared, "no module would load in a frame without an origin"


def test_files_are_few_and_small_enough(built: Path) -> None:
    sizes = {path: path.stat().st_size for path in built.rglob("*") if path.is_file()}
    assert len(sizes) < MOST_FILES / 10
    assert max(sizes.values()) < MOST_BYTES


def test_netlify_builds_by_make_for_the_address_that_it_gives() -> None:
    build = tomllib.loads((ROOT / "netlify.toml").read_text("utf-8"))["build"]
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert build == {"command": "make site SITE_URL=$URL/", "publish": "site"}
    assert re.search(r"^site:", makefile, re.MULTILINE)
    assert "mv $(BUILD)/site site" in makefile
