from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from small_project import TABLE_YML, edited, problems

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "reviewed: 2026-01-31",
            "reviewed: '2026-01-31'",
            "4: reviewed: must be a date, not “2026-01-31”; write it as 2026-11-22 without quotes",
        ),
        (
            "reviewed: 2026-01-31",
            "reviewed: 2026-01",
            "4: reviewed: must be a date, not “2026-01”; write it as 2026-11-22 without quotes",
        ),
        ("\n  - {id: hiring, label: Hiring}", "", "6: columns: must have at least 2, not 1; add more"),
        ("    label: Who asks\n", "", "10: rows.1.label: is missing; add it"),
        (
            "\n      learning: You do.[^doe-2020]\n      hiring: They do.",
            " You do.",
            "12: rows.1.cells: must be a block of fields, not “You do.”; indent its fields below it",
        ),
        ("hiring: They do.", "hiring: 5", "14: rows.1.cells.hiring: must be text, not 5; put it in quotes"),
        (
            "label: Hiring}",
            "label: Hiring, spoken: loudly}",
            "8: columns.2.spoken: must be fine, grey or breaks, not “loudly”; choose one",
        ),
        (
            "reviewed: 2026-01-31",
            "group: later\nreviewed: 2026-01-31",
            "4: group: must be what-it-is, asking, in-the-talk, afterward or for-coaches, not “later”; choose one",
        ),
        ("reviewed: 2026-01-31", "order: 0\nreviewed: 2026-01-31", "4: order: must be at least 1, not 0; raise it"),
    ],
)
def test_fault_is_told_with_its_line(old: str, new: str, message: str, tmp_path: Path) -> None:
    assert problems(tmp_path, edited(TABLE_YML, old, new)) == [f"{TABLE_YML}:{message}"]
