"""What a script is: words to send or say, with blanks in [brackets] that the reader fills in."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, Field, ValidationInfo, field_validator, model_validator

from guidebook.fields import CitedText, Description, Id, Model, Text, Title

BLANK = re.compile(r"\[([^\[\]]+)\]")
"""A blank in a text, its name in the group."""

GROUP_ANCHORS = ("notes",)
"""Anchors that the page of a group may have beside those of its scripts."""


class Channel(StrEnum):
    """How the words reach the other person; an email has a subject, and a reply keeps the one that it answers."""

    EMAIL = "email"
    REPLY = "reply"
    LINKEDIN_NOTE = "linkedin-note"
    LINKEDIN_MESSAGE = "linkedin-message"
    PHONE = "phone"
    VOICEMAIL = "voicemail"
    SPOKEN = "spoken"
    CARD = "card"


def _closed(value: str) -> str:
    if re.search(r"[\[\]]", BLANK.sub("", value)):
        raise ValueError("has a bracket that belongs to no blank; write a blank as [their name]")
    return value


Paragraph = Annotated[Text, AfterValidator(_closed)]


class Limit(Model):
    """The most that fits, by the rules of a service or by good manners: in characters or in words."""

    characters: Annotated[int, Field(ge=50, le=3000)] | None = None
    words: Annotated[int, Field(ge=10, le=400)] | None = None

    @model_validator(mode="after")
    def _counts_one_thing(self) -> Self:
        if (self.characters is None) == (self.words is None):
            raise ValueError("needs either `characters` or `words`; give one of them")
        return self


class Script(Model):
    """Words to adapt. A check that spans two fields stands with the later one, so that its line is told."""

    id: Id
    title: Title
    channel: Annotated[Channel, Field(strict=False)]
    when: Annotated[Text, Field(max_length=200)]
    limit: Limit | None = None
    subject: Annotated[Paragraph, Field(max_length=70)] | None = Field(default=None, validate_default=True)
    text: Annotated[tuple[Paragraph, ...], Field(min_length=1, max_length=10)]
    blanks: dict[str, Annotated[Text, Field(max_length=160)]] = Field(default_factory=dict, validate_default=True)
    why: Text
    avoid: Text

    @field_validator("subject")
    @classmethod
    def _stands_over_emails_alone(cls, value: str | None, info: ValidationInfo) -> str | None:
        channel = info.data.get("channel", Channel.EMAIL if value else Channel.REPLY)
        if channel is Channel.EMAIL and value is None:
            raise ValueError("is missing; add it, or make the channel `reply`, which keeps the subject that it answers")
        if channel is not Channel.EMAIL and value is not None:
            raise ValueError("belongs to an email alone; remove it or change the channel")
        return value

    @field_validator("text")
    @classmethod
    def _fits(cls, value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        limit: Limit | None = info.data.get("limit")
        if limit and limit.characters and characters(value) > limit.characters:
            raise ValueError(f"must be at most {limit.characters} characters, not {characters(value)}; shorten it")
        if limit and limit.words and words(value) > limit.words:
            raise ValueError(f"must be at most {limit.words} words, not {words(value)}; shorten it")
        return value

    @field_validator("blanks")
    @classmethod
    def _are_those_of_the_text(cls, value: dict[str, str], info: ValidationInfo) -> dict[str, str]:
        if "text" not in info.data or "subject" not in info.data:
            return value  # what they use is not known
        used = blanks((info.data["subject"] or "", *info.data["text"]))
        if missing := [name for name in used if name not in value]:
            raise ValueError(f"must say what goes into {_listed(missing)}; add a hint")
        if unused := [name for name in value if name not in used]:
            raise ValueError(f"names {_listed(unused)}, which the text does not use; correct or remove it")
        return value

    @property
    def characters(self) -> int:
        """Length of the text as it is copied, blanks as written, without the subject."""
        return characters(self.text)

    @property
    def words(self) -> int:
        """Words of the text, blanks as written, without the subject."""
        return words(self.text)


class ScriptGroup(Model):
    """A page of scripts for one moment, in the order in which they are printed."""

    id: Id
    title: Title
    order: Annotated[int, Field(ge=1, le=9999)]
    description: Description
    intro: CitedText
    scripts: Annotated[tuple[Script, ...], Field(min_length=1, max_length=40)]


def characters(text: tuple[str, ...]) -> int:
    """Characters of paragraphs, with the empty line between two of them."""
    return len("\n\n".join(text))


def words(text: tuple[str, ...]) -> int:
    """What a word processor counts: whatever stands between spaces and has a letter or a digit."""
    return sum(any(map(str.isalnum, part)) for paragraph in text for part in paragraph.split())


def blanks(text: tuple[str, ...]) -> tuple[str, ...]:
    """Names of the blanks in order, each once."""
    return tuple(dict.fromkeys(name for paragraph in text for name in BLANK.findall(paragraph)))


def _listed(names: list[str]) -> str:
    return ", ".join(f"[{name}]" for name in names)
