"""The two files that the browser's search loads: titles, which answer first, and the words of the texts."""

from __future__ import annotations

import json
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from guidebook.kept import MANY
from guidebook.links.directory import Directory, Kind, Thing
from guidebook.links.redirects import split
from guidebook.search.terms import terms
from guidebook.search.texts import page_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from guidebook.search.models import Synonym
    from guidebook.site import Page

PAGE = "search.md"
"""The page that searches by link; without it, nothing loads the files."""

TITLES_FILE = "assets/search-titles.json"
WORDS_FILE = "assets/search-words.json"

KINDS = tuple(kind for kind in Kind if kind is not Kind.FILE)
"""What is found. A file is found with the page that offers it."""

TITLES_ALONE = frozenset({Kind.SOURCE})
"""Kinds of which there are many, each sought by its title."""

RARE = 10
"""A word in more than one of so many texts tells none of them apart, and is left out."""


def searched(found: Directory) -> tuple[Thing, ...]:
    """What search finds, each page before what is on it; a thing's number is its place here."""
    return tuple(thing for thing in found.things if thing.kind in KINDS and thing.path != f"/{PAGE[:-3]}/")


def titles_json(found: Directory, synonyms: Iterable[Synonym]) -> str:
    """Each page with what is on it: `[kind, title, path, short, about, [[kind, title, anchor, short], …]]`.

    A kind is its place in `kinds`; a short address is the word alone. What is missing at the end of a row is left out.
    A synonym is what it means, and the words that mean it.
    """
    pages: dict[str, list[Any]] = {}
    for thing in searched(found):
        url, anchor = split(thing.path)
        short = thing.short.removeprefix("/go/").rstrip("/")
        row: list[Any] = [KINDS.index(thing.kind), thing.title, anchor or url, short]
        if anchor:
            pages[url][5].append(row if short else row[:3])
        else:
            pages[url] = [*row, thing.about, []]
    rows = [row if row[5] else row[:5] for row in pages.values()]
    said = [[synonym.means, *synonym.words] for synonym in synonyms]
    return _compact({"version": 1, "kinds": KINDS, "pages": rows, "synonyms": said})


def words_json(found: Directory, pages: Iterable[Page]) -> str:
    """Each word of the texts with the numbers of the things that have it, each as the distance from the one before.

    A word that stands in a thing's title is not told again.
    """
    things = searched(found)
    known = {thing.path for thing in things}
    texts: dict[str, str] = {}
    for page in pages:
        texts |= page_texts(page.url, page.body, known)
    places: dict[str, list[int]] = {}
    for number, thing in enumerate(things):
        if thing.kind not in TITLES_ALONE:
            text = f"{thing.about} {texts.get(thing.path, '')}"
            for word in sorted(_words(text) - _words(thing.title)):
                places.setdefault(word, []).append(number)
    most = max(len(things) // RARE, 1)
    kept = {word: numbers for word, numbers in sorted(places.items()) if len(numbers) <= most}
    distances = [[after - before for before, after in pairwise([0, *numbers])] for numbers in kept.values()]
    return _compact({"version": 1, "words": " ".join(kept), "places": distances})


@lru_cache(MANY)
def _words(text: str) -> frozenset[str]:
    return frozenset(terms(text))


def _compact(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"
