"""Sheets in a few blocks, one of every kind: what the tests of the files plant their text in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidebook.worksheets.blocks import (
    Block,
    Boxes,
    Cell,
    Head,
    Heading,
    Line,
    NumberedQuestion,
    Rule,
    Space,
    Table,
    Title,
    WritingPrompt,
)
from guidebook.worksheets.imprint import Imprint, Institution
from guidebook.worksheets.pdf import Manuscript

if TYPE_CHECKING:
    from pathlib import Path

SITE_NAME = "Small guide"
ADDRESS = "https://guide.example/go/short/"
TOP = (
    Title("short", "A short talk", "For a first talk."),
    Rule("Learn. Never ask for a job."),
    Head((Space("name", "Name"), Space("date", "Date"), Space("aim", "Aim"))),
)


def every_block(text: str) -> tuple[Block, ...]:
    """A sheet with `text` in each place where there is any."""
    cells = (Cell(text), Cell("", Space("levels.opening.good", f"{text}: {text}", 2)))
    return (
        Title("short", text, text),
        Rule(text),
        Head((Space("name", text), Space("date", text))),
        Heading("day", text),
        Line("legend", text),
        Line("note", text),
        Line("say", text),
        NumberedQuestion(1, "typical-day", text, text, True, Space("typical-day", text, 1)),
        NumberedQuestion(2, "first-step", text, text, False, Space("first-step", text, 2)),
        WritingPrompt(text, Space("write.prompt-1", text, 1)),
        Boxes(tuple(Space(f"write.box-{number}", text) for number in (1, 2, 3))),
        Table(text, (text, text), (False, True), (cells,), 8, labeled=True),
    )


def lined(lines: int) -> tuple[Block, ...]:
    """A sheet with that many lines to write on, each under a prompt of its own."""
    return (*TOP, *(WritingPrompt("Why?", Space(f"write.prompt-{at}", "Why?", 1)) for at in range(lines)))


def manuscript(
    laid_out: tuple[Block, ...],
    *,
    sides: int = 2,
    site_name: str = SITE_NAME,
    address: str = ADDRESS,
    institution: Institution | None = None,
    logo: Path | None = None,
) -> Manuscript:
    """The blocks ready for the press."""
    return Manuscript(laid_out, Imprint(site_name, address, institution), sides, "A sheet of the tests.", logo)
