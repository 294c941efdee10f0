from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from guidebook.claims.pages import claim_ledger
from guidebook.comparisons.pages import comparison_embed, comparison_list
from guidebook.questions.pages import question_quotation, topic_list
from guidebook.rule.pages import wording_quotation, wording_table
from guidebook.scripts.pages import script_list, script_quotation
from guidebook.sources.pages import source_list
from guidebook.worksheets.pages import worksheet_list
from small_project import INDEX, INDEX_MD, load, problems

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from guidebook.catalog import Catalog

LINK = "[Ask](guide/ask.md)"
NAMES = (
    "comparison, question, script, wording, wordings, "
    "topics, worksheets, links, archives, cartridges, comparisons, scripts, rule-categories, claims, sources, changes, "
    "where-to-report"
)

EXPANSIONS: dict[str, Callable[[Catalog], str]] = {
    "<!-- comparison: two-talks -->": lambda c: comparison_embed(c.comparisons[0], "index.md"),
    "<!-- question: who-else -->": lambda c: question_quotation(c.question_by_id["who-else"], c.topics[0], "index.md"),
    "<!-- script: quick-call -->": lambda c: script_quotation(
        c.script_by_id["quick-call"], c.script_groups[0], "index.md"
    ),
    "<!-- wording: are-you-hiring -->": lambda c: wording_quotation(c.wordings[0]),
    "<!-- wordings: how-people-get-in are-you-hiring -->": lambda c: wording_table([c.wordings[1], c.wordings[0]]),
    "<!-- topics -->": lambda c: topic_list(c.topics, "index.md"),
    "<!-- worksheets -->": lambda c: worksheet_list(c.worksheets, "index.md"),
    "<!-- comparisons -->": lambda c: comparison_list(c.comparisons, "index.md"),
    "<!-- scripts -->": lambda c: script_list(c.script_groups, "index.md"),
    "<!-- claims -->": lambda c: claim_ledger(c.claims),
    "<!-- sources -->": lambda c: source_list(c.sources),
    "<!--topics-->": lambda c: topic_list(c.topics, "index.md"),
    "<!--  topics  -->  ": lambda c: topic_list(c.topics, "index.md"),
    "<!-- comparison:two-talks -->": lambda c: comparison_embed(c.comparisons[0], "index.md"),
}


def with_line(line: str) -> dict[str, str | bytes | None]:
    return {INDEX_MD: INDEX.replace(LINK, f"{LINK}\n\n{line}\n\nAfter.")}


@pytest.mark.parametrize("directive", EXPANSIONS)
def test_directive_becomes_what_it_names(directive: str, tmp_path: Path) -> None:
    site = load(tmp_path, with_line(directive))
    expansion = EXPANSIONS[directive](site.catalog)
    body = site.pages["index.md"].body
    assert f"\n\n{LINK}\n\n{expansion}\n\nAfter.\n" in body


@pytest.mark.parametrize(
    "literal",
    [
        "```\n<!-- topics -->\n```",
        "~~~~ html\n<!-- nonsense -->\n~~~\n<!-- topics -->\n~~~~",
        "```\n```` not a close\n~~~\n<!-- topics -->\n```",
        "Write `<!-- topics -->` on its own line.",
    ],
)
def test_what_is_no_directive_stays(literal: str, tmp_path: Path) -> None:
    assert f"\n\n{literal}\n\nAfter.\n" in load(tmp_path, with_line(literal)).pages["index.md"].body


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("<!-- Topics -->", f"holds a comment that is no directive; use one of {NAMES}, or remove it"),
        ("See <!-- topics --> here.", f"holds a comment that is no directive; use one of {NAMES}, or remove it"),
        ("<!-- topic -->", f"is an unknown directive, topic; use one of {NAMES}"),
        ("<!-- include: x -->", f"is an unknown directive, include; use one of {NAMES}"),
        ("```\nx\n```\n\n<!-- nonsense -->", f"is an unknown directive, nonsense; use one of {NAMES}"),
        ("  <!-- topics -->", "indents the directive topics; begin it at the start of the line"),
        ("    <!-- topics -->", "indents the directive topics; begin it at the start of the line"),
        ("<!-- topics: all -->", "gives the directive topics an option; it takes none"),
        ("<!-- comparison -->", "gives the directive comparison 0 ids; it takes one"),
        ("<!-- comparison: -->", "gives the directive comparison 0 ids; it takes one"),
        ("<!-- question: who-else typical-day -->", "gives the directive question 2 ids; it takes one"),
        ("<!-- wordings -->", "gives the directive wordings 0 ids; it takes 1 to 40, each once"),
        (
            "<!-- wordings: are-you-hiring are-you-hiring -->",
            "gives the directive wordings 2 ids; it takes 1 to 40, each once",
        ),
        ("<!-- comparison: three-talks -->", "names an unknown comparison: three-talks; correct the id or add it"),
        ("<!-- script: letters -->", "names an unknown script: letters; correct the id or add it"),
        ("<!-- script: quick-call cold-letter -->", "gives the directive script 2 ids; it takes one"),
        ("<!-- question: work -->", "names an unknown question: work; correct the id or add it"),
        (
            "<!-- wordings: what are-you-hiring who -->",
            "names an unknown wording: what, who; correct the id or add it",
        ),
        ("Text.\n<!-- topics -->", "has text right around the directive; put an empty line before and after it"),
    ],
)
def test_fault_is_told_with_its_line(line: str, message: str, tmp_path: Path) -> None:
    number = 11 + line.count("\n")
    assert problems(tmp_path, with_line(line)) == [f"{INDEX_MD}:{number}: {message}"]


def test_text_right_after_a_directive_is_told(tmp_path: Path) -> None:
    message = "has text right around the directive; put an empty line before and after it"
    assert problems(tmp_path, with_line("<!-- topics -->\nText.")) == [f"{INDEX_MD}:11: {message}"]
