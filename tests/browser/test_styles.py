"""Nothing visible is lost with the rules that were taken out: each page looks the same under the whole style sheets.

Every state that a reader can bring about is compared: what opens, what is typed and found, hover, focus, dark, print.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from browser.test_reading_lists import LINK
from browser_tools import DESKTOP, PAGES, PHONE, Visit
from site_tools import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page, Route

SHEETS = ROOT / "docs/assets/stylesheets"
OWN = {"assign": ["reading-list"], "reading list": ["reading-list"], "search": ["search"], "unknown": ["search"]}
"""Sheets that only some pages link, beside those of mkdocs.yml."""
COMMON = re.findall(r"assets/stylesheets/([\w-]+)\.css", (ROOT / "mkdocs.yml").read_text("utf-8"))
STATE = re.compile(r":(hover|focus-visible|focus-within|focus|active|target|checked)\b")
NAMES = ["hover", "focus-visible", "focus-within", "focus", "active", "target", "checked"]

LOOKS = """() => {
  const KEPT = /^(?:class|type|hidden|open|dir|role|disabled|checked|inert|aria-.*)$/;
  const looks = {};
  let names;
  const signatures = new Map();
  const short = (text) => [...text].reduce((sum, letter) => (Math.imul(sum, 31) + letter.codePointAt(0)) | 0, 7);
  for (const element of document.querySelectorAll("body, body *")) {
    const kept = [...element.attributes].filter(({ name }) => KEPT.test(name) && name !== "aria-label");
    const own = `${element.localName}${kept.map(({ name, value }) => `[${name}=${value}]`).join("")}`;
    const name = `${signatures.get(element.parentElement) ?? ""}>${own}`;
    signatures.set(element, name);
    if (name in looks) continue;
    const parts = [null, "::before", "::after"].map((part) => {
      const style = getComputedStyle(element, part);
      if (part && style.content === "none") return "";
      names ??= [...style].filter((name) => !/^(?:--|background-position)/.test(name)); // tell nothing by themselves
      return names.map((property) => style.getPropertyValue(property)).join();
    });
    looks[name] = short(parts.join());
  }
  return looks;
}"""
FORCE = """names => {
  for (const one of document.querySelectorAll("body *")) one.classList.add(...names);
}"""


def drafted(page: Page) -> None:
    page.get_by_label("Your message or your questions").fill("Are you hiring? Would you look at my résumé?")
    page.locator(".findings > li").first.wait_for()
    page.locator(".verdict[data-verdict=breaks]").wait_for()
    page.locator(".draft-marks mark").first.wait_for()


def filtered(page: Page) -> None:
    for summary in page.locator(".question-filter summary").all():
        summary.click()
    page.get_by_role("searchbox", name="Words in the question").fill("what")


def searched(page: Page) -> None:
    page.locator(".unfold").first.click()
    page.get_by_role("button", name=re.compile("^Copy")).first.click()


def assigned(page: Page) -> None:
    page.get_by_label("Search, or paste addresses of this site").fill("pay")
    page.locator("[data-add]").first.click()
    page.locator("[data-qr]").click()
    page.locator(".assign-qr svg").wait_for()


def listed(page: Page) -> None:
    page.get_by_role("checkbox").first.wait_for()


def answered(page: Page) -> None:
    page.locator(".search-here .search-groups").wait_for()
    page.locator(".search-here .search-status").filter(has_text="found").wait_for()


DOING: dict[str, Callable[[Page], None]] = {
    "check": drafted,
    "question list": filtered,
    "link directory": searched,
    "assign": assigned,
    "reading list": listed,
    "search": answered,
}


def forced(sheet: str) -> str:
    """The sheet, its states as classes, so that every element can be put into all of them at once."""
    return STATE.sub(lambda state: f".is-{state[1]}", sheet)


def whole(page_type: str) -> str:
    names = [*COMMON, *OWN.get(page_type, [])]
    return "\n".join((SHEETS / f"{name}.css").read_text("utf-8") for name in names)


def seen(page: Page) -> dict[str, int]:
    """How everything looks once the page has come to rest: a field grows to its text a frame later."""
    page.evaluate("() => new Promise((rest) => requestAnimationFrame(() => requestAnimationFrame(rest)))")
    found: dict[str, int] = page.evaluate(LOOKS)
    return found


def looks(visit: Visit, page_type: str, change: Callable[[str], str]) -> list[dict[str, int]]:
    """How every kind of element of a page looks, state by state, under its sheet as `change` makes it."""
    path = LINK if page_type == "reading list" else PAGES[page_type]
    page = visit("/assets/images/favicon.svg", size=PHONE)

    def answer(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=forced(change(response.text())))

    page.route("**/*.css", answer)
    page.goto(visit.address + path, wait_until="load")
    found = []
    if page_type in DOING:
        DOING[page_type](page)
    if page_type == "guide":
        page.get_by_role("button", name="Menu", exact=True).click()
        page.locator("#__drawer").evaluate("drawer => drawer.classList.add('is-checked')")
    for size, scheme, media in ((PHONE, "light", "screen"), (DESKTOP, "dark", "screen"), (DESKTOP, "light", "print")):
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        page.emulate_media(color_scheme=scheme, media=media)  # type: ignore[arg-type]
        found.append(seen(page))
    page.emulate_media(color_scheme="light", media="screen")
    page.evaluate(FORCE, [f"is-{name}" for name in NAMES])
    found.append(seen(page))
    page.goto(f"{visit.address}{PAGES[page_type]}?embed=1", wait_until="load")
    found.append(seen(page))
    return found


def differences(one: list[dict[str, int]], other: list[dict[str, int]]) -> list[str]:
    """Each element that looks different, by the number of the state; what was drawn anew in between is left out."""
    found = []
    for state, (reduced, complete) in enumerate(zip(one, other, strict=True)):
        both = reduced.keys() & complete.keys()
        assert len(both) > 0.9 * len(complete)
        changed = sorted(name for name in both if reduced[name] != complete[name])
        found += [f"state {state}: {name.rpartition('>')[2]}" for name in changed]
    return found


def test_the_reduced_sheet_looks_like_the_whole_one(visit: Visit, page_type: str) -> None:
    complete = whole(page_type)
    assert differences(looks(visit, page_type, str), looks(visit, page_type, lambda _: complete)) == []


@pytest.mark.parametrize(
    "rule",
    [
        r"\.footer-inner\{",
        r"\.button:hover\{",
        r"\.md-typeset \.print-footer\{",
        r"\.contents a:hover",
        r"\.embed-source\{",
    ],
)
def test_a_rule_that_is_lost_is_seen(visit: Visit, rule: str) -> None:
    complete = whole("guide")

    def without(sheet: str) -> str:
        changed = re.sub(rule, ".nowhere{", sheet)
        assert changed != sheet, rule
        return changed

    assert differences(looks(visit, "guide", without), looks(visit, "guide", lambda _: complete))
