"""JSON Schemas of the data, for editors that complete and check YAML while one types."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from guidebook.catalog import CONCEPTS, DATA

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDER = f"{DATA}/_schemas"


def schemas() -> Iterator[tuple[str, str]]:
    """File name and text of each concept's schema."""
    for concept, (model, _, _) in CONCEPTS.items():
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema(by_alias=True)}
        yield f"{concept}.json", json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def stale_schemas(docs: Path) -> list[str]:
    """Names of the schema files that are missing or differ from the models."""
    return [
        name
        for name, text in schemas()
        if not (docs / FOLDER / name).is_file() or (docs / FOLDER / name).read_text("utf-8") != text
    ]


def write_schemas(docs: Path) -> None:
    """Write all schema files."""
    (docs / FOLDER).mkdir(parents=True, exist_ok=True)
    for name, text in schemas():
        (docs / FOLDER / name).write_text(text, "utf-8")
