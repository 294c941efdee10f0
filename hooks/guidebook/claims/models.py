"""What a claim is, and the grades that it may have."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from guidebook.fields import CitedText, Day, Id, Model, Text


class Grade(StrEnum):
    """How well a claim stands, from the best to the worst; the page groups by it, in this order."""

    HOLDS_UP = "holds-up"
    ASSOCIATION = "association"
    ONE_COMPANY = "one-company"
    ONE_IMPRESSION = "one-impression"
    RULE_OF_THUMB = "rule-of-thumb"
    MISREAD = "misread"
    UNSUPPORTED = "unsupported"
    FALSE_ATTRIBUTION = "false-attribution"
    FOLKLORE = "folklore"


LEDGER_ANCHORS = tuple(grade.value for grade in Grade)
"""Anchors that the ledger has beside those of its claims."""

_NOT_FOUND = {Grade.UNSUPPORTED, Grade.FALSE_ATTRIBUTION, Grade.FOLKLORE}
"""Grades that rest on something not being there, and so on how it was looked for."""


class Claim(Model):
    """A popular claim. `claim` is its usual wording, `verdict` what stands beside it in the overview."""

    id: Id
    claim: Annotated[Text, Field(max_length=90)]
    figure: Annotated[Text, Field(max_length=40)] | None = None
    grade: Annotated[Grade, Field(strict=False)]
    verdict: Annotated[Text, Field(max_length=120)]
    heard: CitedText
    origin: CitedText
    searched: Text | None = None
    say_instead: CitedText
    checked: Day

    @model_validator(mode="after")
    def _says_what_was_searched(self) -> Self:
        if self.grade in _NOT_FOUND and self.searched is None:
            raise ValueError(f"needs `searched`, since its grade is {self.grade.value}; say where you looked")
        return self

    @property
    def cited_texts(self) -> dict[str, str]:
        """Every text that may cite a source, by the name of its field."""
        return {"heard": self.heard, "origin": self.origin, "say_instead": self.say_instead}


class ClaimFile(Model):
    """One file of claims."""

    claims: Annotated[tuple[Claim, ...], Field(min_length=1)]
