"""A visitor's browser: the system's Chromium, with what it must never do held against it."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, Literal

from browser.find_chromium import find_chromium
from guidebook.publishing.assets import LENGTH

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page

# One page of each type, by the name of the type.
PAGES = {
    "home": "/",
    "guide index": "/guide/",
    "guide": "/guide/never-ask/",
    "guide with claims": "/guide/myths/",
    "guide with a table": "/guide/benefits/",
    "sources": "/guide/sources/",
    "questions": "/questions/",
    "topic": "/questions/pay/",
    "question list": "/questions/all/",
    "scripts": "/scripts/",
    "script group": "/scripts/first-emails/",
    "script group with notes": "/scripts/linkedin-notes/",
    "worksheets": "/worksheets/",
    "worksheet": "/worksheets/learn-30/",
    "worksheet with grids": "/worksheets/observer-rubric/",
    "comparisons": "/comparisons/",
    "comparison": "/comparisons/informational-vs-job/",
    "coaches": "/coaches/",
    "embedding": "/coaches/embed/",
    "learning platforms": "/coaches/lms/",
    "link directory": "/coaches/links/",
    "coaches with code": "/coaches/your-own-copy/",
    "corrections": "/corrections/",
    "check": "/tools/check/",
    "assign": "/coaches/assign/",
    "reading list": "/reading-list/",
    "search": "/search/?q=coffee",
    "offline": "/offline/",
    "privacy": "/privacy/",
    "unknown": "/404.html",
}

PHONE = {"width": 375, "height": 812}
DESKTOP = {"width": 1280, "height": 800}


def asset(path: str) -> re.Pattern[str]:
    """The address of an asset whatever its content, whose hash stands before the suffix."""
    stem, _, suffix = path.rpartition(".")
    return re.compile(rf"{re.escape(stem)}\.[0-9a-f]{{{LENGTH}}}\.{suffix}$")


def chromium_options() -> dict[str, Any]:
    """How to start the browser: nothing in the background, no sandbox where root runs it."""
    arguments = [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-gpu",
        "--disable-quic",
        "--disable-sync",
        "--no-first-run",
    ]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")
    return {"executable_path": find_chromium(), "args": arguments}


def search_for(page: Page, words: str) -> Locator:
    """Open the search and type `words` in place of what stands there; the links that are found."""
    page.get_by_role("button", name="Search", exact=True).click()
    field = page.get_by_role("textbox", name="Search this site")
    field.fill("")
    field.press_sequentially(words)
    return page.get_by_role("dialog").locator(".search-groups a")


def plant(page: Page, html: str) -> None:
    """Add `html` to the text, its styles one by one, since the page's policy takes none from markup."""
    page.evaluate(
        """(html) => {
            const article = document.querySelector("article");
            article.insertAdjacentHTML("beforeend", html);
            for (const part of article.querySelectorAll("[data-style]")) part.style.cssText = part.dataset.style;
        }""",
        html.replace(" style=", " data-style="),
    )


class Visit:
    """Opens pages and collects every foreign request, console error and cookie."""

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser = browser
        self.address = address
        self._contexts: list[BrowserContext] = []
        self._faults: list[str] = []

    def __call__(
        self,
        path: str = "/",
        *,
        size: dict[str, int] = DESKTOP,
        scheme: Literal["light", "dark"] = "light",
        scripts: bool = True,
        permissions: list[str] | None = None,
    ) -> Page:
        """The page at `path` in a browser of its own."""
        context = self._browser.new_context(
            viewport={"width": size["width"], "height": size["height"]},
            color_scheme=scheme,
            java_script_enabled=scripts,
            permissions=permissions or [],
            reduced_motion="reduce",
            service_workers="block",
        )
        self._contexts.append(context)
        context.on("request", lambda request: self._note(request.url))
        context.on("weberror", lambda error: self._faults.append(f"error: {error.error}"))
        context.on("console", self._hear)
        page = context.new_page()
        page.goto(self.address + path, wait_until="load")
        return page

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._faults.append(message.text)

    def _note(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self._faults.append(f"asked another host: {url}")

    def forgive(self, words: str) -> None:
        """Drop the faults that hold `words`, where a test provokes them."""
        self._faults = [fault for fault in self._faults if words not in fault]

    def close(self) -> None:
        """End the visit; an AssertionError if it broke a promise."""
        cookies = [cookie for context in self._contexts for cookie in context.cookies()]
        for context in self._contexts:
            context.close()
        assert not self._faults, "\n".join(self._faults)
        assert not cookies, cookies
