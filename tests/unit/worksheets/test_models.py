from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from small_project import SHEET_YML, edited, problems

if TYPE_CHECKING:
    from pathlib import Path

TEXT_OR_QUESTION = "needs a question or a line to say; add one"


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
