"""Making a reading list: choosing, ordering, words, the link and its code; by keyboard, and at the limit."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Literal

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from axe_tools import violations
from browser_tools import DESKTOP, PHONE, Visit, asset
from guidebook.reading_lists.index import INDEX_FILE
from guidebook.site import load_site
from reading_list_tools import LONGEST, Item, ReadingList, decode, encode
from site_tools import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator

MAKER = "/coaches/assign/"
STUDENT = "/reading-list/"
CLIPBOARD = ["clipboard-read", "clipboard-write"]
THREE = ReadingList(
    "", "", "", (Item("/guide/never-ask/"), Item("/guide/what-it-is/", "Not all."), Item("/worksheets/learn-15/"))
)


def opened(visit: Visit, given: ReadingList | None = None, **options: object) -> Page:
    page = visit(MAKER + (f"#{encode(given)}" if given else ""), **options)  # type: ignore[arg-type]
    search(page).focus()
    expect(page.locator(".assign-results li").first).to_be_visible()
    return page


def search(page: Page) -> Locator:
    return page.get_by_role("searchbox", name="Search, or paste addresses of this site")


def chosen(page: Page) -> Locator:
    return page.locator(".assign-items > li")


def titles(page: Page) -> list[str]:
    return chosen(page).get_by_role("link").all_inner_texts()


def link(page: Page) -> str:
    return page.get_by_role("textbox", name="The link").input_value()


def listed(page: Page) -> ReadingList | None:
    return decode(link(page).partition("#")[2])


def test_three_things_become_a_link_that_a_student_can_open(visit: Visit) -> None:
    page = opened(visit, permissions=CLIPBOARD)
    expect(page.get_by_role("button", name="Copy the link")).to_be_disabled()
    for words, name in [("never", "Never ask for a job"), ("learn 15", "Learn in 15")]:
        search(page).fill(words)
        page.get_by_role("button", name=f"Add {name}").first.click()
    page.get_by_role("combobox", name="Show").select_option("Questions")
    search(page).fill("pay")
    page.locator(".assign-results li", has_text="Question in “Pay").first.get_by_role("button").click()
    page.get_by_role("textbox", name="Title").fill("Week 1")
    page.get_by_label("Due").fill("2026-12-04")
    page.get_by_role("textbox", name="Note to your students").fill("  Read,\nthen print. ")
    page.get_by_role("textbox", name="Note on Learn in 15 minutes").fill("Two copies.")
    page.get_by_role("button", name="Copy the link").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == link(page)
    given = listed(page)
    assert given is not None
    assert (given.title, given.note, given.due) == ("Week 1", "Read, then print.", "2026-12-04")
    assert given.items[:2] == (Item("/guide/never-ask/"), Item("/worksheets/learn-15/", "Two copies."))
    assert given.items[2].path.startswith("/questions/pay/#")
    page.get_by_role("link", name="Open it").click()
    expect(page).to_have_url(copied)
    expect(page.locator(".list-progress")).to_have_text("0 of 3 done")
    page.go_back()
    expect(chosen(page)).to_have_count(3)
    expect(page.get_by_role("textbox", name="Title")).to_have_value("Week 1")


def test_the_list_is_made_by_keyboard_alone(visit: Visit) -> None:
    page = opened(visit, permissions=CLIPBOARD)
    search(page).focus()
    for words in ["never ask", "learn 15", "what it is"]:
        page.keyboard.type(words)
        page.keyboard.press("Enter")  # to the first that fits
        page.keyboard.press("Enter")
        expect(page.locator(":focus")).to_have_attribute("aria-pressed", "true")
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Shift+Tab")
        expect(search(page)).to_be_focused()
        page.keyboard.press("ControlOrMeta+a")
    before = titles(page)
    assert len(before) == 3
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.assign-items > li:last-child [data-up]')"):
            break
    page.keyboard.press("Enter")
    assert titles(page) == [before[0], before[2], before[1]]
    page.keyboard.press("Enter")
    assert titles(page) == [before[2], before[0], before[1]]
    expect(page.get_by_role("button", name=f"Move down: {before[2]}")).to_be_focused()
    page.keyboard.press("Alt+ArrowDown")
    assert titles(page) == [before[0], before[2], before[1]]
    expect(page.locator("[role=status]").filter(has_text="is now 2 of 3")).to_have_count(1)
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('[data-copy]')"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("[role=status]").filter(has_text="Link copied")).to_have_count(1)
    assert page.evaluate("navigator.clipboard.readText()") == link(page)


def test_items_are_moved_and_removed_and_the_focus_stays_near(visit: Visit) -> None:
    page = opened(visit, THREE)
    expect(chosen(page)).to_have_count(3)
    first, second, third = titles(page)
    expect(page.get_by_role("button", name=f"Move up: {first}")).to_be_disabled()
    expect(page.get_by_role("button", name=f"Move down: {third}")).to_be_disabled()
    page.get_by_role("button", name=f"Move down: {first}").click()
    assert titles(page) == [second, first, third]
    assert listed(page) == THREE._replace(items=(THREE.items[1], THREE.items[0], THREE.items[2]))
    page.get_by_role("button", name=f"Remove: {first}").click()
    expect(page.get_by_role("button", name=f"Remove: {third}")).to_be_focused()
    page.get_by_role("button", name=f"Remove: {third}").click()
    page.get_by_role("button", name=f"Remove: {second}").click()
    expect(search(page)).to_be_focused()
    expect(page.get_by_text("Nothing on the list yet.")).to_be_visible()
    assert link(page) == ""
    assert page.url == visit.address + MAKER


def test_a_result_that_is_added_can_be_taken_back_there(visit: Visit) -> None:
    page = opened(visit)
    search(page).fill("never ask")
    button = page.locator(".assign-results button").first
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(chosen(page)).to_have_count(1)
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(chosen(page)).to_have_count(0)


def test_a_page_comes_first_under_its_own_name_and_the_next_word_replaces_the_last(visit: Visit) -> None:
    page = opened(visit)
    search(page).fill("what it is")
    expect(page.locator(".assign-results a").first).to_have_text("What an informational interview is")
    page.get_by_role("combobox", name="Show").focus()
    search(page).click()
    page.keyboard.type("zebra")
    expect(search(page)).to_have_value("zebra")


def test_the_kind_narrows_and_more_are_shown(visit: Visit) -> None:
    page = opened(visit)
    page.get_by_role("combobox", name="Show").select_option("Worksheets")
    expect(page.locator(".assign-count")).to_have_text("24 to choose from")
    expect(page.locator(".assign-results li")).to_have_count(5)
    page.get_by_role("button", name="Show more").click()
    expect(page.locator(".assign-results li")).to_have_count(24)
    expect(page.get_by_role("button", name="Show more")).to_be_hidden()
    expect(page.locator(".assign-results li").nth(5).get_by_role("button")).to_be_focused()
    assert set(page.locator(".assign-results .facts").all_inner_texts()) == {"Worksheet"}
    search(page).fill("zebra")
    expect(page.locator(".assign-count")).to_have_text("Nothing found. Try another word, or show everything.")


@pytest.mark.parametrize(
    ("pasted", "paths"),
    [
        ("{site}/guide/never-ask/#what-counts", ["/guide/never-ask/#what-counts"]),
        ("/guide/never-ask/", ["/guide/never-ask/"]),
        ("/guide/never-ask", ["/guide/never-ask/"]),
        ("{site}/go/rule/", ["/guide/never-ask/"]),
        ("{site}/go/rule", ["/guide/never-ask/"]),
        ("{site}/go/counts/?from=mail", ["/guide/never-ask/#what-counts"]),
        ("{site}/guide/never-ask/index.html", ["/guide/never-ask/"]),
        (" {site}/questions/pay/  {site}/worksheets/learn-15/ ", ["/questions/pay/", "/worksheets/learn-15/"]),
        ("{site}/worksheets/files/learn-15-letter.pdf", ["/worksheets/files/learn-15-letter.pdf"]),
        ("{site}/guide/sources/#granovetter-1973", ["/guide/sources/#granovetter-1973"]),
    ],
)
def test_addresses_are_pasted(visit: Visit, pasted: str, paths: list[str]) -> None:
    page = opened(visit)
    search(page).fill(pasted.format(site=visit.address))
    expect(page.locator(".assign-count")).to_contain_text("on this site.")
    for button in page.locator(".assign-results button").all():
        button.click()
    given = listed(page)
    assert given is not None
    assert [item.path for item in given.items] == paths


@pytest.mark.parametrize(
    "pasted",
    [
        "https://example.org/guide/never-ask/",
        "//example.org/guide/never-ask/",
        "http://[",
        "{site}/guide/no-such-page/",
        "{site}/guide/never-ask/#no-such-place",
        "/guide/../../etc/passwd",
        "{site}/%3Cscript%3E/",
        "https://user@{host}/guide/never-ask/x",
    ],
)
def test_addresses_of_elsewhere_are_refused_with_what_to_do(visit: Visit, pasted: str) -> None:
    page = opened(visit)
    host = visit.address.removeprefix("http://")
    search(page).fill(pasted.format(site=visit.address, host=host))
    expect(page.locator(".assign-count")).to_contain_text("No page of this site has this address.")
    expect(page.locator(".assign-results li")).to_have_count(0)


LONG = "Please read “this” twice, and write down what surprised you. " * 3


def test_what_has_no_room_is_refused_and_the_link_stays(visit: Visit) -> None:
    guide = [f"/guide/{name}/" for name in ("never-ask", "reach-out", "prepare", "conduct")]
    items = [Item(path, LONG[:180].strip()) for path in (*guide, "/questions/pay/", "/worksheets/learn-15/")]
    given = ReadingList("T" * 100, (LONG * 3)[:390].strip(), "2026-12-04", tuple(items))
    page = opened(visit, _trimmed(given, visit))
    before = link(page)
    room = LONGEST - len(before)
    expect(page.locator(".assign-left")).to_have_text(f"{len(before)} characters; {room} are left.")
    assert 0 <= room < 10
    search(page).fill("observer")
    page.locator(".assign-results button").first.click()
    expect(page.locator("[data-problem]")).to_contain_text("was not added: the link would be")
    assert link(page) == before
    expect(chosen(page)).to_have_count(len(items))
    page.get_by_role("textbox", name="Note on Learn in 15 minutes").fill(LONG[:200])
    expect(page.locator("[data-problem]")).to_contain_text("characters too long. Shorten a note, or remove something.")
    expect(page.get_by_role("textbox", name="The link")).to_have_value("")
    expect(page.get_by_role("button", name="Copy the link")).to_be_disabled()
    expect(page.get_by_role("link", name="Open it")).to_be_hidden()
    page.get_by_role("textbox", name="Note on Learn in 15 minutes").fill("")
    expect(page.get_by_role("button", name="Copy the link")).to_be_enabled()
    assert len(link(page)) < LONGEST


def _trimmed(given: ReadingList, visit: Visit) -> ReadingList:
    """The list with so short a note that its link is just not too long."""
    room = LONGEST - len(f"{visit.address}{STUDENT}#")
    notes = (given.note[:length].strip() for length in range(len(given.note), 0, -1))
    return next(shorter for note in notes if len(encode(shorter := given._replace(note=note))) <= room)


@pytest.mark.parametrize(
    ("fragment", "words"),
    [("1;cut", "The end of the link is missing."), (encode(THREE).replace("never", "neven"), "lost or changed")],
)
def test_a_damaged_list_is_told_and_a_new_one_can_be_made(visit: Visit, fragment: str, words: str) -> None:
    page = opened(visit)
    page.goto(f"{visit.address}{MAKER}#{fragment}")
    alert = page.get_by_role("alert").filter(has_text=words)
    expect(alert).to_contain_text("You can make a new one here.")
    expect(chosen(page)).to_have_count(0)
    page.locator(".assign-results button").first.click()
    expect(chosen(page)).to_have_count(1)


def test_what_is_gone_from_an_old_list_is_left_out_and_said(visit: Visit) -> None:
    page = opened(visit, THREE._replace(items=(*THREE.items, Item("/gone/"))))
    expect(page.locator("[data-problem]")).to_have_text("Left out, since it is not on this site any more: /gone/.")
    assert listed(page) == THREE


def test_without_the_index_an_old_list_can_still_be_edited(visit: Visit) -> None:
    page = visit("/404.html")
    page.route(asset(INDEX_FILE), lambda route: route.abort())
    page.goto(f"{visit.address}{MAKER}#{encode(THREE)}")
    expect(page.locator(".assign-count")).to_contain_text("could not be loaded")
    assert titles(page) == [item.path for item in THREE.items]
    assert listed(page) == THREE
    visit.forgive("net::ERR_FAILED")


def read_codes(picture: bytes) -> list[str]:
    with Image.open(io.BytesIO(picture)) as image:
        return [code.text for code in zxingcpp.read_barcodes(image.convert("L"))]


@pytest.mark.parametrize("number", [1, 8, 30])
def test_the_code_says_the_link_on_screen_and_in_both_files(visit: Visit, number: int, tmp_path: Path) -> None:
    sheets = ["learn", "validate", "sharpen"]
    paths = [f"/worksheets/{sheet}-{minutes}/" for sheet in sheets for minutes in (15, 30, 45)]
    paths += [f"/questions/{topic}/" for topic in ("pay", "skills", "opening", "closing")]
    questions = [line for line in _questions() if line not in paths]
    given = ReadingList("Café list", "", "", tuple(Item(path) for path in [*paths, *questions][:number]))
    page = opened(visit, given, scheme="dark")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    button = page.get_by_role("button", name="QR code", exact=True)
    expect(button).to_have_attribute("aria-expanded", "false")
    assert not any("lean-qr" in url for url in asked)
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    code = page.get_by_role("img", name="QR code that opens the reading list")
    expect(code).to_be_visible()
    assert any("lean-qr" in url for url in asked)
    assert read_codes(page.locator(".qr-plate").screenshot()) == [link(page)]
    for ending in ("svg", "png"):
        with page.expect_download() as download:
            page.get_by_role("button", name=f"Save as {ending.upper()}").click()
        assert download.value.suggested_filename == f"cafe-list.{ending}"
        download.value.save_as(tmp_path / f"code.{ending}")
    assert read_codes((tmp_path / "code.png").read_bytes()) == [link(page)]
    page.goto("about:blank")
    page.set_content((tmp_path / "code.svg").read_text("utf-8"))
    assert read_codes(page.locator("svg").screenshot()) == [f"{visit.address}{STUDENT}#{encode(given)}"]


def _questions() -> list[str]:
    topics = load_site(ROOT / "docs").catalog.topics
    return [f"/questions/{topic.id}/#{question.id}" for topic in topics for question in topic.questions]


def test_the_code_follows_the_list(visit: Visit) -> None:
    page = opened(visit, THREE)
    page.get_by_role("button", name="QR code", exact=True).click()
    expect(page.get_by_role("img", name="QR code that opens the reading list")).to_be_visible()
    before = page.locator(".qr-plate path").last.get_attribute("d")
    page.get_by_role("textbox", name="Title").fill("Another title")
    expect(page.locator(".qr-plate path").last).not_to_have_attribute("d", before or "")
    assert read_codes(page.locator(".qr-plate").screenshot()) == [link(page)]


def test_nothing_is_stored_and_nothing_leaves_the_page(visit: Visit) -> None:
    page = opened(visit, THREE)
    before = page.evaluate("Object.keys(localStorage)")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(visit.address)))
    page.get_by_role("textbox", name="Title").fill("For Robin")
    page.get_by_role("textbox", name="Note to your students").fill("A note")
    search(page).fill("pay")
    expect(page.get_by_role("textbox", name="The link")).to_have_value(
        f"{visit.address}{STUDENT}#{encode(THREE._replace(title='For Robin', note='A note'))}"
    )
    assert set(asked) <= {"/assets/images/favicon.svg"}  # Chromium asks again when the fragment changes
    assert page.evaluate("Object.keys(localStorage)") == before


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_no_state_has_a_violation(visit: Visit, size: dict[str, int], scheme: Literal["light", "dark"]) -> None:
    page = opened(visit, THREE._replace(items=(*THREE.items, Item("/gone/"))), size=size, scheme=scheme)
    search(page).fill("ask")
    page.get_by_role("button", name="QR code", exact=True).click()
    expect(page.get_by_role("img", name="QR code that opens the reading list")).to_be_visible()
    expect(page.locator("[data-problem]")).to_contain_text("Left out")
    page.mouse.move(0, 0)
    assert violations(page) == []
    page.goto("about:blank")
    page.goto(f"{visit.address}{MAKER}#1;cut")
    expect(page.get_by_role("alert")).to_contain_text("The end of the link is missing.")
    assert violations(page) == []


def test_every_target_is_large_enough_and_nothing_is_wider_than_a_narrow_screen(visit: Visit) -> None:
    page = opened(visit, THREE, size={"width": 320, "height": 800})
    page.get_by_role("button", name="QR code", exact=True).click()
    expect(page.get_by_role("img", name="QR code that opens the reading list")).to_be_visible()
    for target in page.locator("form.assign").locator("input, select, textarea, button:visible").all():
        box = target.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24, target.evaluate("element => element.outerHTML")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_scripts_the_page_points_to_the_list_of_links(visit: Visit) -> None:
    page = visit(MAKER, scripts=False)
    expect(page.get_by_text("This tool needs JavaScript")).to_be_visible()
    expect(page.locator("form.assign")).to_be_hidden()
    page.locator("article").get_by_role("link", name="the list of all links").click()
    expect(page).to_have_url(f"{visit.address}/coaches/links/")
