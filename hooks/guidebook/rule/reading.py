"""Text as the rule reads it: words in one spelling, in sentences, each with its place in the text as written."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

COMMA, CLAUSE, SENTENCE = 1, 2, 3
LONGEST = 120
"""Words in a sentence; a longer one is cut."""
SHORTEST = 3
"""Words in a clause; fewer belong to the one beside them."""
TURNS = frozenset({"but", "though", "however"})
"""Words that begin a clause of their own."""
FRAME = 5
"""Words in a greeting or a sign-off, at most."""
GREETINGS = frozenset({"hi", "hello", "hey", "dear", "good"})
SIGN_OFFS = frozenset({"thanks", "thank", "many", "cheers", "best", "kind", "warm", "regards", "sincerely", "yours"})
"""Words that begin them."""

_SPACE = r"\t\n\v\f\r \u00a0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_LETTER = r"A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_MARK = r"\u0300-\u036f\u00ad\u200b-\u200d"
_WORD = re.compile(rf"(?:https?://|www\.)[^{_SPACE}<>]+|[0-9{_LETTER}{_MARK}]+(?:['’‘ʼ`´][{_LETTER}{_MARK}]+)*")
_SOLID = re.compile(f"[0-9{_LETTER}]")
_CAPITAL = re.compile(r"[A-Z\u00c0-\u00d6\u00d8-\u00de](?![A-Z])")
_IGNORED = re.compile(f"[{_MARK}]")
_SIGNS = re.compile("[’‘ʼ`´]")
_REPLY = re.compile(r"(?:^|\n)[ \t]*>[^\n]*")
_FORWARDED = re.compile(r"(?:^|\n)[ \t]*-{2,}[ \t]*(?:[Oo]riginal [Mm]essage|[Ff]orwarded [Mm]essage)")
_QUOTED = re.compile(
    rf"“[^“”]{{1,900}}”|\"(?:[^\"\n]|\n(?![{_SPACE}]*\n)){{1,900}}\"|„[^„“”]{{1,900}}[“”]|«[^«»]{{1,900}}»"
)
_QUOTED_SINGLY = re.compile(rf"(?:^|[{_SPACE}(:—–])([‘'][{_LETTER}][^‘\n]{{2,300}}?[A-Za-z.?!,…][’'])(?![{_LETTER}])")
_GAP = re.compile(r"[ \n]")
_LINE = re.compile(rf"\n[{_SPACE}]*[\n*•–—‣◦·▪+-]")
_STOP = re.compile(rf"[.!?][\"'”’)\]]*[{_SPACE}]|[?!。！？]")
_ITEM = re.compile(rf"[{_SPACE}]*(?:(?:[*•–—‣◦·▪+-]|[0-9]{{1,2}}[.)])[{_SPACE}].*|[^.?!]*\?[{_SPACE}]*)", re.DOTALL)
_LONE_I = re.compile(f"I(?![{_LETTER}{_MARK}])")
_SURE_STOP = re.compile(r"[?!。！？]")
_DASH = re.compile(rf"[;:()\[\]—–…]|\.\.|[{_SPACE}]-+[{_SPACE}]|--")
_ENDINGS = {"'m": " am", "'re": " are", "'ve": " have", "'ll": " will", "'d": " would", "'s": ""}
_IS = frozenset({"it", "that", "there", "what", "who", "how", "here", "he", "she", "where", "when", "this"})


class Word(NamedTuple):
    """A word in its one spelling, its place in the text, and the weight of the break before it."""

    word: str
    start: int
    end: int
    weight: int


class Clause(NamedTuple):
    """A part of a sentence that is judged by itself; `tokens` are its words, commas and edges, each with a position."""

    words: tuple[Word, ...]
    tokens: tuple[tuple[str, int], ...]

    @property
    def text(self) -> str:
        """The words with a space before and behind each, for patterns."""
        return f" {' '.join(word.word for word in self.words)} "

    @property
    def thanks(self) -> bool:
        """Whether it is a short word of thanks, which asks for nothing."""
        return (
            len(self.words) <= FRAME
            and self.words[0].word.startswith("thank")
            and not any(word.weight for word in self.words[1:])
        )

    @property
    def frames(self) -> bool:
        """Whether it is a greeting, a sign-off or a name, and adds nothing to the length of a message."""
        opening = self.words[0].word
        return len(self.words) < SHORTEST or (
            len(self.words) <= FRAME and (opening in GREETINGS or opening in SIGN_OFFS)
        )


@dataclass(frozen=True)
class Spelling:
    """Which word stands for which: `same` by word, `near` by each word that a slip of one letter makes of it."""

    same: Mapping[str, tuple[str, ...]]
    near: Mapping[str, str]
    known: frozenset[str]
    abbreviations: frozenset[str]

    @classmethod
    def load(cls, same: Mapping[str, str], slips: Iterable[str], abbreviations: Iterable[str]) -> Spelling:
        """The spelling of word lists."""
        near: dict[str, str] = {}
        for word in slips:
            for variant in (word, *_shortened(word)):
                near.setdefault(variant, word)
        pairs = {word: tuple(meant.split()) for word, meant in same.items()}
        return cls(pairs, near, frozenset(slips), frozenset(abbreviations))

    def words(self, written: str) -> tuple[str, ...]:
        """What a written word stands for: one word, or several for a contraction."""
        plain = _SIGNS.sub("'", written)
        if not plain.isascii():
            plain = _IGNORED.sub("", unicodedata.normalize("NFD", plain))
        plain = plain.lower()
        if plain.startswith(("http:", "https:", "www.")):
            return ("url",)
        if plain in self.same:
            return self.same[plain]
        if "'" in plain:
            return tuple(word for part in _uncontracted(plain).split() for word in self.words(part))
        if plain in self.known or len(plain) < 6:
            return (plain,)
        for variant in (plain, *_shortened(plain)):
            meant = self.near.get(variant)
            if meant and meant[0] == plain[0] and abs(len(meant) - len(plain)) < 2:
                return (meant,)
        return (plain,)


def _shortened(word: str) -> list[str]:
    """The word with one letter left out, at each place but the first."""
    return [word[:at] + word[at + 1 :] for at in range(1, min(len(word), 20))]


def _uncontracted(word: str) -> str:
    """`can't` as `can not`; a possessive loses its ending."""
    if word.endswith("n't"):
        base = word[:-3]
        return f"{ {'ca': 'can', 'wo': 'will', 'sha': 'shall'}.get(base, base) } not"
    base, sign, ending = word.rpartition("'")
    if ending == "s" and base in _IS:
        return f"{base} is"
    if ending == "s" and base == "let":
        return "let us"
    return base + _ENDINGS[sign + ending] if sign + ending in _ENDINGS else word.replace("'", "")


def sentences(text: str, spelling: Spelling) -> list[list[Word]]:
    """The sentences of `text` without what it quotes from others."""
    hidden = _hidden(text)
    found: list[list[Word]] = [[]]
    before, last, turn = 0, "", 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        while turn < len(hidden) and hidden[turn][1] <= start:
            turn += 1
        if turn < len(hidden) and hidden[turn][0] <= start:
            continue
        if not _SOLID.search(match[0]):
            continue
        weight = _weight(text, before, start, last, spelling)
        words = spelling.words(match[0])
        if weight == SENTENCE or len(found[-1]) >= LONGEST:
            found.append([])
        for position, word in enumerate(words):
            found[-1].append(Word(word, start, end, 0 if position else weight))
        before, last = end, match[0]
    return [sentence for sentence in found if sentence]


def clauses(text: str, spelling: Spelling) -> Iterator[Clause]:
    """The clauses of `text` without what it quotes: cut at strong signs, and where a sentence turns."""
    for sentence in (part for whole in sentences(text, spelling) for part in _unframed(whole)):
        parts: list[list[Word]] = [[]]
        for word in sentence:
            if len(parts[-1]) >= SHORTEST and (word.weight >= CLAUSE or word.word in TURNS):
                parts.append([])
            parts[-1].append(word)
        if len(parts) > 1 and len(parts[-1]) < SHORTEST:
            rest = parts.pop()
            parts[-1] += rest
        end = sentence[-1].end
        sign = "?" if "?" in text[end : end + 3] else "$"
        for position, part in enumerate(parts):
            last = position == len(parts) - 1
            yield Clause(tuple(part), tuple(_tokens(part, "^^" if position else "^", sign if last else "+")))


def _unframed(sentence: list[Word]) -> list[list[Word]]:
    """The sentence apart from a greeting before it and a sign-off behind it."""
    begin, end = 0, len(sentence)
    if sentence[0].word in GREETINGS:
        begin = next((at for at in range(1, min(FRAME + 1, end)) if sentence[at].weight), 0)
    for at in range(max(begin + 1, end - FRAME), end):
        if sentence[at].weight and sentence[at].word in SIGN_OFFS:
            end = at
            break
    return [part for part in (sentence[:begin], sentence[begin:end], sentence[end:]) if part]


def list_items(text: str, places: Iterable[int]) -> list[int]:
    """For each place, in order, the number of the line that it is on if that is an item of a list; otherwise -1.

    An item begins with a sign or a number, or is one question alone. Each is judged as a text of its own.
    """
    found = []
    number, end, item = -1, -1, False
    for place in places:
        while place > end:
            start, number = end + 1, number + 1
            end = text.find("\n", start)
            end = len(text) if end < 0 else end
            item = bool(_ITEM.fullmatch(text, start, end))
        found.append(number if item else -1)
    return found


def _tokens(words: Sequence[Word], opening: str, closing: str) -> Iterator[tuple[str, int]]:
    yield opening, 0
    for position, word in enumerate(words):
        if position and word.weight:
            yield ",", position
        yield word.word, position
    yield closing, len(words) - 1


def _weight(text: str, before: int, start: int, last: str, spelling: Spelling) -> int:  # noqa: PLR0911
    """How much of a break the signs between two words are."""
    between = text[before:start]
    if between in {" ", ""}:
        return 0
    if len(between) > 200:
        return SENTENCE
    if _LINE.search(between):
        return SENTENCE
    if _STOP.search(between):
        plain = last.lower()
        short = plain in spelling.abbreviations or (len(last) == 1 and plain not in {"i", "u"})
        if not short or not between.startswith(".") or _SURE_STOP.search(between):
            return SENTENCE
    elif between == "." and len(last) > 2 and _CAPITAL.match(text, start):
        return SENTENCE
    if "\n" in between and _CAPITAL.match(text, start) and not _LONE_I.match(text, start):
        line = before - text.rfind("\n", 0, before) - 1
        if line < 40 or ("," not in between and line < 55):
            return SENTENCE
    return CLAUSE if _DASH.search(between) else COMMA if "," in between else 0


def _hidden(text: str) -> list[tuple[int, int]]:
    """Where the text quotes: lines of a reply, forwarded messages, and three words or more in quotation marks."""
    replies = [match.span() for match in _REPLY.finditer(text)]
    if forwarded := _FORWARDED.search(text):
        replies.append((forwarded.start(), len(text)))
    quoted = [
        match.span(match.lastindex or 0) for pattern in (_QUOTED, _QUOTED_SINGLY) for match in pattern.finditer(text)
    ]
    quoted = [span for span in quoted if len(_GAP.findall(text, *span)) > 1]
    outside = len(_WORD.findall(text)) - sum(len(_WORD.findall(text, *span)) for span in quoted)
    hidden = sorted([*replies, *quoted] if outside > 2 else replies)
    merged: list[tuple[int, int]] = []
    for start, end in hidden:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
