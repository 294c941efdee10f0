"""The site below a path of a host, served by nginx with our configuration: everything works as at the root."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, expect

from browser_tools import PAGES, Visit, search_for
from guidebook.hosting.nginx import nginx_files
from guidebook.hosting.rules import parse_headers
from guidebook.links.hosts import nginx_file
from guidebook.publishing.policy import HEADERS_FILE
from nginx_tools import nginx
from reading_list_tools import Item, ReadingList, encode
from site_tools import SITE_URL, SUB_PATH

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from guidebook.catalog import Catalog

LIST = encode(ReadingList("Week 1", "", "", (Item("/guide/never-ask/"), Item("/worksheets/learn-15/"))))


@pytest.fixture(scope="module")
def host(below_a_path: Path, catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    address = SITE_URL.rstrip("/") + SUB_PATH
    headers = (below_a_path / SUB_PATH.strip("/") / HEADERS_FILE).read_text("utf-8")
    files = nginx_files(nginx_file(catalog.short_addresses, address), parse_headers(headers), address)
    with nginx(tmp_path_factory.mktemp("nginx"), below_a_path, files) as server:
        yield f"http://127.0.0.1:{server.port}"


@pytest.fixture
def below(browser: Browser, host: str) -> Iterator[Visit]:
    """Opens pages; fails the test if one asked for anything outside of the path, or an error was logged."""
    opener = Visit(browser, host + SUB_PATH.rstrip("/"))
    yield opener
    opener.close()


def test_every_type_of_page_gets_all_that_it_asks_for(below: Visit) -> None:
    page = below("/")
    refused: list[str] = []
    page.on("response", lambda answer: refused.append(answer.url) if answer.status >= 400 else None)
    for path in PAGES.values():
        page.goto(below.address + path, wait_until="load")
        expect(page.locator("h1:visible").first).to_be_visible()
    # What is made of sheets is not part of this site.
    assert [url for url in refused if "/files/" not in url and "/qr/" not in url] == []
    if refused:
        below.forgive("404 (Not Found)")


def test_search_short_addresses_and_reading_lists_lead_on_within_the_path(below: Visit) -> None:
    page = below("/guide/")
    search_for(page, "never ask").first.click()
    page.wait_for_url(f"{below.address}/**")
    page.goto(f"{below.address}/go/benefits/?embed=1")
    assert page.url == f"{below.address}/guide/benefits/?embed=1"
    expect(page.locator("html.embedded .embed-source")).to_be_visible()
    # The page that leads on where a host has no redirects.
    page.goto(f"{below.address}/go/benefits/index.html?embed=1#not-here")
    page.wait_for_url(f"{below.address}/guide/benefits/?embed=1#not-here")
    page.goto(f"{below.address}/reading-list/#{LIST}")
    for name, path in (("Never ask for a job", "/guide/never-ask/"), ("Learn in 15 minutes", "/worksheets/learn-15/")):
        links = page.get_by_role("main").get_by_role("link", name=name)
        assert below.address + path in links.evaluate_all("links => links.map(({ href }) => href)")


def test_a_wrong_address_shows_the_page_that_helps_as_it_should_look(below: Visit) -> None:
    page = below("/nowhere/at/all/")
    expect(page.get_by_role("heading", name="This page isn’t here")).to_be_visible()
    color = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(color) == below("/").evaluate(color), "its style sheet is missing"
    page.locator("article").get_by_role("link", name="Guide", exact=True).click()
    page.wait_for_url(f"{below.address}/guide/")
    below.forgive("404 (Not Found)")


def test_what_is_kept_for_reading_offline_ends_where_the_path_does(browser: Browser, host: str) -> None:
    context = browser.new_context(service_workers="allow")
    try:
        page = context.new_page()
        page.goto(f"{host}{SUB_PATH}guide/")
        assert page.evaluate("navigator.serviceWorker.ready.then(({ scope }) => scope)") == host + SUB_PATH
    finally:
        context.close()
