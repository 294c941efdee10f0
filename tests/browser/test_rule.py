"""The rule in the browser: the same findings as in Python, for every case and for any text, and in time."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from guidebook.rule.data import RULE_FILE, TABLE_FILE
from rule_tools import PARTS, SLOW_TEXTS, cases, real_checker
from site_tools import published

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from browser_tools import Visit

LOAD = """async ([module, ...files]) => {
  const { createChecker } = await import(`/${module}`);
  const [data, table] = await Promise.all(files.map(async (file) => (await fetch(`/${file}`)).text()));
  window.checker = createChecker(JSON.parse(data), table);
}"""
CHECK = "(texts) => texts.map((text) => window.checker.check(text))"
COUNT = "(text) => window.checker.check(text).length"


@pytest.fixture
def page(visit: Visit, built: Path) -> Page:
    page = visit("/")
    files = ("assets/javascripts/rule.js", RULE_FILE, TABLE_FILE)
    page.evaluate(LOAD, [published(built, file) for file in files])
    return page


def in_python(text: str) -> list[dict[str, Any]]:
    """What Python finds, its places counted as JavaScript does."""

    def units(place: int) -> int:
        return len(text[:place].encode("utf-16-le")) // 2

    return [
        {**finding._asdict(), "start": units(finding.start), "end": units(finding.end), "better": list(finding.better)}
        for finding in real_checker().check(text)
    ]


def differences(page: Page, texts: list[str]) -> list[str]:
    found = page.evaluate(CHECK, texts)
    return [text for text, in_browser in zip(texts, found, strict=True) if in_browser != in_python(text)]


@pytest.mark.parametrize("part", PARTS)
def test_every_case_is_judged_as_in_python(page: Page, part: str) -> None:
    assert differences(page, [case.text for case in cases(part)]) == []


def test_any_text_is_judged_as_in_python(page: Page) -> None:
    chance = random.Random(11)  # noqa: S311
    words = " ".join(case.text for case in cases(PARTS[0])).split()
    signs = [
        *"“”‘’'\"><-—…•\n\t .?!,;:()",
        "\u0301",
        "\u200b",
        "\u00a0",
        "\x85",
        "\x1c",
        "😀",
        "İ",
        "ß",
        "ﬁ",
        "工",
        "\r\n",
    ]
    texts = [
        "".join(chance.choice([chance.choice(signs), f"{chance.choice(words)} "]) for _ in range(chance.randrange(120)))
        for _ in range(300)
    ]
    assert differences(page, texts) == []


@pytest.mark.parametrize("text", SLOW_TEXTS.values(), ids=SLOW_TEXTS)
def test_text_made_to_be_slow_is_answered(page: Page, text: str) -> None:
    whole = (text * (100_000 // len(text) + 1))[:100_000]
    assert isinstance(page.evaluate(COUNT, whole), int)


def test_planted_difference_is_told(page: Page) -> None:
    page.evaluate("window.checker = { check: () => [] }")
    assert differences(page, ["Are you hiring?", "Hello."]) == ["Are you hiring?"]
