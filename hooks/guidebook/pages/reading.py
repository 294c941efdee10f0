"""How long a page takes to read, from its words at one rate for the whole site."""

from __future__ import annotations

import re

WORDS_A_MINUTE = 200
"""Most adults read such text silently at 200 to 260 words a minute; the low end leaves time for tables."""

_NOT_READ = re.compile(
    r"<!--.*?-->"  # directives
    r"|\]\([^)\s]*\)"  # where a link leads
    r"|\[\^[^\]\s]+\]"  # signs of notes
    r"|\{:?\s*[#.][^}\n]*\}"  # ids and classes
    r"|&#?\w+;"
)
_WORD = re.compile(r"[^\W_]+(?:[-’'.,][^\W_]+)*")


def words(markdown: str) -> list[str]:
    """The words of some Markdown that a reader sees."""
    return _WORD.findall(_NOT_READ.sub(" ", markdown))


def reading_minutes(markdown: str) -> int:
    """Whole minutes, at least one."""
    return max(1, round(len(words(markdown)) / WORDS_A_MINUTE))
