"""What a topic and its questions are."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field

from guidebook.fields import Description, Id, Model, Purpose, Question, Text, Title

ALL_QUESTIONS = "all"
"""Names the page of all questions; no topic can have it as its id."""


class Stage(StrEnum):
    """Where in the conversation a question fits."""

    OPENING = "opening"
    MIDDLE = "middle"
    CLOSING = "closing"


class Audience(StrEnum):
    """Who would ask it; `everyone` stands alone."""

    EVERYONE = "everyone"
    STUDENTS = "students"
    CAREER_CHANGERS = "career-changers"
    RETURNING = "returning"
    NEWCOMERS = "newcomers"
    FIRST_GENERATION = "first-generation"
    EMPLOYED = "employed"
    INSIDERS = "insiders"


def _distinct(values: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(values)) != len(values):
        raise ValueError("names one thing twice; keep one")
    return values


def _everyone_alone(values: tuple[Audience, ...]) -> tuple[Audience, ...]:
    if Audience.EVERYONE in values and len(values) > 1:
        raise ValueError("everyone stands alone; remove it or the others")
    return values


class Caution(Model):
    """Why a question is delicate and how to ask it better."""

    why: Text
    better: Question


class BankQuestion(Model):
    """One question of the bank. `minutes` covers the answer and a follow-up."""

    id: Id
    wording: Question
    why: Text
    listen_for: Text
    follow_ups: Annotated[tuple[Question, ...], Field(min_length=1, max_length=2)]
    purposes: Annotated[tuple[Purpose, ...], Field(min_length=1, max_length=3), AfterValidator(_distinct)]
    stage: Annotated[Stage, Field(strict=False)]
    audience: Annotated[
        tuple[Annotated[Audience, Field(strict=False)], ...],
        Field(min_length=1),
        AfterValidator(_distinct),
        AfterValidator(_everyone_alone),
    ]
    minutes: Annotated[int, Field(ge=1, le=15)]
    caution: Caution | None = None


def _not_all(value: str) -> str:
    if value == ALL_QUESTIONS:
        raise ValueError(f"is the address of the page of all questions: {value}; choose another id")
    return value


class Topic(Model):
    """A page of the bank: questions about one thing, in the order in which they are printed."""

    id: Annotated[Id, AfterValidator(_not_all)]
    title: Title
    order: Annotated[int, Field(ge=1, le=9999)]
    description: Description
    intro: Text
    questions: Annotated[tuple[BankQuestion, ...], Field(min_length=1)]
