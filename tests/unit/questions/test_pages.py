from __future__ import annotations

from typing import TYPE_CHECKING

from guidebook.questions.pages import question_quotation, topic_list, topic_page
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
