"""A worksheet's page and the list of worksheets, as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidebook.addresses import question_place, relative_link, worksheet_place
from guidebook.rule.models import RULE_IN_SHORT
from guidebook.text import count, escape, one_line_list
from guidebook.worksheets.models import MomentName

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from guidebook.questions.models import BankQuestion, Topic
    from guidebook.worksheets.models import Grid, Section, SheetQuestion, Worksheet

HEAD = ("Name", "Date")
TALK_HEAD = ("Meeting with", "What I most want to learn")
CORE_LEGEND = "★ core: the three questions to ask first if time runs short."

_GROUPS = {
    MomentName.BEFORE: ("Before the conversation", "before-the-conversation"),
    MomentName.DURING: ("For the conversation", "for-the-conversation"),
    MomentName.AFTER: ("Afterward", "after-the-conversation"),
    MomentName.PRACTICE: ("To practice", "to-practice"),
    MomentName.TEACH: ("To teach with", "to-teach-with"),
}


def worksheet_page(sheet: Worksheet, questions: Mapping[str, BankQuestion], topics: Mapping[str, Topic]) -> str:
    """The body of a sheet's page; its questions are numbered through all sections."""
    parts = [f"# {escape(sheet.title)} {{ #{sheet.id} }}", f"{escape(sheet.intro)}\n{{ .intro }}"]
    parts += [f"{RULE_IN_SHORT}\n{{ .rule }}", _head(sheet)]
    if sheet.before:
        parts += ["## Before you go { #before }", one_line_list(map(escape, sheet.before), "box")]
    if sheet.questions:
        parts.append(f"{CORE_LEGEND}\n{{ .legend }}")
    number = 1
    for section in sheet.sections:
        is_close = sheet.minutes is not None and section is sheet.sections[-1]
        blocks = _blocks(section, number, worksheet_place(sheet.id), questions, topics)
        # What to remember at the close comes after its last question, as it does in the conversation.
        parts += [
            _heading(section),
            *(() if is_close else _note(section)),
            *blocks,
            *(_note(section) if is_close else ()),
        ]
        number += len(section.questions)
    if sheet.after:
        parts += ["## Afterward { #after }", one_line_list(map(escape, sheet.after), "box")]
    return "\n\n".join(parts) + "\n"


def _head(sheet: Worksheet) -> str:
    if sheet.minutes is None:
        return one_line_list(HEAD, "blank")
    *short, wide = (*HEAD, *TALK_HEAD)
    return f"{one_line_list(short, 'blank')}\n- {wide}\n    {{ .blank .wide }}"


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


def _heading(section: Section) -> str:
    minutes = f" · {count(section.minutes, 'minute')}" if section.minutes else ""
    return f"## {escape(section.title)}{minutes} {{ #{section.id} }}"


def _note(section: Section) -> list[str]:
    return [f"{escape(section.note)}\n{{ .note }}"] if section.note else []


def _blocks(
    section: Section, number: int, page: str, questions: Mapping[str, BankQuestion], topics: Mapping[str, Topic]
) -> Iterator[str]:
    if section.say:
        yield f"“{escape(section.say)}”\n{{ .say }}"
    for offset, entry in enumerate(section.questions):
        link = relative_link(page, question_place(topics[entry.question].id, entry.question))
        yield _question(entry, questions[entry.question], number + offset, link)
    for prompt in section.prompts:
        yield f"{escape(prompt.text)}\n{{ .prompt lines={prompt.lines} }}"
    if section.checklist:
        yield one_line_list(map(escape, section.checklist), "box")
    if section.grid:
        yield _grid(section.grid)


def _question(entry: SheetQuestion, question: BankQuestion, number: int, link: str) -> str:
    core = " *core*{ .core }" if entry.core else ""
    first = f"{number}.  [{escape(question.wording)}]({link}){core}"
    return f"{first}\n\n    {escape(question.why)}\n    {{ .why lines={entry.lines} }}"


def _grid(grid: Grid) -> str:
    head = [escape(column.label) for column in grid.columns]
    rows = [[""] * len(head)] * (grid.rows or 0)
    rows += [
        [escape(row.label), *(escape(row.cells.get(column.id, "")) for column in grid.columns[1:])]
        for row in grid.labeled_rows
    ]
    table = [head, ["---"] * len(head), *rows]
    body = "\n".join(f"| {' | '.join(row)} |" for row in table)
    labeled = " .labeled" if grid.labeled_rows else ""
    return f"{escape(grid.caption)}\n{{ .caption .grid{labeled} .tall-{grid.height} }}\n\n{body}"
