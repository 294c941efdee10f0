"""The pattern language of the rule: phrases over words, matched in time that is linear by construction.

A pattern is a row of items: `word`, `<name>` (a list of the lexicon), `(a b|c)` (one of them), `(a|b)?` (or none of
them), `..3` (up to three words), `!(a|b)` (does not go on so), `^` (a clause begins here) and `$` (one ends here).
Nothing repeats without a bound and no list may lead back to itself, so a match looks at a bounded window; every list is
looked up once a place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

WIDEST_GAP = 12
MOST_ITEMS = 24
WIDEST = 60
DEEPEST = 6
_TOKEN = re.compile(r"\s*(?:([a-z0-9]+)|<([a-z0-9-]+)>|\.\.(\d+)|(!\(|\(|\)\?|\)|\||\^|\$))")


class PatternError(ValueError):
    """A pattern that cannot be read, or that could cost too much."""


@dataclass(frozen=True)
class Item:
    """One item: `kind` is word, list, any, gap, not, start or end; `options` are the rows of any and not."""

    kind: str
    word: str = ""
    size: int = 0
    options: tuple[Row, ...] = ()
    optional: bool = False


Row = tuple[Item, ...]


@cache
def parse(pattern: str) -> Row:
    """The pattern as items, read once however often it is asked for. Raises `PatternError`."""
    tokens = []
    place = 0
    text = pattern.strip()
    while place < len(text):
        match = _TOKEN.match(text, place)
        if not match:
            raise PatternError(f"has “{text[place:].split()[0]}”, which is no part of a pattern")
        tokens.append(match)
        place = match.end()
    options, rest = _options(tokens, 0, 0)
    if rest < len(tokens):
        raise PatternError("closes a bracket that was not opened")
    if len(options) > 1:
        return (Item("any", options=options),)
    return options[0]


def _options(  # noqa: PLR0912 (one branch a sign)
    tokens: Sequence[re.Match[str]], at: int, depth: int
) -> tuple[tuple[Row, ...], int]:
    if depth > DEEPEST:
        raise PatternError(f"nests more than {DEEPEST} brackets")
    rows: list[Row] = []
    row: list[Item] = []
    while at < len(tokens):
        word, name, gap, sign = tokens[at].groups()
        at += 1
        if word:
            row.append(Item("word", word))
        elif name:
            row.append(Item("list", name))
        elif gap:
            if not 1 <= int(gap) <= WIDEST_GAP:
                raise PatternError(f"leaves room for {gap} words; leave 1 to {WIDEST_GAP}")
            row.append(Item("gap", size=int(gap)))
        elif sign in {"^", "$"}:
            row.append(Item("start" if sign == "^" else "end"))
        elif sign == "|":
            rows.append(tuple(row))
            row = []
        elif sign.startswith(")"):
            at -= 1
            break
        else:
            options, at = _options(tokens, at, depth + 1)
            if at == len(tokens):
                raise PatternError("opens a bracket and does not close it")
            optional = tokens[at][4] == ")?"
            if sign == "!(" and optional:
                raise PatternError("makes a `!( )` optional, which says nothing")
            row.append(Item("not" if sign == "!(" else "any", options=options, optional=optional))
            at += 1
    rows.append(tuple(row))
    if not all(rows):
        raise PatternError("has nothing between two signs")
    if any(len(found) > MOST_ITEMS for found in rows):
        raise PatternError(f"has more than {MOST_ITEMS} items in a row; split it")
    return tuple(rows), at


class Shape(NamedTuple):
    """What is known of an item before any text: words it can begin with (None: any), the most words, whether none."""

    first: frozenset[str] | None
    most: int
    empty: bool


@dataclass
class Grammar:
    """The lexicon, parsed: each list by name."""

    lists: Mapping[str, tuple[Row, ...]]
    _shapes: dict[str, Shape] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)
    _compiled: dict[str, Step] = field(default_factory=dict)

    @classmethod
    def load(cls, lexicon: Mapping[str, Iterable[str]]) -> Grammar:
        """The grammar of a lexicon, whose lists are checked. Raises `PatternError`."""
        grammar = cls({name: tuple(parse(pattern) for pattern in patterns) for name, patterns in lexicon.items()})
        for name in grammar.lists:
            grammar.shape_of_list(name)
        return grammar

    def shape_of_list(self, name: str) -> Shape:
        """The shape of a list. Raises `PatternError` if it is unknown, leads to itself or is too wide."""
        if name not in self._shapes:
            if name not in self.lists:
                raise PatternError(f"names the unknown list <{name}>")
            if name in self._open:
                raise PatternError(f"leads back to itself: <{'> <'.join([*self._open, name])}>")
            self._open.append(name)
            shape = self._shape_of_options(self.lists[name])
            self._open.pop()
            if shape.empty:
                raise PatternError(f"<{name}> can match nothing at all")
            self._shapes[name] = shape
        return self._shapes[name]

    def shape(self, row: Row) -> Shape:
        """The shape of a row. Raises `PatternError` if it can span too many words."""
        first: frozenset[str] | None = frozenset()
        most, empty = 0, True
        for item in row:
            shape = self._shape_of(item)
            if empty and first is not None:
                first = None if shape.first is None else first | shape.first
            most += shape.most
            empty = empty and shape.empty
        if most > WIDEST:
            raise PatternError(f"can span {most} words; keep it within {WIDEST}")
        return Shape(first, most, empty)

    def _shape_of(self, item: Item) -> Shape:
        if item.kind == "word":
            return Shape(frozenset({item.word}), 1, empty=False)
        if item.kind == "gap":
            return Shape(None, item.size, empty=True)
        if item.kind == "list":
            return self.shape_of_list(item.word)
        if item.kind in {"start", "end"}:
            return Shape(frozenset(), 0, empty=True)
        shape = self._shape_of_options(item.options)
        if item.kind == "not":
            return Shape(frozenset(), 0, empty=True)
        return Shape(shape.first, shape.most, item.optional or shape.empty)

    def _shape_of_options(self, options: Sequence[Row]) -> Shape:
        shapes = [self.shape(row) for row in options]
        first: frozenset[str] | None = frozenset()
        for shape in shapes:
            first = None if first is None or shape.first is None else first | shape.first
        return Shape(first, max(shape.most for shape in shapes), any(shape.empty for shape in shapes))

    def compile(self, row: Row) -> Compiled:
        """The row, ready to be matched. Raises `PatternError` if it may begin anywhere or match nothing."""
        shape = self.shape(row)
        if shape.empty or not shape.first:
            raise PatternError("may begin with any word; begin it with a word or a list")
        needs = [
            found.first
            for item in row
            if item.kind in {"word", "list", "any"} and (found := self._shape_of(item)).first and not found.empty
        ]
        return Compiled(self._steps(row), shape.first, tuple(needs))

    def _steps(self, row: Row) -> tuple[Step, ...]:
        steps = []
        for item in row:
            if item.kind == "word":
                steps.append(Step("words", words=frozenset({item.word})))
            elif item.kind == "gap":
                steps.append(Step("gap", size=item.size))
            elif item.kind in {"start", "end"}:
                steps.append(Step(item.kind))
            elif item.kind == "list":
                steps.append(self._list(item.word))
            elif item.kind == "any" and not item.optional and _plain(item.options):
                steps.append(Step("words", words=frozenset(row[0].word for row in item.options)))
            else:
                steps.append(self._choice(item.kind, item.options, optional=item.optional))
        return tuple(steps)

    def _list(self, name: str) -> Step:
        if name not in self._compiled:
            self._compiled[name] = self._choice("list", self.lists[name], name=name)
        return self._compiled[name]

    def _choice(self, kind: str, options: Sequence[Row], *, optional: bool = False, name: str = "") -> Step:
        """A step that knows by the next word which of its options are worth trying; those of "" are worth it always."""
        by_word: dict[str, list[tuple[Step, ...]]] = {"": []}
        for row in options:
            shape, steps = self.shape(row), self._steps(row)
            for word in sorted((not shape.empty and shape.first) or {""}):
                by_word.setdefault(word, []).append(steps)
        return Step(kind, name=name, optional=optional, options={word: tuple(rows) for word, rows in by_word.items()})


def _plain(options: Sequence[Row]) -> bool:
    return all(len(row) == 1 and row[0].kind == "word" for row in options)


@dataclass(frozen=True, eq=False)
class Step:
    """An item ready to be matched: `kind` is words, gap, start, end, list, any or not."""

    kind: str
    words: frozenset[str] = frozenset()
    size: int = 0
    name: str = ""
    optional: bool = False
    options: Mapping[str, tuple[tuple[Step, ...], ...]] = field(default_factory=dict)


class Compiled(NamedTuple):
    """A pattern ready to be matched: it begins with a word of `first`, and takes a word of each of `needs`."""

    steps: tuple[Step, ...]
    first: frozenset[str]
    needs: tuple[frozenset[str], ...]


class Matcher:
    """Finds where patterns end in one sentence: `words`, and the weight of the break before each of them."""

    def __init__(self, words: Sequence[str], breaks: Sequence[int], joints: frozenset[str]) -> None:
        self._words = words
        self._breaks = breaks
        self._joints = joints
        self._known: dict[tuple[str, int], frozenset[int]] = {}
        self._all = frozenset(words)
        self._able: dict[int, bool] = {}

    def can_match(self, pattern: Compiled) -> bool:
        """Whether the sentence has the words that the pattern needs, in any order."""
        key = id(pattern)
        if key not in self._able:
            self._able[key] = not any(self._all.isdisjoint(need) for need in pattern.needs)
        return self._able[key]

    def ends(self, steps: tuple[Step, ...], at: int) -> set[int]:
        """The places right behind each match of `steps` that begins at `at`."""
        places = {at}
        for step in steps:
            found: set[int] = set()
            for place in places:
                self._take(step, place, found)
            if not found:
                return found
            places = found
        return places

    def _take(self, step: Step, at: int, found: set[int]) -> None:
        kind = step.kind
        if kind == "words":
            if at < len(self._words) and self._words[at] in step.words:
                found.add(at + 1)
        elif kind == "gap":
            found.update(range(at, min(at + step.size, len(self._words)) + 1))
        elif kind == "list":
            found.update(self._list(step, at))
        elif kind == "start":
            if at == 0 or (at < len(self._words) and (self._breaks[at] or self._words[at - 1] in self._joints)):
                found.add(at)
        elif kind == "end":
            if at == len(self._words) or self._breaks[at]:
                found.add(at)
        elif kind == "not":
            if not self._options(step, at):
                found.add(at)
        else:
            found.update(self._options(step, at))
            if step.optional:
                found.add(at)

    def _options(self, step: Step, at: int) -> set[int]:
        found: set[int] = set()
        if at < len(self._words):
            for steps in step.options.get(self._words[at], ()):
                found |= self.ends(steps, at)
        for steps in step.options[""]:
            found |= self.ends(steps, at)
        return found

    def _list(self, step: Step, at: int) -> frozenset[int]:
        key = (step.name, at)
        if key not in self._known:
            self._known[key] = frozenset(self._options(step, at))
        return self._known[key]
