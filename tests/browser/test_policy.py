"""The headers of `_headers`, sent by a host: no page and no doing breaks the content policy.

The other browser tests run under the policy in the pages themselves, and fail if anything breaks it, since a browser
logs that as an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from browser.conftest import _Quiet, served
from browser_tools import PAGES, Visit
from guidebook.hosting.rules import Rule, parse_headers
from guidebook.publishing.policy import HEADERS_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

VIOLATIONS = """window.violations = [];
addEventListener("securitypolicyviolation", ({ violatedDirective }) => violations.push(violatedDirective));"""
HOSTILE = """<p style="color: red"><img src="x" onerror="ran = 1"><svg><script>ran = 1</script></svg></p>"""


class _Headed(_Quiet):
    """A host that sends the headers of the file."""

    rules: list[Rule]

    def end_headers(self) -> None:
        """Add those whose patterns fit the address."""
        for rule in self.rules:
            if rule.covers(self.path.partition("?")[0]):
                for name, value in rule.headers.items():
                    self.send_header(name, value)
        super().end_headers()


@pytest.fixture(scope="module")
def headed(built: Path) -> Iterator[str]:
    class Host(_Headed):
        """With this site's headers."""

        rules = parse_headers((built / HEADERS_FILE).read_text("utf-8"))

    with served(built, Host) as host:
        yield host


@pytest.fixture
def guarded(browser: Browser, headed: str) -> Iterator[Visit]:
    opener = Visit(browser, headed)
    yield opener
    opener.close()


def test_every_type_of_page_and_what_is_done_there_keeps_to_the_headers(guarded: Visit) -> None:
    page = guarded("/assets/images/favicon.svg")
    page.add_init_script(VIOLATIONS)
    for path in PAGES.values():
        page.goto(guarded.address + path, wait_until="load")
        assert page.evaluate("violations") == [], path
    page.goto(f"{guarded.address}/tools/check/")
    page.get_by_label("Your message or your questions").fill("Are you hiring?")
    expect(page.locator(".findings > li")).to_have_count(1)
    assert page.evaluate("violations") == []
    page.goto(f"{guarded.address}/coaches/assign/")
    page.get_by_label("Search, or paste addresses of this site").fill("pay")
    page.locator("[data-add]").first.click()
    page.locator("[data-qr]").click()
    expect(page.locator(".qr-plate svg")).to_be_visible()
    for kind in ("svg", "png"):
        with page.expect_download():
            page.locator(f"[data-save={kind}]").click()
    assert page.evaluate("violations") == []
    page.goto(f"{guarded.address}/guide/?embed=1")
    expect(page.locator(".md-header")).to_be_hidden()
    assert page.evaluate("violations") == []


def test_every_answer_has_the_headers(headed: str, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    answers = {}
    page.on("response", lambda response: answers.update({response.url.removeprefix(headed): response.headers}))
    page.goto(f"{headed}/guide/", wait_until="networkidle")
    context.close()
    assert len(answers) >= 4
    for url, sent in answers.items():
        assert sent["x-content-type-options"] == "nosniff", url
        assert sent["content-security-policy"].startswith("default-src 'self'; "), url
        assert "x-frame-options" not in sent
        assert ("immutable" in sent.get("cache-control", "")) == url.startswith("/assets/"), url
        assert (sent.get("access-control-allow-origin") == "*") == url.startswith("/assets/"), url


@pytest.mark.parametrize("where", ["headers", "pages"])
def test_what_is_not_allowed_is_stopped(guarded: Visit, visit: Visit, where: str) -> None:
    opener = guarded if where == "headers" else visit
    page = opener("/")
    page.evaluate(VIOLATIONS)
    with page.expect_event("console", lambda message: "404" in message.text):  # the picture that is not there
        page.evaluate("text => document.body.insertAdjacentHTML('beforeend', text)", HOSTILE)
    page.evaluate("document.head.append(Object.assign(document.createElement('script'), {text: 'ran = 1'}))")
    page.wait_for_function("violations.length >= 3")
    assert set(page.evaluate("violations")) == {"style-src-attr", "script-src-attr", "script-src-elem"}
    assert page.evaluate("'ran' in window") is False
    opener.forgive("Content Security Policy")
    opener.forgive("404")
