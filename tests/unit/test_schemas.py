from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from guidebook.catalog import CONCEPTS
from guidebook.schemas import schemas, stale_schemas, write_schemas
from markdown_tools import CONFIG
from small_project import (
    CLAIMS_YML,
    MOVES,
    MOVES_YML,
    PROJECT,
    SCRIPTS_YML,
    SHEET_YML,
    SOURCES_YML,
    TABLE_YML,
    TOPIC_YML,
    WORDINGS_YML,
)

if TYPE_CHECKING:
    from pathlib import Path

DOCS = CONFIG.parent / "docs"
DATA_FILES = sorted(path for concept in CONCEPTS for path in (DOCS / "_data" / concept).glob("*.yml"))
PLANTED = [
    (SOURCES_YML, "kind: book", "kind: film", "'film' is not one of"),
    (SOURCES_YML, "year: 2020", "year: '2020'", "'2020' is not of type 'integer'"),
    (TOPIC_YML, "id: typical-day", "id: Typical_Day", "'Typical_Day' does not match"),
    (TOPIC_YML, "order: 10", "oder: 10", "'oder' was unexpected"),
    (SHEET_YML, "minutes: 15", "minutes: 20", "20 is not valid under any of the given schemas"),
    (TABLE_YML, "reading: Read across.\n", "", "'reading' is a required property"),
    (SCRIPTS_YML, "channel: phone", "channel: fax", "'fax' is not one of"),
    (SCRIPTS_YML, "words: 20", "lines: 20", "{'lines': 20} is not valid under any of the given schemas"),
    (WORDINGS_YML, "verdict: fine", "verdict: ok", "'ok' is not one of"),
    (CLAIMS_YML, "grade: folklore", "grade: true", "True is not one of"),
    (MOVES_YML, "from: /guide/old-ask/", "from: guide/old-ask", "'guide/old-ask' does not match"),
]


def validate(concept: str, text: str) -> None:
    schema = json.loads(dict(schemas())[f"{concept}.json"])
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(as_json(yaml.safe_load(text)))


def as_json(value: Any) -> Any:
    return json.loads(json.dumps(value, default=dt.date.isoformat))


def test_schemas_in_the_repository_are_current() -> None:
    assert stale_schemas(DOCS) == [], "run `python -m guidebook schemas`"


def test_stale_and_missing_schemas_are_named(tmp_path: Path) -> None:
    write_schemas(tmp_path)
    assert stale_schemas(tmp_path) == []
    folder = tmp_path / "_data/_schemas"
    (folder / "rule.json").write_text("{}\n", "utf-8")
    (folder / "links.json").unlink()
    assert stale_schemas(tmp_path) == ["rule.json", "links.json"]


@pytest.mark.parametrize("path", DATA_FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_data_file_fits_its_schema(path: Path) -> None:
    validate(path.parent.name, path.read_text("utf-8"))


@pytest.mark.parametrize("name", [*(name for name in PROJECT if "_data" in name), MOVES_YML])
def test_small_project_fits_the_schemas(name: str) -> None:
    validate(name.split("/")[2], {**PROJECT, MOVES_YML: MOVES}[name])


@pytest.mark.parametrize(("name", "old", "new", "message"), PLANTED)
def test_planted_fault_does_not_fit(name: str, old: str, new: str, message: str) -> None:
    text = {**PROJECT, MOVES_YML: MOVES}[name]
    assert old in text
    with pytest.raises(ValidationError) as caught:
        validate(name.split("/")[2], text.replace(old, new))
    assert message in caught.value.message
