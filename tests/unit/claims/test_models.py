from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from small_project import CLAIMS_YML, edited, problems

if TYPE_CHECKING:
    from pathlib import Path

GRADES = (
    "holds-up, association, one-company, one-impression, rule-of-thumb, misread, unsupported, false-attribution or "
    "folklore, not “true”; choose one"
)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("grade: folklore", "grade: 'true'", f"5: claims.1.grade: must be {GRADES}"),
        (
            "    searched: Two libraries.\n",
            "",
            "2: claims.1: needs `searched`, since its grade is folklore; say where you looked",
        ),
        (
            "verdict: Nobody counted.",
            "verdict: Nobody counted.[^doe-2020]",
            "6: claims.1.verdict: must not cite a source; citations stand in comparisons, claims and pages",
        ),
        (
            "claim: Many say yes",
            f"claim: {'Many say yes. ' * 7}",
            "13: claims.2.claim: must be at most 90 characters, not 97; shorten it",
        ),
        ("    origin: Nobody knows.\n", "", "2: claims.1.origin: is missing; add it"),
    ],
)
def test_fault_is_told_with_its_line(old: str, new: str, message: str, tmp_path: Path) -> None:
    assert problems(tmp_path, edited(CLAIMS_YML, old, new)) == [f"{CLAIMS_YML}:{message}"]


def test_file_without_claims_is_told(tmp_path: Path) -> None:
    assert problems(tmp_path, {CLAIMS_YML: "claims: []\n"}) == [
        f"{CLAIMS_YML}:1: claims: must have at least 1, not 0; add more"
    ]
