"""The text of each place of a page, as search reads it: without marks, and without what has an address of its own."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from guidebook.fields import CITATION
from guidebook.kept import MANY
from guidebook.links.directory import LIST_ANCHOR, plain
from guidebook.pages.authored import prose_lines

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_ANCHOR = re.compile(r"\{:?\s?[^{}]*?#([A-Za-z0-9-]+)[^{}]*\}")
_ATTRIBUTES = re.compile(r"\{:?[^{}]*\}")
_CLASSES = re.compile(r"\s*\{:?\s*\.([a-z-]+)[^{}]*\}\s*")
_HEADING = re.compile(r"^#{1,6}\s")
_NOT_TEXT = re.compile(
    r"\[\^|<!--|\|[-\s|]+\|$"  # notes, directives, rules of tables
    r"|[\s>\d.*-]*\[(\\.|[^\]\\])*\]\([^)]*\.md[^)]*\)[\s*★a-z]*(\{[^}]*\})?$"  # nothing but a link to another place
)

LISTED = frozenset({"card", "entry", "script-entry"})
"""Classes of items that lead to a page or place with a text of its own."""

FACTS = frozenset({"facts", "legend", "rule", "blank", "caption"})
"""Classes of lines that say the same on many pages."""


def page_texts(url: str, body: str, known: Collection[str]) -> dict[str, str]:
    """The text at each address of the page at `url`; `known` are the addresses that can be found."""
    found: dict[str, list[str]] = {url: []}
    place = url
    for line, text, anchor in _lines(body):
        address = f"{url}#{anchor}"
        if _HEADING.match(line):
            # A heading that nobody can be led to, a page's title among them, goes on with the text of its page.
            place = address if address in known else url
            if anchor.startswith(LIST_ANCHOR):
                break
        elif anchor and address in known:
            found.setdefault(address, []).append(text)
        else:
            found.setdefault(place, []).append(text)
    return {address: " ".join(" ".join(parts).split()) for address, parts in found.items()}


@lru_cache(MANY)
def _lines(body: str) -> tuple[tuple[str, str, str], ...]:
    return tuple(_read([line for _, line in prose_lines(body)]))


def _read(lines: list[str]) -> Iterator[tuple[str, str, str]]:
    """Each line that counts, its text, and the anchor that it bears."""
    listed = False
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        match = _CLASSES.fullmatch(following)
        name = match[1] if match else ""
        if not line.startswith("    ") and line.strip():
            listed = name in LISTED or bool(_ANCHOR.fullmatch(following.strip()))
        if listed or name in FACTS or _NOT_TEXT.match(line) or _ATTRIBUTES.fullmatch(line.strip()):
            continue
        anchor = _ANCHOR.search(line)
        bare = _ATTRIBUTES.sub(" ", CITATION.sub("", line))
        yield line, plain(bare), anchor[1] if anchor else ""
