from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from guidebook.scripts.models import blanks, characters, words
from small_project import SCRIPTS_YML, edited, load, problems

if TYPE_CHECKING:
    from pathlib import Path

CHANNELS = "email, reply, linkedin-note, linkedin-message, phone, voicemail, spoken or card, not “fax”; choose one"
HTML = "must be plain text without HTML, links or headings; say it in words"
BRACKET = "has a bracket that belongs to no blank; write a blank as [their name]"
TEXT = "      - Is now a good time?\n"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("channel: phone", "channel: fax", f"23: scripts.2.channel: must be {CHANNELS}"),
        ("words: 20", "words: 18", "13: scripts.1.text: must be at most 18 words, not 19; shorten it"),
        (
            "words: 20",
            "characters: 97",
            "13: scripts.1.text: must be at most 97 characters, not 98; shorten it",
        ),
        (
            "words: 20",
            "words: 20, characters: 200",
            "11: scripts.1.limit: needs either `characters` or `words`; give one of them",
        ),
        ("{words: 20}", "{}", "11: scripts.1.limit: needs either `characters` or `words`; give one of them"),
        ("words: 20", "words: 9", "11: scripts.1.limit.words: must be at least 10, not 9; raise it"),
        (
            "    subject: About [their work]\n",
            "",
            (
                "7: scripts.1.subject: is missing; add it, or make the channel `reply`, which keeps the subject that it"
                " answers"
            ),
        ),
        (
            "channel: email",
            "channel: reply",
            "12: scripts.1.subject: belongs to an email alone; remove it or change the channel",
        ),
        (
            "About [their work]",
            f"About {'x' * 65}",
            "12: scripts.1.subject: must be at most 70 characters, not 71; shorten it",
        ),
        (
            "      their name: As they sign.\n",
            "",
            "16: scripts.1.blanks: must say what goes into [their name]; add a hint",
        ),
        (
            "      their work: In a word.\n",
            "      their work: In a word.\n      a day: Soon.\n",
            "16: scripts.1.blanks: names [a day], which the text does not use; correct or remove it",
        ),
        (
            "      their work: In a word.\n",
            "      their Work: In a word.\n",
            "16: scripts.1.blanks: must say what goes into [their work]; add a hint",
        ),
        (
            TEXT,
            "      - Is [a day] a good time?\n",
            "21: scripts.2.blanks: must say what goes into [a day]; add a hint",
        ),
        (TEXT, "      - Is [now a good time?\n", f"26: scripts.2.text.1: {BRACKET}"),
        (TEXT, "      - Is now] a good time?\n", f"26: scripts.2.text.1: {BRACKET}"),
        (TEXT, "      - Is [[now]] a good time?\n", f"26: scripts.2.text.1: {BRACKET}"),
        (TEXT, "      - Is [] a good time?\n", f"26: scripts.2.text.1: {BRACKET}"),
        (TEXT, "      - Is <script>now</script> good?\n", f"26: scripts.2.text.1: {HTML}"),
        (
            TEXT,
            "      - Is now good?[^doe-2020]\n",
            "26: scripts.2.text.1: must not cite a source; citations stand in comparisons, claims and pages",
        ),
        (TEXT, "", "25: scripts.2.text: must be a list, not nothing; write it as [a, b] or with dashes"),
        ("In a word.", "<b>One</b> word.", f"18: scripts.1.blanks.their work: {HTML}"),
        ("    avoid: Haste.\n", "", "21: scripts.2.avoid: is missing; add it"),
    ],
)
def test_fault_is_told_with_its_line(old: str, new: str, message: str, tmp_path: Path) -> None:
    assert problems(tmp_path, edited(SCRIPTS_YML, old, new)) == [f"{SCRIPTS_YML}:{message}"]


def test_faulty_text_does_not_also_make_its_blanks_wrong(tmp_path: Path) -> None:
    told = problems(tmp_path, edited(SCRIPTS_YML, "- Dear [their name],", "- Dear [their name]], hello,"))
    assert told == [f"{SCRIPTS_YML}:14: scripts.1.text.1: {BRACKET}"]


def test_unknown_channel_does_not_also_make_the_subject_wrong(tmp_path: Path) -> None:
    told = problems(tmp_path, edited(SCRIPTS_YML, "channel: email", "channel: fax"))
    assert told == [f"{SCRIPTS_YML}:9: scripts.1.channel: must be {CHANNELS}"]


def test_blank_in_the_subject_alone_needs_its_hint_too(tmp_path: Path) -> None:
    changed = edited(SCRIPTS_YML, "subject: About [their work]", "subject: About [this]")
    assert problems(tmp_path, changed) == [
        f"{SCRIPTS_YML}:16: scripts.1.blanks: must say what goes into [this]; add a hint"
    ]


def test_text_is_counted_with_its_blanks_as_written(tmp_path: Path) -> None:
    script = load(tmp_path).catalog.script_by_id["cold-letter"]
    assert (script.words, script.characters) == (19, 98)
    assert script.characters == len("\n\n".join(script.text))


def test_limit_is_the_most_that_fits(tmp_path: Path) -> None:
    assert problems(tmp_path, edited(SCRIPTS_YML, "words: 20", "words: 19")) == []
    assert problems(tmp_path, edited(SCRIPTS_YML, "words: 20", "characters: 98")) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [("One – two", 2), ("One, two.", 2), ("[their name]", 2), ("a/b c-d", 2), ("… ? –", 0), ("4 o’clock", 2)],
)
def test_words(text: str, number: int) -> None:
    assert words((text,)) == number


def test_characters_count_the_empty_line_between_paragraphs() -> None:
    assert characters(("ab", "c")) == 5


def test_blanks_come_once_each_in_order() -> None:
    assert blanks(("[b] and [a]", "[b], [their c’s]")) == ("b", "a", "their c’s")
