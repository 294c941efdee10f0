"""Drafts from anywhere, held to the rule: text, Markdown and Word files, and lines of JSON in bulk."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any, NamedTuple

import docx

from guidebook.text import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from guidebook.rule.checker import Checker, Finding

MOST_BYTES = 4_000_000
"""What is read of a text file; the rest of a larger one is left out, and that is said."""
MOST_UNPACKED = 100_000_000
BYTE_ORDER_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
HEARD = {"breaks": "asks", "grey": "some would take this as asking"}


class DraftError(Exception):
    """A file that cannot be read as a draft; the message says why."""


class Draft(NamedTuple):
    """A text with the name of its file, and whether more of it was left out."""

    name: str
    text: str
    cut: bool = False


def read_draft(path: Path) -> Draft:
    """The text of a file, of whatever encoding. Raises `DraftError`."""
    try:
        with path.open("rb") as file:
            raw = file.read(None if path.suffix.lower() == ".docx" else MOST_BYTES + 1)
    except OSError as error:
        raise DraftError(f"cannot be read: {error.strerror}") from None
    if path.suffix.lower() == ".docx":
        return Draft(str(path), _word_text(raw))
    return Draft(str(path), decode(raw[:MOST_BYTES]), len(raw) > MOST_BYTES)


def decode(raw: bytes) -> str:
    """Bytes as text: UTF-8, UTF-16 with its mark, or else as Windows writes Western languages."""
    if raw[:2] in BYTE_ORDER_MARKS:
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start > len(raw) - 4:
            return raw[: error.start].decode("utf-8-sig")
    return raw.decode("cp1252", errors="replace")


def _word_text(raw: bytes) -> str:
    """The paragraphs of a Word file, those in its tables too."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
                raise DraftError("is too large when unpacked; save a smaller copy")
        document = docx.Document(io.BytesIO(raw))
        cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
        texts = [paragraph.text for paragraph in document.paragraphs]
        texts += [paragraph.text for cell in cells for paragraph in cell.paragraphs]
    except DraftError:
        raise
    except Exception:
        raise DraftError("is no Word file that can be opened; save it as .docx or as text") from None
    return "\n\n".join(texts)


def report(draft: Draft, findings: Iterable[Finding]) -> Iterator[str]:
    """Each finding as one line for people."""
    for finding in findings:
        line = draft.text.count("\n", 0, finding.start) + 1
        words = " ".join(finding.text.split())
        yield f"{draft.name}:{line}: “{words}” {HEARD[finding.severity]}. {finding.why} Better: {finding.better[0]}"
    if draft.cut:
        yield f"{draft.name}: only the first {MOST_BYTES // 1_000_000} MB were read"


def verdict(findings: Iterable[Finding]) -> str:
    """The plain sentence that stands over a draft."""
    places = sum(finding.severity == "breaks" for finding in findings)
    if not places:
        return "Nothing here asks for a job."
    return f"{count(places, 'place')} {'asks' if places == 1 else 'ask'} for a job."


def as_data(draft: Draft, findings: Iterable[Finding]) -> dict[str, Any]:
    """The draft's findings for machines; `start` and `end` count characters from 0, `line` from 1."""
    found = [{"line": draft.text.count("\n", 0, finding.start) + 1, **finding._asdict()} for finding in findings]
    return {
        "file": draft.name,
        "flagged": any(entry["severity"] == "breaks" for entry in found),
        "cut": draft.cut,
        "findings": found,
    }


def judge_lines(lines: Iterable[bytes], checker: Checker) -> Iterator[dict[str, Any]]:
    """An answer for each line `{"id", "text"}`, in the same order; one that cannot be read is answered by an error."""
    for number, raw in enumerate(lines, 1):
        if not raw.strip():
            continue
        try:
            entry = json.loads(raw.decode("utf-8-sig", errors="replace"))
        except (ValueError, RecursionError):
            yield {"id": None, "error": f"line {number} is not JSON"}
            continue
        if not isinstance(entry, dict) or not isinstance(entry.get("text"), str):
            known = entry.get("id") if isinstance(entry, dict) else None
            yield {"id": known, "error": f"line {number} is no object with a text"}
            continue
        breaks = [finding for finding in checker.check(entry["text"]) if finding.severity == "breaks"]
        yield {
            "id": entry.get("id"),
            "flagged": bool(breaks),
            "spans": [finding.text for finding in breaks],
            "categories": [finding.category for finding in breaks],
        }
