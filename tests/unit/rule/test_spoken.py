"""Everything that a reader might say is held to the rule; what was found well is not read again by the same rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from guidebook.rule.checker import Checker
from site_tools import ROOT
from small_project import TOPIC_YML, edited, problems

if TYPE_CHECKING:
    from pathlib import Path

    from guidebook.rule.checker import Finding

WEIGHTS_YML = "docs/_data/rule/weights.yml"
RULE: dict[str, str | bytes | None] = {
    name: (ROOT / name).read_bytes()
    for name in (f"docs/_data/rule/{part}.yml" for part in ("categories", "grey", "lexicon", "spelling", "weights"))
}
ASK = "Can you get me a job at your company?"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every string that the checker reads."""
    seen: list[str] = []
    check = Checker.check

    def noted(self: Checker, text: str) -> tuple[Finding, ...]:
        seen.append(text)
        return check(self, text)

    monkeypatch.setattr(Checker, "check", noted)
    return seen


def test_what_is_well_is_read_once(tmp_path: Path, read: list[str]) -> None:
    assert problems(tmp_path, RULE) == []
    assert "What did you do yesterday?" in read
    read.clear()
    assert problems(tmp_path, RULE) == []
    assert read == []


def test_what_breaks_the_rule_is_told_beside_what_was_well_and_told_again(tmp_path: Path, read: list[str]) -> None:
    assert problems(tmp_path, RULE) == []
    read.clear()
    for _ in range(2):
        (told,) = problems(tmp_path, {**RULE, **edited(TOPIC_YML, "What came next?", ASK)})
        assert told.startswith(f"{TOPIC_YML}:11: questions.1.follow_ups.1: breaks the rule at “{ASK[:-1]}")
    assert read == [ASK, ASK]


def test_words_that_were_well_as_they_are_marked_are_read_again_under_another_mark(tmp_path: Path) -> None:
    wordings = "docs/_data/rule/wordings.yml"
    assert problems(tmp_path, RULE) == []
    told = problems(tmp_path, {**RULE, **edited(wordings, "verdict: breaks", "verdict: fine")})
    assert [line.partition(" at ")[0] for line in told] == [f"{wordings}:3: wordings.1.wording: breaks the rule"]


def test_another_weight_forgets_what_was_well(tmp_path: Path, read: list[str]) -> None:
    assert problems(tmp_path, RULE) == []
    every = set(read)
    read.clear()
    weights = (ROOT / WEIGHTS_YML).read_text("utf-8")
    assert weights.count("\n  bias: -") == 1
    told = problems(tmp_path, {**RULE, WEIGHTS_YML: weights.replace("\n  bias: -", "\n  bias: 9")})
    assert set(read) == every
    assert any("“What did you do yesterday" in line for line in told)
