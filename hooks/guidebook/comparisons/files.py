"""A comparison as a file for spreadsheets: CSV as RFC 4180 has it, safe to open; and what a cell says there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from guidebook.addresses import comparison_place, url_of
from guidebook.fields import CITATION
from guidebook.spreadsheet import csv_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from guidebook.comparisons.models import Column, Comparison
    from guidebook.sources.models import Source

FOLDER = "comparisons/files"
ADDRESS = "Address"

_CITATIONS = re.compile(rf"\s*{CITATION.pattern}(?:\s*{CITATION.pattern})*")


def comparison_csv(comparison: Comparison, sources: Mapping[str, Source], site_url: str = "") -> str:
    """The table as CSV: labels in the first row and column, sources in brackets, and each row's permanent address.

    Without `site_url` there is no column of addresses. Write the text as UTF-8, with its line ends as they are.
    """
    columns, base = comparison.columns, site_url.rstrip("/")
    page = f"{base}{url_of(comparison_place(comparison.id))}"
    address = [ADDRESS] if base else []
    table = [[comparison.title, *(column.label for column in columns), *address]]
    for row in comparison.rows:
        cells = [cell_text(row.cells[column.id], column, sources) for column in columns]
        table.append([row.label, *cells, *([f"{page}#{row.id}"] if base else [])])
    return csv_text(table)


def cell_text(text: str, column: Column, sources: Mapping[str, Source]) -> str:
    """The cell as the page shows it, its footnote references replaced by short ones."""
    if column.spoken:
        return f"“{text}”"
    return _CITATIONS.sub(lambda match: _references(match[0], sources), text).strip()


def _references(citations: str, sources: Mapping[str, Source]) -> str:
    return f" ({'; '.join(sources[source_id].short for source_id in CITATION.findall(citations))})"
