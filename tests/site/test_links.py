"""Links of the real site: each leads somewhere, nothing that has landed is lost, nobody else is told."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import lxml.html

from guidebook.catalog import DATA, Catalog
from guidebook.links.check import check_links, published_files, unrecorded
from guidebook.links.ledger import LEDGER, article, parse_ledger
from site_tools import ROOT, SITE_URL, BuiltPage

if TYPE_CHECKING:
    from pathlib import Path

# What a browser fetches by itself; a plain link may lead anywhere.
FETCHED = "//script/@src | //img/@src | //iframe/@src | //source/@src | //link[not(@rel='canonical')]/@href"


def target(built: Path, url: str) -> Path:
    path = built / unquote(urlsplit(url).path).lstrip("/")
    return path / "index.html" if path.is_dir() or str(url).endswith("/") else path


def test_every_internal_link_and_anchor_resolves(built: Path, built_pages: list[BuiltPage]) -> None:
    ids = {page.url: set(page.tree.xpath("//@id")) for page in built_pages}
    broken = []
    for page in built_pages:
        for href in page.tree.xpath("//a/@href | //link/@href | //script/@src | //img/@src"):
            url, fragment = urldefrag(urljoin(urljoin(SITE_URL, page.url), href))
            if not url.startswith(SITE_URL):
                continue
            path = f"/{url.removeprefix(SITE_URL)}"
            if not target(built, path).is_file() or (fragment and unquote(fragment) not in ids.get(path, set())):
                broken.append((page.url, href))
    assert broken == []


# What stands around the text of every page: the way up, the list of its own sections, its address.
FRAME = "ancestor::*[contains(@class, 'kicker') or contains(@class, 'sheet-bar') or contains(@class, 'coach-link')]"


def linked_from_others(page: BuiltPage) -> set[str]:
    """Addresses of the other pages that the text of a page links."""
    links = page.tree.xpath(f"//article//a[not({FRAME})]/@href")
    urls = (urldefrag(urljoin(urljoin(SITE_URL, page.url), href))[0] for href in links)
    return {f"/{url.removeprefix(SITE_URL)}" for url in urls if url.startswith(SITE_URL)} - {page.url}


def orphans(pages: list[BuiltPage]) -> list[str]:
    """Pages that no other page's text links; the home page is where one begins."""
    linked = set().union(*(linked_from_others(page) for page in pages))
    return [page.url for page in pages if page.url not in linked | {"/"}]


def test_every_page_is_linked_in_the_text_of_another(built_pages: list[BuiltPage]) -> None:
    assert orphans(built_pages) == []


def test_a_page_that_only_links_itself_or_stands_in_a_frame_is_an_orphan() -> None:
    def page(url: str, *inner: str) -> BuiltPage:
        return BuiltPage(url, lxml.html.fromstring(f"<html><body><article>{''.join(inner)}</article></body></html>"))

    up = "<div class='kicker'><p><a href='../'>Up</a></p></div>"
    pages = [page("/"), page("/a/", up, "<a href='../b/#x'>B</a>"), page("/b/", "<a href='./'>B</a>"), page("/c/", up)]
    assert orphans(pages) == ["/a/", "/c/"]


def test_no_page_fetches_from_another_host(built_pages: list[BuiltPage]) -> None:
    for page in built_pages:
        foreign = [href for href in page.tree.xpath(FETCHED) if urlsplit(href).netloc not in {"", "127.0.0.1:8000"}]
        assert foreign == [], page.url


def test_no_style_sheet_fetches_from_another_host(built: Path) -> None:
    for path in built.rglob("*.css"):
        text = path.read_text("utf-8")
        assert "url(http" not in text, path
        assert "@import" not in text, path


def test_the_unknown_page_links_absolutely(built: Path) -> None:
    tree = lxml.html.parse(built / "404.html").getroot()
    links = [href for href in tree.xpath("//a/@href") if not href.startswith("#")]
    assert links
    assert [href for href in links if not href.startswith(("/", "http"))] == []


def test_every_address_of_the_ledger_answers(built: Path) -> None:
    lines = parse_ledger((ROOT / "docs" / DATA / LEDGER).read_text("utf-8"))
    assert lines
    trees: dict[str, set[str]] = {}
    for _, entry in lines:
        url, fragment = urldefrag(entry.address)
        assert target(built, url).is_file(), entry
        if fragment:
            ids = trees.setdefault(url, set(lxml.html.parse(target(built, url)).getroot().xpath("//@id")))
            assert fragment in ids, entry


def rendered(built: Path, built_pages: list[BuiltPage]) -> dict[str, str]:
    return {page.url: article((built / page.url.lstrip("/") / "index.html").read_text("utf-8")) for page in built_pages}


def test_every_address_is_in_the_ledger(built: Path, built_pages: list[BuiltPage], catalog: Catalog) -> None:
    added = unrecorded(ROOT / "docs", catalog, rendered(built, built_pages), published_files(built))
    assert [str(entry) for entry in added] == [], "run `make record` and commit the ledger"


def test_the_built_site_keeps_what_has_landed(built: Path, built_pages: list[BuiltPage], catalog: Catalog) -> None:
    check_links(ROOT / "docs", catalog, rendered(built, built_pages), published_files(built))


def test_a_page_of_the_sitemap_is_a_page_of_the_site(built: Path, built_pages: list[BuiltPage]) -> None:
    sitemap = lxml.etree.parse(built / "sitemap.xml")
    listed = [str(element.text) for element in sitemap.iter("{*}loc")]
    assert sorted(listed) == sorted(SITE_URL.rstrip("/") + page.url for page in built_pages)


def test_addresses_are_short_words(built_pages: list[BuiltPage]) -> None:
    for page in built_pages:
        assert page.url == page.url.lower()
        assert posixpath.normpath(page.url).count("/") <= 2
