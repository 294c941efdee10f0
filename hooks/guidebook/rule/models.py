"""What a wording is, and how it stands to the rule."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from guidebook.fields import Id, Model, Text

RULE_IN_SHORT = "Learn. Never ask for a job."
"""Stands on every sheet."""


class Verdict(StrEnum):
    """How the person asked would take it."""

    FINE = "fine"
    GREY = "grey"
    BREAKS = "breaks"


class Wording(Model):
    """Something a person might say or write; `instead` keeps the rule where the wording does not."""

    id: Id
    wording: Text
    verdict: Annotated[Verdict, Field(strict=False)]
    why: Text
    instead: Text | None = None

    @model_validator(mode="after")
    def _offers_better(self) -> Self:
        if self.verdict is not Verdict.FINE and self.instead is None:
            raise ValueError("needs `instead`, since it is not fine; add a wording that is")
        return self


class WordingFile(Model):
    """The wordings that pages quote."""

    wordings: Annotated[tuple[Wording, ...], Field(min_length=1)]
