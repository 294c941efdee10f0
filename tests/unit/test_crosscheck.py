from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from small_project import CLAIMS_YML, SCRIPTS_YML, SHEET_YML, TABLE_YML, TOPIC_YML, edited, problems

if TYPE_CHECKING:
    from pathlib import Path

ADD = "correct it or add it to docs/_data/sources/"
ADD_QUESTION = "correct it or add the question"


@pytest.mark.parametrize(
    ("file", "old", "new", "messages"),
    [
        (
            SHEET_YML,
            "minutes: 11",
            "minutes: 10",
            ["9: sections: take 14 minutes together, not 15; change a section's minutes"],
        ),
        (
            SHEET_YML,
            "minutes: 11",
            "minutes: 12",
            ["9: sections: take 16 minutes together, not 15; change a section's minutes"],
        ),
        (
            SHEET_YML,
            "first-step, core: true",
            "first-step, core: false",
            ["9: sections: must mark 3 questions `core: true`, not 2; mark those that matter"],
        ),
        (
            SHEET_YML,
            "    questions:\n      - {question: who-else",
            "    questions:\n      - {question: new-one, core: true, lines: 1}\n      - {question: who-else",
            [
                "9: sections: must mark 3 questions `core: true`, not 4; mark those that matter",
                "22: sections.2.questions.1.question: no question has the id new-one; correct it or add the question",
            ],
        ),
        (
            SHEET_YML,
            "first-step",
            "typical-day",
            ["16: sections.1.questions.2.question: typical-day is on this sheet already; ask it once"],
        ),
        (SHEET_YML, "id: close", "id: day", ["17: sections.2.id: day stands twice in this file; choose another id"]),
        (
            SHEET_YML,
            "id: day",
            "id: after",
            ["10: sections.1.id: after is an anchor of its page already; choose another id"],
        ),
        (
            TOPIC_YML,
            "minutes: 3",
            "minutes: 12",
            ["12: sections.1.minutes: is too short: its questions take 13 minutes, not 11; drop one or give it time"],
        ),
        (
            TABLE_YML,
            "\n      hiring: They do.",
            "",
            ["12: rows.1.cells: has no cell for the column hiring; add it"],
        ),
        (
            TABLE_YML,
            "\n      hiring: They do.",
            "\n      hiring: They do.\n      firing: Nobody.",
            ["15: rows.1.cells.firing: is not one of the columns; correct it or remove it"],
        ),
        (
            TABLE_YML,
            "You do.[^doe-2020]",
            "You do.[^doe-2021]",
            [f"13: rows.1.cells.learning: cites the unknown source doe-2021; {ADD}"],
        ),
        (
            TABLE_YML,
            "label: Learning}",
            "label: Learning, spoken: fine}",
            [
                "13: rows.1.cells.learning: is said aloud, so it must not cite a source; cite it in another cell",
            ],
        ),
        (
            TABLE_YML,
            "apart.[^doe-2020]",
            "apart.[^doe]",
            [f"20: takeaway: cites the unknown source doe; {ADD}"],
        ),
        (
            TABLE_YML,
            "id: how-long",
            "id: who-asks",
            ["15: rows.2.id: who-asks stands twice in this file; choose another id"],
        ),
        (
            TABLE_YML,
            "id: how-long",
            "id: notes",
            ["15: rows.2.id: notes is an anchor of its page already; choose another id"],
        ),
        (
            TABLE_YML,
            "- {id: hiring",
            "- {id: learning",
            [
                "14: rows.1.cells.hiring: is not one of the columns; correct it or remove it",
                "19: rows.2.cells.hiring: is not one of the columns; correct it or remove it",
                "8: columns.2.id: learning stands twice in this file; choose another id",
            ],
        ),
    ],
)
def test_fault_between_entries_is_told_in_the_sheet_or_the_table(
    file: str, old: str, new: str, messages: list[str], tmp_path: Path
) -> None:
    where = TABLE_YML if file == TABLE_YML else SHEET_YML
    assert sorted(problems(tmp_path, edited(file, old, new))) == sorted(f"{where}:{message}" for message in messages)


def test_sheet_leaves_time_for_the_close(tmp_path: Path) -> None:
    changed = edited(
        SHEET_YML,
        "    title: Close\n    minutes: 4\n",
        "    title: More\n    minutes: 3\n",
    )
    text = str(changed[SHEET_YML]).replace("after:", "  - {id: end, title: End, minutes: 1, say: Goodbye.}\nafter:")
    assert problems(tmp_path, {SHEET_YML: text}) == [
        f"{SHEET_YML}:23: sections.3.minutes: must leave at least 2 minutes for the close; shorten another section"
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "say yes.[^doe-2020]",
            "say yes.[^doe-2021]",
            f"10: claims.1.say_instead: cites the unknown source doe-2021; {ADD}",
        ),
        ("In a book.[^doe-2020]", "In a book.[^doe]", f"16: claims.2.heard: cites the unknown source doe; {ADD}"),
        ("same book.[^doe-2020]", "same book.[^roe]", f"17: claims.2.origin: cites the unknown source roe; {ADD}"),
        (
            "id: many-agree",
            "id: folklore",
            "12: claims.2.id: folklore is an anchor of its page already; choose another id",
        ),
        (
            "id: many-agree",
            "id: everyone-agrees",
            f"12: claims.2.id: everyone-agrees is taken by {CLAIMS_YML}:2; choose another id",
        ),
    ],
)
def test_fault_of_a_claim_is_told_with_its_line(old: str, new: str, message: str, tmp_path: Path) -> None:
    assert problems(tmp_path, edited(CLAIMS_YML, old, new)) == [f"{CLAIMS_YML}:{message}"]


def test_bad_entry_does_not_make_references_to_it_dangle(tmp_path: Path) -> None:
    assert problems(tmp_path, edited(TOPIC_YML, "stage: closing", "stage: end")) == [
        f"{TOPIC_YML}:34: questions.3.stage: must be opening, middle or closing, not “end”; choose one"
    ]


def test_question_moves_out_from_under_a_sheet(tmp_path: Path) -> None:
    assert problems(tmp_path, edited(TOPIC_YML, "id: who-else", "id: anyone-else")) == [
        f"{SHEET_YML}:22: sections.2.questions.1.question: no question has the id who-else; {ADD_QUESTION}"
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("person.[^doe-2020]", "person.[^doe]", f"5: intro: cites the unknown source doe; {ADD}"),
        (
            "id: quick-call",
            "id: notes",
            "21: scripts.2.id: notes is an anchor of its page already; choose another id",
        ),
        ("id: quick-call", "id: cold-letter", "21: scripts.2.id: cold-letter is taken by {}:7; choose another id"),
    ],
)
def test_fault_between_entries_is_told_in_the_scripts(old: str, new: str, message: str, tmp_path: Path) -> None:
    assert problems(tmp_path, edited(SCRIPTS_YML, old, new)) == [f"{SCRIPTS_YML}:{message.format(SCRIPTS_YML)}"]
