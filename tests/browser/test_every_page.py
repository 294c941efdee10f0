"""Every built page, opened once and looked at in every way: axe, narrow, zoomed, spaced out, in forced colors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from axe_tools import COLOR_RULES, violations
from browser_tools import DESKTOP, PHONE, Visit, plant
from site_tools import addresses

if TYPE_CHECKING:
    from playwright.sync_api import Page

BATCHES = 16
CHECKS = (Path(__file__).parent / "page_checks.js").read_text("utf-8")
NARROW = {"width": 320, "height": 640}
# WCAG 2.2, success criterion 1.4.12: what a reader may set, and nothing may be lost by.
SPACED = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }
"""
UNSPACE = "document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== window.spaced)"
SPACE = """(rules) => {
    window.spaced = new CSSStyleSheet();
    window.spaced.replaceSync(rules);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, window.spaced];
}"""
OPEN = "document.querySelectorAll('details').forEach((details) => { details.open = true })"
CLOSE = "document.querySelectorAll('details').forEach((details) => { details.open = false })"


class Survey:
    """Looks at one page after another in the same window, and collects what is wrong."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.found: list[str] = []
        self._session = page.context.new_cdp_session(page)

    def check(self, where: str, *names: str) -> None:
        for name in names:
            self.found += [f"{where}: {text}" for text in self.page.evaluate(f"pageChecks.{name}()")]

    def axe(self, where: str) -> None:
        """All rules in the light scheme, and in the dark one those that a color can break."""
        self.found += [f"{where}, light: {text}" for text in violations(self.page)]
        self.page.emulate_media(color_scheme="dark")
        assert self.page.evaluate("pageChecks.contrast(pageChecks.backdrop(document.body), 'white')") > 10, "not dark"
        self.found += [f"{where}, dark: {text}" for text in violations(self.page, COLOR_RULES)]
        self.page.emulate_media(color_scheme="light")

    def letters(self, pixels: int) -> None:
        """Set the size that the reader's browser gives to text; 16 px is usual."""
        self._session.send("Page.setFontSizes", {"fontSizes": {"standard": pixels, "fixed": pixels * 13 // 16}})

    def look(self, where: str) -> None:
        """Look at the page that is open, in every way."""
        page = self.page
        page.evaluate(CHECKS)
        page.set_viewport_size({"width": NARROW["width"], "height": NARROW["height"]})
        page.evaluate(OPEN)
        self.check(f"{where} at 320 px", "sideways", "regions", "clipped", "overlaps", "strays")
        page.evaluate(SPACE, SPACED)
        self.check(f"{where} at 320 px, spaced out", "sideways", "clipped", "overlaps")
        page.evaluate(UNSPACE)
        page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
        self.axe(f"{where} on a phone")
        self.check(f"{where} on a phone", "targets", "motion")
        page.evaluate(CLOSE)
        for width in (640, 768):
            page.set_viewport_size({"width": width, "height": DESKTOP["height"]})
            self.check(f"{where} at {width} px", "sideways")
        page.set_viewport_size({"width": DESKTOP["width"], "height": DESKTOP["height"]})
        self.axe(f"{where} on a desktop")
        self.check(f"{where} on a desktop", "sideways", "regions", "clipped", "overlaps", "strays", "targets", "motion")
        page.emulate_media(forced_colors="active")
        self.check(f"{where} in forced colors", "forcedColors")
        page.emulate_media(forced_colors="none")
        self.letters(32)
        self.check(f"{where} with text twice as large", "sideways", "regions", "clipped", "overlaps")
        self.letters(16)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_page_keeps_its_promises_to_everybody(visit: Visit, built: Path, batch: int) -> None:
    survey = Survey(visit("/404.html"))
    for address in addresses(built)[batch::BATCHES]:
        survey.page.goto(visit.address + address)
        survey.look(address)
    assert not survey.found, "\n".join(survey.found)


def test_every_page_is_among_them(built: Path) -> None:
    every = addresses(built)
    assert {"/", "/404.html", "/tools/check/", "/reading-list/", "/coaches/assign/"} <= set(every)
    assert len(every) > 100


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("<img src='/assets/images/favicon.svg'>", "image-alt"),
        ("<p style='color: #999'>Faint words</p>", "light: color-contrast"),
        ("<p style='color: #333; background: none'>Dark words on dark paper</p>", "dark: color-contrast"),
        ("<p style='width: 400px'>Wide</p>", "scrolls sideways"),
        ("<div style='overflow: auto; width: 99px'><p style='width: 199px'>Wide</p></div>", "has no name"),
        ("<p style='overflow: hidden; height: 9px'>Cut off</p>", "cut to"),
        ("<div style='height: 0'>Under</div><p style='margin: 0'>Over</p>", "lies on"),
        ("<p style='width: 16.5ch; height: 1.7em; overflow: hidden'>0000000000000000</p>", "spaced out: "),
        ("<button style='height: 20px; padding: 0'>Low</button>", "only"),
        ("<p style='transition: opacity 1s !important'>Moving</p>", "moves"),
        ("<input aria-label='Bare' style='appearance: none; border: 0'>", "without a border"),
        ("<a href='/' style='position: absolute; left: -99px; width: 50px'>Lost</a>", "off screen"),
    ],
)
def test_a_planted_fault_is_seen(visit: Visit, fault: str, told: str) -> None:
    survey = Survey(visit("/404.html"))
    plant(survey.page, f"<div id='plant'>{fault}</div>")
    survey.look("Planted")
    assert [text for text in survey.found if told in text], survey.found
