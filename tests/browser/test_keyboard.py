"""By keyboard alone: every stop shows its focus, in the order of the page, and every tool can be worked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Locator, Page, expect

from browser_tools import DESKTOP, PAGES, PHONE, Visit, plant

if TYPE_CHECKING:
    from collections.abc import Iterator

CHECKS = (Path(__file__).parent / "page_checks.js").read_text("utf-8")
AT_REST = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(pageChecks.stop()))))"
"""The stop, once the page has scrolled to it."""
FAR = 120
"""Stops to go one by one; of a longer page then the last few."""
NARROWEST_WITH_A_MENU = {"width": 1219, "height": 800}


def stops(page: Page) -> Iterator[dict[str, Any]]:
    """Press Tab from the top of the page until the focus leaves it."""
    page.wait_for_load_state("networkidle")  # what comes late moves what is in focus
    page.evaluate(CHECKS)
    jumped, before, same = False, -1, 0
    for number in range(FAR + 100):
        page.keyboard.press("Tab")
        stop = page.evaluate(AT_REST)
        if stop is None:
            return
        yield stop
        same = same + 1 if stop["place"] == before else 0
        before = stop["place"]
        if same > 9:
            break
        if number == FAR and not jumped:
            jumped = True
            page.evaluate("pageChecks.nearTheEnd(5)")
    pytest.fail("the focus never leaves the page")


def faults(page: Page) -> list[str]:
    """What is wrong on the way: a focus that does not show or is covered, or a stop that comes out of order."""
    found, count, before = [], 0, None
    for stop in stops(page):
        if before and stop["place"] == before["place"]:
            continue  # a date is a field of several parts
        count += 1
        found += [f"{stop['name']}: {fault}" for fault in stop["faults"]]
        if before and (stop["place"] < before["place"] or _is_above(stop, before)):
            found.append(f"{stop['name']}: comes after {before['name']}")
        before = stop
    assert count > 3
    return found


def _is_above(stop: dict[str, Any], before: dict[str, Any]) -> bool:
    """Whether a stop is above the one before it, in the same column of the same part of the page."""
    beside = stop["left"] >= before["right"] or stop["right"] <= before["left"]
    return bool(stop["part"] and stop["part"] == before["part"] and not beside and stop["bottom"] <= before["top"] + 1)


def tab_to(page: Page, target: Locator, limit: int = 80) -> None:
    """Press Tab from the top of the page until `target` is in focus."""
    page.locator(".wordmark").focus()
    for _ in range(limit):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"Tab does not reach {target}")


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_tab_goes_down_the_page_and_shows_where_it_is(visit: Visit, page_type: str, size: dict[str, int]) -> None:
    found = faults(visit(PAGES[page_type], size=size))
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("<p><a href='/' style='outline: none'>Blind</a></p>", "“Blind”: its focus does not show"),
        ("<p><a href='/' style='outline: 2px solid #eee'>Faint</a></p>", "“Faint”: its focus is too faint"),
        ("<p><a href='/' style='position: absolute; left: -9999px'>Lost</a></p>", "“Lost”: it is off screen"),
        ("<p><a href='/'>Low</a></p><p><a href='/' style='position: relative; top: -6em'>High</a></p>", "High”: comes"),
        ("<p><a href='/' tabindex='2'>Early</a></p>", "comes after article a “Early”"),
    ],
)  # fmt: skip
def test_a_planted_fault_is_seen(visit: Visit, fault: str, told: str) -> None:
    page = visit("/404.html")
    plant(page, fault)
    found = faults(page)
    assert [text for text in found if told in text], found


def test_a_trap_is_seen(visit: Visit) -> None:
    page = visit("/404.html")
    page.evaluate(
        """() => {
            document.querySelector("h1").insertAdjacentHTML("beforebegin", "<button id='trap'>Trap</button>");
            document.querySelector("#trap").addEventListener("keydown", (event) => event.preventDefault());
        }"""
    )
    with pytest.raises(pytest.fail.Exception, match="never leaves"):
        faults(page)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_first_tab_offers_to_skip_to_the_text(visit: Visit, size: dict[str, int]) -> None:
    page = visit("/guide/never-ask/", size=size)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")


@pytest.mark.parametrize("size", [PHONE, NARROWEST_WITH_A_MENU], ids=["phone", "1219 px"])
def test_the_menu_opens_closes_and_leads_on(visit: Visit, size: dict[str, int]) -> None:
    page = visit("/guide/benefits/", size=size)
    button = page.get_by_role("button", name="Menu", exact=True)
    tab_to(page, button, 8)
    page.keyboard.press("Enter")
    menu = page.get_by_role("navigation", name="Menu")
    expect(button).to_have_attribute("aria-expanded", "true")
    link = menu.get_by_role("link", name="Objections")
    expect(link).to_be_visible()
    for _ in range(
        60
    ):  # round and round, the focus stays in the menu or leaves to the browser; never what lies beneath
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('.menu')")
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(link).to_be_hidden()
    page.keyboard.press("Space")
    for _ in range(60):
        page.keyboard.press("Tab")
        if link.evaluate("element => element === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/guide/objections/")


def test_a_wide_table_scrolls_by_keyboard(visit: Visit) -> None:
    page = visit("/comparisons/informational-vs-job/", size={"width": 760, "height": 800})
    region = page.locator(".table-scroll").first
    page.evaluate("document.querySelector('.table-scroll table').style.minWidth = '1200px'")
    region.evaluate(
        "region => { window.moved = new Promise((done) => region.addEventListener('scroll', done, {once: true})) }"
    )
    tab_to(page, region)
    assert region.get_attribute("role") == "region"
    assert region.evaluate("element => element.ariaLabel || element.getAttribute('aria-labelledby')")
    page.keyboard.press("ArrowRight")
    page.evaluate("window.moved.then(() => null)")


def test_the_filter_is_worked_by_keyboard(visit: Visit) -> None:
    page = visit("/questions/all/")
    tab_to(page, page.get_by_role("searchbox").last)
    page.keyboard.type("salary")
    count = page.locator(".filter-count")
    expect(count).not_to_have_text("")
    before = count.inner_text()
    tab_to(page, page.locator(".question-filter input[type=checkbox]:visible").first)
    page.keyboard.press("Space")
    expect(count).not_to_have_text(before)
    tab_to(page, page.get_by_role("button", name="Clear filters"))
    page.keyboard.press("Enter")
    expect(page.locator(".question-filter input:checked")).to_have_count(0)


def test_a_draft_is_checked_by_keyboard(visit: Visit) -> None:
    page = visit("/tools/check/")
    tab_to(page, page.locator("#__draft"))
    page.keyboard.type("Could you give me a job?")
    finding = page.locator(".check .findings li, .check [data-findings] li, .draft-marks mark").first
    expect(finding).to_be_visible()
    page.keyboard.press("Tab")  # a field of many lines keeps no Tab for itself
    assert not page.locator("#__draft").evaluate("element => element === document.activeElement")


def test_a_reading_list_is_made_and_opened_by_keyboard(visit: Visit) -> None:
    page = visit("/coaches/assign/")
    words = page.get_by_role("searchbox", name="Search, or paste addresses of this site")
    tab_to(page, words)
    page.keyboard.type("never ask")
    add = page.locator(".assign-results button").first
    tab_to(page, add)
    page.keyboard.press("Space")
    expect(add).to_have_attribute("aria-pressed", "true")
    tab_to(page, page.get_by_role("link", name="Open it"))
    address = page.get_by_role("link", name="Open it").get_attribute("href") or ""
    page.goto(address)
    tick = page.locator(".list-items input[type=checkbox]").first
    tab_to(page, tick)
    page.keyboard.press("Space")
    expect(tick).to_be_checked()
