"""A worksheet's page and the list of worksheets, as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidebook.addresses import question_place, relative_link, worksheet_place
from guidebook.rule.models import RULE_IN_SHORT
from guidebook.text import count, escape, one_line_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from guidebook.questions.models import BankQuestion, Topic
    from guidebook.worksheets.models import Section, SheetQuestion, Worksheet

HEAD = ("Name", "Date", "Meeting with")
CORE_LEGEND = "★ core: the three questions to ask first if time runs short."


def worksheet_page(sheet: Worksheet, questions: Mapping[str, BankQuestion], topics: Mapping[str, Topic]) -> str:
    """The body of a sheet's page; its questions are numbered through all sections."""
    blanks = one_line_list(HEAD, "blank") + "\n- What I most want to learn\n    { .blank .wide }"
    parts = [
        f"# {escape(sheet.title)} {{ #{sheet.id} }}",
        f"{escape(sheet.intro)}\n{{ .intro }}",
        f"{RULE_IN_SHORT}\n{{ .rule }}",
        blanks,
        "## Before you go { #before }",
        one_line_list(map(escape, sheet.before), "box"),
        f"{CORE_LEGEND}\n{{ .legend }}",
    ]
    number = 1
    for section in sheet.sections:
        parts += _section(section, number, worksheet_place(sheet.id), questions, topics)
        number += len(section.questions)
    parts += ["## Afterward { #after }", one_line_list(map(escape, sheet.after), "box")]
    return "\n\n".join(parts) + "\n"


def worksheet_list(sheets: Sequence[Worksheet], page: str) -> str:
    """The sheets as linked cards on the page `page`."""
    return "\n\n".join(_card(sheet, page) for sheet in sheets)


def _card(sheet: Worksheet, page: str) -> str:
    link = relative_link(page, worksheet_place(sheet.id))
    facts = f"{count(len(sheet.questions), 'question')}, {count(sheet.sides, 'side')}"
    return f"- [**{escape(sheet.title)}**]({link}) · {facts}\n    {{ .card }}\n\n    {escape(sheet.intro)}"


def _section(
    section: Section, number: int, page: str, questions: Mapping[str, BankQuestion], topics: Mapping[str, Topic]
) -> Iterator[str]:
    yield f"## {escape(section.title)} · {count(section.minutes, 'minute')} {{ #{section.id} }}"
    if section.note:
        yield f"{escape(section.note)}\n{{ .note }}"
    if section.say:
        yield f"“{escape(section.say)}”\n{{ .say }}"
    for offset, entry in enumerate(section.questions):
        link = relative_link(page, question_place(topics[entry.question].id, entry.question))
        yield _question(entry, questions[entry.question], number + offset, link)


def _question(entry: SheetQuestion, question: BankQuestion, number: int, link: str) -> str:
    core = " *core*{ .core }" if entry.core else ""
    first = f"{number}.  [{escape(question.wording)}]({link}){core}"
    return f"{first}\n\n    {escape(question.why)}\n    {{ .why lines={entry.lines} }}"
