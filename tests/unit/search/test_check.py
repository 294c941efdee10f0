from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from small_project import load, problems

if TYPE_CHECKING:
    from pathlib import Path

SYNONYMS_YML = "docs/_data/search/synonyms.yml"
MORE_YML = "docs/_data/search/more.yml"


def listed(*lines: str) -> str:
    return "synonyms:\n" + "".join(f"  - {{{line}}}\n" for line in lines)


def test_synonyms_are_in_the_catalog(tmp_path: Path) -> None:
    catalog = load(tmp_path, {SYNONYMS_YML: listed("means: in short, words: [brief, tl dr]")}).catalog
    assert [(one.means, one.words) for one in catalog.synonyms] == [("in short", ("brief", "tl dr"))]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("means: in short, word: [brief]", "word: is not a field here; check its spelling and indent, or remove it"),
        ("means: in short, words: []", "words: must have at least 1, not 0; add more"),
        ("means: in short, words: [brief, '?!']", "words.2: has no letter or digit: ?!; write a word"),
        ("means: in short, words: [In Shorts]", "words.1: In Shorts is found as in short already; remove it"),
        (
            "means: in short, words: [brief, Briefs]",
            f"words.2: Briefs stands in {SYNONYMS_YML}:2 already; keep one",
        ),
        ("means: a zebra, words: [horse]", "means: no title has all words of a zebra; name what the site calls it"),
    ],
)
def test_a_fault_is_told_with_its_line(line: str, told: str, tmp_path: Path) -> None:
    found = problems(tmp_path, {SYNONYMS_YML: listed(line)})
    assert f"{SYNONYMS_YML}:2: synonyms.1.{told}" in found


def test_a_word_that_stands_in_two_files_is_told(tmp_path: Path) -> None:
    changed = {
        SYNONYMS_YML: listed("means: in short, words: [brief]"),
        MORE_YML: listed("means: how to ask, words: [brief]"),
    }
    assert problems(tmp_path, changed) == [
        f"{SYNONYMS_YML}:2: synonyms.1.words.1: brief stands in {MORE_YML}:2 already; keep one"
    ]
