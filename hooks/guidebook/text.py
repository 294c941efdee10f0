"""Plain text into Markdown: everything prints as it was written."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from guidebook.fields import CITATION
from guidebook.kept import MANY

if TYPE_CHECKING:
    from collections.abc import Iterable

_INLINE = re.compile(r"([\\`*_{}\[\]|!#])")
_LINE_START = re.compile(r"^(\d*)([.)+-])")
_NOT_ESCAPABLE = re.compile(r"^[:=~^]")


@lru_cache(MANY)
def escape(text: str) -> str:
    """Markdown that prints `text` literally, anywhere in a line, a table cell or at the start of a paragraph."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _LINE_START.sub(r"\1\\\2", _INLINE.sub(r"\\\1", text))
    return _NOT_ESCAPABLE.sub(lambda match: f"&#{ord(match[0])};", text)


def escape_cited(text: str) -> str:
    """Like `escape`, but footnote references `[^source-id]` stay references."""
    parts = CITATION.split(text)
    return "".join(f"[^{part}]" if position % 2 else escape(part) for position, part in enumerate(parts))


def citations(text: str) -> tuple[str, ...]:
    """Ids of the sources that `text` cites, in order, each once."""
    return tuple(dict.fromkeys(CITATION.findall(text)))


def quote(text: str) -> str:
    """Escaped text in double quotation marks, as something said aloud."""
    return f"“{escape(text)}”"


def enumeration(words: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    *head, last = words
    return f"{', '.join(head)} and {last}" if head else last


def count(number: int, noun: str) -> str:
    """`1 question`, `3 questions`, `1,200 questions`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def file_size(size: int) -> str:
    """`64 kB`, `1.4 MB`: what a reader is told before downloading `size` bytes."""
    return f"{size / 1e6:.1f} MB" if size >= 999_500 else f"{max(round(size / 1000), 1)} kB"


def one_line_list(items: Iterable[str], css_class: str) -> str:
    """A Markdown list, each item with a class."""
    return "\n".join(f"- {item}\n    {{ .{css_class} }}" for item in items)
