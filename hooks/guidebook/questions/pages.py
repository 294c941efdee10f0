"""Topic pages and the list of topics, as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidebook.addresses import question_place, relative_link, topic_place
from guidebook.questions.models import Audience, Stage
from guidebook.text import count, enumeration, escape, quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from guidebook.questions.models import BankQuestion, Topic

_STAGES = {Stage.OPENING: "to open with", Stage.MIDDLE: "for the middle", Stage.CLOSING: "to close with"}
_AUDIENCES = {
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


def question_quotation(question: BankQuestion, topic: Topic, page: str) -> str:
    """One question as a quotation that links to its place in the bank."""
    link = relative_link(page, question_place(topic.id, question.id))
    return f"> [{quote(question.wording)}]({link})\n> {{ .say }}"


def _question(question: BankQuestion) -> str:
    facts = [
        enumeration(question.purposes).capitalize(),
        _STAGES[question.stage],
        f"about {count(question.minutes, 'minute')}",
    ]
    lines = [f"Why ask it\n:   {escape(question.why)}", f"Listen for\n:   {escape(question.listen_for)}"]
    lines.append("Follow up\n" + "\n".join(f":   {quote(follow_up)}" for follow_up in question.follow_ups))
    if question.caution:
        lines.append(f"Take care\n:   {escape(question.caution.why)} Better: {quote(question.caution.better)}")
    if question.audience != (Audience.EVERYONE,):
        lines.append(
            f"Most useful to\n:   {enumeration(_AUDIENCES[audience] for audience in question.audience).capitalize()}"
        )
    heading = f"## {escape(question.wording)} {{ #{question.id} .question }}"
    return "\n\n".join([heading, f"{' · '.join(facts)}\n{{ .facts }}", *lines])
