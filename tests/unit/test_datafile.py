from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from guidebook import datafile
from guidebook.datafile import DataFile, field_name, parse_yaml
from small_project import (
    MOVES,
    MOVES_YML,
    PROJECT,
    SHEET_YML,
    SOURCES_YML,
    TABLE_YML,
    TOPIC_YML,
    WORDINGS_YML,
    load,
    problems,
)

if TYPE_CHECKING:
    from pathlib import Path


class Spot(NamedTuple):
    """A line of text in a concept's file, its field, and the line and field of the entry around it."""

    file: str
    text: str
    line: int
    field: str
    entry_line: int


SPOTS = [
    Spot(SOURCES_YML, "    says: People like to be asked.", 11, "sources.1.says", 2),
    Spot(TOPIC_YML, "intro: Ask what they did yesterday.", 5, "intro", 1),
    Spot(SHEET_YML, "intro: For a first talk.", 7, "intro", 1),
    Spot(TABLE_YML, "reading: Read across.", 5, "reading", 1),
    Spot(WORDINGS_YML, "    why: It asks for a job.", 5, "wordings.1.why", 2),
    Spot(MOVES_YML, "    why: How to ask", 5, "redirects.1.why", 2),
]

# By fault: what to write for the value of the text field (KEY and INDENT are its key and indent), how many lines below
# the problem is, and what the author is told (FIELD, ENTRY: the paths of the field and of the entry around it).
VALUE_FAULTS = {
    "malformed": (
        "@x",
        0,
        ("is not valid YAML: found character that cannot start any token; check quotes, colons and indents"),
    ),
    "number": ("5", 0, "FIELD: must be text, not 5; put it in quotes"),
    "truth": ("true", 0, "FIELD: must be text, not true; put it in quotes"),
    "nothing": ("", 0, "FIELD: must be text, not nothing; put it in quotes"),
    "list": ("[a, b]", 0, "FIELD: must be text, not a list; put it in quotes"),
    "block": ("{a: b}", 0, "FIELD: must be text, not a block of fields; put it in quotes"),
    "date": ("2026-01-31", 0, "FIELD: must be text, not 2026-01-31; put it in quotes"),
    "no such date": ("2026-02-31", 0, "FIELD: cannot be read: “2026-02-31”; correct it, or put text in quotes"),
    "tag": ("!!python/name:os.system x", 0, "FIELD: cannot be read: “x”; correct it, or put text in quotes"),
    "unknown": (
        "Fine.\nINDENTcolor: red",
        1,
        ("ENTRYcolor: is not a field here; check its spelling and indent, or remove it"),
    ),
    "duplicate": ("Fine.\nINDENTKEY: Fine.", 1, "FIELD: stands twice, first in line LINE; keep one"),
    "too long": ("x" * 601, 0, "FIELD: must be at most 600 characters, not 601; shorten it"),
    "too short": ("x", 0, "FIELD: must be at least 2 characters, not 1; say more"),
    "alias": ("&a [x]\nINDENTcolor: *a", 1, "ENTRYcolor: repeats another place by a YAML alias; write it out"),
    "merge key": ("Fine.\nINDENT<<: {a: b}", 1, "PARENThas a key that is not a plain word; write a field name"),
    "list as key": ("Fine.\nINDENT? [a]\nINDENT: b", 1, "PARENThas a key that is not a plain word; write a field name"),
    "deep nesting": ("[" * 100_000, 0, "is nested more than 20 levels deep; write it flatter"),
    "control character": ("a\x07b", 0, "contains the control character U+0007; delete it"),
    "hidden character": (
        '"a\\u200Bb"',
        0,
        ("FIELD: must be one paragraph without control characters; use a folded block (>-) for long text"),
    ),
    "paragraphs": (
        "|-\nINDENT  a\nINDENT  b",
        0,
        ("FIELD: must be one paragraph without control characters; use a folded block (>-) for long text"),
    ),
    "space": ('" a"', 0, "FIELD: must not begin or end with a space; remove it"),
    "HTML": ("Say <b>this</b>", 0, "FIELD: must be plain text without HTML, links or headings; say it in words"),
    "link": ("Say [this](x)", 0, "FIELD: must be plain text without HTML, links or headings; say it in words"),
    "heading": ('"# Say this"', 0, "FIELD: must be plain text without HTML, links or headings; say it in words"),
    "citation": (
        "Say this.[^doe-2020]",
        0,
        "FIELD: must not cite a source; citations stand in comparisons, claims and pages",
    ),
}

FILE_FAULTS: dict[str, tuple[str | bytes, str]] = {
    "empty": ("", "1: is empty; fill it in or delete it"),
    "comment": ("# nothing\n", "1: is empty; fill it in or delete it"),
    "list": ("- a\n", "1: must be a block of fields, not a list; indent its fields below it"),
    "text": ("hello\n", "1: must be a block of fields, not “hello”; indent its fields below it"),
    "not UTF-8": (b"# one\n# two: \xff\n", "2: is not UTF-8; save it as UTF-8"),
    "two documents": ("a: b\n---\nc: d\n", "2: begins a second document; keep one in a file"),
    "tab": (
        "# one\n\tid: a\n",
        ("2: is not valid YAML: found character that cannot start any token; check quotes, colons and indents"),
    ),
}


@pytest.mark.parametrize("spot", SPOTS, ids=lambda spot: spot.file.split("/")[2])
@pytest.mark.parametrize("fault", VALUE_FAULTS)
def test_fault_in_a_value_is_told_with_its_line_and_field(fault: str, spot: Spot, tmp_path: Path) -> None:
    value, below, message = VALUE_FAULTS[fault]
    key, _, _ = spot.text.strip().partition(":")
    indent = " " * (len(spot.text) - len(spot.text.lstrip()))
    entry = spot.field.removesuffix(key)
    words = {
        "INDENT": indent,
        "KEY": key,
        "FIELD": spot.field,
        "ENTRY": entry,
        "PARENT": f"{entry[:-1]}: " if entry else "",
        "LINE": str(spot.line),
    }
    for word, meaning in words.items():
        value, message = value.replace(word, meaning), message.replace(word, meaning)
    text = {**PROJECT, MOVES_YML: MOVES}[spot.file]
    changed = text.replace(spot.text, f"{indent}{key}: {value}")
    assert problems(tmp_path, {spot.file: changed}) == [f"{spot.file}:{spot.line + below}: {message}"]


@pytest.mark.parametrize("spot", SPOTS, ids=lambda spot: spot.file.split("/")[2])
def test_missing_field_is_told_at_its_entry(spot: Spot, tmp_path: Path) -> None:
    text = {**PROJECT, MOVES_YML: MOVES}[spot.file]
    changed = text.replace(f"{spot.text}\n", "")
    assert problems(tmp_path, {spot.file: changed}) == [
        f"{spot.file}:{spot.entry_line}: {spot.field}: is missing; add it"
    ]


@pytest.mark.parametrize("spot", SPOTS, ids=lambda spot: spot.file.split("/")[2])
@pytest.mark.parametrize("fault", FILE_FAULTS)
def test_fault_of_a_whole_file_is_told_and_nothing_that_follows_from_it(fault: str, spot: Spot, tmp_path: Path) -> None:
    content, message = FILE_FAULTS[fault]
    assert problems(tmp_path, {spot.file: content}) == [f"{spot.file}:{message}"]


def test_folder_with_the_name_of_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / WORDINGS_YML).mkdir(parents=True)
    message = "cannot be read: Is a directory; check that it is a readable file"
    assert problems(tmp_path, {WORDINGS_YML: None}) == [f"{WORDINGS_YML}:1: {message}"]


def test_huge_file_is_not_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(datafile, "MAX_BYTES", 3 * 1024 * 1024)
    huge = "#" * (3 * 1024 * 1024 + 1)
    assert problems(tmp_path, {WORDINGS_YML: huge}) == [f"{WORDINGS_YML}:1: is larger than 3 MB; split it"]


def test_byte_order_mark_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    text = "\ufeff" + PROJECT[WORDINGS_YML].replace("\n", "\r\n")
    assert [wording.id for wording in load(tmp_path, {WORDINGS_YML: text}).catalog.wordings] == [
        "are-you-hiring",
        "how-people-get-in",
    ]


def test_twenty_levels_are_not_too_deep() -> None:
    file = DataFile("x.yml")
    parse_yaml("[" * 20 + "]" * 20, file)
    assert file.problems == []


def test_positions_count_from_one_for_authors() -> None:
    assert field_name(("questions", 2, "minutes")) == "questions.3.minutes"
