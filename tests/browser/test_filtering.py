"""The list of all questions: what a coach chooses, links to and prints."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from browser_tools import PHONE, Visit
from guidebook.site import load_site
from site_tools import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from guidebook.questions.models import BankQuestion, Topic

LIST = "/questions/all/"
TOPICS = load_site(ROOT / "docs").catalog.topics
TOTAL = sum(len(topic.questions) for topic in TOPICS)


def wordings(fits: Callable[[Topic, BankQuestion], bool]) -> list[str]:
    return [question.wording for topic in TOPICS for question in topic.questions if fits(topic, question)]


def shown(page: Page) -> list[str]:
    """The wordings on the screen, in order."""
    return [text.strip() for text in page.locator("article .entry:visible").all_inner_texts()]


def the_count(page: Page) -> Locator:
    return page.locator(".question-filter").get_by_role("status")


def choose(page: Page, name: str, value: str) -> None:
    """Tick a box, opening its group first where it is folded."""
    box = page.locator(f"input[name={name}][value={value}]")
    if not box.is_visible():
        page.locator(".question-filter details", has=box).locator("summary").click()
    box.check()


CHOICES: list[tuple[str, list[str], Callable[[Topic, BankQuestion], bool]]] = [
    ("purpose", ["validate"], lambda _, question: "validate" in question.purposes),
    ("purpose", ["learn", "sharpen"], lambda _, question: bool({"learn", "sharpen"} & set(question.purposes))),
    ("stage", ["closing"], lambda _, question: question.stage == "closing"),
    ("audience", ["students", "insiders"], lambda _, question: bool({"students", "insiders"} & set(question.audience))),
    ("topic", ["pay", "skills"], lambda topic, _: topic.id in {"pay", "skills"}),
]


@pytest.mark.parametrize(("name", "values", "fits"), CHOICES, ids=[" ".join([one, *some]) for one, some, _ in CHOICES])
def test_each_control_filters_and_stands_in_the_address(
    visit: Visit, name: str, values: list[str], fits: Callable[[Topic, BankQuestion], bool]
) -> None:
    page = visit(LIST)
    for value in values:
        choose(page, name, value)
    expected = wordings(fits)
    assert 0 < len(expected) < TOTAL
    expect(the_count(page)).to_have_text(f"{len(expected)} of {TOTAL} questions")
    assert shown(page) == expected
    assert sorted(parse_qs(urlsplit(page.url).query)[name]) == sorted(values)
    again = visit(page.url.removeprefix(visit.address))
    expect(the_count(again)).to_have_text(f"{len(expected)} of {TOTAL} questions")
    assert shown(again) == expected


def test_words_are_found_all_of_them_without_case_or_accents(visit: Visit) -> None:
    page = visit(LIST)
    box = page.get_by_role("searchbox", name="Words in the question")
    box.press_sequentially("PÁY uSuálly")
    expected = wordings(
        lambda _, question: all(f" {word}" in f" {question.wording.lower()}" for word in ("pay", "usually"))
    )
    assert expected
    expect(the_count(page)).to_have_text(f"{len(expected)} of {TOTAL} questions")
    assert shown(page) == expected
    page.wait_for_url("**words=P%C3%81Y+uSu%C3%A1lly")
    again = visit(page.url.removeprefix(visit.address))
    expect(again.get_by_role("searchbox", name="Words in the question")).to_have_value("PÁY uSuálly")
    assert shown(again) == expected


def test_controls_narrow_each_other_and_empty_topics_leave_the_page_and_its_contents(visit: Visit) -> None:
    page = visit(f"{LIST}?purpose=learn&stage=middle&audience=everyone&topic=pay&topic=opening")
    expected = wordings(
        lambda topic, question: (
            topic.id in {"pay", "opening"}
            and question.stage == "middle"
            and "learn" in question.purposes
            and "everyone" in question.audience
        )
    )
    assert expected
    assert shown(page) == expected
    expect(page.get_by_role("heading", name="Filter: Learn · For the middle · Everyone")).to_be_visible()
    headings = page.locator("article h2[id^=all-]:visible")
    assert headings.count() == page.locator(".md-sidebar--secondary li:visible").count()
    expect(page.locator("#all-skills")).to_be_hidden()


def test_clearing_shows_everything_again(visit: Visit) -> None:
    page = visit(f"{LIST}?purpose=learn&topic=pay&words=zebra&from=newsletter#all-pay")
    expect(the_count(page)).to_have_text(f"0 of {TOTAL} questions. Choose less, or clear the filters.")
    assert shown(page) == []
    page.get_by_role("button", name="Clear filters").click()
    expect(the_count(page)).to_have_text(f"{TOTAL} of {TOTAL} questions")
    assert shown(page) == wordings(lambda *_: True)
    assert page.url == f"{visit.address}{LIST}?from=newsletter#all-pay"
    expect(page.locator(".filter-on")).to_be_hidden()
    expect(page.get_by_role("button", name="Clear filters")).to_be_focused()


def test_a_hostile_address_is_text_and_runs_nothing(visit: Visit) -> None:
    query = "?topic=<img src=x onerror=alert(1)>&purpose=__proto__&words=%3Cscript%3Ealert(1)%3C/script%3E"
    page = visit("/")
    page.add_init_script("window.ran = 0; window.alert = () => { window.ran += 1 }")
    page.goto(f"{visit.address}{LIST}{query}")
    expect(page.get_by_role("searchbox", name="Words in the question")).to_have_value("<script>alert(1)</script>")
    expect(page.locator(".filter-on")).to_have_text("Filter: “<script>alert(1)</script>”")
    expect(page.locator(".filter-on *, article img, article script")).to_have_count(0)
    expect(page.locator(".question-filter input:checked")).to_have_count(0)
    assert page.evaluate("window.ran") == 0


@pytest.mark.parametrize(
    "query", ["?topic=nothing", "?purpose=Learn&purpose=", "?words=%20%3F!", "?stage", "?stage=%E0%A4%A", "?x[]=1&&&=="]
)
def test_unknown_values_are_ignored(visit: Visit, query: str) -> None:
    page = visit(f"{LIST}{query}")
    expect(the_count(page)).to_have_text(f"{TOTAL} of {TOTAL} questions")
    assert len(shown(page)) == TOTAL


def test_the_filter_is_used_by_keyboard_alone(visit: Visit) -> None:
    page = visit(LIST, size=PHONE)
    page.get_by_role("searchbox", name="Words in the question").focus()
    page.keyboard.type("pay")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{visit.address}{LIST}?words=pay")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_role("checkbox", name="Learn")).to_be_checked()
    page.wait_for_url("**?purpose=learn&words=pay")
    for _ in range(6):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name="Most useful to").get_by_label("Students")).to_be_visible()


def test_every_target_is_large_enough(visit: Visit) -> None:
    page = visit(LIST, size={"width": 320, "height": 800})
    for summary in page.locator(".question-filter summary").all():
        summary.click()
    for target in page.locator(".question-filter").locator("input, summary, button").all():
        box = target.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24, target.evaluate("element => element.outerHTML")


def test_without_scripts_the_whole_list_is_there_and_no_form(visit: Visit) -> None:
    page = visit(f"{LIST}?topic=pay", scripts=False)
    assert shown(page) == wordings(lambda *_: True)
    expect(page.locator(".question-filter")).to_be_hidden()
    expect(page.locator(".filter-on")).to_be_hidden()


def _strictly(route: Route) -> None:
    response = route.fetch()
    policy = "default-src 'self'; img-src 'self' data:; script-src 'self'; style-src 'self'"
    route.fulfill(response=response, headers=response.headers | {"content-security-policy": policy})


def test_it_works_under_a_strict_policy(visit: Visit) -> None:
    page = visit("/")
    page.route("**/questions/**", _strictly)
    page.goto(f"{visit.address}{LIST}?{urlencode({'topic': 'pay'})}")
    expect(page.get_by_role("searchbox", name="Words in the question")).to_be_visible()
    assert shown(page) == wordings(lambda topic, _: topic.id == "pay")
    visit.forgive("Executing inline script")  # the one before the first paint, which the site’s policy lists by hash


def test_only_what_is_shown_is_printed_under_the_filters_name(visit: Visit, tmp_path: Path) -> None:
    page = visit(f"{LIST}?topic=pay&purpose=validate")
    page.pdf(path=tmp_path / "list.pdf", format="A4")
    command = ["pdftotext", "-layout", str(tmp_path / "list.pdf"), "-"]
    text = " ".join(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())
    for topic in TOPICS:
        for question in topic.questions:
            fits = topic.id == "pay" and "validate" in question.purposes
            assert (question.wording in text) == fits, question.wording
    assert "Filter: Validate · Pay and conditions" in text
    assert "Clear filters" not in text
