from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from guidebook.expand import CONFIG, expand
from guidebook.pages.reading import WORDS_A_MINUTE, reading_minutes, words
from small_project import ASK, ASK_MD, load, write_project

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("markdown", "seen"),
    [
        ("## What counts {#what-counts}", ["What", "counts"]),
        ("So it is.[^doe-2020] Ask [the others](../they.md#are-here).", ["So", "it", "is", "Ask", "the", "others"]),
        ("<!-- wording: say-so -->\n\nIt’s a well-known 1,000.", ["It’s", "a", "well-known", "1,000"]),
        ("> “Yes.”\n> { .say }\n\n| A | B |\n| --- | --- |\n| x { #one } | y |", ["Yes", "A", "B", "x", "y"]),
        ("Four &lt; five\\!\n:   { .why }", ["Four", "five"]),
    ],
)
def test_only_what_a_reader_sees_is_a_word(markdown: str, seen: list[str]) -> None:
    assert words(markdown) == seen


@pytest.mark.parametrize(
    ("number", "minutes"), [(0, 1), (WORDS_A_MINUTE, 1), (WORDS_A_MINUTE * 7 // 4, 2), (WORDS_A_MINUTE * 5, 5)]
)
def test_minutes_are_whole_and_at_least_one(number: int, minutes: int) -> None:
    assert reading_minutes("word " * number) == minutes


def test_guide_page_says_how_long_it_takes_with_all_that_is_embedded(tmp_path: Path) -> None:
    long = ASK.replace("Be brief.", f"{'word ' * WORDS_A_MINUTE * 3}\n\n<!-- comparison: two-talks -->")
    pages = load(tmp_path, {ASK_MD: long}).pages
    assert pages["guide/ask.md"].front_matter["reading_minutes"] == 3
    assert "reading_minutes" not in pages["index.md"].front_matter
    short = load(tmp_path / "short").pages["guide/ask.md"]
    assert short.front_matter["reading_minutes"] == 1


def test_expanded_tree_has_the_same_minutes(tmp_path: Path) -> None:
    write_project(tmp_path / "project", {CONFIG: "site_name: Tiny\ntheme:\n  name: mkdocs\n"})
    site = expand(tmp_path / "project", tmp_path / "plain")
    head = (tmp_path / "plain/docs/guide/ask.md").read_text("utf-8").split("---\n")[1]
    assert yaml.safe_load(head) == dict(site.pages["guide/ask.md"].front_matter)
