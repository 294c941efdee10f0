"""Wordings on a page: one as a quotation, several as a table; as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidebook.rule.models import Verdict
from guidebook.text import escape, quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from guidebook.rule.models import Category, Wording

VERDICTS = {Verdict.FINE: "Fine", Verdict.GREY: "Some would take it as asking", Verdict.BREAKS: "Breaks the rule"}
_CAPTIONS = {
    Verdict.FINE: "What you may say",
    Verdict.GREY: "What some would take as asking, and what is safer",
    Verdict.BREAKS: "What asks for a job, and what to say instead",
}


_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def wording_quotation(wording: Wording) -> str:
    """One wording as a quotation; one that is not fine says so and what to say instead."""
    if wording.verdict is Verdict.FINE:
        return f"> {quote(wording.wording)}\n> {{ .say }}"
    better = f"> Say instead: {quote(wording.instead)}\n> {{ .say }}" if wording.instead else ""
    return f"> {VERDICTS[wording.verdict]}: {quote(wording.wording)}\n> {{ .{wording.verdict} }}\n>\n{better}"


def wording_table(wordings: Sequence[Wording]) -> str:
    """Wordings as a table; the anchor of a row is the wording's id, and the caption follows from the verdicts."""
    verdicts = {wording.verdict for wording in wordings}
    caption = _CAPTIONS[verdicts.pop()] if len(verdicts) == 1 else "What you might say, and how it is heard"
    if all(wording.verdict is Verdict.FINE for wording in wordings):
        head = "| What you might say | Why it is fine |\n| --- | --- |"
        rows = [f"| {quote(wording.wording)} {{ #{wording.id} }} | {escape(wording.why)} |" for wording in wordings]
    else:
        head = "| What you might say | How it is heard | Why | Say instead |\n| --- | --- | --- | --- |"
        rows = [_row(wording) for wording in wordings]
    return "\n".join([f"{caption}\n{{ .caption }}\n", head, *rows])


def category_table(categories: Sequence[Category]) -> str:
    """The ways to ask as a table; the anchor of a row is the category's id."""
    rows = [
        " ".join(
            [f"| {escape(kind.title)} {{ #{kind.id} }} |", *(f"{escape(text)} |" for text in (kind.meaning, kind.why))]
        )
        + f" {quote(kind.better[0])} |"
        for kind in categories
    ]
    head = "| What you ask for | What that covers | Why it is asking | Say instead |\n| --- | --- | --- | --- |"
    return (
        "\n".join(["Nine ways to ask for a job\n{ .caption }\n".replace("Nine", _NUMBERS[len(rows)]), head, *rows])
        if rows
        else ""
    )


def _row(wording: Wording) -> str:
    cells = [
        f"{quote(wording.wording)} {{ #{wording.id} }}",
        f"{VERDICTS[wording.verdict]} {{ .{wording.verdict} }}",
        escape(wording.why),
        quote(wording.instead) if wording.instead else "–",
    ]
    return f"| {' | '.join(cells)} |"
