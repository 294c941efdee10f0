"""What a comparison is: columns, rows with one cell a column, and what to do with it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from guidebook.fields import CitedText, Day, Description, Id, Model, Text, Title

TABLE_ANCHORS = ("takeaway", "notes")
"""Anchors that every comparison has beside those of its rows."""


class Column(Model):
    """One of the things compared."""

    id: Id
    label: Title


class Row(Model):
    """One respect in which they differ; `cells` by column id."""

    id: Id
    label: Title
    cells: dict[str, CitedText]


class Comparison(Model):
    """A table with its own page, which guide pages embed."""

    id: Id
    title: Title
    description: Description
    reviewed: Day
    reading: Text
    columns: Annotated[tuple[Column, ...], Field(min_length=2, max_length=5)]
    rows: Annotated[tuple[Row, ...], Field(min_length=2, max_length=40)]
    takeaway: CitedText

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text that may cite a source."""
        return (*(text for row in self.rows for text in row.cells.values()), self.takeaway)
