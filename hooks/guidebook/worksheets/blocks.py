"""A worksheet as it is laid out: its blocks from top to bottom, with numbers, labels and names of fields.

The web page, the PDFs, the DOCX and the Markdown file are all made from these blocks, so that none of them counts or
words anything on its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from guidebook.rule.models import RULE_IN_SHORT
from guidebook.text import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from guidebook.questions.models import BankQuestion
    from guidebook.worksheets.models import Grid, Section, SheetQuestion, Worksheet

HEAD = (("name", "Name"), ("date", "Date"))
TALK_HEAD = (("meeting-with", "Meeting with"), ("aim", "What I most want to learn"))
CORE_LEGEND = "core: the three questions to ask first if time runs short."


@dataclass(frozen=True)
class Space:
    """A place to write in: `key` is unique on the sheet, `label` says aloud what belongs there, `lines` is how tall."""

    key: str
    label: str
    lines: int = 1


@dataclass(frozen=True)
class Title:
    """The sheet's name and what it is for."""

    kind: ClassVar = "title"
    anchor: str
    text: str
    intro: str


@dataclass(frozen=True)
class Rule:
    """The rule, which stands on every sheet."""

    kind: ClassVar = "rule"
    text: str


@dataclass(frozen=True)
class Head:
    """Who, when, whom; the last of four spaces is a wide one."""

    kind: ClassVar = "head"
    spaces: tuple[Space, ...]


@dataclass(frozen=True)
class Heading:
    """The title of a part of the sheet, its minutes already in the text."""

    kind: ClassVar = "heading"
    anchor: str
    text: str


@dataclass(frozen=True)
class Line:
    """A paragraph; `role` is `legend`, `note` or `say` (something to say aloud, to be set in quotation marks)."""

    kind: ClassVar = "line"
    role: str
    text: str


@dataclass(frozen=True)
class NumberedQuestion:
    """A question of the bank with its number on the sheet, why to ask it, and room for the answer."""

    kind: ClassVar = "question"
    number: int
    id: str
    text: str
    why: str
    core: bool
    space: Space


@dataclass(frozen=True)
class WritingPrompt:
    """Something to answer in writing."""

    kind: ClassVar = "prompt"
    text: str
    space: Space


@dataclass(frozen=True)
class Boxes:
    """A list to tick off; each item is a space whose label is its text."""

    kind: ClassVar = "boxes"
    items: tuple[Space, ...]


@dataclass(frozen=True)
class Cell:
    """A cell of a grid: its printed text, or a space to write in."""

    text: str
    space: Space | None = None


@dataclass(frozen=True)
class Table:
    """A grid: column labels, which columns are narrow, rows of cells, and the height of a row in millimeters."""

    kind: ClassVar = "grid"
    caption: str
    columns: tuple[str, ...]
    narrow: tuple[bool, ...]
    rows: tuple[tuple[Cell, ...], ...]
    height: int
    labeled: bool


Block = Title | Rule | Head | Heading | Line | NumberedQuestion | WritingPrompt | Boxes | Table


def blocks(sheet: Worksheet, questions: Mapping[str, BankQuestion]) -> Iterator[Block]:
    """The blocks of a sheet in the order in which they are printed."""
    yield Title(sheet.id, sheet.title, sheet.intro)
    yield Rule(RULE_IN_SHORT)
    yield Head(tuple(Space(*pair) for pair in (HEAD if sheet.minutes is None else (*HEAD, *TALK_HEAD))))
    if sheet.before:
        yield Heading("before", "Before you go")
        yield _boxes("before", sheet.before)
    if sheet.questions:
        yield Line("legend", CORE_LEGEND)
    number = 1
    for section in sheet.sections:
        # What to remember at the close comes after its last question, as it does in the conversation.
        is_close = sheet.minutes is not None and section is sheet.sections[-1]
        note = (Line("note", section.note),) if section.note else ()
        yield _heading(section)
        if not is_close:
            yield from note
        yield from _content(section, number, questions)
        if is_close:
            yield from note
        number += len(section.questions)
    if sheet.after:
        yield Heading("after", "Afterward")
        yield _boxes("after", sheet.after)


def spaces(laid_out: tuple[Block, ...]) -> Iterator[Space]:
    """Every place to write on or to tick, in reading order."""
    for block in laid_out:
        match block:
            case Head():
                yield from block.spaces
            case NumberedQuestion() | WritingPrompt():
                yield block.space
            case Boxes():
                yield from block.items
            case Table():
                yield from (cell.space for row in block.rows for cell in row if cell.space)


def _heading(section: Section) -> Heading:
    minutes = f" · {count(section.minutes, 'minute')}" if section.minutes else ""
    return Heading(section.id, f"{section.title}{minutes}")


def _content(section: Section, number: int, questions: Mapping[str, BankQuestion]) -> Iterator[Block]:
    if section.say:
        yield Line("say", section.say)
    for offset, entry in enumerate(section.questions):
        yield _question(entry, questions[entry.question], number + offset)
    for position, prompt in enumerate(section.prompts, 1):
        yield WritingPrompt(prompt.text, Space(f"{section.id}.prompt-{position}", prompt.text, prompt.lines))
    if section.checklist:
        yield _boxes(section.id, section.checklist)
    if section.grid:
        yield _table(section.id, section.grid)


def _question(entry: SheetQuestion, question: BankQuestion, number: int) -> NumberedQuestion:
    space = Space(entry.question, question.wording, entry.lines)
    return NumberedQuestion(number, entry.question, question.wording, question.why, entry.core, space)


def _boxes(part: str, items: tuple[str, ...]) -> Boxes:
    return Boxes(tuple(Space(f"{part}.box-{position}", item) for position, item in enumerate(items, 1)))


def _table(part: str, grid: Grid) -> Table:
    labels = [column.label for column in grid.columns]

    def space(row: str, name: str, column: int) -> Space:
        return Space(f"{part}.{row}.{grid.columns[column].id}", f"{name}: {labels[column]}", 2)

    rows = [
        tuple(Cell("", space(f"row-{number}", f"Line {number}", column)) for column in range(len(labels)))
        for number in range(1, (grid.rows or 0) + 1)
    ]
    for row in grid.labeled_rows:
        cells = [Cell(row.label)]
        for position, column in enumerate(grid.columns[1:], 1):
            text = row.cells.get(column.id, "")
            cells.append(Cell(text) if text else Cell("", space(row.id, row.label, position)))
        rows.append(tuple(cells))
    narrow = tuple(column.narrow for column in grid.columns)
    return Table(grid.caption, tuple(labels), narrow, tuple(rows), grid.height, bool(grid.labeled_rows))
