"""A comparison's page, the table that other pages embed, and the list of comparisons; as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidebook.addresses import comparison_place, relative_link
from guidebook.text import count, escape, escape_cited

if TYPE_CHECKING:
    from collections.abc import Sequence

    from guidebook.comparisons.models import Comparison


def comparison_page(comparison: Comparison) -> str:
    """The body of a comparison's own page, where each row has its anchor."""
    title = escape(comparison.title)
    parts = [
        f"# {title} {{ #{comparison.id} }}",
        f"{escape(comparison.reading)}\n{{ .reading }}",
        f"{title}\n{{ .caption .visually-hidden }}",
        _table(comparison, anchors=True),
        "## What to do with it { #takeaway }",
        f"{escape_cited(comparison.takeaway)}\n{{ .takeaway }}",
    ]
    return "\n\n".join(parts) + "\n"


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
    """The comparisons as linked cards on the page `page`."""
    return "\n\n".join(
        f"- [**{escape(comparison.title)}**]({relative_link(page, comparison_place(comparison.id))}) · "
        f"{count(len(comparison.rows), 'row')}\n    {{ .card }}\n\n    {escape(comparison.description)}"
        for comparison in comparisons
    )


def _table(comparison: Comparison, *, anchors: bool) -> str:
    head = f"| | {' | '.join(escape(column.label) for column in comparison.columns)} |"
    rule = "| --- " * (len(comparison.columns) + 1) + "|"
    rows = []
    for row in comparison.rows:
        label = f"{escape(row.label)} {{ #{row.id} }}" if anchors else escape(row.label)
        cells = " | ".join(escape_cited(row.cells[column.id]) for column in comparison.columns)
        rows.append(f"| {label} | {cells} |")
    return "\n".join([head, rule, *rows])
