"""The rule, applied: finds where a text asks for a job, why it asks, and what to say instead.

`docs/assets/javascripts/rule.js` does the same in the browser; a test holds the two against each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from guidebook.rule.grammar import Compiled, Grammar, Matcher, Row, parse
from guidebook.rule.reading import CLAUSE, Spelling, Word, sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Severity = Literal["breaks", "grey"]
_Index = dict[str, list[tuple[Compiled, int]]]


class Finding(NamedTuple):
    """Words that ask, their place counted in characters; `category` is one of the nine, or the reason of a grey one."""

    start: int
    end: int
    category: str
    severity: Severity
    text: str
    why: str
    better: tuple[str, ...]


class _Match(NamedTuple):
    start: int
    end: int
    kind: int


@dataclass(frozen=True)
class _Kind:
    """What a pattern says about the words it matches; excuses have no category."""

    category: str
    severity: Severity
    cancels: bool
    why: str
    better: tuple[str, ...]


class Checker:
    """The rule, ready to read texts."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._grammar = Grammar.load(data["lexicon"])
        self._rows: list[Row] = []
        self._kinds: list[_Kind] = []
        self._asks: _Index = {}
        self._excuses: _Index = {}
        for category in data["categories"]:
            self._add(self._asks, category, "breaks", cancels=False)
        for reason in data["grey"]:
            self._add(self._asks, reason, "grey", cancels=reason["cancels"])
        for excuse in data["excuses"]:
            for pattern in excuse["patterns"]:
                self._index(self._excuses, pattern, int(excuse["inside"]))
        reading = data["reading"]
        known = set(_words([*self._grammar.lists.values(), self._rows]))
        self._spelling = Spelling.load(reading["same"], reading["slips"], reading["abbreviations"], known)
        self._turns = frozenset(reading["turns"])
        self._openers = frozenset(reading["openers"])
        self._joints = frozenset(reading["joints"])

    def check(self, text: str) -> tuple[Finding, ...]:
        """Everything in `text` that asks, or that some would take as asking, in its order."""
        known: dict[tuple[tuple[str, int], ...], list[_Match]] = {}
        found = []
        for sentence in sentences(text, self._spelling):
            key = tuple((word.word, word.weight) for word in sentence)
            if key not in known:
                known[key] = self._judge(sentence)
            for match in known[key]:
                kind = self._kinds[match.kind]
                start, end = sentence[match.start].start, sentence[match.end - 1].end
                found.append(Finding(start, end, kind.category, kind.severity, text[start:end], kind.why, kind.better))
        return tuple(found)

    def _add(self, index: _Index, kind: Mapping[str, Any], severity: Severity, *, cancels: bool) -> None:
        self._kinds.append(_Kind(kind["id"], severity, cancels, kind["why"], tuple(kind["better"])))
        for pattern in kind["patterns"]:
            self._index(index, pattern, len(self._kinds) - 1)

    def _index(self, index: _Index, pattern: str, kind: int) -> None:
        row = parse(pattern)
        self._rows.append(row)
        compiled = self._grammar.compile(row)
        for word in sorted(compiled.first):
            index.setdefault(word, []).append((compiled, kind))

    def _judge(self, sentence: Sequence[Word]) -> list[_Match]:
        """What remains of the matches of one sentence after excuses, each place once."""
        words = [word.word for word in sentence]
        breaks = [word.weight for word in sentence]
        matcher = Matcher(words, breaks, self._joints)
        matches = list(_matches(self._asks, matcher, words))
        if not matches:
            return []
        asks = [match for match in matches if self._kinds[match.kind].severity == "breaks"]
        grey = [match for match in matches if self._kinds[match.kind].severity == "grey"]
        excused = [
            (match.start, self._reach(match.end, words, breaks), bool(match.kind))
            for match in _matches(self._excuses, matcher, words)
        ]
        grey = [match for match in grey if not _meets(match, excused)]
        excused += [
            (match.start, self._reach(match.end, words, breaks), True)
            for match in grey
            if self._kinds[match.kind].cancels
        ]
        asks = _merged([match for match in asks if not _meets(match, excused)])
        taken = [(match.start, match.end, True) for match in asks]
        return sorted([*asks, *_merged([match for match in grey if not _meets(match, taken)])])

    def _reach(self, end: int, words: Sequence[str], breaks: Sequence[int]) -> int:
        """How far an excuse reaches: to the end of its clause, or to a turn such as “but”."""
        for at in range(end, len(words)):
            turned = words[at] in self._turns or breaks[at] >= CLAUSE
            if turned or (words[at] in self._openers and (breaks[at] or words[at - 1] in {"and", "or"})):
                return at
        return len(words)


def _words(options: Iterable[Iterable[Row]]) -> Iterator[str]:
    """Every word of rows."""
    for rows in options:
        for row in rows:
            for item in row:
                if item.kind == "word":
                    yield item.word
                yield from _words([item.options])


def _matches(index: _Index, matcher: Matcher, words: Sequence[str]) -> Iterator[_Match]:
    for at, word in enumerate(words):
        for pattern, kind in index.get(word, ()):
            if matcher.can_match(pattern) and (ends := matcher.ends(pattern.steps, at)):
                yield _Match(at, min(ends), kind)


def _meets(match: _Match, ranges: Iterable[tuple[int, int, bool]]) -> bool:
    """Whether the match begins in a range, or a range that may (`inside`) begins in the match."""
    return any(
        match.start < end and (start <= match.start or (inside and start < match.end)) for start, end, inside in ranges
    )


def _merged(matches: Sequence[_Match]) -> list[_Match]:
    """Matches that overlap or touch become one, of the kind that stands first in the data."""
    merged: list[_Match] = []
    for match in sorted(matches):
        if merged and match.start <= merged[-1].end:
            last = merged[-1]
            merged[-1] = _Match(last.start, max(last.end, match.end), min(last.kind, match.kind))
        else:
            merged.append(match)
    return merged


def load(data: Mapping[str, Any]) -> Checker:
    """The checker of the rule's data, as `rule_data` gives it. Raises `PatternError` for a pattern it refuses."""
    return Checker(data)
