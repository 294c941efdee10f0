"""What the rule is made of: wordings to quote, categories of asking, and the patterns that find them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from guidebook.fields import Id, Model, Text, Title

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


def _tidy(value: str) -> str:
    if value != value.strip() or "\n" in value:
        raise ValueError("must be one line without spaces around it; remove them")
    return value


Pattern = Annotated[str, Field(min_length=1, max_length=3000), AfterValidator(_tidy)]
"""A row of the pattern language of `grammar.py`, which the cross-check reads."""

Patterns = Annotated[tuple[Pattern, ...], Field(min_length=1)]
PlainWord = Annotated[str, Field(min_length=1, max_length=30, pattern=r"^[a-zé0-9]+$")]
PlainWords = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[a-z0-9]+( [a-z0-9]+)*$")]
Better = Annotated[tuple[Text, ...], Field(min_length=1, max_length=3)]
"""Wordings that keep the rule, to be said as they stand."""


class Category(Model):
    """A way to ask, with its reason; where several meet in one place, the first in the data gives the reason."""

    id: Id
    title: Title
    meaning: Text
    why: Text
    better: Better
    signs: Annotated[tuple[PlainWord, ...], Field(min_length=1)]
    """Words that tell of this category more than of any other."""
    patterns: tuple[Pattern, ...] = ()
    """Plain asks: a clause that has one, and nothing of `unless`, weighs more by `plain` of the weights."""


class GreyReason(Model):
    """What some would take as asking."""

    id: Id
    title: Title
    why: Text
    better: Better
    patterns: Patterns


class Spelling(Model):
    """How words are read: `same` maps one to what it stands for; the other lists are described in the data."""

    same: dict[PlainWord, PlainWords]
    slips: tuple[PlainWord, ...]
    abbreviations: tuple[PlainWord, ...]


Tells = Annotated[str, Field(pattern=r"^[0-9]+$")]


class Weights(Model):
    """What tells an ask from the rest, in steps of one weight; learned from labelled cases, never written by hand.

    A clause asks if `bias` and its share of the weights of its clues come to `breaks`. In a text of many clauses it has
    to come to `many` and `further` times the binary logarithm of their number, if that is more. `plain` is what a
    pattern of a category adds. Some would take it so
    if it misses this by at most `near`. `ground` says how much speaks for each category from the start, 0 to 9 in their
    order, and `words` how much a word does, without its ending. `table` has the weights of the clues by their places,
    as `table.py` writes them, in lines.
    """

    bias: float
    breaks: float
    many: float
    further: float
    near: float
    plain: float = 0.0
    ground: Tells
    words: dict[PlainWord, Tells]
    table: tuple[Annotated[str, Field(min_length=1, max_length=120, pattern=r"^[A-Za-z0-9_-]+$")], ...]


class RuleFile(Model):
    """A part of the rule: wordings that pages quote, or what the checker reads by."""

    wordings: Annotated[tuple[Wording, ...], Field(min_length=1)] = ()
    categories: Annotated[tuple[Category, ...], Field(min_length=1)] = ()
    grey: Annotated[tuple[GreyReason, ...], Field(min_length=1)] = ()
    unless: Annotated[tuple[Pattern, ...], Field(min_length=1)] = ()
    lexicon: dict[Id, Patterns] = Field(default_factory=dict)
    spelling: Spelling | None = None
    weights: Weights | None = None

    @model_validator(mode="after")
    def _holds_something(self) -> Self:
        if not any(getattr(self, key) for key in type(self).model_fields):
            raise ValueError("holds nothing; give it wordings, categories, grey, unless, lexicon, spelling or weights")
        return self


class Rule(Model):
    """All of the rule but its wordings, joined from its files; empty in a project without them."""

    categories: tuple[Category, ...] = ()
    grey: tuple[GreyReason, ...] = ()
    unless: tuple[Pattern, ...] = ()
    lexicon: dict[Id, Patterns] = Field(default_factory=dict)
    spelling: Spelling | None = None
    weights: Weights | None = None
