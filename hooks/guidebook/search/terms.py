"""Text as terms, by which index and query are compared. `search-engine.js` does the same; tests hold the two equal."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_APOSTROPHE = re.compile("['’]")
_WORD = re.compile(r"[^\W_]+")


def terms(text: str) -> list[str]:
    """The terms of `text` in order, without case, accents, signs and the commonest endings."""
    plain = text
    if not text.isascii():
        plain = unicodedata.normalize("NFD", text)
        plain = plain.translate(dict.fromkeys(ord(sign) for sign in set(plain) if unicodedata.category(sign)[0] == "M"))
    return [_term(word) for word in _WORD.findall(_APOSTROPHE.sub("", plain).lower())]


@cache
def _term(word: str) -> str:
    """`ask` for asks, asked and asking: fewer words to carry, and whichever of them a reader types is found."""
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if len(word) > 5 and word.endswith("ing"):
        word = word[:-3]
    elif len(word) > 4 and word.endswith("ed") and not word.endswith("eed"):
        word = word[:-2]
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "lsz":
        word = word[:-1]
    if len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    return word[:-1] + "y" if len(word) > 3 and word.endswith("i") else word
