"""What stands around a sheet: the site, the short address, the license, and the institution that hands it out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from guidebook.fields import LOGO_PATH, Model, Text, Title
from guidebook.own import OWN
from guidebook.problems import raise_all
from guidebook.settings import read_block

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
    """Who runs this copy; `logo` is an image below `docs/` or in `own/`, `section` what its own pages are called."""

    name: Title
    unit: Annotated[Text, Field(max_length=80)] | None = None
    contact: Annotated[Text, Field(max_length=120)] | None = None
    logo: Annotated[str, Field(pattern=LOGO_PATH)] | None = None
    section: Annotated[Title, Field(max_length=30)] | None = None


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
    file, block = read_block(config_file, "institution", _Block)
    logo = b""
    if block and block.institution.logo:
        is_own = block.institution.logo.startswith(f"{OWN}/")
        path = (docs.parent if is_own else docs) / block.institution.logo
        message = _logo_fault(path, docs.parent / OWN if is_own else docs)
        if message:
            file.problems.append(file.problem(("institution", "logo"), message))
        else:
            logo = path.read_bytes()
    raise_all(file.problems)
    return (block.institution if block else None), logo


def _logo_fault(path: Path, folder: Path) -> str:
    if not path.resolve().is_relative_to(folder.resolve()) or not path.is_file():
        return f"is not a file below {folder.name}/; correct the path or add the image"
    if path.stat().st_size > MOST_LOGO_BYTES:
        return f"is larger than {MOST_LOGO_BYTES // 1000} kB; make the image smaller"
    return ""
