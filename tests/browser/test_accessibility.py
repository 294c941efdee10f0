"""Axe on each page type, in both schemes, on phone and desktop, and with search and menu open: no violation."""

from __future__ import annotations

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from browser_tools import DESKTOP, PAGES, PHONE, Visit, search_for

both_schemes = pytest.mark.parametrize("scheme", ["light", "dark"])
both_sizes = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['html']} {node['failureSummary']}" for rule in found for node in rule["nodes"]]


@both_schemes
@both_sizes
def test_a_page_has_no_violation(
    visit: Visit, page_type: str, size: dict[str, int], scheme: Literal["light", "dark"]
) -> None:
    assert violations(visit(PAGES[page_type], size=size, scheme=scheme)) == []


@both_schemes
@both_sizes
def test_the_open_search_has_no_violation(visit: Visit, size: dict[str, int], scheme: Literal["light", "dark"]) -> None:
    page = visit("/guide/benefits/", size=size, scheme=scheme)
    expect(search_for(page, "mentor").first).to_be_visible()
    assert violations(page) == []


@both_schemes
def test_the_open_menu_has_no_violation(visit: Visit, scheme: Literal["light", "dark"]) -> None:
    page = visit("/guide/benefits/", size=PHONE, scheme=scheme)
    page.get_by_role("button", name="Menu", exact=True).click()
    expect(page.get_by_role("navigation", name="Menu").get_by_role("link", name="Objections")).to_be_visible()
    assert violations(page) == []


@both_schemes
@both_sizes
def test_the_open_filter_has_no_violation(visit: Visit, size: dict[str, int], scheme: Literal["light", "dark"]) -> None:
    page = visit("/questions/all/?purpose=learn&topic=pay&words=what", size=size, scheme=scheme)
    for summary in page.locator(".question-filter summary").all():
        summary.click()
    assert violations(page) == []


def test_axe_sees_a_planted_fault(visit: Visit) -> None:
    page = visit("/")
    page.evaluate(
        "document.querySelector('article').insertAdjacentHTML('beforeend', '<img src=\"/assets/images/favicon.svg\">')"
    )
    assert [text for text in violations(page) if text.startswith("image-alt")]
