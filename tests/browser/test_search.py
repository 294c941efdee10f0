"""Search: what it finds, how it is used by hand, keyboard and link, and what happens when it cannot be had."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from browser_tools import DESKTOP, PHONE, Visit, search_for
from guidebook.search.terms import terms
from guidebook.site import load_site
from search_tools import PARTS, Engine, Query, place_of, queries
from site_tools import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST = 3
MISSED = {
    "tuning": set[str](),
    "held-out": {"note taking sheet"},
    "afterward": {"they cancelled last minute"},
}
"""Queries whose expected result is not among the first three, by part."""

LOADED = "performance.getEntriesByType('resource').some(entry => entry.name.includes('search'))"
INDEX = "**/assets/search-*.json"


@pytest.fixture(scope="module")
def engine(browser: Browser) -> Iterator[Engine]:
    made = Engine(browser)
    yield made
    made.page.close()


def missed(engine: Engine, asked: list[Query]) -> set[str]:
    """The words of the queries whose expected result is not among the first."""
    return {query.words for query in asked if not 1 <= place_of(query, engine.shown(query.words)) <= FIRST}


# ── What it finds ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("part", PARTS)
def test_what_people_look_for_is_among_the_first(engine: Engine, part: str) -> None:
    assert missed(engine, queries(part)) == MISSED[part]


def test_a_wrong_expectation_would_be_seen(engine: Engine) -> None:
    asked = [Query("voicemail", ("/scripts/phone/#voicemail",)), Query("voicemail", ("/guide/glossary/#mentor",))]
    assert missed(engine, asked[:1]) == set()
    assert missed(engine, asked[1:]) == {"voicemail"}


def test_every_expected_address_can_be_found() -> None:
    known = {thing.path for thing in load_site(ROOT / "docs").directory.things}
    assert [path for part in PARTS for query in queries(part) for path in query.find if path not in known] == []
    every = [query.words.lower() for part in PARTS for query in queries(part)]
    assert len(every) == len(set(every)) >= 60


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("glossery", "/guide/glossary/"),
        ("vociemail", "/scripts/phone/#voicemail"),
        ("thank you emial", "/scripts/afterward/#thank-you-email"),
        ("organisation culture", "/questions/organization/"),
        ("behaviour colour organising", ""),
        ("gloss", "/guide/glossary/"),
        ("RÉSUMÉ", "/guide/glossary/#resume-and-cv"),
        ("curriculum vitae", "/guide/glossary/#resume-and-cv"),
        ("cover letter", "/guide/glossary/#cover-letter"),
        ("linkedin note", "/scripts/linkedin-notes/"),
        ("Granovetter", "/guide/sources/#granovetter-1973"),
        ("two-thirds say yes to strangers", ""),
    ],
)
def test_typing_errors_british_spellings_synonyms_and_beginnings_are_forgiven(
    engine: Engine, words: str, path: str
) -> None:
    shown = engine.shown(words)
    assert shown
    assert not path or path in shown[:FIRST]


def test_every_question_is_found_by_its_own_words(engine: Engine) -> None:
    topics = load_site(ROOT / "docs").catalog.topics
    asked = {
        question.wording: f"/questions/{topic.id}/#{question.id}" for topic in topics for question in topic.questions
    }
    lost = [words for words, path in list(asked.items())[::7] if engine.shown(words)[:1] != [path]]
    assert lost == []


def test_the_found_words_are_marked_and_the_others_are_not(engine: Engine) -> None:
    place = engine.groups("glossary wordz")[0]["places"][0]
    assert place["path"] == "/guide/glossary/"
    assert [text for text, found in place["pieces"] if found] == ["Glossary", "words"]


HOSTILE = r"""[
    "", " ", "?!", "….*+(", "[a-z]+$^\\", "<img src=x onerror=alert(1)>", "\ud800 a\udfff", "pay \udc00",
    "__proto__", "constructor toString", "x".repeat(1e5), "what is ".repeat(12500),
    "\u0301".repeat(1000), "你好", "\0\x07",
]"""


def test_nothing_that_is_typed_breaks_it(engine: Engine) -> None:
    found = engine.page.evaluate(f"{HOSTILE}.map(words => engine.byPage(whole.search(words)).length)")
    assert len(found) == 15
    assert found[:5] == [0, 0, 0, 0, found[4]]
    assert found[7] > 0  # what can be read is searched for


def test_python_and_javascript_read_the_same_terms(engine: Engine) -> None:
    things = load_site(ROOT / "docs").directory.things
    texts = [f"{thing.title} {thing.about}" for thing in things]
    texts += ["Straße ǅ ŒUVRE ﬁne Ⅷ ½ x² नमस्ते", "stopped needed goes copies classes focus", "a_b-c.d", "’'"]
    assert engine.terms(texts) == [terms(text) for text in texts]


# ── How it is used ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_nothing_is_loaded_before_its_first_use_and_a_result_opens_at_its_place(
    visit: Visit, size: dict[str, int]
) -> None:
    page = visit("/guide/benefits/", size=size)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    assert not [
        entry
        for entry in page.evaluate("performance.getEntriesByType('resource').map(e => e.name)")
        if "search" in entry
    ]
    links = search_for(page, "voicemail")
    expect(links.first).to_be_visible()
    assert len([url for url in asked if "search-titles" in url or "search-words" in url]) == 2
    result = page.get_by_role("dialog").get_by_role("link", name="Leave a message")
    result.click()
    page.wait_for_url("**/scripts/phone/#voicemail")
    expect(page.locator("#voicemail")).to_be_in_viewport()


def test_it_is_used_by_keyboard_alone_and_gives_the_focus_back(visit: Visit) -> None:
    page = visit("/guide/benefits/", size=PHONE)
    button = page.get_by_role("button", name="Search", exact=True)
    button.focus()
    page.keyboard.press("Enter")
    field = page.get_by_role("textbox", name="Search this site")
    expect(field).to_be_focused()
    with page.expect_response("**/search-words*"):
        page.keyboard.type("coffee chat")
    links = page.get_by_role("dialog").locator(".search-groups a")
    expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text(
        "found on"
    )  # once nothing changes any more
    page.keyboard.press("ArrowDown")
    expect(links.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(button).to_be_focused()
    page.keyboard.press("Control+k")
    expect(field).to_be_focused()
    expect(field).to_have_value("coffee chat")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(field).to_be_focused()
    field.fill("")
    page.keyboard.type("glossary")
    page.keyboard.press("Enter")  # at once: the first result opens when it comes
    page.wait_for_url("**/guide/glossary/")


def test_the_number_found_is_said_once_the_typing_rests(visit: Visit) -> None:
    page = visit("/guide/benefits/")
    page.evaluate(
        """() => {
            const status = document.querySelector("dialog [role=status]");
            window.said = [];
            new MutationObserver(() => said.push(status.textContent)).observe(status, { childList: true });
        }"""
    )
    search_for(page, "thank you email")
    expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text("found on")
    assert len(page.evaluate("said")) <= 2


def test_nothing_found_leads_on(visit: Visit) -> None:
    page = visit("/")
    search_for(page, "zzxqv")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Nothing found for “zzxqv”.")).to_be_visible()
    dialog.get_by_role("link", name="All questions").click()
    page.wait_for_url("**/questions/all/")


def test_without_a_network_it_says_so_and_tries_again(visit: Visit) -> None:
    page = visit("/")
    page.context.route(INDEX, lambda route: route.abort())
    search_for(page, "voicemail")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("The search could not be loaded. Are you offline?")).to_be_visible()
    page.context.unroute(INDEX)
    dialog.get_by_role("button", name="Try again").click()
    expect(dialog.get_by_role("link", name="Leave a message")).to_be_visible()
    visit.forgive("ERR_FAILED")


def test_titles_answer_while_the_texts_are_missing(visit: Visit) -> None:
    page = visit("/")
    page.context.route("**/search-words*", lambda route: route.fulfill(status=503))
    search_for(page, "glossary")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("link", name="Glossary")).to_be_visible()
    expect(dialog.get_by_text("Only titles were searched")).to_be_visible()
    visit.forgive("503")


def test_what_is_typed_is_text_and_is_not_kept(visit: Visit) -> None:
    page = visit("/")
    page.add_init_script("window.ran = 0; window.alert = () => { window.ran += 1 }")
    page.reload()
    page.get_by_role("button", name="Search", exact=True).click()
    dialog = page.get_by_role("dialog")
    page.get_by_role("textbox", name="Search this site").fill("<img src=x onerror=alert(1)>")
    expect(dialog.get_by_role("status")).to_contain_text("found")
    page.get_by_role("textbox", name="Search this site").fill("<zzqxv onzzqxw=zzqxz>")
    expect(dialog.get_by_text("Nothing found for “<zzqxv onzzqxw=zzqxz>”.")).to_be_visible()
    assert dialog.locator(".search-found :is(img, script)").count() == 0
    assert page.evaluate("ran") == 0
    assert "zzq" not in page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}]) + location.href")


# ── By link, on the page for unknown addresses, embedded, without scripts ─────────────────────────────────────────────


def test_a_link_to_a_search_shows_it_and_follows_what_is_typed(visit: Visit) -> None:
    page = visit("/search/?q=thank+you+email&from=letter#x")
    found = page.locator(".search-here .search-groups")
    expect(found.get_by_role("link", name="A thank-you by email")).to_be_visible()
    page.get_by_role("textbox", name="Search this site").fill("glossary")
    page.wait_for_url("**/search/?from=letter&q=glossary#x")
    found.get_by_role("link", name="Glossary").first.click()
    page.wait_for_url("**/guide/glossary/")


@pytest.mark.parametrize(
    "query",
    [
        "?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E",
        "?q=%E0%A4%A",
        "?q",
        "?q=%00%FF",
        "?q[]=x&q=__proto__",
        "?q=" + "a" * 5000,
    ],
)
def test_a_hostile_link_is_text(visit: Visit, query: str) -> None:
    page = visit("/")
    page.add_init_script("window.ran = 0; window.alert = () => { window.ran += 1 }")
    page.goto(f"{visit.address}/search/{query}")
    found = page.locator(".search-here .search-found > *")
    expect(found).to_have_count(0) if query == "?q" else expect(found.first).to_be_visible()
    assert page.locator(".search-found :is(img, script)").count() == 0
    assert page.evaluate("ran") == 0


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ("/guide/glosary/", "glosary"),
        ("/scripts/thank-you_email.html", "thank you email"),
        ("/%E0%A4%A/%3Cb%3Ex", "b x"),
    ],
)
def test_an_unknown_address_is_searched_for_once_its_words_are_used(visit: Visit, wrong: str, words: str) -> None:
    page = visit("/")
    body = page.request.get(f"{visit.address}/404.html").text().replace("http://127.0.0.1:8000/", f"{visit.address}/")
    page.route(f"{visit.address}{wrong}", lambda route: route.fulfill(status=404, body=body, content_type="text/html"))
    page.goto(visit.address + wrong)
    field = page.get_by_role("textbox", name="Search this site")
    expect(field).to_have_value(words)
    assert not page.evaluate(LOADED.replace("'search'", "'search-titles'"))
    field.press("Enter")
    expect(field).to_have_value(words)
    if words != "b x":
        expect(page.locator(".search-here .search-groups a").first).to_be_visible()
    visit.forgive("404")


def test_an_embedded_page_has_no_search(visit: Visit) -> None:
    page = visit("/guide/benefits/?embed=1")
    page.keyboard.press("/")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert not page.evaluate(LOADED)
    page.goto(f"{visit.address}/search/?embed=1&q=pay")
    expect(page.locator(".search-here")).to_be_hidden()


def test_without_scripts_the_search_page_leads_to_the_lists(visit: Visit) -> None:
    page = visit("/", scripts=False)
    page.get_by_role("link", name="Search", exact=True).click()
    page.wait_for_url("**/search/")
    expect(page.get_by_role("link", name="All questions")).to_be_visible()
    expect(page.get_by_text("which is off in your browser")).to_be_visible()
    expect(page.locator(".search-here")).to_be_hidden()


def test_typing_in_a_field_is_no_shortcut(visit: Visit) -> None:
    page = visit("/questions/all/")
    page.get_by_role("searchbox", name="Words in the question").press_sequentially("a/b")
    expect(page.get_by_role("dialog")).to_have_count(0)


# ── How it looks ──────────────────────────────────────────────────────────────────────────────────────────────────────


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['html']} {node['failureSummary']}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_open_states_have_no_violation_and_fit_a_narrow_screen(visit: Visit, scheme: Literal["light", "dark"]) -> None:
    page = visit("/guide/benefits/", size={"width": 320, "height": 640}, scheme=scheme)
    dialog = page.get_by_role("dialog")
    for words in ("", "thank you email", "zzxqv"):
        links = search_for(page, words)
        expect(
            links.first if words == "thank you email" else dialog.get_by_role("link", name="Scripts", exact=True)
        ).to_be_visible()
        assert violations(page) == []
        assert page.evaluate(
            "document.querySelector('dialog').scrollWidth <= document.querySelector('dialog').clientWidth"
        )
        for target in dialog.locator("a, button, input").all():
            box = target.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= 24, target.evaluate("element => element.outerHTML")
        page.keyboard.press("Escape")


def test_print_leaves_it_out(visit: Visit) -> None:
    page = visit("/")
    search_for(page, "voicemail")
    page.emulate_media(media="print")
    expect(page.locator("dialog.search")).to_be_hidden()
