from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from guidebook.scripts.models import Channel, Script, ScriptGroup
from guidebook.scripts.pages import script_group_page, script_list, script_quotation
from markdown_tools import render
from small_project import load

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """\
# First letters { #letters }

Write to one person.[^doe-2020]

## To a stranger { #cold-letter .script together=true }

Email · 19 words (20 at most) · 98 characters
{ .facts }

When to use it
:   You know nobody there.

Subject
{ .label }

> About **\\[their work\\]**{ .fill-in }

Text
{ .label }

> Dear **\\[their name\\]**{ .fill-in },
>
> May I ask you about **\\[their work\\]**{ .fill-in } for ten minutes? If not, no answer is needed.

Fill in
:   **\\[their name\\]**{ .fill-in } As they sign.
:   **\\[their work\\]**{ .fill-in } In a word.

Why it works
:   It is short.

What to avoid
:   Praise.

## A call { #quick-call .script together=true }

Phone · 5 words · 19 characters
{ .facts }

When to use it
:   They pick up.

Text
{ .label }

> Is now a good time?

Why it works
:   It asks first.

What to avoid
:   Haste.
"""
QUOTATION = """\
> Subject: About **\\[their work\\]**{ .fill-in }
> { .subject }
>
> Dear **\\[their name\\]**{ .fill-in },
>
> May I ask you about **\\[their work\\]**{ .fill-in } for ten minutes? If not, no answer is needed.
>
> **To a stranger** · [When to use it and what to avoid](../scripts/letters.md#cold-letter)
> { .about }"""
LIST = """\
2 scripts for 1 moment.
{ .facts }

### First letters { #letters-scripts }

Letters that the tests write to somebody who is asked for a little time, with blanks and a limit. \
[See all 2](letters.md).

- [To a stranger](letters.md#cold-letter)
    { .script-entry }

    You know nobody there.

- [A call](letters.md#quick-call)
    { .script-entry }

    They pick up."""

HOSTILE = [
    "*x*", "**x**", "_y_", "a < b > c", "<script>alert(1)</script>", "<!-- scripts -->", "|", "a | b", "{ .x }", "{#y}",
    "(b)", "!", "`x`", "- x", "1. x", "# x", "> x", ": x", "&amp;", "\\", "~~~", "***", "“x”", "https://example.org/a_b_c",
]  # fmt: skip


def script(text: str, name: str) -> Script:
    """A script that no check has seen."""
    return Script.model_construct(
        id="hostile",
        title=text,
        channel=Channel.EMAIL,
        when=text,
        limit=None,
        subject=f"[{name}]{text}",
        text=(text, f"{text}[{name}]{text}", f"[{name}][{name}]"),
        blanks={name: text},
        why=text,
        avoid=text,
    )


def group(text: str, name: str) -> ScriptGroup:
    return ScriptGroup.model_construct(
        id="group", title=text, order=1, description=text, intro=text, scripts=(script(text, name),)
    )


def words(text: str) -> str:
    return " ".join(text.split())


def test_script_group_page(tmp_path: Path) -> None:
    assert script_group_page(load(tmp_path).catalog.script_groups[0]) == PAGE


def test_script_quotation(tmp_path: Path) -> None:
    catalog = load(tmp_path).catalog
    first, second = catalog.script_groups[0].scripts
    assert script_quotation(first, catalog.script_groups[0], "guide/ask.md") == QUOTATION
    assert script_quotation(second, catalog.script_groups[0], "scripts/index.md") == (
        "> Is now a good time?\n>\n"
        "> **A call** · [When to use it and what to avoid](letters.md#quick-call)\n> { .about }"
    )


def test_script_list(tmp_path: Path) -> None:
    assert script_list(load(tmp_path).catalog.script_groups, "scripts/index.md") == LIST


def test_list_of_a_group_with_one_script_does_not_say_all() -> None:
    listing = script_list([group("x", "y")], "index.md")
    assert listing.startswith("1 script for 1 moment.")
    assert "x [See it](scripts/group.md)." in listing


@pytest.mark.parametrize("name", ["their name", "*x*", "a|b", "<b>", "their kind’s"])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_prints_as_written(text: str, name: str) -> None:
    page = render(script_group_page(group(text, name)))
    subject, body = page.xpath(".//blockquote")
    lines = [text, f"{text}[{name}]{text}", f"[{name}][{name}]"]
    assert words(subject.text_content()) == words(f"[{name}]{text}")
    assert [words(line.text_content()) for line in body] == [words(line) for line in lines]
    assert {child.tag for child in body.iter()} == {"blockquote", "p", "strong"}
    assert {mark.text_content() for mark in page.xpath(".//strong[@class='fill-in']")} == {f"[{name}]"}
    assert [words(entry.text_content()) for entry in page.xpath(".//dd")] == [
        words(text),
        words(f"[{name}] {text}"),
        words(text),
        words(text),
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_prints_as_written_where_it_is_quoted_and_listed(text: str) -> None:
    quoted = render(script_quotation(script(text, "a|b"), group(text, "a|b"), "index.md"))
    (quotation,) = quoted.xpath("blockquote")
    assert [words(line.text_content()) for line in quotation] == [
        words(f"Subject: [a|b]{text}"),
        *(words(line) for line in (text, f"{text}[a|b]{text}", "[a|b][a|b]")),
        words(f"{text} · When to use it and what to avoid"),
    ]
    listed = render(script_list([group(text, "a|b")], "index.md"))
    assert [words(line.text_content()) for line in listed.xpath(".//li/p")] == [words(text), words(text)]
