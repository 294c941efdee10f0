from __future__ import annotations

from typing import TYPE_CHECKING

from guidebook.worksheets.pages import worksheet_list, worksheet_page
from small_project import SHEET_YML, UNTIMED, UNTIMED_YML, edited, load

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """\
# A short talk { #short }

For a first talk.
{ .intro }

Learn. Never ask for a job.
{ .rule }

- Name
    { .blank }
- Date
    { .blank }
- Meeting with
    { .blank }
- What I most want to learn
    { .blank .wide }

## Before you go { #before }

- Read their page.
    { .box }
- Bring a pen.
    { .box }
- Set a clock.
    { .box }

★ core: the three questions to ask first if time runs short.
{ .legend }

## A day · 11 minutes { #day }

Let them talk.
{ .note }

1.  [What did you do yesterday?](../questions/work.md#typical-day) *core*{ .core }

    A real day says more than a job ad.
    { .why lines=3 }

2.  [How did you begin?](../questions/work.md#first-step) *core*{ .core }

    Beginnings differ.
    { .why lines=2 }

## Close · 4 minutes { #close }

“Here is my last question.”
{ .say }

3.  [Who else would be good to talk to?](../questions/work.md#who-else) *core*{ .core }

    One talk leads to the next.
    { .why lines=1 }

## Afterward { #after }

- Write it down.
    { .box }
- Say thank you.
    { .box }
- Tell them later.
    { .box }
"""


def test_worksheet_page(tmp_path: Path) -> None:
    catalog = load(tmp_path).catalog
    assert worksheet_page(catalog.worksheets[0], catalog.question_by_id, catalog.topic_of) == PAGE


def test_worksheet_list(tmp_path: Path) -> None:
    assert worksheet_list(load(tmp_path).catalog.worksheets, "index.md") == (
        "### For the conversation { #for-the-conversation }\n\n"
        "- [**A short talk**](worksheets/short.md) · 15 minutes, 3 questions, 1 side\n    { .card }\n\n"
        "    For a first talk."
    )


UNTIMED_PAGE = """\
# A tracker { #tracker }

For the tests.
{ .intro }

Learn. Never ask for a job.
{ .rule }

- Name
    { .blank }
- Date
    { .blank }

## Write { #write }

What did you hear?
{ .prompt lines=2 }

- Say thank you.
    { .box }

## People { #people }

One line a person
{ .caption .grid .tall-11 }

| Who | When |
| --- | --- |
|  |  |
|  |  |

## Levels { #levels }

Ring one
{ .caption .grid .labeled .tall-8 }

| What | Good |
| --- | --- |
| Opening | Says \\| why. |
"""


def test_what_to_remember_at_the_close_comes_after_its_last_question(tmp_path: Path) -> None:
    changed = edited(
        SHEET_YML, "    say: Here is my last question.", "    note: Go.\n    say: Here is my last question."
    )
    catalog = load(tmp_path, changed).catalog
    page = worksheet_page(catalog.worksheets[0], catalog.question_by_id, catalog.topic_of)
    assert page.index("Who else would be") < page.index("Go.\n{ .note }") < page.index("## Afterward")


def test_page_of_a_sheet_without_minutes(tmp_path: Path) -> None:
    catalog = load(tmp_path, {UNTIMED_YML: UNTIMED}).catalog
    assert worksheet_page(catalog.worksheet_by_id["tracker"], {}, {}) == UNTIMED_PAGE
