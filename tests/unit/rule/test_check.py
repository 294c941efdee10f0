from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from guidebook.rule.clues import BITS, clues
from guidebook.rule.reading import Clause
from guidebook.rule.table import pack
from small_project import (
    SCRIPTS_YML,
    SHEET_YML,
    TABLE,
    TABLE_YML,
    TOPIC_YML,
    UNTIMED,
    UNTIMED_YML,
    edited,
    load,
    problems,
)

if TYPE_CHECKING:
    from pathlib import Path

RULE_YML = "docs/_data/rule/rule.yml"
RULE = """\
categories:
  - id: openings
    title: Openings
    meaning: Whether there is a vacancy.
    why: It asks for a vacancy.
    better: [How do people get in?]
    signs: [hiring]
grey:
  - id: outlook
    title: Growth
    why: It may.
    better: [What are you busy with?]
    patterns: ["are (you|they) <growing>"]
lexicon:
  growing: [growing, taking more on]
spelling: {same: {r: are}, slips: [], abbreviations: []}
"""


def rows(table: dict[int, int]) -> str:
    text = pack(table)
    return ", ".join(text[at : at + 120] for at in range(0, len(text), 120))


TWO = {clues(Clause((), ((word, 0),)))[0].place: 4 for word in ("hiring", "taking")}
LEARNED = f"""\
weights:
  bias: -1.0
  breaks: 0.0
  many: 0.0
  further: 0.0
  near: 0.0
  ground: "0"
  words: {{hir: "3"}}
  table: [{rows(TWO)}]
"""
"""Weights under which these two words ask, and no others."""
RULE += LEARNED
BREAK = "breaks the rule at “{}”: It asks for a vacancy. Say it otherwise"


def changed(old: str, new: str) -> dict[str, str]:
    assert RULE.count(old) == 1
    return {RULE_YML: RULE.replace(old, new)}


def test_rule_is_joined_and_published(tmp_path: Path) -> None:
    site = load(tmp_path, {RULE_YML: RULE})
    assert [kind.id for kind in site.catalog.rule.categories] == ["openings"]
    assert list(site.written) == ["assets/rule.json", "assets/rule-weights.txt"]
    assert site.written["assets/rule-weights.txt"] == pack(TWO)
    assert load(tmp_path / "other").written == {}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "(you|they) <growing>",
            "(you|they <growing>",
            "13: grey.1.patterns.1: opens a bracket and does not close it; correct the pattern",
        ),
        (
            "are (you|they) <growing>",
            "(are+)+ you",
            "13: grey.1.patterns.1: has “+)+”, which is no part of a pattern; correct the pattern",
        ),
        (
            "are (you|they) <growing>",
            "..3 growing",
            "13: grey.1.patterns.1: may begin with any word; begin it with a word or a list; correct the pattern",
        ),
        ("<growing>", "<firing>", "13: grey.1.patterns.1: names the unknown list <firing>; correct the pattern"),
        (
            "are (you|they)",
            "are ..40",
            "13: grey.1.patterns.1: leaves room for 40 words; leave 1 to 12; correct the pattern",
        ),
        ("taking more on", "taking <growing>", "14: lexicon: leads back to itself: <growing> <growing>; correct it"),
        (
            "taking more on",
            "taking.more",
            "15: lexicon.growing.2: has “.more”, which is no part of a pattern; correct the pattern",
        ),
        ("spelling: {", "# spelling: {", "1: has no `spelling` beside the categories; add it"),
        (LEARNED, "", "1: has no `weights` beside the categories; add it"),
        (
            rows(TWO),
            rows({**TWO, 1 << BITS: 1}),
            f"25: weights.table: has a weight at {1 << BITS} of {1 << BITS} places; learn it again",
        ),
        (
            '{hir: "3"',
            '{hir: "34"',
            "24: weights.words.hir: tells of 2 categories and there are 1; learn it again",
        ),
    ],
)
def test_planted_fault_is_told_with_its_line(old: str, new: str, message: str, tmp_path: Path) -> None:
    assert f"{RULE_YML}:{message}" in problems(tmp_path, changed(old, new))


def test_second_spelling_and_second_list_of_a_name_are_told(tmp_path: Path) -> None:
    other = "lexicon: {growing: [growing]}\n"
    found = problems(tmp_path, {RULE_YML: RULE, "docs/_data/rule/second.yml": other})
    assert found == ["docs/_data/rule/second.yml:1: lexicon.growing: is a list already; join the two"]
    other = RULE[RULE.index("spelling:") : RULE.index("weights:")]
    found = problems(tmp_path, {RULE_YML: RULE, "docs/_data/rule/second.yml": other})
    assert found == [f"docs/_data/rule/second.yml:1: spelling: stands in {RULE_YML} already; join the two"]
    found = problems(tmp_path, {RULE_YML: RULE, "docs/_data/rule/second.yml": LEARNED})
    assert found == [f"docs/_data/rule/second.yml:1: weights: stands in {RULE_YML} already; join the two"]


def test_file_that_holds_nothing_is_told(tmp_path: Path) -> None:
    assert "holds nothing; give it" in problems(tmp_path, {RULE_YML: "{}\n"})[0]


SPOKEN = TABLE.replace("label: Learning}", "label: Learning, spoken: breaks}").replace(
    "You do.[^doe-2020]", "Are you hiring?"
)
SPOKEN = SPOKEN.replace("learning: Half an hour.", "learning: Are they taking people on?")
GRID = UNTIMED.replace("Says | why.", "Are you hiring?")


@pytest.mark.parametrize(
    ("files", "place", "words"),
    [
        (
            edited(TOPIC_YML, "What did you do yesterday?", "So, are you hiring?"),
            f"{TOPIC_YML}:8: questions.1.wording",
            "are you hiring",
        ),
        (
            edited(TOPIC_YML, "What came next?", "R they hiring?"),
            f"{TOPIC_YML}:11: questions.1.follow_ups.1",
            "R they hiring",
        ),
        (
            edited(TOPIC_YML, "How do people begin?", "Are you taking people on?"),
            f"{TOPIC_YML}:27: questions.2.caution.better",
            "Are you taking people on",
        ),
        (
            edited(SCRIPTS_YML, "Is now a good time?", "Are you hiring?"),
            f"{SCRIPTS_YML}:25: scripts.2.text",
            "Are you hiring",
        ),
        (
            edited(SHEET_YML, "say: Here is my last question.", "say: Are you hiring?"),
            f"{SHEET_YML}:20: sections.2.say",
            "Are you hiring",
        ),
        (
            {UNTIMED_YML: UNTIMED.replace("What did you hear?", "Are you hiring?")},
            f"{UNTIMED_YML}:10: sections.1.prompts.1.text",
            "Are you hiring",
        ),
        ({UNTIMED_YML: GRID}, f"{UNTIMED_YML}:24: sections.3.grid.labeled_rows.1.cells.good", "Are you hiring"),
        (
            changed("[How do people get in?]", "[Are you hiring?]"),
            f"{RULE_YML}:6: categories.1.better.1",
            "Are you hiring",
        ),
        (
            changed("[What are you busy with?]", "[Are you hiring?]"),
            f"{RULE_YML}:12: grey.1.better.1",
            "Are you hiring",
        ),
    ],
)
def test_break_in_what_a_reader_might_say_stops_the_build(
    files: dict[str, str], place: str, words: str, tmp_path: Path
) -> None:
    assert problems(tmp_path, {RULE_YML: RULE, **files}) == [f"{place}: {BREAK.format(words)}"]


def test_example_of_a_break_must_break(tmp_path: Path) -> None:
    assert problems(tmp_path, {RULE_YML: RULE, TABLE_YML: SPOKEN}) == []
    told = problems(tmp_path, {RULE_YML: RULE, TABLE_YML: SPOKEN.replace("Are you hiring?", "Hello.")})
    assert told == [
        (
            f"{TABLE_YML}:13: rows.1.cells.learning: is marked as breaking the rule, and the checker finds no ask in "
            "it; correct the words or the patterns"
        )
    ]


@pytest.mark.parametrize("voice", ["other", "nobody"])
def test_words_of_others_and_descriptions_are_not_held_to_the_rule(voice: str, tmp_path: Path) -> None:
    marked = GRID.replace("{id: good, label: Good}", f"{{id: good, label: Good, voice: {voice}}}")
    assert problems(tmp_path, {RULE_YML: RULE, UNTIMED_YML: marked}) == []


def test_gray_words_do_not_stop_the_build(tmp_path: Path) -> None:
    assert problems(tmp_path, {RULE_YML: RULE, **edited(TOPIC_YML, "What came next?", "Are you growing?")}) == []
