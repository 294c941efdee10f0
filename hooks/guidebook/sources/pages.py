"""Footnotes of a page, and the list of all sources; as Markdown."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from guidebook.sources.models import Kind, Read
from guidebook.text import enumeration, escape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from guidebook.sources.models import Source

NOTES_ID = "notes"
NOTES_MARKER = "///Footnotes Go Here///"

_KINDS = {
    Kind.STUDY: ("Studies", "studies"),
    Kind.REPORT: ("Reports and statistics", "reports"),
    Kind.BOOK: ("Books", "books"),
    Kind.GUIDE: ("Guides", "guides"),
    Kind.ARTICLE: ("Articles", "articles"),
    Kind.ESSAY: ("Essays", "essays"),
}
_READ = {
    Read.WHOLE: "Read whole",
    Read.ABSTRACT: "Read in part",
    Read.SECOND_HAND: "Known from what others report",
}


def citation(source: Source) -> str:
    """One source as it is cited: authors, year, title, outlet, link, and how much of it was read."""
    link = f" <{source.link}>." if source.link else ""
    read = f"{_READ[source.read]}, {source.checked:%B} {source.checked.day}, {source.checked.year}."
    return f"{_authors(source.authors)} ({source.year}). “{_ended(source.title)}” {escape(source.outlet)}.{link} {read}"


def _ended(title: str) -> str:
    """The title with a period, unless it ends in a mark of its own."""
    return escape(title) if title.endswith(("?", "!", ".")) else f"{escape(title)}."


def footnotes(cited: Sequence[str], sources: Mapping[str, Source]) -> str:
    """The notes of a page that cites the ids `cited`, under their own heading."""
    definitions = "\n\n".join(f"[^{source_id}]: {citation(sources[source_id])}" for source_id in cited)
    return f"## Notes and sources {{ #{NOTES_ID} }}\n\n{NOTES_MARKER}\n\n{definitions}"


def source_list(sources: Sequence[Source]) -> str:
    """All sources, grouped by kind; the anchor of each is its id."""
    order = list(Kind)
    ranked = sorted(sources, key=lambda source: (order.index(source.kind), source.authors[0].split()[-1], source.year))
    parts = []
    for kind, group in groupby(ranked, key=lambda source: source.kind):
        title, anchor = _KINDS[kind]
        parts.append(f"## {title} {{ #{anchor} }}")
        parts += [f"- {citation(source)}\n    {{ #{source.id} }}\n\n    {escape(source.says)}" for source in group]
    return "\n\n".join(parts)


def _authors(authors: Sequence[str]) -> str:
    if len(authors) > 3:
        return f"{escape(authors[0])} and others"
    return enumeration(escape(author) for author in authors)
