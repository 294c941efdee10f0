"""What a source is."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from guidebook.fields import DOI, WEB_ADDRESS, Day, Id, Model, Text


class Kind(StrEnum):
    """What sort of thing it is; the sources page groups by it, in this order."""

    STUDY = "study"
    REPORT = "report"
    BOOK = "book"
    GUIDE = "guide"
    ARTICLE = "article"
    ESSAY = "essay"


class Read(StrEnum):
    """How much of it was seen by whoever cites it here."""

    WHOLE = "whole"
    ABSTRACT = "abstract"
    SECOND_HAND = "second-hand"


_BY_PEOPLE = {Kind.STUDY, Kind.BOOK, Kind.ARTICLE, Kind.ESSAY}
"""What people sign; a guide or a report is signed by an institution, whose name has no surname in it."""

_PRINTED = {Kind.STUDY, Kind.REPORT, Kind.BOOK}
"""What a library finds by its outlet; links to copies that nobody licensed are worse than none."""


class Source(Model):
    """One work, as it is cited."""

    id: Id
    kind: Annotated[Kind, Field(strict=False)]
    authors: Annotated[tuple[Annotated[Text, Field(max_length=120)], ...], Field(min_length=1, max_length=20)]
    title: Annotated[Text, Field(max_length=240)]
    outlet: Annotated[Text, Field(max_length=240)]
    year: Annotated[int, Field(ge=1900, le=2100)]
    doi: Annotated[str, Field(pattern=DOI)] | None = None
    url: Annotated[str, Field(pattern=WEB_ADDRESS, max_length=400)] | None = None
    read: Annotated[Read, Field(strict=False)]
    checked: Day
    says: Text

    @model_validator(mode="after")
    def _can_be_found(self) -> Self:
        if self.link is None and self.read is not Read.SECOND_HAND and self.kind not in _PRINTED:
            raise ValueError("needs a doi or a url; add one, or mark it read: second-hand")
        return self

    @property
    def short(self) -> str:
        """Authors and year in a few words, for a place that cannot hold a note: `Flynn & Lake 2008`."""
        names = [_short_name(author, person=self.kind in _BY_PEOPLE) for author in self.authors]
        return f"{' & '.join(names) if len(names) <= 2 else f'{names[0]} and others'} {self.year}"

    @property
    def link(self) -> str | None:
        """Where a reader finds it."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url


def _short_name(author: str, *, person: bool) -> str:
    """A person's surname (two words of one are held together by a no-break space), or `department, institution` alone.

    Only what people sign has surnames; a name with a comma in it is always that of an institution.
    """
    department, comma, institution = author.partition(", ")
    if comma:
        return institution
    return department.rsplit(" ", 1)[-1] if person else department


class SourceFile(Model):
    """One file of sources."""

    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
