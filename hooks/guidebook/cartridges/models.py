"""What a cartridge holds: modules, and in each its links to pages and its sheets as files."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from guidebook.fields import PAGE_ADDRESS, Description, Id, Model, Title


class Every(StrEnum):
    """What can be put in whole, so that nobody has to remember it when there is one more."""

    TOPICS = "topics"
    SCRIPTS = "scripts"
    WORKSHEETS = "worksheets"
    COMPARISONS = "comparisons"


class Entry(Model):
    """One line of a module, which is exactly one of: a link to a page, a sheet as a file, or every one of a kind."""

    page: Annotated[str, Field(pattern=PAGE_ADDRESS, max_length=200)] | None = None
    worksheet: Id | None = None
    every: Annotated[Every, Field(strict=False)] | None = None

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        if sum(value is not None for value in (self.page, self.worksheet, self.every)) != 1:
            raise ValueError("must name one of page, worksheet, every; write one line for each")
        return self


class Module(Model):
    """A part of a cartridge with a heading of its own."""

    id: Id
    title: Title
    entries: Annotated[tuple[Entry, ...], Field(min_length=1, max_length=60)]


class Cartridge(Model):
    """One package; its id is the name of its files."""

    id: Id
    order: Annotated[int, Field(ge=1, le=999)]
    title: Title
    description: Description
    modules: Annotated[tuple[Module, ...], Field(min_length=1, max_length=30)]
