"""What a copy of the site says about itself in mkdocs.yml, under `extra`."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, TypeVar

import yaml
from pydantic import Field

from guidebook.datafile import DataFile, parse_yaml
from guidebook.fields import CONTACT, Model
from guidebook.problems import raise_all

if TYPE_CHECKING:
    from pathlib import Path

M = TypeVar("M", bound=Model)


class _Corrections(Model):
    corrections: Annotated[str, Field(pattern=CONTACT, max_length=200)]


class _Offline(Model):
    offline: bool


def read_block(config_file: Path, key: str, model: type[M]) -> tuple[DataFile, M | None]:
    """`extra.<key>` as the model of a block with this key alone, and its lines; None where it is missing or faulty."""
    text = config_file.read_text("utf-8-sig")
    file = DataFile(config_file.name)
    place = _find(_composed(text), "extra", key) if key in text else None
    if place is None:
        return file, None
    name, value = place
    start, end = name.start_mark, value.end_mark
    indent = start.column
    lines = text[start.index - indent : end.index].split("\n")
    parse_yaml("\n".join(line[indent:] for line in lines), file, start.line + 1)
    return file, file.validate(model)


def read_corrections(config_file: Path) -> str:
    """`extra.corrections`: the web or e-mail address to report an error to; empty if unset. Raises `ProblemsError`."""
    file, block = read_block(config_file, "corrections", _Corrections)
    raise_all(file.problems)
    return block.corrections if block else ""


def check_offline(config_file: Path) -> None:
    """`extra.offline`: whether readers' browsers keep the site. Raises `ProblemsError` if it is neither yes nor no."""
    file, _ = read_block(config_file, "offline", _Offline)
    raise_all(file.problems)


@lru_cache(1)
def _composed(text: str) -> yaml.Node | None:
    """The file's nodes, which every block is looked up in."""
    return yaml.compose(text, Loader=yaml.SafeLoader)


def _find(node: yaml.Node | None, *keys: str) -> tuple[yaml.Node, yaml.Node] | None:
    found = None
    for key in keys:
        if not isinstance(node, yaml.MappingNode):
            return None
        found = next(((name, value) for name, value in node.value if name.value == key), None)
        node = found[1] if found else None
    return found
