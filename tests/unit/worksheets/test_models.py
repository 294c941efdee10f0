from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from small_project import SHEET_YML, UNTIMED, UNTIMED_YML, edited, problems

if TYPE_CHECKING:
    from pathlib import Path

TEXT_OR_QUESTION = "is empty; add a question, a prompt, a checklist, a grid or a line to say"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("purpose: learn", "purpose: Learn", "4: purpose: must be learn, validate or sharpen, not “Learn”; choose one"),
        ("minutes: 15", "minutes: 20", "5: minutes: must be 15, 30 or 45, not 20; choose one"),
        ("minutes: 15", "minutes: '15'", "5: minutes: must be 15, 30 or 45, not “15”; choose one"),
        ("sides: 1", "sides: 3", "6: sides: must be 1 or 2, not 3; choose one"),
        (
            "[Read their page., Bring a pen., Set a clock.]",
            "[Bring a pen.]",
            "8: before: must have at least 3, not 1; add more",
        ),
        ("Bring a pen.", f"{'x' * 161}", "8: before.2: must be at most 160 characters, not 161; shorten it"),
        ("minutes: 11", "minutes: 46", "12: sections.1.minutes: must be at most 45, not 46; lower it"),
        ("lines: 3", "lines: 9", "15: sections.1.questions.1.lines: must be at most 8, not 9; lower it"),
        (
            "typical-day, core: true",
            "typical-day, core: 'yes'",
            "15: sections.1.questions.1.core: must be true or false, not “yes”; write it without quotes",
        ),
        (
            "    say: Here is my last question.\n    questions:\n      - {question: who-else, core: true, lines: 1}\n",
            "",
            f"17: sections.2: {TEXT_OR_QUESTION}",
        ),
    ],
)
def test_fault_is_told_with_its_line(old: str, new: str, message: str, tmp_path: Path) -> None:
    assert problems(tmp_path, edited(SHEET_YML, old, new)) == [f"{SHEET_YML}:{message}"]


def test_sheet_without_minutes_is_read(tmp_path: Path) -> None:
    assert problems(tmp_path, {UNTIMED_YML: UNTIMED}) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("moment: before", "moment: later", "4: moment: must be before, during, after, practice or teach"),
        ("sides: 1", "sides: 1\npurpose: learn", "1: has no minutes, so neither purpose, before, after nor timed"),
        ("sides: 1", "sides: 1\nminutes: 15", "1: has minutes, so it also needs purpose, before, after; add them"),
        ("title: Write", "title: Write\n    minutes: 4", "1: has no minutes, so neither purpose, before, after"),
        ("lines: 2", "lines: 10", "10: sections.1.prompts.1.lines: must be at most 9, not 10; lower it"),
        ("rows: 2", "rows: 21", "17: sections.2.grid.rows: must be at most 20, not 21; lower it"),
        ("height: 11", "height: 21", "18: sections.2.grid.height: must be at most 20, not 21; lower it"),
        ("      rows: 2\n", "", "14: sections.2.grid: needs either `rows` or `labeled_rows`; give one of them"),
        ("{good: Says", "{bad: Says", "21: sections.3.grid: has cells for no column: bad; correct them or add"),
        ("id: when,", "id: who,", "16: sections.2.grid.columns.2.id: who stands twice in this file; choose another"),
        ("[Say thank you.]", "[Say thank you., &x]", "11: sections.1.checklist.2: must be text, not nothing"),
    ],
)
def test_fault_of_a_sheet_without_minutes_is_told(old: str, new: str, message: str, tmp_path: Path) -> None:
    found = problems(tmp_path, {UNTIMED_YML: UNTIMED.replace(old, new, 1)})
    assert [line.startswith(f"{UNTIMED_YML}:{message}") for line in found] == [True], found
