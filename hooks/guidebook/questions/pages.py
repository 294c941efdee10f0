"""Topic pages, the list of topics and the list of all questions, as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidebook.addresses import question_list_place, question_place, relative_link, topic_place
from guidebook.fields import PurposeName
from guidebook.questions.models import Audience, Stage
from guidebook.text import count, enumeration, escape, quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from guidebook.questions.models import BankQuestion, Topic

_STAGES = {Stage.OPENING: "to open with", Stage.MIDDLE: "for the middle", Stage.CLOSING: "to close with"}
_AUDIENCES = {
    Audience.EVERYONE: "everyone",
    Audience.STUDENTS: "students",
    Audience.CAREER_CHANGERS: "career changers",
    Audience.RETURNING: "people returning to work",
    Audience.NEWCOMERS: "people new to the country",
    Audience.FIRST_GENERATION: "the first in their family",
    Audience.EMPLOYED: "people who have a job and look around quietly",
    Audience.INSIDERS: "people inside the organization",
}


def topic_page(topic: Topic) -> str:
    """The body of a topic's page: every question under its own heading, whose anchor is the question's id."""
    parts = [f"# {escape(topic.title)} {{ #{topic.id} }}", escape(topic.intro)]
    parts += [_question(question) for question in topic.questions]
    return "\n\n".join(parts) + "\n"


def topic_list(topics: Sequence[Topic], page: str) -> str:
    """The topics as linked cards on the page `page`, after their number."""
    total = sum(len(topic.questions) for topic in topics)
    cards = "\n\n".join(
        f"- [**{escape(topic.title)}**]({relative_link(page, topic_place(topic.id))}) · "
        f"{count(len(topic.questions), 'question')}\n    {{ .card }}\n\n    {escape(topic.intro)}"
        for topic in topics
    )
    return f"{count(total, 'question').capitalize()} in {count(len(topics), 'topic')}.\n{{ .facts }}\n\n{cards}"


def question_list(topics: Sequence[Topic]) -> str:
    """The body of the page of all questions, by topic. Its attributes are what question-filter.js chooses by."""
    total = sum(len(topic.questions) for topic in topics)
    intro = (
        "The whole bank on one page, by topic. Each question leads to its place there, with the reason to ask it, what "
        "a telling answer sounds like, and a follow-up. None of them asks for a job."
    )
    size = f"{count(total, 'question').capitalize()} in {count(len(topics), 'topic')}."
    parts = ["# All questions { #every-question }", intro, f"{size}\n{{ .bank-size }}"]
    for topic in topics:
        parts.append(f"## {escape(topic.title)} {{ #all-{topic.id} data-search-exclude=true }}")
        parts += [_entry(question, topic) for question in topic.questions]
    return "\n\n".join(parts) + "\n"


def question_filters(topics: Sequence[Topic]) -> list[dict[str, object]]:
    """What the page of all questions can be filtered by, for its template: each with a name, a legend and options."""
    choices = [
        ("purpose", "What it serves", [(purpose.value, purpose.value.capitalize()) for purpose in PurposeName]),
        ("stage", "When to ask it", [(stage.value, label.capitalize()) for stage, label in _STAGES.items()]),
        ("audience", "Most useful to", [(who.value, label.capitalize()) for who, label in _AUDIENCES.items()]),
        ("topic", "Topic", [(topic.id, topic.title) for topic in topics]),
    ]
    return [
        {"name": name, "legend": legend, "options": [{"value": value, "label": label} for value, label in options]}
        for name, legend, options in choices
    ]


def question_quotation(question: BankQuestion, topic: Topic, page: str) -> str:
    """One question as a quotation that links to its place in the bank."""
    link = relative_link(page, question_place(topic.id, question.id))
    return f"> [{quote(question.wording)}]({link})\n> {{ .say }}"


def _entry(question: BankQuestion, topic: Topic) -> str:
    link = relative_link(question_list_place(), question_place(topic.id, question.id))
    audience = f"for {enumeration(_AUDIENCES[who] for who in question.audience)}"
    facts = " · ".join([*_facts(question)[:2], audience, *_facts(question)[2:]])
    data = (
        f'data-purposes="{" ".join(question.purposes)}" data-stage={question.stage} '
        f'data-audience="{" ".join(question.audience)}"'
    )
    return f"- [{escape(question.wording)}]({link})\n    {{ .entry {data} }}\n\n    {facts}\n    {{ .facts }}"


def _facts(question: BankQuestion) -> list[str]:
    return [
        enumeration(question.purposes).capitalize(),
        _STAGES[question.stage],
        f"about {count(question.minutes, 'minute')}",
    ]


def _question(question: BankQuestion) -> str:
    lines = [f"Why ask it\n:   {escape(question.why)}", f"Listen for\n:   {escape(question.listen_for)}"]
    lines.append("Follow up\n" + "\n".join(f":   {quote(follow_up)}" for follow_up in question.follow_ups))
    if question.caution:
        lines.append(f"Take care\n:   {escape(question.caution.why)} Better: {quote(question.caution.better)}")
    if question.audience != (Audience.EVERYONE,):
        lines.append(
            f"Most useful to\n:   {enumeration(_AUDIENCES[audience] for audience in question.audience).capitalize()}"
        )
    heading = f"## {escape(question.wording)} {{ #{question.id} .question }}"
    return "\n\n".join([heading, f"{' · '.join(_facts(question))}\n{{ .facts }}", *lines])
