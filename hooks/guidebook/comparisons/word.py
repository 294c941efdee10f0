"""A comparison as a Word file, to edit: laid out in the blocks of a sheet, and so branded as the sheets are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidebook.comparisons.files import cell_text
from guidebook.fields import CITATION
from guidebook.worksheets.blocks import Block, Cell, Heading, Line, Table, Title

if TYPE_CHECKING:
    from collections.abc import Mapping

    from guidebook.comparisons.models import Comparison
    from guidebook.sources.models import Source

ROW_HEIGHT = 8
"""Millimeters that a row takes at least."""


def comparison_blocks(comparison: Comparison, sources: Mapping[str, Source], address: str) -> tuple[Block, ...]:
    """The table with its labels, what to look for and what to do; `address` is that of its page."""
    columns = comparison.columns
    rows = tuple(
        (Cell(row.label), *(Cell(cell_text(row.cells[column.id], column, sources)) for column in columns))
        for row in comparison.rows
    )
    labels = ("", *(column.label for column in columns))
    narrow = (False,) * len(labels)
    takeaway = CITATION.sub("", comparison.takeaway).strip()
    cites = any(CITATION.search(text) for text in comparison.texts)
    has = "its sources in full and a link to each row" if cites else "a link to each row"
    return (
        Title(comparison.id, comparison.title, comparison.reading),
        Table(comparison.title, labels, narrow, rows, ROW_HEIGHT, labeled=True),
        Heading("takeaway", "What to do with it"),
        Line("note", takeaway),
        Line("note", f"This table online, with {has}: {address}"),
    )
