"""What an entry of the change log is."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field

from guidebook.fields import Day, Id, Model, Text
from guidebook.links.models import Address


class Kind(StrEnum):
    """What was done; a correction is of something that was wrong."""

    ADDED = "added"
    CORRECTED = "corrected"
    MOVED = "moved"
    REWORDED = "reworded"


def _one_sentence(value: str) -> str:
    if not value.endswith((".", "?", "!", ".”")):
        raise ValueError("must be a sentence; end it with a full stop")
    return value


def _distinct(values: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(values)) != len(values):
        raise ValueError("names one thing twice; keep one")
    return values


Pages = Annotated[tuple[Address, ...], Field(min_length=1, max_length=40), AfterValidator(_distinct)]


class Change(Model):
    """One entry: `pages` are the addresses of what changed, `what` says it in one sentence."""

    id: Id
    date: Day
    kind: Annotated[Kind, Field(strict=False)]
    pages: Pages
    what: Annotated[Text, Field(max_length=240), AfterValidator(_one_sentence)]


class ChangeFile(Model):
    """One file of the log."""

    changes: Annotated[tuple[Change, ...], Field(min_length=1)]
