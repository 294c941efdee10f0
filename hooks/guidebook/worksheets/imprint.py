"""What stands around a sheet: the site, the short address, the license, and the institution that hands it out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import yaml
from pydantic import Field

from guidebook.datafile import DataFile, parse_yaml
from guidebook.fields import LOGO_PATH, Model, Text, Title
from guidebook.problems import raise_all

if TYPE_CHECKING:
    from pathlib import Path

LICENSE = "CC BY 4.0"
MOST_LOGO_BYTES = 500_000


class Paper(StrEnum):
    """What the sheets are printed on."""

    LETTER = "letter"
    A4 = "a4"

    @property
    def label(self) -> str:
        """As people call it."""
        return {"letter": "US Letter", "a4": "A4"}[self.value]

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in millimeters."""
        return (215.9, 279.4) if self is Paper.LETTER else (210.0, 297.0)


class Institution(Model):
    """Who hands the sheets out; `logo` is an image below `docs/`."""

    name: Title
    unit: Annotated[Text, Field(max_length=80)] | None = None
    contact: Annotated[Text, Field(max_length=120)] | None = None
    logo: Annotated[str, Field(pattern=LOGO_PATH)] | None = None


class _Block(Model):
    institution: Institution


@dataclass(frozen=True)
class Imprint:
    """Printed on every sheet; `address` is its own short one, `logo` the bytes of an image in png, jpg or svg."""

    site_name: str
    address: str
    institution: Institution | None = None
    logo: bytes = b""
    logo_format: str = ""

    @property
    def shown_address(self) -> str:
        """The address as people read it aloud: without its scheme."""
        return self.address.partition("://")[2] or self.address


def read_institution(config_file: Path, docs: Path) -> tuple[Institution | None, bytes]:
    """`extra.institution` of mkdocs.yml, and the bytes of its logo. Raises `ProblemsError`."""
    text = config_file.read_text("utf-8-sig")
    place = _find(yaml.compose(text, Loader=yaml.SafeLoader), "extra", "institution")
    if place is None:
        return None, b""
    key, value = place
    start, end = key.start_mark, value.end_mark
    indent = start.column
    lines = text[start.index - indent : end.index].split("\n")
    file = DataFile(config_file.name)
    parse_yaml("\n".join(line[indent:] for line in lines), file, start.line + 1)
    block = file.validate(_Block)
    logo = b""
    if block and block.institution.logo:
        path = docs / block.institution.logo
        message = _logo_fault(path, docs)
        if message:
            file.problems.append(file.problem(("institution", "logo"), message))
        else:
            logo = path.read_bytes()
    raise_all(file.problems)
    return (block.institution if block else None), logo


def _find(node: yaml.Node | None, *keys: str) -> tuple[yaml.Node, yaml.Node] | None:
    found = None
    for key in keys:
        if not isinstance(node, yaml.MappingNode):
            return None
        found = next(((name, value) for name, value in node.value if name.value == key), None)
        node = found[1] if found else None
    return found


def _logo_fault(path: Path, docs: Path) -> str:
    if not path.resolve().is_relative_to(docs.resolve()) or not path.is_file():
        return f"is not a file below {docs.name}/; correct the path or add the image"
    if path.stat().st_size > MOST_LOGO_BYTES:
        return f"is larger than {MOST_LOGO_BYTES // 1000} kB; make the image smaller"
    return ""
