"""The link directory as published: it has every address of the ledger, and every QR code leads where it says."""

from __future__ import annotations

import csv
import gzip
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from guidebook.catalog import DATA
from guidebook.links.diff import current_entries
from guidebook.links.directory import CSV_FILE, JSON_FILE, QR_FOLDER, Kind
from guidebook.links.ledger import LEDGER, parse_ledger
from guidebook.site import Site, load_site
from pdf_tools import decoded
from qr_tools import picture
from site_tools import ROOT, SITE_URL, BuiltPage, published

if TYPE_CHECKING:
    from pathlib import Path

    from guidebook.catalog import Catalog

PAGE = "/coaches/links/"
BUDGET = 45 * 1024
"""Bytes of the page and its own scripts, compressed."""


@pytest.fixture(scope="module")
def listed(built: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((built / JSON_FILE).read_text("utf-8"))
    return data


@pytest.fixture(scope="module")
def site() -> Site:
    return load_site(ROOT / "docs")


def ledger() -> set[str]:
    return {entry.address for _, entry in parse_ledger((ROOT / "docs" / DATA / LEDGER).read_text("utf-8"))}


def missing(addresses: set[str], listed: dict[str, Any], site: Site) -> list[str]:
    """Addresses that are neither listed, nor moved, nor left out for a reason."""
    there = {thing["path"] for thing in listed["things"]} | set(listed["moved"]) | set(site.directory.left_out)
    codes = {f"/{QR_FOLDER}/{short.word}.svg" for short in site.catalog.short_addresses}
    codes |= {f"/worksheets/files/{sheet.id}-qr.svg" for sheet in site.catalog.worksheets}
    return sorted(addresses - there - codes)


def test_every_address_of_the_ledger_is_listed_or_left_out_for_a_reason(listed: dict[str, Any], site: Site) -> None:
    assert missing(ledger(), listed, site) == []


def test_an_address_that_is_not_listed_is_seen(listed: dict[str, Any], site: Site) -> None:
    lost = "/guide/never-ask/#nine-ways"
    without = {**listed, "things": [thing for thing in listed["things"] if thing["path"] != lost]}
    assert missing(ledger(), without, site) == [lost]


def test_nothing_is_listed_twice_or_is_not_in_the_ledger(listed: dict[str, Any]) -> None:
    paths = [thing["path"] for thing in listed["things"]]
    assert len(paths) == len(set(paths))
    assert set(paths) - ledger() == set()
    assert {thing["short"] for thing in listed["things"] if "short" in thing} - ledger() == set()
    assert {thing["kind"] for thing in listed["things"]} == {kind.value for kind in Kind}


def test_the_addresses_known_without_a_build_are_those_of_the_ledger(site: Site) -> None:
    assert {entry.address for entry in current_entries(site)} == ledger()


def test_the_table_has_the_same_things(built: Path, listed: dict[str, Any]) -> None:
    text = (built / CSV_FILE).read_bytes().decode("utf-8-sig")
    _, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    base = SITE_URL.rstrip("/")
    assert [row[5] for row in rows] == [base + thing["path"] for thing in listed["things"]]
    assert [row[4] for row in rows] == [base + thing["short"] if "short" in thing else "" for thing in listed["things"]]


def page_of(built_pages: list[BuiltPage]) -> BuiltPage:
    return next(page for page in built_pages if page.url == PAGE)


def test_the_page_links_everything_that_is_not_left_to_its_own_page(
    built_pages: list[BuiltPage], listed: dict[str, Any]
) -> None:
    tree = page_of(built_pages).tree
    elsewhere = ("/comparisons/files/", "/coaches/lms/informational", "/coaches/lms/lesson", "/coaches/lms/three")
    things = [thing for thing in listed["things"] if not thing["path"].endswith((".docx", ".txt"))]
    shown = [thing for thing in things if not thing["path"].startswith(elsewhere)]
    wanted = [thing for thing in shown if thing["kind"] != "source"]
    links = tree.xpath("//article//dl//*[self::dt or self::li]/a[1]")
    assert [link.get("class") for link in links] == [thing["kind"] for thing in wanted]
    assert [link.text_content() for link in links] == [thing["title"] for thing in wanted]
    assert [code.text for code in tree.xpath("//dl//code[@class='short']")] == [
        SITE_URL.rstrip("/") + thing["short"] for thing in wanted if "short" in thing
    ]
    kinds = tree.xpath("//form//input[@name='kind']/@value")
    assert sorted(kinds) == sorted({thing["kind"] for thing in wanted})


def test_page_and_scripts_keep_to_their_budget(built: Path, built_pages: list[BuiltPage]) -> None:
    html = (built / PAGE.strip("/") / "index.html").read_bytes()
    names = [published(built, f"assets/javascripts/{name}.js") for name in ("link-directory", "citation")]
    scripts = [(built / name).read_bytes() for name in names]
    assert sum(len(gzip.compress(content, 6)) for content in (html, *scripts)) <= BUDGET


def test_every_short_address_has_a_code_that_opens_it(built: Path, catalog: Catalog) -> None:
    codes = {path.stem: decoded(picture(path.read_text("utf-8"))) for path in (built / QR_FOLDER).glob("*.svg")}
    assert codes == {short.word: [SITE_URL.rstrip("/") + short.source] for short in catalog.short_addresses}


def test_every_page_has_a_short_address(built_pages: list[BuiltPage], catalog: Catalog) -> None:
    assert [page.url for page in built_pages if page.url not in catalog.short_address_of] == []


def test_hosts_get_every_short_address(built: Path, catalog: Catalog) -> None:
    lines = (built / "_redirects").read_text("utf-8").splitlines()
    for short in catalog.short_addresses:
        assert f"{short.source} {short.to} 302!" in lines
        assert f"{short.source} {short.to} 302" in lines
