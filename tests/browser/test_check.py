"""The page that checks a draft: what a nervous reader types, changes, takes back and never sends.

A small module stands in for the rule's own, so that these tests hold whatever the rule becomes; the last ones use the
real one.
"""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from browser_tools import DESKTOP, PHONE, Visit, asset

if TYPE_CHECKING:
    from guidebook.catalog import Catalog

CHECK = "/tools/check/"
HERE = Path(__file__).parent
HIRING = "Are you hiring?"
BETTER = "How do people usually get into this field?"
DRAFT = f"Dear Ms. Okafor,\n\nI’d like to hear about your work. {HIRING} Would you look at my résumé?\n\nBest, Mara"


def with_stand_in(page: Page) -> None:
    page.context.route(asset("javascripts/rule.js"), lambda route: route.fulfill(path=HERE / "fake_rule.js"))
    page.context.route(asset("assets/rule.json"), lambda route: route.fulfill(path=HERE / "fake_rule.json"))


def open_checker(visit: Visit, fragment: str = "", **options: Any) -> Page:
    """The page with the stand-in, ready to check."""
    page = visit("/404.html", **options)
    with_stand_in(page)
    page.goto(f"{visit.address}{CHECK}{fragment}")
    expect(verdict(page)).not_to_have_text("Getting ready…")
    return page


def verdict(page: Page) -> Locator:
    return page.locator(".verdict")


def draft(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Your message or your questions")


def findings(page: Page) -> Locator:
    return page.locator(".findings > li")


def write(page: Page, text: str) -> None:
    """Put `text` into the text area and wait until it is checked."""
    draft(page).fill(text)
    settled(page)


def settled(page: Page) -> None:
    """Wait until the last change is checked; Chromium alone takes seconds for 99,000 lines."""
    expect(page.locator(".check")).not_to_have_attribute("aria-busy", "true", timeout=30_000)


def marked(page: Page) -> list[tuple[str, str]]:
    """The class and number of each mark, in order."""
    return [
        (mark.get_attribute("class") or "", mark.get_attribute("data-number") or "")
        for mark in page.locator(".draft-marks mark").all()
    ]


# ── Verdicts, findings and marks ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Nothing to check yet"),
        (" \n\t", "Nothing to check yet"),
        ("How do you spend your days?", "Nothing here asks for a job"),
        (HIRING, "1 place asks for a job"),
        (f"{HIRING} {HIRING}", "2 places ask for a job"),
        ("Would you look at my résumé?", "Nothing here asks for a job. Some would take 1 place as asking"),
        (DRAFT, "1 place asks for a job. Some would take 1 more as asking"),
        ("Можно ли поговорить с вами о вашей работе?", "We can judge English alone"),
        (
            "Sehr geehrte Frau Okafor, ich würde gern mehr über Ihren Beruf erfahren, haben Sie kurz Zeit?",
            "We can judge English alone",
        ),
        ("Jane Doe, Okafor, Ruiz, Lopez", "Nothing here asks for a job"),
    ],
)
def test_the_verdict_is_plain(visit: Visit, text: str, words: str) -> None:
    page = open_checker(visit)
    write(page, text)
    expect(verdict(page)).to_have_text(words)


def test_marks_appear_as_one_types_and_go_when_the_words_do(visit: Visit) -> None:
    page = open_checker(visit)
    draft(page).press_sequentially("Hello. Are you hiring?")
    expect(verdict(page)).to_have_text("1 place asks for a job")
    assert marked(page) == [("asks", "1")]
    for _ in range(len(HIRING)):
        page.keyboard.press("Backspace")
    expect(verdict(page)).to_have_text("Nothing here asks for a job")
    assert marked(page) == []
    expect(findings(page)).to_have_count(0)


def test_a_finding_gives_words_reason_and_better_ones(visit: Visit) -> None:
    page = open_checker(visit)
    write(page, DRAFT)
    first, second = findings(page).all()
    expect(first.locator(".finding-head")).to_have_text("1 Asks for a job")
    expect(first.locator(".finding-words")).to_have_text(HIRING)
    expect(first.locator(".finding-why")).to_have_text("It asks for a vacancy, and a no ends the talk.")
    expect(first.locator(".finding-better q").first).to_have_text(BETTER)
    expect(second.locator(".finding-head")).to_have_text("2 Some would take this as asking")
    assert marked(page) == [("asks", "1"), ("unsure", "2")]


@pytest.mark.parametrize("size", [PHONE, DESKTOP, {"width": 320, "height": 640}], ids=["phone", "desktop", "small"])
def test_a_mark_lies_behind_its_words(visit: Visit, size: dict[str, int]) -> None:
    page = open_checker(visit, size=size)
    write(page, f"{'So many words before it come. ' * 9}{DRAFT}")
    for number, words in (("1", HIRING), ("2", "Would you look at my résumé?")):
        assert misplaced(page, number, words) == []


def misplaced(page: Page, number: str, words: str) -> list[Any]:
    """Boxes (left, top, width) of the mark and of its words in a copy of the text area, if they differ."""
    boxes, places = page.evaluate(
        """([number, words]) => {
            const shape = ({ left, top, width }) => [left, top, width].map(Math.round);
            const index = document.querySelector(`.draft-marks [data-number="${number}"]`).dataset.index;
            const marks = [...document.querySelectorAll(`.draft-marks [data-index="${index}"]`)];
            const area = document.querySelector("#__draft");
            const copy = document.createElement("div");
            const style = getComputedStyle(area);
            for (const name of style) copy.style[name] = style[name];
            copy.style.position = "absolute";
            const [before, after] = area.value.split(words);
            const span = document.createElement("span");
            const whole = document.createTextNode(area.value);
            copy.append(whole);
            area.parentElement.append(copy);
            copy.style.left = `${area.offsetLeft}px`;
            copy.style.top = `${area.offsetTop}px`;
            const base = copy.getBoundingClientRect();
            const real = area.getBoundingClientRect();
            const range = document.createRange();
            range.setStart(whole, before.length);
            range.setEnd(whole, before.length + words.length);
            const rects = [...range.getClientRects()].map((rect) =>
                shape({ left: rect.left - base.left, top: rect.top - base.top, width: rect.width }));
            copy.remove();
            return [marks.map((mark) => mark.getBoundingClientRect()).map((rect) =>
                shape({ left: rect.left - real.left, top: rect.top - real.top, width: rect.width })), rects];
        }""",
        [number, words],
    )
    return [] if boxes == places else [boxes, places]


def test_the_text_area_is_as_high_as_its_text(visit: Visit) -> None:
    page = open_checker(visit, size=PHONE)
    for text in ("one\n\n\n\ntwo " * 9, f"{DRAFT}\n" * 7, "word " * 400, "x" * 900):
        write(page, text)
        assert page.evaluate(
            """() => {
                const area = document.querySelector("#__draft");
                const height = area.clientHeight;
                area.style.height = "1px";
                const needed = area.scrollHeight;
                area.style.height = "";
                return needed - height;
            }"""
        ) in {0, -1}


def test_a_mark_moves_along_before_the_next_check(visit: Visit) -> None:
    page = open_checker(visit)
    write(page, f"Hello. {HIRING}")
    before = page.locator(".draft-marks mark").bounding_box()
    page.evaluate("""() => {
        const area = document.querySelector("#__draft");
        area.setRangeText("Well, ", 0, 0);
        area.dispatchEvent(new Event("input", { bubbles: true }));
    }""")
    after = page.locator(".draft-marks mark").bounding_box()
    assert before is not None
    assert after is not None
    assert after["x"] > before["x"]
    assert after["width"] == pytest.approx(before["width"], abs=1)


def test_marks_are_told_apart_without_color(visit: Visit) -> None:
    page = open_checker(visit)
    page.emulate_media(forced_colors="active")
    write(page, DRAFT)
    styles = page.locator(".draft-marks mark").evaluate_all(
        "marks => marks.map((mark) => getComputedStyle(mark).borderBottomStyle)"
    )
    assert styles == ["solid", "dashed"]
    assert page.locator(".draft-twin").evaluate("twin => getComputedStyle(twin).color") == "rgba(0, 0, 0, 0)"


def test_show_selects_the_words(visit: Visit) -> None:
    page = open_checker(visit, size=PHONE)
    write(page, "A line.\n" * 80 + DRAFT)
    page.get_by_role("button", name="Show in the text (place 1)").click()
    expect(draft(page)).to_be_focused()
    assert selected(page) == HIRING
    expect(page.locator('.draft-marks [data-number="1"]')).to_be_in_viewport()


def selected(page: Page) -> str:
    return str(draft(page).evaluate("area => area.value.slice(area.selectionStart, area.selectionEnd)"))


# ── Better words, and back ────────────────────────────────────────────────────────────────────────────────────────────


def use_first(page: Page) -> None:
    findings(page).first.get_by_role("button", name="Put this in").first.click()


def test_better_words_take_the_place_of_the_exact_ones_and_undo_brings_them_back(visit: Visit) -> None:
    page = open_checker(visit)
    write(page, DRAFT)
    use_first(page)
    expect(draft(page)).to_have_value(DRAFT.replace(HIRING, BETTER))
    undo = page.get_by_role("button", name=re.compile("^Undo"))
    expect(undo).to_be_focused()
    expect(findings(page).first).to_contain_text(f"Changed to {BETTER}")
    expect(verdict(page)).to_have_text("Nothing here asks for a job. Some would take 1 place as asking")
    settled(page)
    expect(undo).to_be_focused()
    undo.click()
    expect(draft(page)).to_have_value(DRAFT)
    expect(findings(page).first.get_by_role("button", name="Put this in").first).to_be_focused()
    expect(verdict(page)).to_have_text("1 place asks for a job. Some would take 1 more as asking")


@pytest.mark.parametrize("place", ["in the text", "on the button"])
def test_control_and_z_takes_a_change_back(visit: Visit, place: str) -> None:
    page = open_checker(visit)
    write(page, DRAFT)
    use_first(page)
    if place == "in the text":
        draft(page).focus()
    page.keyboard.press("ControlOrMeta+z")
    expect(draft(page)).to_have_value(DRAFT)
    settled(page)
    expect(findings(page).first).to_contain_text("Asks for a job")


def test_changes_are_taken_back_in_any_order(visit: Visit) -> None:
    page = open_checker(visit)
    write(page, f"First: {HIRING} {DRAFT}")
    use_first(page)
    settled(page)
    page.locator(".findings > .asks").get_by_role("button", name="Put this in").last.click()
    settled(page)
    expect(page.locator(".findings > .changed")).to_have_count(2)
    page.get_by_role("button", name=re.compile("^Undo")).first.click()
    settled(page)
    page.get_by_role("button", name=re.compile("^Undo")).click()
    settled(page)
    expect(draft(page)).to_have_value(f"First: {HIRING} {DRAFT}")
    expect(verdict(page)).to_have_text("2 places ask for a job. Some would take 1 more as asking")


def test_a_change_that_is_edited_is_the_readers_own(visit: Visit) -> None:
    page = open_checker(visit)
    write(page, HIRING)
    use_first(page)
    draft(page).press("End")
    page.keyboard.press("ArrowLeft")
    page.keyboard.type(" today")
    expect(page.locator(".findings > li")).to_have_count(0)
    expect(draft(page)).to_have_value("How do people usually get into this field today?")


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("Hello, are you hiring? Bye", "Hello, how do people usually get into this field? Bye"),
        (
            "Hi Dr. Okafor, thanks. I wonder, are you hiring right now, or is that too soon? Bye",
            f"Hi Dr. Okafor, thanks. {BETTER} Bye",
        ),
        ("Dear Dr. Okafor, are you hiring", f"Dear Dr. Okafor, {BETTER[0].lower()}{BETTER[1:]}"),
        ("Dear Sam,\nare you hiring\n\nBye", f"Dear Sam,\n{BETTER}\n\nBye"),
        ("Now this. Tell me\nare you hiring at your\nplace. Bye", f"Now this. {BETTER} Bye"),
        ("1. Why?\n2. Are you hiring?\n3. How?", f"1. Why?\n2. {BETTER}\n3. How?"),
        ("- Are you hiring\n- Other", f"- {BETTER}\n- Other"),
        ("I’ve attached my résumé. Bye", "I’ve worked in a hotel for six years. Bye"),
        ("As said, I’ve attached my résumé!", "I’ve worked in a hotel for six years!"),
    ],
)
def test_better_words_fit_into_their_sentence(visit: Visit, text: str, result: str) -> None:
    page = open_checker(visit)
    write(page, text)
    use_first(page)
    expect(draft(page)).to_have_value(result)


def test_a_finding_without_better_words_offers_none(visit: Visit) -> None:
    page = open_checker(visit)
    write(page, "Keep me in mind if anything\ncomes up")
    expect(findings(page)).to_have_count(1)
    expect(page.locator(".findings").get_by_text("say:")).to_have_count(0)
    assert len(marked(page)) == 2  # one a line
    assert [number for _, number in marked(page)] == ["1", ""]


# ── Counts ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_counts_are_those_of_the_scripts(visit: Visit, catalog: Catalog) -> None:
    page = open_checker(visit, "#example=email-cold")
    script = catalog.script_by_id["email-cold"]
    expect(page.locator("[data-count=characters]")).to_have_text(f"{script.characters} characters")
    expect(page.locator("[data-count=words]")).to_have_text(f"{script.words} words")
    rooms = page.locator(".counts li").all_inner_texts()
    assert rooms == [
        f"LinkedIn note, free account, 200 characters: {script.characters - 200} too many",
        f"LinkedIn note, paid account, 300 characters: {script.characters - 300} too many",
        "Email to a stranger, 150 words: fits",
    ]
    expect(page.locator(".blanks-left")).to_contain_text("[their name], [who you are]")


def test_an_emoji_is_one_character(visit: Visit) -> None:
    page = open_checker(visit)
    write(page, "Hi 🚌!")
    expect(page.locator("[data-count=characters]")).to_have_text("5 characters")
    expect(page.locator("[data-count=words]")).to_have_text("1 word")


# ── Examples and links ────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_example_can_be_tried_linked_and_left_again(visit: Visit, catalog: Catalog) -> None:
    page = open_checker(visit)
    write(page, "My own words.")
    page.get_by_role("button", name="A script that keeps the rule").click()
    text = "\n\n".join(catalog.script_by_id["email-cold"].text)
    expect(draft(page)).to_have_value(text)
    assert page.url == f"{visit.address}{CHECK}#example=email-cold"
    link = page.get_by_role("link", name="Link to this example")
    assert link.get_attribute("href") == "#example=email-cold"
    page.get_by_role("button", name="Bring back my text").click()
    expect(draft(page)).to_have_value("My own words.")
    assert page.url == f"{visit.address}{CHECK}"
    expect(link).to_be_hidden()


def test_every_script_can_be_a_start(visit: Visit, catalog: Catalog) -> None:
    page = open_checker(visit)
    choice = page.get_by_label("Or start from a script")
    assert choice.locator("option").evaluate_all("options => options.map((option) => option.value)") == [
        "",
        *(script.id for group in catalog.script_groups for script in group.scripts),
    ]
    choice.select_option("linkedin-note")
    expect(draft(page)).to_have_value("")
    page.get_by_role("button", name="Put it in").click()
    expect(draft(page)).to_have_value("\n\n".join(catalog.script_by_id["linkedin-note"].text))


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_link_opens_an_example_which_the_first_change_makes_the_readers(visit: Visit, size: dict[str, int]) -> None:
    page = open_checker(visit, "#example=avoid-email-that-keeps-asking", size=size)
    expect(draft(page)).to_have_value(re.compile("^Dear Ms. Lopez"))
    draft(page).press("End")
    page.keyboard.type(" secret")
    expect(page).to_have_url(f"{visit.address}{CHECK}")


@pytest.mark.parametrize(
    ("fragment", "words"),
    [
        ("#example=email-warm", "There is no example “email-warm”. Choose one here."),
        ("#example=", "There is no example of that name. Choose one here."),
        ("#example=<img src=x onerror=alert(1)>", "There is no example of that name. Choose one here."),
        ("#example=__proto__", "There is no example of that name. Choose one here."),
        (f"#example={'a' * 300}", "There is no example of that name. Choose one here."),
    ],
)
def test_an_unknown_example_is_told(visit: Visit, fragment: str, words: str) -> None:
    page = open_checker(visit, fragment)
    expect(page.locator(".example-fault")).to_have_text(words)
    expect(page.get_by_role("status")).to_have_text(words)
    expect(draft(page)).to_have_value("")


@pytest.mark.parametrize(
    "fragment", ["", "#text=Are%20you%20hiring", "?draft=Hello", "#what-it-looks-for", "#%E0%A4%A"]
)
def test_no_other_address_puts_anything_in(visit: Visit, fragment: str) -> None:
    page = open_checker(visit, fragment)
    expect(draft(page)).to_have_value("")
    expect(page.locator(".example-fault")).to_be_hidden()


def test_the_text_is_copied(visit: Visit) -> None:
    page = open_checker(visit, permissions=["clipboard-read", "clipboard-write"])
    write(page, DRAFT)
    page.get_by_role("button", name="Copy the text").click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == DRAFT


def test_a_cleared_text_can_be_brought_back(visit: Visit) -> None:
    page = open_checker(visit)
    write(page, DRAFT)
    page.get_by_role("button", name="Clear", exact=True).click()
    expect(draft(page)).to_have_value("")
    expect(draft(page)).to_be_focused()
    page.get_by_role("button", name="Bring back my text").click()
    expect(draft(page)).to_have_value(DRAFT)


# ── By keyboard, and by ear ───────────────────────────────────────────────────────────────────────────────────────────


def test_a_draft_is_mended_by_keyboard_alone(visit: Visit) -> None:
    page = open_checker(visit)
    draft(page).focus()
    page.keyboard.type(f"Hello. {HIRING}")
    settled(page)
    expect(findings(page)).to_have_count(1)
    seen = []
    for _ in range(3):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.textContent"))
    assert seen == ["Copy the text", "Clear", "Put this in"]
    page.keyboard.press("Enter")
    expect(draft(page)).to_have_value(f"Hello. {BETTER}")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(draft(page)).to_be_focused()
    assert selected(page) == BETTER


def test_the_verdict_is_said_after_a_pause_and_only_when_it_changes(visit: Visit) -> None:
    page = open_checker(visit)
    page.evaluate("""() => {
        window.heard = [];
        new MutationObserver((changes) => {
            for (const change of changes) for (const node of change.addedNodes) window.heard.push(node.textContent);
        }).observe(document.querySelector(".visually-hidden[role=status]"), { childList: true });
    }""")
    draft(page).press_sequentially("Hello. Are you hiring? And ", delay=20)
    expect(page.locator(".visually-hidden[role=status]")).to_have_text("1 place asks for a job")
    draft(page).press_sequentially("so on, and so on.", delay=20)
    page.wait_for_timeout(1600)
    assert page.evaluate("window.heard") == ["1 place asks for a job"]
    use_first(page)
    expect(page.locator(".visually-hidden[role=status]")).to_have_text("Nothing here asks for a job")
    assert page.evaluate("window.heard") == ["1 place asks for a job", "Nothing here asks for a job"]


def test_every_target_is_large_enough(visit: Visit) -> None:
    page = open_checker(visit, size={"width": 320, "height": 800})
    write(page, DRAFT)
    use_first(page)
    for target in page.locator(".check").locator("button:visible, select, textarea, a:visible").all():
        box = target.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24, target.evaluate("element => element.outerHTML")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320


# ── Nothing leaves, nothing stays, nothing runs ───────────────────────────────────────────────────────────────────────


def test_nothing_is_asked_for_after_loading_and_nothing_is_stored(visit: Visit) -> None:
    page = open_checker(visit)
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.context.set_offline(True)
    write(page, DRAFT)
    use_first(page)
    page.get_by_role("button", name="An email that keeps asking").click()
    write(page, f"{DRAFT} secret")
    expect(verdict(page)).to_have_text("1 place asks for a job. Some would take 1 more as asking")
    assert [url for url in asked if not url.endswith("favicon.svg")] == []  # Chromium’s own, whenever it likes
    visit.forgive("ERR_INTERNET_DISCONNECTED")
    assert page.url == f"{visit.address}{CHECK}"
    stored = page.evaluate("""async () => JSON.stringify([
        { ...localStorage }, { ...sessionStorage }, document.cookie, history.state, name,
        await indexedDB.databases(), await caches.keys(),
    ])""")
    assert "secret" not in stored
    assert "Okafor" not in stored
    assert json.loads(stored)[5:] == [[], []]
    page.context.set_offline(False)
    page.reload()
    expect(draft(page)).to_have_value("")


HOSTILE = [
    "<img src=x onerror=alert(1)> <script>alert(1)</script> Are you hiring?",
    '"><svg onload=alert(1)> &amp; &lt;b&gt; Are you hiring?',
    "{{ 7 * 7 }} ${alert(1)} javascript:alert(1) Are you hiring?",
    "שלום <b>מה</b> Are you hiring? \u202egnirih uoy era\u202c 🚌\u200d\U0001f469\u200d\U0001f469\u200d\U0001f467",
    "a\r\nAre you hiring?\r\n\r\nb\rc",
    "\x00\ufeff\u200b\u2028 Are you hiring? \ud83d",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_draft_stays_text(visit: Visit, text: str) -> None:
    page = open_checker(visit)
    page.evaluate("() => { window.ran = 0; window.alert = () => { window.ran += 1 } }")
    page.evaluate(
        """units => {
            const area = document.querySelector("#__draft");
            area.value = String.fromCharCode(...units);
            area.dispatchEvent(new Event("input", { bubbles: true }));
        }""",
        [int.from_bytes(pair, "little") for pair in _units(text)],
    )
    settled(page)
    expect(verdict(page)).to_have_text("1 place asks for a job")
    use_first(page)
    settled(page)
    expect(verdict(page)).to_have_text("Nothing here asks for a job")
    assert page.locator(".check").locator("img, svg, script, b").count() == 0
    assert page.evaluate("window.ran") == 0
    assert page.locator(".draft-twin").text_content() == f"{draft(page).input_value()}\n"


def _units(text: str) -> list[bytes]:
    data = text.encode("utf-16-le", "surrogatepass")
    return [data[at : at + 2] for at in range(0, len(data), 2)]


LONG = {
    "sentences": "I would like to hear about your work. " * 2600 + HIRING,
    "one word": "x" * 99_000 + f" {HIRING}",
    "empty lines": "\n" * 99_000 + HIRING,
    "asks": f"{HIRING} " * 6000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_hundred_thousand_characters_do_not_freeze(visit: Visit, text: str) -> None:
    page = open_checker(visit, size=PHONE)
    draft(page).evaluate(
        "(area, text) => { area.value = text; area.dispatchEvent(new Event('input', { bubbles: true })) }", text
    )
    settled(page)
    expect(verdict(page)).to_have_text(re.compile("asks? for a job"))
    page.evaluate("""() => {
        window.longest = 0;
        let last = performance.now();
        const tick = (now) => {
            window.longest = Math.max(window.longest, now - last);
            last = now;
            requestAnimationFrame(tick);
        };
        requestAnimationFrame(tick);
    }""")
    draft(page).focus()
    page.keyboard.press("ControlOrMeta+End")
    page.keyboard.type(" And more.")
    settled(page)
    assert draft(page).input_value() == f"{text} And more."
    assert len(marked(page)) <= 100
    assert page.evaluate("window.longest") < 5000
    if text is LONG["asks"]:
        expect(verdict(page)).to_have_text("6,000 places ask for a job")
        expect(page.locator(".found-more")).to_have_text("The first 50 are shown; 5,950 more places will follow.")


def test_what_lies_beyond_the_longest_text_is_said_to_be_unchecked(visit: Visit) -> None:
    page = open_checker(visit)
    write(page, f"{'So it goes for now. ' * 5000} {HIRING}")
    expect(verdict(page)).to_have_text("Nothing here asks for a job")
    expect(page.locator(".found-more")).to_have_text("Only the first 100,000 characters are checked.")


def _strictly(route: Route) -> None:
    response = route.fetch()
    policy = "default-src 'self'; img-src 'self' data:; script-src 'self'; style-src 'self'"
    route.fulfill(response=response, headers=response.headers | {"content-security-policy": policy})


def test_a_planted_leak_is_seen(visit: Visit) -> None:
    page = open_checker(visit)
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.evaluate("""() => {
        const area = document.querySelector("#__draft");
        area.addEventListener("input", () => {
            fetch(`/404.html?${area.value}`);
            localStorage.setItem("draft", area.value);
        });
    }""")
    write(page, "secret")
    page.wait_for_timeout(100)
    assert [url for url in asked if url.endswith("?secret")]
    assert "secret" in page.evaluate("JSON.stringify({ ...localStorage })")


def test_a_planted_misplaced_mark_is_seen(visit: Visit) -> None:
    page = open_checker(visit)
    write(page, DRAFT)
    assert misplaced(page, "1", HIRING) == []
    page.evaluate("document.querySelector('.draft-marks').style.transform = 'translateX(3px)'")
    assert misplaced(page, "1", HIRING)


def test_it_works_under_a_strict_policy(visit: Visit) -> None:
    page = visit("/404.html")
    page.route("**/tools/**", _strictly)
    with_stand_in(page)
    page.goto(f"{visit.address}{CHECK}")
    write(page, DRAFT)
    expect(verdict(page)).to_have_text("1 place asks for a job. Some would take 1 more as asking")
    assert marked(page) == [("asks", "1"), ("unsure", "2")]
    expect(page.locator(".check-place")).to_be_hidden()
    visit.forgive("Executing inline script")  # the one before the first paint, which the site’s policy lists by hash


@pytest.mark.parametrize("lost", ["javascripts/rule.js", "assets/rule.json", "assets/rule-weights.txt"])
def test_a_rule_that_does_not_load_is_told(visit: Visit, lost: str) -> None:
    page = visit("/404.html")
    with_stand_in(page)
    page.context.route(asset(lost), lambda route: route.fulfill(status=404, body=""))
    page.goto(f"{visit.address}{CHECK}")
    expect(verdict(page)).to_have_text("The checker doesn’t work here. Reload the page, or use the list below.")
    visit.forgive("404")


def test_without_scripts_the_rule_is_a_list_to_read(visit: Visit) -> None:
    page = visit(CHECK, scripts=False)
    expect(page.locator(".check")).to_be_hidden()
    expect(page.get_by_text("The checker needs JavaScript")).to_be_visible()
    entries = page.locator("#what-it-looks-for ~ ul").first.locator("li")
    expect(entries).to_have_count(9)
    expect(entries.last).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_text_is_printed_with_numbers_and_reasons(
    visit: Visit, scheme: Literal["light", "dark"], tmp_path: Path
) -> None:
    page = open_checker(visit, scheme=scheme)
    page.pdf(path=tmp_path / "empty.pdf", format="A4")
    assert "Nothing to check yet" not in printed(tmp_path / "empty.pdf")
    write(page, DRAFT)
    page.pdf(path=tmp_path / "draft.pdf", format="A4")
    text = printed(tmp_path / "draft.pdf")
    assert "[1] Are you hiring? [2] Would you look at my résumé?" in text
    assert "[1] Asks for a job “Are you hiring?” It asks for a vacancy, and a no ends the talk." in text
    assert "[2] Some would take this as asking" in text
    for word in ("Put this in", "Try an example", "Copy the text"):
        assert word not in text


def printed(path: Path) -> str:
    command = ["pdftotext", "-layout", str(path), "-"]
    return " ".join(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())


# ── With the rule itself ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("label", "judged"),
    [
        ("An email that keeps asking", "breaks"),
        ("Questions that go a little far", "grey"),
        ("A script that keeps", "fine"),
    ],
)
def test_the_examples_are_what_they_say(visit: Visit, label: str, judged: str) -> None:
    page = visit(CHECK)
    page.get_by_role("button", name=label).click()
    expect(verdict(page)).to_have_attribute("data-verdict", judged)


def test_the_rule_is_loaded_on_this_page_alone(visit: Visit) -> None:
    page = visit("/404.html")
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    for path in ("/", "/scripts/", "/guide/never-ask/"):
        page.goto(visit.address + path)
    assert not [url for url in asked if "rule" in url or "check" in url.rpartition("/")[2]]
    page.goto(visit.address + CHECK)
    expect(verdict(page)).to_have_text("Nothing to check yet")
    for name in ("check.js", "check-worker.js", "rule.js", "rule.json", "rule-weights.txt"):
        assert any(asset(f"/{name}").search(url) for url in asked), name
