"""A worksheet's page and the list of worksheets, as Markdown."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from guidebook.addresses import question_place, relative_link, worksheet_place
from guidebook.text import count, escape, file_size, one_line_list, quote
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
    blocks,
)
from guidebook.worksheets.models import MomentName

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from guidebook.downloads import Archive
    from guidebook.questions.models import BankQuestion, Topic
    from guidebook.worksheets.files import SheetFile
    from guidebook.worksheets.models import Worksheet

FILES = "files"
"""Relative to the folder of the sheets' pages."""

_GROUPS = {
    MomentName.BEFORE: ("Before the conversation", "before-the-conversation"),
    MomentName.DURING: ("For the conversation", "for-the-conversation"),
    MomentName.AFTER: ("Afterward", "after-the-conversation"),
    MomentName.PRACTICE: ("To practice", "to-practice"),
    MomentName.TEACH: ("To teach with", "to-teach-with"),
}


def worksheet_page(sheet: Worksheet, questions: Mapping[str, BankQuestion], topics: Mapping[str, Topic]) -> str:
    """The body of a sheet's page; its questions are numbered through all sections."""
    page = worksheet_place(sheet.id)
    links = {
        entry.question: relative_link(page, question_place(topics[entry.question].id, entry.question))
        for entry in sheet.questions
    }
    return "\n\n".join(_markdown(block, links) for block in blocks(sheet, questions)) + "\n"


def _markdown(block: Block, links: Mapping[str, str]) -> str:
    match block:
        case Title():
            text = f"# {escape(block.text)} {{ #{block.anchor} }}\n\n{escape(block.intro)}\n{{ .intro }}"
        case Rule():
            text = f"{escape(block.text)}\n{{ .rule }}"
        case Head():
            *short, last = (escape(space.label) for space in block.spaces)
            wide = " .wide" if len(short) > 1 else ""
            text = f"{one_line_list(short, 'blank')}\n- {last}\n    {{ .blank{wide} }}"
        case Heading():
            text = f"## {escape(block.text)} {{ #{block.anchor} }}"
        case Line():
            said = quote(block.text) if block.role == "say" else escape(block.text)
            star = "★ " if block.role == "legend" else ""
            text = f"{star}{said}\n{{ .{block.role} }}"
        case NumberedQuestion():
            core = " *core*{ .core }" if block.core else ""
            first = f"{block.number}.  [{escape(block.text)}]({links[block.id]}){core}"
            text = f"{first}\n\n    {escape(block.why)}\n    {{ .why lines={block.space.lines} }}"
        case WritingPrompt():
            text = f"{escape(block.text)}\n{{ .prompt lines={block.space.lines} }}"
        case Boxes():
            text = one_line_list((escape(item.label) for item in block.items), "box")
        case Table():
            text = _grid(block)
    return text


def downloads_section(files: Sequence[SheetFile], address: str) -> str:
    """The files of a sheet on its page, with format, paper, pages and size, and its short address as a QR code."""
    items = []
    for label, group in groupby(files, key=lambda file: file.format.label):
        links = [f"[{_paper(file)}]({FILES}/{file.name}) ({_facts(file)})" for file in group]
        items.append(f"- **{label}:** {', '.join(links)}")
    *listed, _ = items
    qr = files[-1]
    return "\n\n".join(
        [
            "## Download this sheet { #downloads }",
            "\n".join(listed),
            f"Short address, for a slide or a message: **{escape(address)}**\n{{ .short-address }}",
            f"![QR code that opens {escape(address)}]({FILES}/{qr.name}){{ .qr width=148 height=148 loading=lazy }}",
        ]
    )


def archive_list(archives: Sequence[Archive]) -> str:
    """The archives as links on the page of all sheets."""
    return "\n".join(
        f"- [All sheets for {archive.paper.label}]({FILES}/{archive.name}) (ZIP, {file_size(archive.size)})"
        for archive in archives
    )


def _paper(file: SheetFile) -> str:
    return file.format.paper.label if file.format.paper else "for a notes app"


def _facts(file: SheetFile) -> str:
    pages = [count(file.pages, "page")] if file.pages else []
    return ", ".join([*pages, file_size(file.size)])


def worksheet_list(sheets: Sequence[Worksheet], page: str) -> str:
    """The sheets as linked cards on the page `page`, under a heading for each moment."""
    parts = []
    for moment, (title, anchor) in _GROUPS.items():
        cards = [_card(sheet, page) for sheet in sheets if sheet.moment is moment]
        if cards:
            parts += [f"### {title} {{ #{anchor} }}", *cards]
    return "\n\n".join(parts)


def _card(sheet: Worksheet, page: str) -> str:
    link = relative_link(page, worksheet_place(sheet.id))
    facts = [f"{sheet.minutes} minutes, {count(len(sheet.questions), 'question')}"] if sheet.minutes else []
    facts.append(count(sheet.sides, "side"))
    return f"- [**{escape(sheet.title)}**]({link}) · {', '.join(facts)}\n    {{ .card }}\n\n    {escape(sheet.intro)}"


def _grid(block: Table) -> str:
    head = [escape(column) for column in block.columns]
    rows = [[escape(cell.text) for cell in row] for row in block.rows]
    body = "\n".join(f"| {' | '.join(row)} |" for row in [head, ["---"] * len(head), *rows])
    labeled = " .labeled" if block.labeled else ""
    return f"{escape(block.caption)}\n{{ .caption .grid{labeled} .tall-{block.height} }}\n\n{body}"
