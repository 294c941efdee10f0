from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from small_project import INDEX, INDEX_MD, load, problems

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """\
kind: page
template: check.html
checker:
  examples:
    - {id: are-you-hiring, label: A question}
    - {id: cold-letter, label: A letter}
  lengths:
    - {script: cold-letter, label: A letter}
"""
NEEDS_LIMIT = "correct the id, or give the script a limit"
PAGE = INDEX.replace("kind: page\n", HEAD)


def test_the_page_gets_texts_to_try_scripts_to_start_from_and_lengths(tmp_path: Path) -> None:
    letter = "Dear [their name],\n\nMay I ask you about [their work] for ten minutes? If not, no answer is needed."
    assert load(tmp_path, {INDEX_MD: PAGE}).pages["index.md"].front_matter["checker"] == {
        "examples": [
            {"id": "are-you-hiring", "label": "A question", "text": "Are you hiring?"},
            {"id": "cold-letter", "label": "A letter", "text": letter},
        ],
        "scripts": [
            {
                "title": "First letters",
                "scripts": [
                    {"id": "cold-letter", "title": "To a stranger", "text": letter},
                    {"id": "quick-call", "title": "A call", "text": "Is now a good time?"},
                ],
            }
        ],
        "lengths": [{"label": "A letter", "most": 20, "unit": "words"}],
    }


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "id: are-you-hiring",
            "id: are-you-firing",
            "6: checker.examples.1.id: names an unknown script or wording: are-you-firing; correct the id or add it",
        ),
        (
            "script: cold-letter",
            "script: warm-letter",
            "9: checker.lengths.1.script: names no script that has a limit: warm-letter; " + NEEDS_LIMIT,
        ),
        (
            "script: cold-letter",
            "script: quick-call",
            "9: checker.lengths.1.script: names no script that has a limit: quick-call; " + NEEDS_LIMIT,
        ),
        ("template: check.html\n", "", "3: checker: goes with `template: check.html`; give both or neither"),
        ("template: check.html", "template: home.html", "goes with `template: check.html`; give both or neither"),
    ],
)
def test_a_fault_in_its_front_matter_is_told(old: str, new: str, message: str, tmp_path: Path) -> None:
    assert old in PAGE
    told = problems(tmp_path, {INDEX_MD: PAGE.replace(old, new)})
    assert told
    assert all(message in line for line in told), told


def test_the_template_needs_its_texts(tmp_path: Path) -> None:
    page = INDEX.replace("kind: page\n", "kind: page\ntemplate: check.html\n")
    assert "goes with `template: check.html`; give both or neither" in problems(tmp_path, {INDEX_MD: page})[0]
