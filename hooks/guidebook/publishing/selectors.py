"""Whether a selector can match anything on some pages: as they are built, or as their scripts may change them."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from cssselect2 import parser
from cssselect2.parser import SelectorError

from guidebook.kept import MANY

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

CHANGING_ATTRIBUTES = frozenset(
    {
        "aria-current",
        "aria-expanded",
        "aria-pressed",
        "checked",
        "data-scheme",
        "disabled",
        "hidden",
        "inert",
        "open",
    }
)
"""Attributes that the reader's doing sets or removes, on whatever element."""

_VENDOR = re.compile(r"::?-(?:webkit|moz|ms|o)-[\w-]+(?:\([^)]*\))?")
_BARE = re.compile(r"(^|[\s,>+~(])(?=$|[,>+~)])")


class Element(NamedTuple):
    """What selectors can see of an element, its place left out."""

    tag: str
    id: str
    classes: frozenset[str]
    attributes: tuple[tuple[str, str], ...]


class Vocabulary:
    """The elements of some pages, and every word of the scripts that run there, which may be a class or a tag."""

    def __init__(self, elements: Iterable[Element], words: Iterable[str]) -> None:
        self._elements = frozenset(elements)
        self._words = frozenset(words)
        self._by_class: dict[str, list[Element]] = defaultdict(list)
        self._by_tag: dict[str, list[Element]] = defaultdict(list)
        for element in self._elements:
            self._by_tag[element.tag].append(element)
            for name in element.classes:
                self._by_class[name].append(element)
        self._matched = cache(self._compound)

    def can_match(self, selector: str) -> bool:
        """Whether each part of the selector is there, wherever; one that cannot be read is taken to match."""
        parsed = _parsed(selector)
        return parsed is None or self._tree(parsed)

    def _tree(self, tree: Any) -> bool:
        return all(self._matched(part) for part in _compounds(tree))

    def _compound(self, compound: parser.CompoundSelector) -> bool:
        return any(self._fits(element, compound) for element in self._candidates(compound))

    def _candidates(self, compound: parser.CompoundSelector) -> Collection[Element]:
        """The few elements that have a class or the tag of the compound, if its words can come from nowhere else."""
        for simple in compound.simple_selectors:
            if isinstance(simple, parser.ClassSelector) and simple.class_name not in self._words:
                return self._by_class.get(simple.class_name, ())
            if isinstance(simple, parser.LocalNameSelector) and simple.lower_local_name not in self._words:
                return self._by_tag.get(simple.lower_local_name, ())
        return self._elements

    def _fits(self, element: Element, compound: parser.CompoundSelector) -> bool:
        return all(self._has(element, simple) for simple in compound.simple_selectors)

    def _has(self, element: Element, simple: Any) -> bool:  # noqa: PLR0911 (a line for each kind of selector)
        match simple:
            case parser.LocalNameSelector():
                return simple.lower_local_name == element.tag or simple.lower_local_name in self._words
            case parser.IDSelector():
                return simple.ident == element.id or simple.ident in self._words
            case parser.ClassSelector():
                return simple.class_name in element.classes or simple.class_name in self._words
            case parser.AttributeSelector():
                named = simple.name in self._words or _in_dataset(simple.name) in self._words
                set_later = simple.name in CHANGING_ATTRIBUTES or (named and self._words >= {*_words(simple.value)})
                return set_later or _holds(dict(element.attributes).get(simple.name), simple)
            case parser.MatchesAnySelector() | parser.SpecificityAdjustmentSelector():
                return any(self._ends_in(element, option.parsed_tree) for option in simple.selector_list)
            case parser.RelationalSelector():
                return any(self._tree(option.selector.parsed_tree) for option in simple.selector_list)
            case _:
                return True  # states, places, pseudo-elements, and what is negated

    def _ends_in(self, element: Element, tree: Any) -> bool:
        *before, last = _compounds(tree)
        return self._fits(element, last) and all(map(self._matched, before))


def _in_dataset(name: str) -> str:
    """The name by which a script sets a `data-` attribute."""
    return re.sub("-([a-z])", lambda letter: letter[1].upper(), name.removeprefix("data-"))


def _words(value: str | None) -> list[str]:
    return re.findall(r"[\w-]+", value or "")


def _holds(value: str | None, wanted: parser.AttributeSelector) -> bool:
    if value is None:
        return False
    sought = wanted.value or ""
    return {
        None: True,
        "=": value == sought,
        "~=": sought in value.split(),
        "|=": value == sought or value.startswith(f"{sought}-"),
        "^=": value.startswith(sought),
        "$=": value.endswith(sought),
        "*=": sought in value,
    }.get(wanted.operator, True)


@cache
def _parsed(selector: str) -> Any:
    """The tree of one selector, `&` standing for any element; None if the parser does not know its grammar."""
    text = _BARE.sub(r"\1*", _VENDOR.sub("", selector.replace("&", "*")).strip())
    try:
        (tree,) = parser.parse(text, relative=text[:1] in {">", "+", "~"})
    except (SelectorError, ValueError):
        return None
    return tree.selector.parsed_tree if isinstance(tree, parser.RelativeSelector) else tree.parsed_tree


_ALIKE: dict[str, Any] = {}


@lru_cache(MANY)
def _compounds(tree: Any) -> tuple[Any, ...]:
    """The compounds of a selector; two that say the same are one object, so that one answer serves for both."""
    if isinstance(tree, parser.CombinedSelector):
        return (*_compounds(tree.left), *_compounds(tree.right))
    return (_ALIKE.setdefault(repr(tree), tree),)
