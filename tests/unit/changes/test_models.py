from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from small_project import CHANGES, CHANGES_YML, TOPIC_YML, edited, load, problems

if TYPE_CHECKING:
    from pathlib import Path


def test_newest_comes_first_and_a_day_keeps_the_order_of_its_file(tmp_path: Path) -> None:
    changes = load(tmp_path, {CHANGES_YML: CHANGES}).catalog.changes
    assert [change.id for change in changes] == ["fixed-ask", "new-sheet", "begun"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("kind: corrected", "kind: mended", "9: changes.2.kind: must be added, corrected, moved or reworded"),
        ("2026-03-02\n    kind: corrected", "spring\n    kind: corrected", "8: changes.2.date: must be a date, not"),
        ("[/guide/ask/]", "[]", "10: changes.2.pages: must have at least 1, not 0; add more"),
        ("[/guide/ask/]", "[/guide/ask/, /guide/ask/]", "10: changes.2.pages: names one thing twice; keep one"),
        ("[/guide/ask/]", "[guide/ask]", "10: changes.2.pages.1: must be an address such as /guide/benefits/"),
        ("a question.", "a question", "11: changes.2.what: must be a sentence; end it with a full stop"),
        ("id: fixed-ask", "id: typical-day", f"7: changes.2.id: typical-day is taken by {TOPIC_YML}:7; choose"),
    ],
)
def test_fault_is_told_with_its_line(old: str, new: str, told: str, tmp_path: Path) -> None:
    (line,) = problems(tmp_path, edited(CHANGES_YML, old, new))
    assert line.startswith(f"{CHANGES_YML}:{told}")
