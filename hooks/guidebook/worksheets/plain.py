"""A worksheet as plain Markdown: for notes apps, which make their own boxes and tables of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidebook.text import escape, quote
from guidebook.worksheets.blocks import (
    Block,
    Boxes,
    Head,
    Heading,
    Line,
    NumberedQuestion,
    Rule,
    Table,
    Title,
    WritingPrompt,
)
from guidebook.worksheets.imprint import LICENSE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guidebook.worksheets.imprint import Imprint

NOTES = "Notes:"
"""Where to type; a line that is only empty would be lost on pasting."""


def worksheet_markdown(laid_out: tuple[Block, ...], imprint: Imprint) -> str:
    """The sheet from its title to its footer, in Markdown that every notes app reads."""
    return "\n\n".join([*(_markdown(block) for block in laid_out), _footer(imprint)]) + "\n"


def _markdown(block: Block) -> str:
    match block:
        case Title():
            text = f"# {escape(block.text)}\n\n{escape(block.intro)}"
        case Rule():
            text = f"**{escape(block.text)}**"
        case Head():
            text = "\n".join(f"- **{escape(space.label)}:**" for space in block.spaces)
        case Heading():
            text = f"## {escape(block.text)}"
        case Line():
            text = _line(block)
        case NumberedQuestion():
            text = _question(block)
        case WritingPrompt():
            text = f"**{escape(block.text)}**\n\n{NOTES}"
        case Boxes():
            text = "\n".join(f"- [ ] {escape(item.label)}" for item in block.items)
        case Table():
            text = _grid(block)
    return text


def _line(block: Line) -> str:
    if block.role == "legend":
        mark, colon, meaning = escape(block.text).partition(":")
        return f"({mark}){colon}{meaning}"
    return f"> {quote(block.text)}" if block.role == "say" else f"*{escape(block.text)}*"


def _question(block: NumberedQuestion) -> str:
    mark = f"{block.number}. "
    core = " (core)" if block.core else ""
    return f"{mark}**{escape(block.text)}**{core}\n\n" + "\n\n".join(
        f"{' ' * len(mark)}{part}" for part in (f"*{escape(block.why)}*", NOTES)
    )


def _grid(block: Table) -> str:
    rows = [_row(cell.text for cell in row) for row in block.rows]
    return "\n".join(
        [f"**{escape(block.caption)}**", "", _row(block.columns), _row(["---"] * len(block.columns), raw=True), *rows]
    )


def _row(cells: Iterable[str], *, raw: bool = False) -> str:
    return f"| {' | '.join(cell if raw else escape(cell) for cell in cells)} |"


def _footer(imprint: Imprint) -> str:
    parts = [escape(imprint.site_name), f"<{imprint.address}>", LICENSE]
    house = imprint.institution
    if house:
        parts.append(", ".join(escape(part) for part in (house.name, house.unit, house.contact) if part))
    return f"---\n\n{' · '.join(parts)}"
