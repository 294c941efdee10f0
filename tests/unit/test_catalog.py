from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from small_project import (
    CLAIMS_YML,
    MOVES,
    MOVES_YML,
    SCRIPTS_YML,
    SHEET,
    SHEET_YML,
    SOURCES_YML,
    TABLE_YML,
    TOPIC,
    TOPIC_YML,
    WORDINGS_YML,
    edited,
    load,
    problems,
)

if TYPE_CHECKING:
    from pathlib import Path

CONCEPTS = (
    "sources, questions, worksheets, comparisons, scripts, rule, claims, cartridges, links, short-addresses, changes, "
    "search"
)

# Every entry's id, in the order in which ids are claimed: file, line, field, id.
IDS = [
    (SOURCES_YML, 2, "sources.1.id", "doe-2020"),
    (TOPIC_YML, 1, "id", "work"),
    (TOPIC_YML, 7, "questions.1.id", "typical-day"),
    (SHEET_YML, 1, "id", "short"),
    (TABLE_YML, 1, "id", "two-talks"),
    (SCRIPTS_YML, 1, "id", "letters"),
    (SCRIPTS_YML, 7, "scripts.1.id", "cold-letter"),
    (WORDINGS_YML, 2, "wordings.1.id", "are-you-hiring"),
    (CLAIMS_YML, 2, "claims.1.id", "everyone-agrees"),
]


def test_small_project_is_sound(tmp_path: Path) -> None:
    catalog = load(tmp_path, {MOVES_YML: MOVES}).catalog
    assert list(catalog.source_by_id) == ["doe-2020"]
    assert list(catalog.question_by_id) == ["typical-day", "first-step", "who-else"]
    assert {topic.id for topic in catalog.topic_of.values()} == {"work"}
    assert list(catalog.worksheet_by_id) == ["short"]
    assert list(catalog.comparison_by_id) == ["two-talks"]
    assert list(catalog.script_by_id) == ["cold-letter", "quick-call"]
    assert {group.id for group in catalog.group_of.values()} == {"letters"}
    assert list(catalog.wording_by_id) == ["are-you-hiring", "how-people-get-in"]
    assert [claim.id for claim in catalog.claims] == ["many-agree", "everyone-agrees"]
    assert [redirect.source for redirect in catalog.redirects] == ["/guide/old-ask/", "/guide/ask/#old-place"]


def test_topics_come_by_order_and_sheets_by_minutes(tmp_path: Path) -> None:
    other = TOPIC.replace("id: work", "id: before-work").replace("order: 10", "order: 5")
    for old in ("typical-day", "first-step", "who-else"):
        other = other.replace(old, f"{old}-two")
    other = other.replace("title: The work itself", "title: Before").replace("of this work", "before the work")
    longer = SHEET.replace("id: short", "id: a-long-one").replace("minutes: 15", "minutes: 30")
    longer = (
        longer.replace("minutes: 11", "minutes: 26").replace("A short talk", "A talk").replace("short talk", "talk")
    )
    catalog = load(
        tmp_path, {"docs/_data/questions/before-work.yml": other, "docs/_data/worksheets/a-long-one.yml": longer}
    ).catalog
    assert [topic.id for topic in catalog.topics] == ["before-work", "work"]
    assert [place.file.name for place in catalog.places["questions"]] == [
        "docs/_data/questions/before-work.yml",
        TOPIC_YML,
    ]
    assert [sheet.id for sheet in catalog.worksheets] == ["short", "a-long-one"]


@pytest.mark.parametrize(("first", "second"), list(combinations(IDS, 2)))
def test_ids_are_unique_over_all_concepts(
    first: tuple[str, int, str, str], second: tuple[str, int, str, str], tmp_path: Path
) -> None:
    taken_file, taken_line, _, taken = first
    file, line, field, own = second
    told = problems(tmp_path, edited(file, f"id: {own}\n", f"id: {taken}\n"))
    assert f"{file}:{line}: {field}: {taken} is taken by {taken_file}:{taken_line}; choose another id" in told


@pytest.mark.parametrize(
    ("file", "field"),
    [(SOURCES_YML, "sources.1"), (TOPIC_YML, "questions.1"), (SCRIPTS_YML, "scripts.1"), (WORDINGS_YML, "wordings.1")],
)
@pytest.mark.parametrize("bad", ["Typical-Day", "typical_day", "typical--day", "-day", "typical day"])
def test_ids_are_in_kebab_case(bad: str, file: str, field: str, tmp_path: Path) -> None:
    own = next(entry_id for name, _, path, entry_id in IDS if (name, path) == (file, f"{field}.id"))
    line = next(line for name, line, _, entry_id in IDS if entry_id == own)
    message = f"must be in kebab case such as daily-work, not “{bad}”; use a–z, 0–9 and single hyphens"
    told = problems(tmp_path, edited(file, f"- id: {own}\n", f"- id: {bad}\n"))
    assert f"{file}:{line}: {field}.id: {message}" in told


@pytest.mark.parametrize(
    ("file", "own"), [(TOPIC_YML, "work"), (SHEET_YML, "short"), (TABLE_YML, "two-talks"), (SCRIPTS_YML, "letters")]
)
def test_file_is_named_after_its_entry(file: str, own: str, tmp_path: Path) -> None:
    assert problems(tmp_path, edited(file, f"id: {own}\n", "id: other\n")) == [
        f"{file}:1: id: must be {own}, the file's name; rename one of them"
    ]


@pytest.mark.parametrize(
    "stray",
    ["question/pay.yml", "questions/pay.yaml", "questions/more/pay.yml", "notes.txt", "_schemas/x.yml", "pay.yml"],
)
def test_stray_file_in_data_is_told(stray: str, tmp_path: Path) -> None:
    name = f"docs/_data/{stray}"
    message = f"is not read by anything; move it to docs/_data/<concept>/<name>.yml ({CONCEPTS})"
    assert problems(tmp_path, {name: "id: pay\n"}) == [f"{name}:1: {message}"]


@pytest.mark.parametrize(
    "quiet", ["questions/.#work.yml", "questions/.work.yml.swp", "_schemas/x.json", "links/ledger.txt"]
)
def test_editors_files_schemas_and_the_ledger_are_no_data(quiet: str, tmp_path: Path) -> None:
    assert load(tmp_path, {f"docs/_data/{quiet}": "("}).catalog.topics
