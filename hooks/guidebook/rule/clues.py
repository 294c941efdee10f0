"""What is weighed in a clause: its words, two and three words in a row, and two with another between them.

Each of these clues has a place, found by hashing, so that no clue is stored by name: Weinberger and others, "Feature
Hashing for Large Scale Multitask Learning", ICML 2009. Few places have a weight, and there are so many that a clue
which was never learned seldom falls on one. `docs/assets/javascripts/rule.js` computes the same places.
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from guidebook.rule.reading import Clause

BITS = 19
"""There are two to the power of this many places."""
TYPICAL = 64
"""Clues of a typical clause; the weights of a longer one count less, those of a shorter one more."""

_MASK = 0xFFFFFFFF
_ALONE, _PAIR, _APART, _TRIPLE = (
    (0x9E3779B1,),
    (0x85EBCA77, 0xC2B2AE3D),
    (0x165667B1, 0x27D4EB2F),
    (0xD3A2646D, 0xFD7046C5, 0xB55A4F09),
)
_ENDINGS = ("ingly", "ings", "ing", "edly", "ies", "ed", "es", "s", "ly", "e")


class Clue(NamedTuple):
    """A place, and the first and last word (by position in the clause) that it comes from."""

    place: int
    first: int
    last: int


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The word without the commonest endings, so that `hiring` and `hired` are one clue."""
    if len(word) < 4:
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)] + ("i" if ending == "ies" else "")
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
        word = word[:-1]
    return word[:-1] + "i" if word.endswith("y") else word


@lru_cache(maxsize=20_000)
def _number(word: str) -> int:
    return zlib.crc32(word.encode("ascii", "replace"))


def _place(numbers: Iterable[int], factors: Iterable[int]) -> int:
    mixed = sum(number * factor for number, factor in zip(numbers, factors, strict=True)) & _MASK
    mixed = ((mixed ^ (mixed >> 15)) * 0x2C1B3C6D) & _MASK
    return (mixed ^ (mixed >> 13)) >> (32 - BITS)


def clues(clause: Clause) -> list[Clue]:
    """The clues of a clause, each place once."""
    tokens = [(_number(stem(token)), at) for token, at in clause.tokens]
    found: dict[int, Clue] = {}

    def add(factors: Sequence[int], *parts: tuple[int, int]) -> None:
        place = _place((number for number, _ in parts), factors)
        if place not in found:
            found[place] = Clue(place, parts[0][1], parts[-1][1])

    for position, part in enumerate(tokens):
        add(_ALONE, part)
        following = tokens[position + 1 : position + 3]
        if following:
            add(_PAIR, part, following[0])
        if len(following) > 1:
            add(_TRIPLE, part, *following)
            add(_APART, part, following[1])
    return list(found.values())


def share(count: int) -> float:
    """By how much the weights of a clause with so many clues are multiplied."""
    return sqrt(sqrt(TYPICAL / max(count, 1)))
