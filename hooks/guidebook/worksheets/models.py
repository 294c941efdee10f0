"""What a worksheet is: sections with minutes, questions from the bank, room to write, checklists."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from guidebook.fields import Description, Id, Model, Purpose, PurposeName, Text, Title

CORE_QUESTIONS = 3
CLOSE_MINUTES = 2
SHEET_ANCHORS = ("before", "after")
"""Anchors that every sheet has beside those of its sections."""

Checklist = Annotated[tuple[Annotated[Text, Field(max_length=160)], ...], Field(min_length=3, max_length=6)]


class SheetQuestion(Model):
    """A question of the bank on a sheet: `lines` to write on, and whether to ask it first if time runs short."""

    question: Id
    core: bool = False
    lines: Annotated[int, Field(ge=1, le=8)]


class Prompt(Model):
    """Something to answer in writing, on `lines` ruled lines."""

    text: Annotated[Text, Field(max_length=200)]
    lines: Annotated[int, Field(ge=1, le=9)]


class Voice(StrEnum):
    """Who speaks: the reader, who keeps the rule; another person, who may say anything; or nobody, who describes."""

    READER = "reader"
    OTHER = "other"
    NOBODY = "nobody"


class GridColumn(Model):
    """A column of a grid; the first one holds the labels of labeled rows, and a narrow one takes a word or a number.

    What stands in it must keep the rule unless its `voice` is not the reader's.
    """

    id: Id
    label: Title
    narrow: bool = False
    voice: Annotated[Voice, Field(strict=False)] = Voice.READER


class LabeledRow(Model):
    """A row with a label and, by column id, what stands in its other cells already."""

    id: Id
    label: Annotated[Text, Field(max_length=120)]
    cells: Annotated[dict[str, Annotated[Text, Field(max_length=200)]], Field(default_factory=dict)]


class Grid(Model):
    """A table to fill in: either `rows` empty rows, each `height` millimeters tall, or labeled rows."""

    caption: Title
    columns: Annotated[tuple[GridColumn, ...], Field(min_length=2, max_length=6)]
    rows: Annotated[int, Field(ge=1, le=20)] | None = None
    labeled_rows: Annotated[tuple[LabeledRow, ...], Field(max_length=20)] = ()
    height: Annotated[int, Field(ge=8, le=20)] = 8

    @model_validator(mode="after")
    def _has_one_kind_of_row(self) -> Self:
        if (self.rows is None) == (not self.labeled_rows):
            raise ValueError("needs either `rows` or `labeled_rows`; give one of them")
        known = {column.id for column in self.columns[1:]}
        unknown = sorted({cell for row in self.labeled_rows for cell in row.cells} - known)
        if unknown:
            raise ValueError(f"has cells for no column: {', '.join(unknown)}; correct them or add the column")
        return self


class Section(Model):
    """A part of the sheet, printed in this order: title, note, what to say, questions, prompts, checklist, grid."""

    id: Id
    title: Title
    minutes: Annotated[int, Field(ge=1, le=45)] | None = None
    say: Text | None = None
    note: Text | None = None
    questions: tuple[SheetQuestion, ...] = ()
    prompts: Annotated[tuple[Prompt, ...], Field(max_length=12)] = ()
    checklist: Annotated[tuple[Annotated[Text, Field(max_length=160)], ...], Field(max_length=8)] = ()
    grid: Grid | None = None

    @model_validator(mode="after")
    def _has_something_in_it(self) -> Self:
        if not (self.questions or self.prompts or self.checklist or self.grid or self.say):
            raise ValueError("is empty; add a question, a prompt, a checklist, a grid or a line to say")
        return self


class MomentName(StrEnum):
    """When a sheet is taken out; the list of sheets follows this order."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"
    PRACTICE = "practice"
    TEACH = "teach"


class Worksheet(Model):
    """A sheet to print; `order` places it among the sheets of its moment.

    One with `minutes` is for a conversation, and its last section is the close.
    """

    id: Id
    title: Title
    description: Description
    moment: Annotated[MomentName, Field(strict=False)] = MomentName.DURING
    purpose: Purpose | None = None
    minutes: Literal[15, 30, 45] | None = None
    sides: Literal[1, 2]
    order: Annotated[int, Field(ge=1, le=99)] = 50
    intro: Text
    before: Checklist | None = None
    sections: Annotated[tuple[Section, ...], Field(min_length=1, max_length=8)]
    after: Checklist | None = None

    @model_validator(mode="after")
    def _is_timed_or_not(self) -> Self:
        timed = {"purpose": self.purpose, "before": self.before, "after": self.after}
        if self.minutes is not None and None in timed.values():
            missing = ", ".join(key for key, value in timed.items() if value is None)
            raise ValueError(f"has minutes, so it also needs {missing}; add them")
        if self.minutes is not None and any(section.minutes is None for section in self.sections):
            raise ValueError("has minutes, so each of its sections needs them; add them")
        if self.minutes is None and (any(timed.values()) or any(section.minutes for section in self.sections)):
            raise ValueError("has no minutes, so neither purpose, before, after nor timed sections; remove them")
        if self.minutes is None and self.questions:
            raise ValueError("has no minutes, so no questions of the bank; use prompts")
        return self

    @property
    def rank(self) -> tuple[int, int, bool, int, int, str]:
        """Place in lists: by moment and order; sheets of a purpose and length before those of a situation."""
        general = self.purpose is not None and self.id == f"{self.purpose}-{self.minutes}"
        purpose = list(PurposeName).index(self.purpose) if general and self.purpose else 0
        return list(MomentName).index(self.moment), self.order, not general, purpose, self.minutes or 0, self.id

    @property
    def questions(self) -> tuple[SheetQuestion, ...]:
        """All questions of the sheet, in the order in which they are numbered."""
        return tuple(question for section in self.sections for question in section.questions)
