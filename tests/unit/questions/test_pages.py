from __future__ import annotations

from typing import TYPE_CHECKING

from guidebook.questions.models import Audience
from guidebook.questions.pages import question_filters, question_list, question_quotation, topic_list, topic_page
from small_project import load

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """\
# The work itself { #work }

Ask what they did yesterday.

## What did you do yesterday? { #typical-day .question }

Learn and validate · for the middle · about 3 minutes
{ .facts }

Why ask it
:   A real day says more than a job ad.

Listen for
:   Hours, people and tools.

Follow up
:   “What came next?”
:   “Who was there?”

## How did you begin? { #first-step .question }

Sharpen · to open with · about 1 minute
{ .facts }

Why ask it
:   Beginnings differ.

Listen for
:   A step that you could take.

Follow up
:   “What helped?”

Take care
:   It may be personal. Better: “How do people begin?”

Most useful to
:   Students and people returning to work

## Who else would be good to talk to? { #who-else .question }

Learn · to close with · about 2 minutes
{ .facts }

Why ask it
:   One talk leads to the next.

Listen for
:   A name.

Follow up
:   “May I use your name?”
"""

ALL = """\
# All questions { #every-question }

The whole bank on one page, by topic. Each question leads to its place there, with the reason to ask it, what a \
telling answer sounds like, and a follow-up. None of them asks for a job.

3 questions in 1 topic.
{ .bank-size }

## The work itself { #all-work data-search-exclude=true }

- [What did you do yesterday?](work.md#typical-day)
    { .entry data-purposes="learn validate" data-stage=middle data-audience="everyone" }

    Learn and validate · for the middle · for everyone · about 3 minutes
    { .facts }

- [How did you begin?](work.md#first-step)
    { .entry data-purposes="sharpen" data-stage=opening data-audience="students returning" }

    Sharpen · to open with · for students and people returning to work · about 1 minute
    { .facts }

- [Who else would be good to talk to?](work.md#who-else)
    { .entry data-purposes="learn" data-stage=closing data-audience="everyone" }

    Learn · to close with · for everyone · about 2 minutes
    { .facts }
"""


def test_topic_page(tmp_path: Path) -> None:
    assert topic_page(load(tmp_path).catalog.topics[0]) == PAGE


def test_topic_list(tmp_path: Path) -> None:
    assert topic_list(load(tmp_path).catalog.topics, "questions/index.md") == (
        "3 questions in 1 topic.\n{ .facts }\n\n"
        "- [**The work itself**](work.md) · 3 questions\n    { .card }\n\n    Ask what they did yesterday."
    )


def test_question_quotation(tmp_path: Path) -> None:
    topic = load(tmp_path).catalog.topics[0]
    assert question_quotation(topic.questions[0], topic, "guide/ask.md") == (
        "> [“What did you do yesterday?”](../questions/work.md#typical-day)\n> { .say }"
    )


def test_question_list(tmp_path: Path) -> None:
    assert question_list(load(tmp_path).catalog.topics) == ALL


def test_question_filters_name_every_choice_once(tmp_path: Path) -> None:
    purpose, stage, audience, topic = question_filters(load(tmp_path).catalog.topics)
    assert purpose == {
        "name": "purpose",
        "legend": "What it serves",
        "options": [
            {"value": "learn", "label": "Learn"},
            {"value": "validate", "label": "Validate"},
            {"value": "sharpen", "label": "Sharpen"},
        ],
    }
    assert stage["options"] == [
        {"value": "opening", "label": "To open with"},
        {"value": "middle", "label": "For the middle"},
        {"value": "closing", "label": "To close with"},
    ]
    assert isinstance(audience["options"], list)
    assert [option["value"] for option in audience["options"]] == [value.value for value in Audience]
    assert topic["options"] == [{"value": "work", "label": "The work itself"}]
