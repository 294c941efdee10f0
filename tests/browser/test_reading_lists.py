"""The student's page: what a link shows, what is kept on the device, what moved, what is damaged, and paper."""

from __future__ import annotations

import subprocess
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import Page, Route, expect

from axe_tools import violations
from browser_tools import DESKTOP, PHONE, Visit, asset
from guidebook.reading_lists.index import INDEX_FILE
from reading_list_tools import HOSTILE, Item, ReadingList, damaged_links, decode, encode, signed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Locator

PAGE = "/reading-list/"
ITEMS = (
    Item("/guide/never-ask/"),
    Item("/guide/never-ask/#what-counts", "Read this twice."),
    Item("/questions/pay/"),
    Item("/worksheets/learn-15/", "Print it."),
)
LIST = ReadingList("Before your first talk", "Read these “before” class.", "2026-12-04", ITEMS)
LINK = f"{PAGE}#{encode(LIST)}"
CANNOT = "This list cannot be shown"


def entries(page: Page) -> Locator:
    return page.locator(".list-items > li")


def progress(page: Page) -> Locator:
    return page.locator(".list-progress")


def said(page: Page) -> Locator:
    return page.locator(".list-said")


def index_with(page: Page, moved: dict[str, str]) -> None:
    """Let the site say that some addresses moved."""

    def answer(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, json=response.json() | {"moved": moved})

    page.route(asset(INDEX_FILE), answer)


def test_a_link_shows_title_note_date_and_items_with_kinds(visit: Visit) -> None:
    page = visit(LINK, size=PHONE)
    expect(page).to_have_title(LIST.title)
    expect(page.get_by_role("heading", level=1)).to_have_text(LIST.title)
    expect(page.locator(".list-due")).to_have_text("Due Friday, December 4, 2026")
    expect(page.locator(".list-note")).to_have_text(LIST.note)
    expect(progress(page)).to_have_text("0 of 4 done")
    expect(entries(page).locator(".facts")).to_have_text(
        ["Page", "Section in “Never ask for a job: what counts as asking”", "Questions", "Worksheet"]
    )
    links = entries(page).get_by_role("link")
    expect(links.nth(1)).to_have_text("What counts as asking")
    assert [link.get_attribute("href") for link in links.all()] == [visit.address + item.path for item in ITEMS]
    expect(entries(page).nth(1).locator(".item-note")).to_have_text("Read this twice.")
    links.nth(1).click()
    expect(page.locator("#what-counts")).to_be_in_viewport()


def test_another_link_in_the_same_tab_shows_its_list(visit: Visit) -> None:
    page = visit(LINK)
    expect(progress(page)).to_have_text("0 of 4 done")
    other = encode(ReadingList("Another", "", "", (Item("/"), Item("/worksheets/files/learn-15-letter.pdf"))))
    page.evaluate("fragment => { location.hash = fragment; }", other)
    expect(page.get_by_role("heading", level=1)).to_have_text("Another")
    expect(page).to_have_title("Another")
    expect(page.locator(".list-due")).to_be_hidden()
    expect(page.locator(".list-note")).to_be_hidden()
    expect(entries(page)).to_have_count(2)
    expect(entries(page).nth(1).locator(".facts")).to_contain_text("File")
    page.evaluate("location.hash = ''")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Your reading list")
    expect(page).to_have_title("Your reading list · The Informational Interview Guide")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Another")


def test_without_a_list_the_page_says_what_it_is_for_and_leads_to_the_maker(visit: Visit) -> None:
    page = visit(PAGE)
    expect(page.locator(".reading-list")).to_be_hidden()
    expect(page.get_by_text("You came here without a list.")).to_be_visible()
    page.locator("article").get_by_role("link", name="make a list of your own").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Make a reading list")


def test_a_jump_within_the_page_does_not_lose_the_list(visit: Visit) -> None:
    page = visit(LINK)
    expect(progress(page)).to_have_text("0 of 4 done")
    page.evaluate("location.hash = '__list-title'")
    page.wait_for_function("fragment => location.hash === '#' + fragment", arg=encode(LIST))
    expect(entries(page)).to_have_count(4)


def test_progress_is_kept_over_a_reload_and_apart_for_each_list(visit: Visit) -> None:
    page = visit(LINK)
    page.get_by_role("checkbox", name="Done: What counts as asking").check()
    page.get_by_role("checkbox", name="Done: Learn in 15 minutes").check()
    expect(progress(page)).to_have_text("2 of 4 done")
    page.reload()
    expect(progress(page)).to_have_text("2 of 4 done")
    expect(page.get_by_role("checkbox", name="Done: What counts as asking")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Done: Pay and conditions")).not_to_be_checked()
    page.evaluate("fragment => { location.hash = fragment; }", encode(LIST._replace(title="The same, for others")))
    expect(progress(page)).to_have_text("0 of 4 done")
    page.go_back()
    expect(progress(page)).to_have_text("2 of 4 done")
    keys = page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('reading-list:'))")
    assert len(keys) == 1
    page.get_by_role("button", name="Erase my progress").click()
    expect(progress(page)).to_have_text("0 of 4 done")
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(0)
    assert page.evaluate("keys => keys.map(key => localStorage.getItem(key))", keys) == [None]
    page.reload()
    expect(progress(page)).to_have_text("0 of 4 done")


@pytest.mark.parametrize(
    "kept", ["{", "null", "7", '"x"', '{"__proto__": []}', '[1, null, "<b>", ["/questions/pay/"]]']
)
def test_what_others_left_in_its_place_is_no_progress(visit: Visit, kept: str) -> None:
    page = visit("/404.html")
    key = f"reading-list:{encode(LIST)[-7:]}"
    page.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [key, kept])
    page.goto(visit.address + LINK)
    expect(entries(page).nth(3).get_by_role("link")).to_have_text("Learn in 15 minutes")
    expect(progress(page)).to_have_text("0 of 4 done")


NOT_KEPT = "This browser keeps nothing for this page. Your ticks are lost when you leave it."
NO_STORAGE = "get() { throw new DOMException('', 'SecurityError'); }"
REFUSED = {
    "at once": f"Object.defineProperty(window, 'localStorage', {{ {NO_STORAGE} }})",
    "when it is full": "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }",
}


@pytest.mark.parametrize("when", REFUSED)
def test_where_storage_is_refused_progress_lasts_for_the_visit_and_the_page_says_so(visit: Visit, when: str) -> None:
    page = visit("/404.html")
    page.add_init_script(REFUSED[when])
    page.goto(visit.address + LINK)
    page.get_by_role("checkbox", name="Done: Pay and conditions").check()
    expect(progress(page)).to_have_text("1 of 4 done")
    expect(said(page)).to_have_text(NOT_KEPT)
    page.reload()
    expect(progress(page)).to_have_text("0 of 4 done")
    visit.forgive("QuotaExceededError")


def test_what_moved_is_followed_and_said(visit: Visit) -> None:
    page = visit("/404.html")
    moved = {
        "/old/": "/guide/never-ask/",
        "/questions/pay/#old": "/questions/pay/#pay-range",
        "/a/": "/b/",
        "/b/": "/a/",
    }
    index_with(page, moved)
    items = [Item("/old/#what-counts"), Item("/old/"), Item("/guide/benefits/"), Item("/a/")]
    page.goto(f"{visit.address}{PAGE}#{encode(ReadingList('Old', '', '', tuple(items)))}")
    facts = entries(page).locator(".facts")
    expect(facts.nth(0)).to_contain_text("moved since this list was made")
    expect(facts.nth(1)).to_contain_text("moved since this list was made")
    expect(facts.nth(2)).to_have_text("Page")
    expect(facts.nth(3)).to_contain_text("Not found any more.")
    links = [link.get_attribute("href") for link in entries(page).get_by_role("link").all()]
    paths = ["/guide/never-ask/#what-counts", "/guide/never-ask/", "/guide/benefits/"]
    assert links == [visit.address + path for path in paths]


def test_what_is_gone_is_text_and_does_not_count(visit: Visit) -> None:
    gone = Item("/guide/no-such-page/#nothing")
    page = visit(f"{PAGE}#{encode(LIST._replace(items=(*ITEMS, gone)))}")
    last = entries(page).last
    expect(last).to_contain_text("Not found any more. Ask whoever gave you the list, or search this site.")
    expect(last.locator(".name")).to_have_text(gone.path)
    expect(last.get_by_role("link")).to_have_count(0)
    expect(last.get_by_role("checkbox")).to_have_count(0)
    expect(progress(page)).to_have_text("0 of 4 done")


def test_without_titles_the_addresses_are_shown_and_work(visit: Visit) -> None:
    page = visit("/404.html")
    page.route(asset(INDEX_FILE), lambda route: route.abort())
    page.goto(visit.address + LINK)
    expect(said(page)).to_have_text("The titles could not be loaded. The addresses work all the same.")
    expect(entries(page).get_by_role("link")).to_have_text([item.path for item in ITEMS])
    page.get_by_role("checkbox", name="Done: /questions/pay/").check()
    expect(progress(page)).to_have_text("1 of 4 done")
    visit.forgive("net::ERR_FAILED")


def test_the_list_can_be_edited_from_its_page(visit: Visit) -> None:
    page = visit(LINK)
    page.get_by_role("link", name="Edit this list").click()
    expect(page.get_by_role("textbox", name="The link")).to_have_value(visit.address + LINK)
    expect(page.get_by_role("textbox", name="Title")).to_have_value(LIST.title)
    expect(page.get_by_role("textbox", name="Note on What counts as asking")).to_have_value("Read this twice.")


SEEN = """() => ({
  dialogs: window.ran,
  strange: [...document.querySelectorAll("article *")].filter(one => !known.has(one) &&
    !one.closest(".list-items") && one.localName !== "h1").length,
  made: [...document.querySelectorAll(".list-items *")].map(one => one.localName)
    .filter(name => !["li", "label", "input", "span", "div", "p", "a"].includes(name)),
  links: [...document.querySelectorAll(".list-items a[href]")].map(one => one.href)
    .filter(href => !href.startsWith(location.origin + "/")),
  title: document.querySelector("article h1:not([hidden] *)").textContent,
  said: document.querySelector(".list-said").textContent,
  items: document.querySelectorAll(".list-items > li").length,
})"""


def test_two_thousand_damaged_and_hostile_links_run_nothing_and_are_told(visit: Visit) -> None:
    page = visit(PAGE)
    page.evaluate("() => { window.ran = 0; window.alert = () => { window.ran += 1; }; }")
    page.evaluate("window.known = new Set(document.querySelectorAll('article *'))")
    faults = []
    for link in damaged_links(2000):
        page.goto(f"{visit.address}{PAGE}#{link}")
        seen = page.evaluate(SEEN)
        good = decode(link)
        fine = seen["dialogs"] == 0 and not (seen["strange"] or seen["made"] or seen["links"])
        told = seen["title"] == CANNOT and "Ask for the link again" in seen["said"] and not seen["items"]
        if not fine or not (told or (good and seen["items"] == len(good.items)) or not link):
            faults.append((link, seen))
    assert faults == []


@pytest.mark.parametrize("text", HOSTILE[:6])
def test_hostile_text_with_a_good_check_value_is_shown_as_text(visit: Visit, text: str) -> None:
    given = ReadingList(text, text, "", (Item("/guide/never-ask/", text),))
    page = visit("/404.html")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{visit.address}{PAGE}#{encode(given)}")
    if decode(encode(given)):
        expect(page.get_by_role("heading", level=1)).to_have_text(text)
        expect(page.locator(".list-note")).to_have_text(text)
        expect(page.locator(".item-note")).to_have_text(text)
        expect(progress(page)).to_have_text("0 of 1 done")
    else:
        expect(page.get_by_role("heading", level=1)).to_have_text(CANNOT)
    expect(page.locator("article").locator("img, script, iframe, object, style")).to_have_count(0)
    assert not [url for url in asked if url.endswith("/x")]


def test_a_planted_fault_is_seen(visit: Visit) -> None:
    page = visit(PAGE)
    page.evaluate("window.ran = 0; window.known = new Set(document.querySelectorAll('article *'))")
    page.goto(f"{visit.address}{PAGE}#{signed('1;T')}")
    page.evaluate("document.querySelector('.list-said').innerHTML = '<b>T</b>'")
    assert page.evaluate(SEEN)["strange"] == 1


def printed(page: Page, path: Path) -> str:
    page.pdf(path=path, format="Letter", print_background=False)
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    return " ".join(text.split())


def test_paper_has_addresses_date_and_boxes_and_no_buttons(visit: Visit, tmp_path: Path) -> None:
    page = visit(LINK, scheme="dark")
    expect(entries(page).nth(3).get_by_role("link")).to_have_text("Learn in 15 minutes")
    text = printed(page, tmp_path / "list.pdf")
    for part in [LIST.title, "Due Friday, December 4, 2026", "Read this twice.", f"{visit.address}/go/counts/"]:
        assert part in text
    assert f"{visit.address}/go/ask-pay/" in text
    for part in ["Erase", "Edit this list", "0 of 4", "/go/list/", "You came here"]:
        assert part not in text
    page.emulate_media(media="print")
    for box in page.get_by_role("checkbox").all():
        expect(box).to_be_visible()
        size = box.bounding_box()
        assert size is not None
        assert size["width"] > 12


def test_the_print_button_prints(visit: Visit) -> None:
    page = visit("/404.html")
    page.add_init_script("window.printed = 0; window.print = () => { window.printed += 1 }")
    page.goto(visit.address + LINK)
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed") == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_no_state_has_a_violation(visit: Visit, size: dict[str, int], scheme: Literal["light", "dark"]) -> None:
    gone = encode(LIST._replace(items=(*ITEMS, Item("/gone/"))))
    page = visit(f"{PAGE}#{gone}", size=size, scheme=scheme)
    page.get_by_role("checkbox", name="Done: Pay and conditions").check()
    expect(entries(page).last).to_contain_text("Not found any more.")
    assert violations(page) == []
    page.goto(f"{visit.address}{PAGE}#1;damaged")
    expect(page.get_by_role("heading", level=1)).to_have_text(CANNOT)
    assert violations(page) == []


def test_a_long_word_does_not_widen_a_narrow_screen(visit: Visit) -> None:
    long = "Donaudampfschifffahrt" * 4
    page = visit("/404.html", size={"width": 320, "height": 800})
    items = (*ITEMS, Item(f"/{long.lower()}/"))
    page.goto(f"{visit.address}{PAGE}#{encode(ReadingList(long, long, '', items))}")
    expect(progress(page)).to_have_text("0 of 4 done")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.fixture
def below_a_folder(built: Path, tmp_path: Path) -> Iterator[str]:
    """The address of the site on a host where it stands in a folder."""
    (tmp_path / "interviews").symlink_to(built)

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/interviews"
        server.shutdown()
        thread.join()


def test_below_a_folder_of_a_host_everything_leads_into_the_folder(visit: Visit, below_a_folder: str) -> None:
    page = visit("/404.html")
    page.goto(below_a_folder + LINK)
    links = entries(page).get_by_role("link")
    expect(links.first).to_have_text("Never ask for a job: what counts as asking")
    assert [link.get_attribute("href") for link in links.all()] == [below_a_folder + item.path for item in ITEMS]
    page.get_by_role("link", name="Edit this list").click()
    expect(page.get_by_role("textbox", name="The link")).to_have_value(below_a_folder + LINK)
    box = page.get_by_role("searchbox", name="Search, or paste addresses of this site")
    box.fill(f"{below_a_folder}/go/rule/")
    expect(page.get_by_role("button", name="Added Never ask for a job: what counts as asking")).to_be_visible()
    box.fill(f"{below_a_folder.removesuffix('/interviews')}/guide/never-ask/")
    expect(page.locator(".assign-count")).to_contain_text("No page of this site has this address.")
    visit.forgive("asked another host: http://127.0.0.1:")


def test_without_scripts_the_page_says_so_and_leads_on(visit: Visit) -> None:
    page = visit(LINK, scripts=False)
    expect(page.get_by_text("The list needs JavaScript")).to_be_visible()
    expect(page.get_by_text("You came here without a list.")).to_be_hidden()
    expect(page.locator("article").get_by_role("link", name="list of all links")).to_be_visible()
    expect(page.locator(".reading-list")).to_be_hidden()
