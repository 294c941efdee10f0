"""What people wrote for the site, by file and line: to check spelling, reading grade and repeated sentences."""

from __future__ import annotations

import gc
import re
import warnings
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import textstat
from spylls.hunspell import Dictionary

from guidebook.catalog import CONCEPTS, DATA
from guidebook.datafile import read_data_file
from guidebook.directives import DIRECTIVE
from guidebook.pages.authored import AuthoredPage, parse_page, prose_lines
from guidebook.pages.models import GuidePage, PlainPage

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from guidebook.datafile import DataFile, Loc
    from guidebook.site import Site

LONG_SENTENCE = 12
"""From this many words on, a sentence belongs to one page."""
HARDEST_GRADE = 10
"""The highest school grade that a guide page may need; 8 is aimed at."""

# Fields that are names, addresses or references; by concept also the titles of other people's works, and choices.
_NO_PROSE = {"id", "question", "url", "doi", "from", "to", "authors"}
_NO_PROSE_IN = {
    "sources": {"title", "outlet"},
    "rule": {"verdict", "signs", "patterns", "lexicon", "spelling", "weights"},
    "scripts": {"channel"},
    "cartridges": {"page", "worksheet", "every"},
    "short-addresses": {"word"},
    "changes": {"pages", "kind"},
    "search": {"words"},  # as people type them
}

_BLOCK_START = re.compile(r"^\s*(?:[-*+]\s|\d+\.\s|#|>|\||:\s)")
_MARKUP = re.compile(
    r"\[\^[^\]\s]+\]|\{:?\s*[#.][^}\n]*\}|\]\([^)]*\)|`[^`]*`|<[^>\s]*>|https?://\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|edu|gov|net|xyz)\b"
)
_MARKS = re.compile(r"^\s*(?:[-*+]|\d+\.|#+|>|:)\s+|[*_\[\]#]", re.MULTILINE)
_TEMPLATE = re.compile(
    r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->|<(?:script|style)\b.*?</(?:script|style)>|<[^>]*>", re.DOTALL
)
_LETTERS = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_WORD = re.compile(r"[^\W_]+(?:[-’'.,][^\W_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?…:])[”’\")\]]*\s+(?=[“‘\"(]?[^\W_a-z])")
_INITIALS = re.compile(r"\b(?:[A-Z]\.){2,}")


class Piece(NamedTuple):
    """A paragraph, list item, heading, cell or field as somebody wrote it, without markup; `kind` says which."""

    file: str
    line: int
    kind: str
    text: str


def plain(markdown: str) -> str:
    """The text of some Markdown, line by line, without markup, addresses and code."""
    return _MARKS.sub("", _MARKUP.sub("", markdown)).replace("|", " ")


def page_pieces(page: AuthoredPage) -> Iterator[Piece]:
    """What a writer wrote on a page; its directives are left out, since what they embed is somebody else's."""
    if page.front_matter is not None:
        front = page.front_matter.model_dump(mode="json")
        for key in ("title", "description"):
            yield Piece(page.name, page.lines.get((key,), 1), key, str(front[key]))
        if isinstance(page.front_matter, GuidePage):
            yield Piece(page.name, page.lines.get(("next",), 1), "next", page.front_matter.next.why)
        elif isinstance(page.front_matter, PlainPage) and (checker := page.front_matter.checker):
            labels = [entry.label for entry in checker.examples] + [entry.label for entry in checker.lengths]
            for label in labels:
                yield Piece(page.name, page.lines.get(("checker",), 1), "label", label)
    block: list[str] = []
    begun = 0
    for position, line in [*prose_lines(page.body), (-1, "")]:
        starts = _BLOCK_START.match(line)
        if block and (starts or not line.strip() or position != begun + len(block)):
            yield Piece(page.name, page.first_line + begun, _kind(block[0]), plain("\n".join(block)))
            block = []
        if line.strip() and not DIRECTIVE.match(line):
            if not block:
                begun = position
            block.append(line)


def _kind(line: str) -> str:
    kinds = {"#": "heading", ">": "quotation", "|": "table"}
    return kinds.get(line.lstrip()[:1], "text")


def data_pieces(file: DataFile, concept: str) -> Iterator[Piece]:
    """Every text of a data file."""
    yield from _texts(file, file.data, (), _NO_PROSE | _NO_PROSE_IN.get(concept, set()))


def _texts(file: DataFile, value: Any, loc: Loc, hidden: Collection[str]) -> Iterator[Piece]:
    if isinstance(value, str):
        yield Piece(file.name, file.line(loc), "data", plain(value))
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in hidden:
                yield from _texts(file, inner, (*loc, key), hidden)
    elif isinstance(value, tuple):
        for position, inner in enumerate(value):
            yield from _texts(file, inner, (*loc, position), hidden)


def authored_pages(root: Path) -> list[AuthoredPage]:
    """The pages below `docs/` of a project."""
    docs = root / "docs"
    paths = [path for path in sorted(docs.rglob("*.md")) if DATA not in path.parts]
    return [
        parse_page(path.read_text("utf-8"), path.relative_to(docs).as_posix(), path.relative_to(root).as_posix())
        for path in paths
    ]


def written(root: Path) -> list[Piece]:
    """All that people wrote in pages and data."""
    pieces = [piece for page in authored_pages(root) for piece in page_pieces(page)]
    for concept in CONCEPTS:
        for path in sorted((root / "docs" / DATA / concept).glob("*.yml")):
            pieces += data_pieces(read_data_file(path, path.relative_to(root).as_posix()), concept)
    return pieces


def added_by_code(root: Path, site: Site) -> list[Piece]:
    """What templates and generated pages say beside that; the list of sources and notes hold other people's titles."""
    pieces = [
        Piece(path.relative_to(root).as_posix(), 1, "template", _TEMPLATE.sub(" ", path.read_text("utf-8")))
        for path in sorted((root / "overrides").rglob("*.html"))
        if path.name != "first-script.html"  # nothing but a script
    ]
    generated = ((page.path, page.body.partition("\n## Notes and sources")[0]) for page in site.generated)
    return [*pieces, *(Piece(path, 1, "generated", plain(body)) for path, body in generated)]


# ── Spelling ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@cache
def _dictionary() -> Any:
    """Hunspell's American dictionary. The library leaves its files open for the collector, which runs here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        dictionary = Dictionary.from_files("en_US")
        gc.collect()
    return dictionary


@cache
def in_dictionary(word: str) -> bool:
    """Whether the dictionary knows the word, or the word before `'s`."""
    straight = word.replace("’", "'")
    return len(word) == 1 or any(map(_dictionary().lookup, {straight, straight.removesuffix("'s")}))


def misspelled(pieces: Iterable[Piece], listed: Collection[str]) -> tuple[list[str], set[str]]:
    """Where a word is neither in the dictionary nor among the words `listed`, and which of these were needed.

    A listed word in lower case may be written with a capital too; one with a capital must have it.
    """
    faults, needed = [], set[str]()
    for piece in pieces:
        for match in _LETTERS.finditer(piece.text):
            word = match[0]
            if in_dictionary(word):
                continue
            stem = re.sub(r"[’']s$", "", word)
            own = next((form for form in (word, stem, word.lower(), stem.lower()) if form in listed), None)
            if own is not None:
                needed.add(own)
            else:
                line = piece.line + piece.text.count("\n", 0, match.start())
                faults.append(f"{piece.file}:{line}: {word}; correct it, or add it to tests/words.txt")
    return sorted(set(faults)), needed


# ── Reading grade ─────────────────────────────────────────────────────────────────────────────────────────────────────


def own_prose(page: AuthoredPage, site: Site) -> list[str]:
    """The paragraphs and list items of a page, and the texts of the claims ledger where it stands.

    Headings, tables, quoted wordings, scripts and notes are left out: they are not read as running text.
    """
    texts = [piece.text for piece in page_pieces(page) if piece.kind == "text"]
    if any((match := DIRECTIVE.match(line)) and match["name"] == "claims" for line in page.body.split("\n")):
        for claim in site.catalog.claims:
            texts += [
                plain(text) for text in (*claim.cited_texts.values(), claim.searched or "", claim.verdict) if text
            ]
    return texts


def reading_grade(texts: Iterable[str]) -> float:
    """The Flesch-Kincaid school grade of some paragraphs; one without a full stop is a sentence all the same."""
    lines = (_INITIALS.sub(lambda match: match[0].replace(".", ""), " ".join(text.split())) for text in texts)
    whole = "\n".join(line if line[-1:] in ".!?" else f"{line.rstrip(':;,')}." for line in lines if line)
    return float(textstat.flesch_kincaid_grade(whole))


# ── Repetition ────────────────────────────────────────────────────────────────────────────────────────────────────────


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return _SENTENCE_END.split(" ".join(text.split()))


def shared_sentences(pieces: Iterable[Piece]) -> list[str]:
    """Sentences of `LONG_SENTENCE` words or more that stand in two files, whatever their case and marks.

    A page that a writer wrote is one file, and so is a data file, which makes a page or part of one. What several pages
    embed from one entry of data stands in one file and does not count.
    """
    places = defaultdict[tuple[str, ...], list[Piece]](list)
    for piece in pieces:
        for sentence in sentences(piece.text):
            found = tuple(word.lower().replace("’", "'") for word in _WORD.findall(sentence))
            if len(found) >= LONG_SENTENCE:
                places[found].append(piece)
    return [
        f"{piece.file}:{piece.line}: repeats a sentence of {group[0].file}:{group[0].line}: {' '.join(found)}"
        for found, group in places.items()
        for piece in group[1:]
        if piece.file != group[0].file
    ]
