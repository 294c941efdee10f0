"""What a reader does: find the way, search, copy a link, read without scripts, on any screen."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from browser_tools import DESKTOP, PAGES, PHONE, Visit, search_for
from guidebook.links.models import Redirect
from guidebook.links.redirects import STUB_TEMPLATE, stub_pages
from site_tools import ROOT, SITE_URL

if TYPE_CHECKING:
    from collections.abc import Callable

    from guidebook.catalog import Catalog

QUESTION = "/questions/pay/"
SCRIPTS = "/scripts/first-emails/"


def is_in_sight(page: Page, selector: str) -> bool:
    """Whether the element is on the screen and nothing, a sticky header for example, covers its first line."""
    return bool(
        page.evaluate(
            """selector => {
                const found = document.querySelector(selector);
                const box = found.getBoundingClientRect();
                const top = document.elementFromPoint(box.left + 8, box.top + 8);
                return box.top >= 0 && box.top < innerHeight / 2 && (found === top || found.contains(top));
            }""",
            selector,
        )
    )


@pytest.mark.parametrize(("door", "lands"), [("Read", "/guide/"), ("Print", "/worksheets/"), ("Link", "/coaches/")])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_home_page_shows_three_doors_in_one_screen(
    visit: Visit, door: str, lands: str, size: dict[str, int]
) -> None:
    page = visit("/", size=size)
    link = page.locator("article li", has_text=door).first.locator("a").first
    expect(link).to_be_in_viewport(ratio=1)
    link.click()
    page.wait_for_url(f"**{lands}")


def test_the_tabs_lead_to_the_sections(visit: Visit) -> None:
    page = visit("/")
    for name in ("Guide", "Questions", "Scripts", "Worksheets"):
        page.locator(".md-tabs").get_by_role("link", name=name, exact=True).click()
        page.wait_for_url(f"**/{name.lower()}/")


def test_the_phone_menu_opens_by_keyboard_and_leads_on(visit: Visit) -> None:
    page = visit("/guide/", size=PHONE)
    button = page.get_by_role("button", name="Menu", exact=True)
    button.focus()
    page.keyboard.press("Enter")
    link = page.get_by_role("navigation", name="Menu").get_by_role("link", name="Objections")
    expect(link).to_be_visible()
    link.click()
    page.wait_for_url("**/guide/objections/")


@pytest.mark.parametrize("path", ["/", "/404.html", "/search/", "/tools/check/"])
def test_the_phone_menu_opens_where_no_menu_stands_beside_the_text(path: str, visit: Visit) -> None:
    page = visit(path, size=PHONE)
    page.get_by_role("button", name="Menu", exact=True).click()
    menu = page.get_by_role("navigation", name="Menu")
    expect(menu.get_by_role("link", name="Questions", exact=True)).to_be_in_viewport()
    expect(menu.get_by_role("button", name="Close the menu")).to_be_focused()


def test_a_closed_menu_is_not_in_the_tab_order(visit: Visit) -> None:
    page = visit("/guide/never-ask/", size=PHONE)
    for _ in range(12):
        page.keyboard.press("Tab")
        box = page.evaluate(
            "(() => { const b = document.activeElement.getBoundingClientRect(); return [b.left, b.right] })()"
        )
        assert box[1] > 0, page.evaluate("document.activeElement.outerHTML")
        assert box[0] < PHONE["width"]


def test_the_guide_leads_from_page_to_page(visit: Visit) -> None:
    page = visit("/guide/")
    seen = []
    for _ in range(4):
        page.locator("p.next a").first.click()
        page.wait_for_load_state()
        seen.append(page.url.removeprefix(visit.address))
    assert seen == ["/guide/what-it-is/", "/guide/benefits/", "/guide/never-ask/", "/guide/objections/"]


def test_a_coachs_link_opens_at_the_question(visit: Visit) -> None:
    first = visit(QUESTION)
    anchors = first.locator("article h2").evaluate_all("headings => headings.map(heading => heading.id)")
    for anchor in (anchors[0], anchors[len(anchors) // 2]):
        page = visit(f"{QUESTION}#{anchor}")
        assert is_in_sight(page, f"#{anchor}"), anchor


def test_a_coachs_link_opens_at_the_row_of_a_table(visit: Visit) -> None:
    page = visit("/comparisons/informational-vs-job/", size=PHONE)
    anchor = page.locator("tbody th[id]").nth(4).get_attribute("id")
    page = visit(f"/comparisons/informational-vs-job/#{anchor}", size=PHONE)
    assert is_in_sight(page, f"#{anchor}")


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_search_finds_a_question_and_opens_it(visit: Visit, size: dict[str, int]) -> None:
    page = visit("/", size=size)
    result = search_for(page, "starting salary").and_(page.locator("[href*='/questions/']")).first
    expect(result).to_be_visible()
    result.click()
    page.wait_for_url("**/questions/**")


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_copy_link_gives_the_address_of_the_heading(visit: Visit, size: dict[str, int]) -> None:
    page = visit("/guide/never-ask/", size=size, permissions=["clipboard-read", "clipboard-write"])
    link = page.get_by_role("link", name=re.compile(r"^Copy link to: What counts as asking"))
    expect(link).to_be_visible()
    box = link.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 24
    link.click()
    expect(page.get_by_role("status")).to_have_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{visit.address}/guide/never-ask/#what-counts"


def test_a_refused_clipboard_leaves_an_ordinary_link(visit: Visit) -> None:
    page = visit("/guide/never-ask/")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')) }")
    page.locator("#what-counts .headerlink").click()
    page.wait_for_url("**#what-counts")
    expect(page.get_by_role("status")).to_have_text("The address is in the address bar.")


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_copy_button_copies_the_text_of_a_script(visit: Visit, catalog: Catalog, size: dict[str, int]) -> None:
    page = visit(SCRIPTS, size=size, permissions=["clipboard-read", "clipboard-write"])
    script = catalog.script_by_id["email-cold"]
    button = page.get_by_role("button", name=f"Copy text of “{script.title}”")
    box = button.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 24
    button.click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    expect(button).to_have_class("button copied")
    assert page.evaluate("navigator.clipboard.readText()") == "\n\n".join(script.text)


def test_the_copy_button_works_by_keyboard_and_leaves_the_subject_apart(visit: Visit, catalog: Catalog) -> None:
    page = visit(SCRIPTS, permissions=["clipboard-read", "clipboard-write"])
    script = catalog.script_by_id["email-cold"]
    page.locator(f"#{script.id} .headerlink").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name=f"Copy subject of “{script.title}”")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == script.subject
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name=f"Copy text of “{script.title}”")).to_be_focused()
    page.keyboard.press("Space")
    page.wait_for_function("async text => await navigator.clipboard.readText() === text", arg="\n\n".join(script.text))


def test_a_refused_clipboard_leaves_the_text_of_a_script_selected(visit: Visit, catalog: Catalog) -> None:
    page = visit(SCRIPTS)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')) }")
    script = catalog.script_by_id["email-cold"]
    page.get_by_role("button", name=f"Copy text of “{script.title}”").click()
    expect(page.get_by_role("status")).to_have_text("The text is selected. Copy it from there.")
    selected = page.evaluate("getSelection().toString()")
    assert [line for line in selected.splitlines() if line] == list(script.text)


def test_every_text_of_a_script_has_its_button_and_only_with_scripts(visit: Visit, catalog: Catalog) -> None:
    scripts = catalog.group_of["email-cold"].scripts
    buttons = visit(SCRIPTS).get_by_role("button", name=re.compile("^Copy (text|subject) of"))
    expect(buttons).to_have_count(sum(2 if script.subject else 1 for script in scripts))
    expect(visit(SCRIPTS, scripts=False).get_by_role("button", name=re.compile("^Copy"))).to_have_count(0)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_guide_page_gives_its_address_away(visit: Visit, size: dict[str, int]) -> None:
    page = visit("/guide/never-ask/", size=size, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the address").click()
    expect(page.get_by_role("status")).to_have_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{SITE_URL}go/rule/"


def test_a_refused_clipboard_marks_the_address(visit: Visit) -> None:
    page = visit("/guide/never-ask/")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')) }")
    page.get_by_role("button", name="Copy the address").click()
    expect(page.get_by_role("status")).to_have_text("The address is marked. Copy it with your keyboard or menu.")
    assert page.evaluate("getSelection().toString()") == f"{SITE_URL}go/rule/"


def test_without_scripts_the_address_stands_there_without_a_button(visit: Visit) -> None:
    page = visit("/guide/never-ask/", scripts=False)
    expect(page.get_by_role("link", name=f"{SITE_URL}go/rule/")).to_be_visible()
    expect(page.get_by_text("Copy the address")).to_be_hidden()


def test_without_scripts_everything_is_there_to_read(visit: Visit, page_type: str) -> None:
    page = visit(PAGES[page_type], scripts=False)
    expect(page.locator("article h1")).to_be_visible()
    if page_type == "topic":
        expect(page.locator("article h2").last).to_be_visible()


def test_the_scheme_follows_the_system_and_the_button(visit: Visit) -> None:
    dark, light = "rgb(20, 25, 27)", "rgb(251, 250, 245)"
    page = visit("/", scheme="dark")
    expect(page.locator("body")).to_have_css("background-color", dark)
    page.get_by_role("button", name="Switch between light and dark").click()
    expect(page.locator("body")).to_have_css("background-color", light)
    page.goto(f"{visit.address}/guide/", wait_until="commit")
    expect(page.locator("body")).to_have_css("background-color", light)
    assert page.evaluate("Object.keys(localStorage)") == ["informational-interview-guide:scheme"]
    expect(visit("/", scheme="dark", scripts=False).locator("body")).to_have_css("background-color", dark)


def test_an_unknown_address_helps_on(visit: Visit) -> None:
    page = visit("/404.html")
    page.locator("article").get_by_role("link", name="Worksheets").click()
    page.wait_for_url("**/worksheets/")


@pytest.fixture
def moved(visit: Visit) -> Callable[..., Page]:
    """Opens a page of a site where a page moved, one of whose sections went elsewhere."""
    redirects = [
        Redirect.model_validate({"from": old, "to": new, "since": date(2026, 11, 22), "why": "A test moved it."})
        for old, new in [
            ("/guide/moved/", "/guide/never-ask/"),
            ("/guide/moved/#doubts", "/guide/objections/#sneaky"),
        ]
    ]
    template = (ROOT / "overrides" / STUB_TEMPLATE).read_text("utf-8")
    (stub,) = stub_pages(redirects, {"/guide/never-ask/"}, SITE_URL, template).values()

    def opened(*, scripts: bool = True) -> Page:
        page = visit("/", scripts=scripts)
        page.route("**/guide/moved/", lambda route: route.fulfill(body=stub, content_type="text/html; charset=utf-8"))
        page.route("**/redirect.js", lambda route: route.fulfill(path=ROOT / "docs/assets/javascripts/redirect.js"))
        return page

    return opened


@pytest.mark.parametrize(
    ("fragment", "lands"),
    [
        ("", "/guide/never-ask/"),
        ("#what-counts", "/guide/never-ask/#what-counts"),
        ("#doubts", "/guide/objections/#sneaky"),
    ],
)
def test_a_moved_page_leads_on_with_its_sections(
    visit: Visit, moved: Callable[..., Page], fragment: str, lands: str
) -> None:
    page = moved()
    page.goto(f"{visit.address}/guide/moved/{fragment}", wait_until="commit")
    page.wait_for_url(visit.address + lands)


def test_a_moved_page_leads_on_without_scripts(visit: Visit, moved: Callable[..., Page]) -> None:
    page = moved(scripts=False)
    page.goto(f"{visit.address}/guide/moved/", wait_until="commit")
    page.wait_for_url(f"{visit.address}/guide/never-ask/")
