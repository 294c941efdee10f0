"""What a comparison is: columns, rows with one cell a column, and what to do with it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from guidebook.fields import CitedText, Day, Description, Id, Model, Text, Title
from guidebook.rule.models import Verdict

TABLE_ANCHORS = ("takeaway", "notes")
"""Anchors that every comparison has beside those of its rows."""

Heard = Annotated[Verdict, Field(strict=False)]
"""A verdict by its word; YAML knows no enumerations, hence not strict."""


class GroupName(StrEnum):
    """When a reader needs the table; the list of tables follows this order."""

    WHAT = "what-it-is"
    ASKING = "asking"
    TALK = "in-the-talk"
    AFTERWARD = "afterward"
    COACHES = "for-coaches"


class Column(Model):
    """One of the things compared; the cells of a `spoken` one are words that somebody says, and how they are heard."""

    id: Id
    label: Title
    spoken: Heard | None = None


class Row(Model):
    """One respect in which they differ; `cells` by column id."""

    id: Id
    label: Title
    cells: dict[str, CitedText]


class Comparison(Model):
    """A table with its own page, which guide pages embed; `order` places it among the tables of its group."""

    id: Id
    title: Title
    description: Description
    group: Annotated[GroupName, Field(strict=False)] = GroupName.WHAT
    order: Annotated[int, Field(ge=1, le=99)] = 50
    reviewed: Day
    reading: Text
    columns: Annotated[tuple[Column, ...], Field(min_length=2, max_length=5)]
    rows: Annotated[tuple[Row, ...], Field(min_length=2, max_length=40)]
    takeaway: CitedText

    @property
    def rank(self) -> tuple[int, int, str]:
        """Place in lists: by group and order."""
        return list(GroupName).index(self.group), self.order, self.id

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text that may cite a source."""
        return (*(text for row in self.rows for text in row.cells.values()), self.takeaway)
