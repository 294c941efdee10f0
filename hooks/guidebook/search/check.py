"""Checks of the synonyms: each word is told once, and leads to something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidebook.search.terms import terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guidebook.catalog import Catalog
    from guidebook.datafile import DataFile, Loc
    from guidebook.links.directory import Directory
    from guidebook.problems import Problem
    from guidebook.search.models import SynonymFile


def said_twice(file: DataFile, value: SynonymFile, said: dict[tuple[str, ...], str]) -> Iterator[Problem]:
    """Words that stand twice in any of the files, or mean themselves; `said` are those of the files before this one."""
    for position, synonym in enumerate(value.synonyms):
        meaning = tuple(terms(synonym.means))
        for index, word in enumerate(synonym.words):
            loc: Loc = ("synonyms", position, "words", index)
            read = tuple(terms(word))
            if not read:
                yield file.problem(loc, f"has no letter or digit: {word}; write a word")
            elif read == meaning:
                yield file.problem(loc, f"{word} is found as {synonym.means} already; remove it")
            elif read in said:
                yield file.problem(loc, f"{word} stands in {said[read]} already; keep one")
            else:
                said[read] = f"{file.name}:{file.line(loc)}"


def unknown_meanings(catalog: Catalog, found: Directory) -> Iterator[Problem]:
    """Meanings whose words stand together in no title, so that nobody would be led anywhere."""
    titles = [frozenset(terms(thing.title)) for thing in found.things]
    for synonym, place in zip(catalog.synonyms, catalog.places["search"], strict=True):
        meaning = frozenset(terms(synonym.means))
        if not any(meaning <= title for title in titles):
            message = f"no title has all words of {synonym.means}; name what the site calls it"
            yield place.problem("means", message)
