"""What people say and what this site calls it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from guidebook.fields import Model, Text

Words = Annotated[Text, Field(max_length=40)]


class Synonym(Model):
    """Whoever searches for one of the `words` also finds what has all words of `means`."""

    means: Words
    words: Annotated[tuple[Words, ...], Field(min_length=1)]


class SynonymFile(Model):
    """One file of synonyms."""

    synonyms: tuple[Synonym, ...]
