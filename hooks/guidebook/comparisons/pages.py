"""A comparison's page, the table that other pages embed, and the list of comparisons; as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidebook.addresses import comparison_place, relative_link
from guidebook.comparisons.models import GroupName
from guidebook.text import count, escape, escape_cited, quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from guidebook.comparisons.models import Column, Comparison

_GROUPS = {
    GroupName.WHAT: ("What it is, and what it is not", "what-it-is"),
    GroupName.ASKING: ("Before you ask", "before-you-ask"),
    GroupName.TALK: ("On the day", "on-the-day"),
    GroupName.AFTERWARD: ("Afterward", "afterward"),
    GroupName.COACHES: ("For coaches", "for-coaches"),
}


def comparison_page(comparison: Comparison, *, files: bool = False) -> str:
    """The body of a comparison's own page, where each row has its anchor; `files` says whether it can be downloaded."""
    title = escape(comparison.title)
    parts = [
        f"# {title} {{ #{comparison.id} }}",
        f"{escape(comparison.reading)}\n{{ .reading }}",
        f"{title}\n{{ .caption .visually-hidden }}",
        _table(comparison, anchors=True),
        *([_downloads(comparison)] if files else []),
        "## What to do with it { #takeaway }",
        f"{escape_cited(comparison.takeaway)}\n{{ .takeaway }}",
    ]
    return "\n\n".join(parts) + "\n"


def _downloads(comparison: Comparison) -> str:
    name = f"files/{comparison.id}"
    links = f"[CSV, for a spreadsheet]({name}.csv), or [Word, to edit]({name}.docx)"
    return f"Download this table: {links}\n{{ .download }}"


def comparison_embed(comparison: Comparison, page: str) -> str:
    """The table on the page `page`, with its caption as anchor and a link to its own page."""
    link, title = relative_link(page, comparison_place(comparison.id)), escape(comparison.title)
    return "\n\n".join(
        [
            f"{title}\n{{ #{comparison.id} .caption }}",
            _table(comparison, anchors=False),
            f"{escape(comparison.reading)} [Open “{title}” on its own page]({link}).\n{{ .table-note }}",
        ]
    )


def comparison_list(comparisons: Sequence[Comparison], page: str) -> str:
    """The comparisons as linked cards on the page `page`, under a heading for each group."""
    parts = []
    for group, (title, anchor) in _GROUPS.items():
        cards = [_card(comparison, page) for comparison in comparisons if comparison.group is group]
        if cards:
            parts += [f"## {title} {{ #{anchor} }}", *cards]
    return "\n\n".join(parts)


def _card(comparison: Comparison, page: str) -> str:
    link, rows = relative_link(page, comparison_place(comparison.id)), count(len(comparison.rows), "row")
    return (
        f"- [**{escape(comparison.title)}**]({link}) · {rows}\n    {{ .card }}\n\n    {escape(comparison.description)}"
    )


def _table(comparison: Comparison, *, anchors: bool) -> str:
    head = f"| | {' | '.join(escape(column.label) for column in comparison.columns)} |"
    rule = "| --- " * (len(comparison.columns) + 1) + "|"
    rows = []
    for row in comparison.rows:
        label = f"{escape(row.label)} {{ #{row.id} }}" if anchors else escape(row.label)
        cells = " | ".join(_cell(row.cells[column.id], column) for column in comparison.columns)
        rows.append(f"| {label} | {cells} |")
    return "\n".join([head, rule, *rows])


def _cell(text: str, column: Column) -> str:
    """A cell; words that somebody says stand in quotation marks and carry their verdict as a class."""
    return f"{quote(text)} {{ .spoken .{column.spoken} }}" if column.spoken else escape_cited(text)
