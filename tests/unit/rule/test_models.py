from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from small_project import WORDINGS_YML, edited, problems

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("verdict: fine", "verdict: ok", "9: wordings.2.verdict: must be fine, grey or breaks, not “ok”; choose one"),
        (
            "    instead: How do people get in?\n",
            "",
            "2: wordings.1: needs `instead`, since it is not fine; add a wording that is",
        ),
    ],
)
def test_fault_is_told_with_its_line(old: str, new: str, message: str, tmp_path: Path) -> None:
    assert problems(tmp_path, edited(WORDINGS_YML, old, new)) == [f"{WORDINGS_YML}:{message}"]


def test_file_without_wordings_is_told(tmp_path: Path) -> None:
    assert problems(tmp_path, {WORDINGS_YML: "wordings: []\n"}) == [
        f"{WORDINGS_YML}:1: wordings: must have at least 1, not 0; add more"
    ]
