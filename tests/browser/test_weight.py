"""What a first visit weighs, and that nothing moves while it arrives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser_tools import DESKTOP, PAGES, PHONE, Visit
from site_tools import files
from weight_tools import FAVICON, Weight, budget, compressed, weigh

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

SHIFTS = """window.shifts = [];
window.note = (entries) => shifts.push(...entries.map((entry) => entry.value));
window.watcher = new PerformanceObserver((list) => note(list.getEntries()));
watcher.observe({ type: "layout-shift", buffered: true });"""
LISTS_WHAT_IT_FINDS = {"offline"}
"""The page whose script lists what it finds, below what the reader came for."""
SUM = """new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => {
  note(watcher.takeRecords());
  done(shifts.reduce((a, b) => a + b, 0));
}))))"""


def watched(visit: Visit, size: dict[str, int]) -> Page:
    """A browser that has seen nothing but an empty page and notes what moves."""
    page = visit(f"/{FAVICON}", size=size)
    page.add_init_script(SHIFTS)
    return page


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_first_visit_keeps_to_its_budget_and_nothing_moves(
    visit: Visit, built: Path, page_type: str, size: dict[str, int]
) -> None:
    page = watched(visit, size)
    found = weigh(page, visit.address, PAGES[page_type], built)
    assert found.total <= budget(page_type), found.files
    assert len(found.files) <= 13, found.files
    if page_type not in LISTS_WHAT_IT_FINDS:
        assert page.evaluate(SUM) == 0


def test_what_moves_is_seen(visit: Visit) -> None:
    page = watched(visit, PHONE)
    page.goto(f"{visit.address}/guide/")
    assert page.evaluate(SUM) == 0  # and painted
    page.evaluate("document.querySelector('h1').style.marginTop = '9rem'")
    page.wait_for_function(f"async () => await {SUM} > 0")


def test_a_heavier_page_is_seen(built: Path) -> None:
    heavy = Weight({path: compressed(data) for path, data in files(built).items() if path.startswith("guide/")})
    assert heavy.total > budget("guide")
