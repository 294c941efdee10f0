"""What a worksheet is: sections with minutes, questions from the bank, room to write, checklists."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from guidebook.fields import Description, Id, Model, Purpose, Text, Title

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


class Section(Model):
    """A part of the conversation. `say` is a line to say aloud."""

    id: Id
    title: Title
    minutes: Annotated[int, Field(ge=1, le=45)]
    say: Text | None = None
    note: Text | None = None
    questions: tuple[SheetQuestion, ...] = ()

    @model_validator(mode="after")
    def _has_something_to_say(self) -> Self:
        if not self.questions and self.say is None:
            raise ValueError("needs a question or a line to say; add one")
        return self


class Worksheet(Model):
    """A sheet to print. The last section is the close."""

    id: Id
    title: Title
    description: Description
    purpose: Purpose
    minutes: Literal[15, 30, 45]
    sides: Literal[1, 2]
    intro: Text
    before: Checklist
    sections: Annotated[tuple[Section, ...], Field(min_length=2, max_length=8)]
    after: Checklist

    @property
    def questions(self) -> tuple[SheetQuestion, ...]:
        """All questions of the sheet, in the order in which they are numbered."""
        return tuple(question for section in self.sections for question in section.questions)
