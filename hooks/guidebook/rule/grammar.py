"""The pattern language of the rule: phrases over words, written out as regular expressions.

A pattern is a row of items: `word`, `<name>` (a list of the lexicon), `(a b|c)` (one of them), `(a|b)?` (or none of
them) and `..3` (up to three words). What comes out is read alike by Python and JavaScript: groups, alternatives and
bounded gaps over a clause with a space before and behind each word. Nothing repeats without a bound, no list may lead
back to itself, and a pattern spans few words, so a match looks at a bounded window.
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
_TOKEN = re.compile(r"\s*(?:([a-z0-9]+)|<([a-z0-9-]+)>|\.\.(\d+)|(\(|\)\?|\)|\|))")


class PatternError(ValueError):
    """A pattern that cannot be read, or that could cost too much."""


@dataclass(frozen=True)
class Item:
    """One item: `kind` is word, list, any or gap; `options` are the rows of any."""

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


def _options(tokens: Sequence[re.Match[str]], at: int, depth: int) -> tuple[tuple[Row, ...], int]:
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
            row.append(Item("any", options=options, optional=tokens[at][4] == ")?"))
            at += 1
    rows.append(tuple(row))
    if not all(rows):
        raise PatternError("has nothing between two signs")
    if any(len(found) > MOST_ITEMS for found in rows):
        raise PatternError(f"has more than {MOST_ITEMS} items in a row; split it")
    return tuple(rows), at


class Shape(NamedTuple):
    """The most words that an item can take, whether it can take none, and whether any word can begin it."""

    most: int
    empty: bool
    anywhere: bool


@dataclass
class Grammar:
    """The lexicon, parsed: each list by name."""

    lists: Mapping[str, tuple[Row, ...]]
    _shapes: dict[str, Shape] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)

    @classmethod
    def load(cls, lexicon: Mapping[str, Iterable[str]]) -> Grammar:
        """The grammar of a lexicon, whose lists are checked. Raises `PatternError`."""
        grammar = cls({name: tuple(parse(pattern) for pattern in patterns) for name, patterns in lexicon.items()})
        for name in grammar.lists:
            grammar._shape_of_list(name)
        return grammar

    def expression(self, patterns: Iterable[str]) -> str:
        """The regular expression that finds any of `patterns` in the text of a clause. Raises `PatternError`."""
        rows = [parse(pattern) for pattern in patterns]
        for row in rows:
            shape = self._shape(row)
            if shape.empty or shape.anywhere:
                raise PatternError("may begin with any word; begin it with a word or a list")
        return f" {self._options(rows)}"

    def _options(self, rows: Iterable[Row]) -> str:
        return f"(?:{'|'.join(''.join(self._item(item) for item in row) for row in rows)})"

    def _item(self, item: Item) -> str:
        if item.kind == "word":
            return f"{item.word} "
        if item.kind == "gap":
            return f"(?:[^ ]+ ){{0,{item.size}}}"
        return self._options(self.lists[item.word] if item.kind == "list" else item.options) + "?" * item.optional

    def _shape_of_list(self, name: str) -> Shape:
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

    def _shape(self, row: Row) -> Shape:
        shapes = [self._shape_of(item) for item in row]
        most = sum(shape.most for shape in shapes)
        if most > WIDEST:
            raise PatternError(f"can span {most} words; keep it within {WIDEST}")
        anywhere = False
        for shape in shapes:
            anywhere = anywhere or shape.anywhere
            if not shape.empty:
                break
        return Shape(most, all(shape.empty for shape in shapes), anywhere)

    def _shape_of(self, item: Item) -> Shape:
        if item.kind == "word":
            return Shape(1, empty=False, anywhere=False)
        if item.kind == "gap":
            return Shape(item.size, empty=True, anywhere=True)
        if item.kind == "list":
            return self._shape_of_list(item.word)
        shape = self._shape_of_options(item.options)
        return shape._replace(empty=item.optional or shape.empty)

    def _shape_of_options(self, options: Sequence[Row]) -> Shape:
        shapes = [self._shape(row) for row in options]
        return Shape(
            max(shape.most for shape in shapes),
            any(shape.empty for shape in shapes),
            any(shape.anywhere for shape in shapes),
        )
