"""Axe with the search, the menu and the filter open, on phone and desktop, light and dark: no violation.

Every page as it first stands is in test_every_page.py; the tools in use are in the tests of each.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from axe_tools import COLOR_RULES, violations
from browser_tools import DESKTOP, PHONE, Visit, search_for

both_sizes = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])


def in_both_schemes(page: Page) -> list[str]:
    found = violations(page)
    page.emulate_media(color_scheme="dark")
    return found + violations(page, COLOR_RULES)


@both_sizes
def test_the_open_search_has_no_violation(visit: Visit, size: dict[str, int]) -> None:
    page = visit("/guide/benefits/", size=size)
    expect(search_for(page, "mentor").first).to_be_visible()
    assert in_both_schemes(page) == []


def test_the_open_menu_has_no_violation(visit: Visit) -> None:
    page = visit("/guide/benefits/", size=PHONE)
    page.get_by_role("button", name="Menu", exact=True).click()
    expect(page.get_by_role("navigation", name="Menu").get_by_role("link", name="Objections")).to_be_visible()
    assert in_both_schemes(page) == []


@both_sizes
def test_the_open_filter_has_no_violation(visit: Visit, size: dict[str, int]) -> None:
    page = visit("/questions/all/?purpose=learn&topic=pay&words=what", size=size)
    for summary in page.locator(".question-filter summary").all():
        summary.click()
    page.evaluate("scrollTo(0, 0)")  # or the header lies over a box, as it may over anything
    assert in_both_schemes(page) == []
