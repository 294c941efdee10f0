"""What is stored on the device: what the page says, what the code does, and that one button erases it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

from browser_tools import PAGES, Visit
from reading_list_tools import Item, ReadingList, encode
from site_tools import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

REST = 3000
STORES = re.compile(
    r"localStorage|sessionStorage|indexedDB|document\.cookie|cookieStore|\bcaches\.|serviceWorker\.register"
)
TOLD = {
    "docs/assets/javascripts/erase.js": "erases",
    "docs/assets/javascripts/kept.js": "finds",
    "docs/assets/javascripts/offline-page.js": "reads",
    "docs/assets/javascripts/offline.js": "#stored: Pages and files to read offline",
    "docs/assets/javascripts/reading-list-page.js": "#stored: Your ticks on a reading list",
    "docs/service-worker.js": "#stored: Pages and files to read offline",
    "docs/assets/javascripts/menus.js": "#stored: The colors",
    "overrides/partials/first-script.html": "#stored: The colors",
}
LIST = ReadingList("Before the talk", "", "", (Item("/guide/never-ask/"), Item("/worksheets/learn-30/")))
EVERYTHING = """async () => [...Object.keys(localStorage), ...Object.keys(sessionStorage), ...(await caches.keys()),
  ...(await indexedDB.databases()).map(({ name }) => name), document.cookie].filter(Boolean)"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(service_workers="allow")
    page = context.new_page()
    page.clock.install()
    yield page
    context.close()


def test_the_code_stores_nothing_that_the_page_does_not_tell() -> None:
    folders = (ROOT / "docs", ROOT / "overrides")
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.suffix in {".js", ".html"})
    storing = {path.relative_to(ROOT).as_posix() for path in files if STORES.search(path.read_text("utf-8"))}
    assert storing == set(TOLD)
    told = (ROOT / "docs/privacy.md").read_text("utf-8")
    for place in TOLD.values():
        assert place.removeprefix("#stored: ") in told or not place.startswith("#")


def test_what_is_stored_is_what_is_told_and_one_button_erases_it(page: Page, address: str) -> None:
    page.goto(f"{address}/guide/")
    page.clock.fast_forward(REST)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.evaluate("localStorage.setItem('elsewhere:scheme', '1'); caches.open('of another site')")
    page.locator("button[data-switch-scheme]").click()
    page.goto(f"{address}/reading-list/#{encode(LIST)}")
    page.get_by_role("checkbox").first.check()
    for path in sorted(PAGES.values()):
        page.goto(address + path)
    page.goto(f"{address}/privacy/")
    told = [name.inner_text() for name in page.locator("article ul code").all()]
    assert len(told) == 3
    stored = page.evaluate(EVERYTHING)
    ours = [name for name in stored if name not in {"elsewhere:scheme", "of another site"}]
    assert {next(name for name in told if name in key) for key in ours} == set(told)

    page.get_by_role("button", name="Erase everything").click()
    expect(page.locator(".erased")).to_contain_text(re.compile(r"Erased: 2 settings and \d+ kept pages and files\."))
    page.clock.fast_forward(2 * REST)
    assert sorted(page.evaluate(EVERYTHING)) == ["elsewhere:scheme", "of another site"]
    page.get_by_role("button", name="Erase everything").click()
    expect(page.locator(".erased")).to_contain_text("There was nothing to erase")
    page.evaluate("fetch('/worksheets/files/learn-30.txt')")
    page.goto("about:blank")
    page.goto(f"{address}/404.html")
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    assert sorted(page.evaluate(EVERYTHING)) == ["elsewhere:scheme", "of another site"]


def test_where_storage_is_refused_there_is_nothing_to_erase(page: Page, address: str) -> None:
    page.add_init_script("""for (const name of ["localStorage", "sessionStorage", "caches"])
      Object.defineProperty(window, name, { get() { throw new DOMException("refused", "SecurityError"); } });
      Object.defineProperty(Navigator.prototype, "serviceWorker", { get: () => undefined });""")
    page.goto(f"{address}/privacy/")
    page.get_by_role("button", name="Erase everything").click()
    expect(page.locator(".erased")).to_contain_text("There was nothing to erase")


def test_without_scripts_the_page_says_how_a_browser_erases(visit: Visit) -> None:
    page = visit("/privacy/", scripts=False)
    expect(page.get_by_role("button", name="Erase everything")).to_be_hidden()
    expect(page.locator(".erase-place")).to_contain_text("site data")
    page = visit("/offline/", scripts=False)
    expect(page.locator(".kept-place")).to_be_visible()
    expect(page.locator(".kept")).to_be_hidden()
