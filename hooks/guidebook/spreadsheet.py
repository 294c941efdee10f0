"""Tables as files for spreadsheets: CSV as RFC 4180 has it, safe to open."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

BYTE_ORDER_MARK = "\ufeff"
"""Excel reads a CSV file without it in the code page of the computer, and garbles “résumé”; others skip it."""

_FORMULA = re.compile(r"\s*[=+\-@\t\r\n＝＋－＠]")


def csv_text(rows: Iterable[Iterable[str]]) -> str:
    """The rows as CSV. Write it as UTF-8, with its line ends as they are."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows([_inert(value) for value in row] for row in rows)
    return BYTE_ORDER_MARK + text.getvalue()


def _inert(value: str) -> str:
    """The value, so marked that no spreadsheet takes it for a formula."""
    return f"'{value}" if _FORMULA.match(value) else value
