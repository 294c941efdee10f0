"""The rule, applied: finds where a text asks for a job, why it asks, and what to say instead.

`docs/assets/javascripts/rule.js` does the same in the browser; a test holds the two against each other.
"""

from __future__ import annotations

import re
from collections import Counter
from math import log2
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from guidebook.rule.clues import clues, share, stem
from guidebook.rule.reading import COMMA, Spelling, clauses, list_items
from guidebook.rule.table import unpack

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from guidebook.rule.clues import Clue
    from guidebook.rule.reading import Clause

SIGN_TELLS = 4
"""How much a sign tells of its category, beside the words that were learned, of which each tells 0 to 9."""

Severity = Literal["breaks", "grey"]


class Finding(NamedTuple):
    """Words that ask, their place counted in characters; `category` is one of the nine, or the reason of a grey one."""

    start: int
    end: int
    category: str
    severity: Severity
    text: str
    why: str
    better: tuple[str, ...]


class _Reason(NamedTuple):
    """What is said of a category or of a grey reason."""

    id: str
    why: str
    better: tuple[str, ...]


class Weighed(NamedTuple):
    """A clause with its clues, what it comes to, and the category whose pattern it has."""

    clause: Clause
    clues: Sequence[Clue]
    weight: float
    plain: _Reason | None


class Checker:
    """The rule, ready to read texts."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._categories = [_reason(entry) for entry in data["categories"]]
        self._signs = [frozenset(entry["signs"]) for entry in data["categories"]]
        self._grey = [(_reason(entry), re.compile(entry["pattern"])) for entry in data["grey"]]
        self._plain = [
            (reason, re.compile(entry["pattern"]))
            for reason, entry in zip(self._categories, data["categories"], strict=True)
            if entry["pattern"]
        ]
        self._unless = re.compile(data["unless"]) if data["unless"] else None
        reading = data["reading"]
        self._spelling = Spelling.load(reading["same"], reading["slips"], reading["abbreviations"])
        weights = data["weights"]
        self._weights = weights
        self._table = unpack(weights["table"])

    def check(self, text: str) -> tuple[Finding, ...]:
        """Everything in `text` that asks, or that some would take as asking, in its order."""
        weighed = list(self.weigh(text))
        items = list_items(text, [one.clause.words[0].start for one in weighed])
        sizes = Counter(item for one, item in zip(weighed, items, strict=True) if not one.clause.frames)
        found = (self._judge(text, one, self.limit(sizes[item])) for one, item in zip(weighed, items, strict=True))
        return tuple(finding for finding in found if finding)

    def limit(self, size: int) -> float:
        """What a clause has to come to in a text of so many clauses."""
        weights = self._weights
        return float(max(weights["breaks"], weights["many"] + weights["further"] * log2(max(size, 1))))

    def weigh(self, text: str) -> Iterator[Weighed]:
        """Each clause of `text` with what it comes to."""
        for clause in clauses(text, self._spelling):
            found = clues(clause)
            total = sum(self._table.get(clue.place, 0) for clue in found)
            plain = self._said_plainly(clause.text)
            weight = self._weights["bias"] + total * share(len(found)) + (self._weights["plain"] if plain else 0)
            yield Weighed(clause, found, weight, plain)

    def _said_plainly(self, text: str) -> _Reason | None:
        plain = next((reason for reason, pattern in self._plain if pattern.search(text)), None)
        return None if plain and self._unless and self._unless.search(text) else plain

    def _judge(self, text: str, one: Weighed, limit: float) -> Finding | None:
        severity: Severity = "grey"
        if one.clause.thanks:
            return None
        if one.weight >= limit:
            reason, severity = self._category(one), "breaks"
        elif grey := next((reason for reason, pattern in self._grey if pattern.search(one.clause.text)), None):
            reason = grey
        elif one.weight >= limit - self._weights["near"]:
            reason = self._category(one)
        else:
            return None
        first, last = self._part(one)
        start, end = one.clause.words[first].start, one.clause.words[last].end
        return Finding(start, end, reason.id, severity, text[start:end], reason.why, reason.better)

    def _category(self, one: Weighed) -> _Reason:
        """The category of its pattern, or else the first of those that the words of the clause tell of most."""
        if one.plain:
            return one.plain
        known = self._weights["words"]
        stems = {stem(word.word) for word in one.clause.words}
        telling = [known[word] for word in stems if word in known]
        words = {word.word for word in one.clause.words}
        telling.append(self._weights["ground"])
        totals = [
            sum(int(tells[at]) for tells in telling) + SIGN_TELLS * len(words & signs)
            for at, signs in enumerate(self._signs)
        ]
        return self._categories[totals.index(max(totals))]

    def _part(self, one: Weighed) -> tuple[int, int]:
        """The first and last word of the part of the clause, between commas, that weighs most."""
        words = one.clause.words
        share_of = [0.0] * len(words)
        for clue in one.clues:
            for at in range(clue.first, clue.last + 1):
                share_of[at] += self._table.get(clue.place, 0) / (clue.last - clue.first + 1)
        first, last, best, begin, total = 0, len(words) - 1, 0.0, 0, 0.0
        for at, weight in enumerate(share_of):
            if total <= 0:
                begin, total = at, 0.0
            total += weight
            if total > best:
                first, last, best = begin, at, total
        while first and words[first].weight < COMMA:
            first -= 1
        while last < len(words) - 1 and words[last + 1].weight < COMMA:
            last += 1
        return first, last


def _reason(entry: Mapping[str, Any]) -> _Reason:
    return _Reason(entry["id"], entry["why"], tuple(entry["better"]))


def load(data: Mapping[str, Any]) -> Checker:
    """The checker of the rule's data, as `rule_data` gives it."""
    return Checker(data)
