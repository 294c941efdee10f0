from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from guidebook.comparisons.pages import comparison_embed, comparison_list, comparison_page
from small_project import TABLE, TABLE_YML, edited, load

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """\
# Two kinds of talk { #two-talks }

Read across.
{ .reading }

Two kinds of talk
{ .caption .visually-hidden }

| | Learning | Hiring |
| --- | --- | --- |
| Who asks { #who-asks } | You do.[^doe-2020] | They do. |
| How long { #how-long } | Half an hour. | An hour. |

## What to do with it { #takeaway }

Keep them apart.[^doe-2020]
{ .takeaway }
"""
EMBED = """\
Two kinds of talk
{ #two-talks .caption }

| | Learning | Hiring |
| --- | --- | --- |
| Who asks | You do.[^doe-2020] | They do. |
| How long | Half an hour. | An hour. |

Read across. [Open “Two kinds of talk” on its own page](../comparisons/two-talks.md).
{ .table-note }"""


def test_comparison_page(tmp_path: Path) -> None:
    assert comparison_page(load(tmp_path).catalog.comparisons[0]) == PAGE


def test_page_links_its_files_where_there_are_any(tmp_path: Path) -> None:
    page = comparison_page(load(tmp_path).catalog.comparisons[0], files=True)
    links = "[CSV, for a spreadsheet](files/two-talks.csv), or [Word, to edit](files/two-talks.docx)"
    assert f"\n\nDownload this table: {links}\n{{ .download }}\n\n## What to do" in page
    assert "Download" not in PAGE


def test_comparison_embed(tmp_path: Path) -> None:
    assert comparison_embed(load(tmp_path).catalog.comparisons[0], "guide/ask.md") == EMBED


def test_comparison_list(tmp_path: Path) -> None:
    comparison = load(tmp_path).catalog.comparisons[0]
    assert comparison_list([comparison], "comparisons/index.md") == (
        "## What it is, and what it is not { #what-it-is }\n\n"
        "- [**Two kinds of talk**](two-talks.md) · 2 rows\n    { .card }\n\n    " + comparison.description
    )


def test_comparisons_are_listed_by_group_and_order(tmp_path: Path) -> None:
    def table(name: str, place: str) -> str:
        text = TABLE.replace("two-talks", name).replace("Two kinds of", name).replace("A talk to learn", name)
        return text.replace("reviewed:", f"{place}\nreviewed:")

    places = {
        "aa-coach": "group: for-coaches",
        "aa-late": "group: afterward",
        "bb-last": "group: asking\norder: 60",
        "cc-first": "group: asking\norder: 1",
        "dd-same": "group: asking\norder: 60",
    }
    files = {f"docs/_data/comparisons/{name}.yml": table(name, place) for name, place in places.items()}
    comparisons = load(tmp_path, files).catalog.comparisons
    ids = [comparison.id for comparison in comparisons]
    assert ids == ["two-talks", "cc-first", "bb-last", "dd-same", "aa-late", "aa-coach"]
    headings = [line for line in comparison_list(comparisons, "index.md").splitlines() if line.startswith("## ")]
    assert headings == [
        "## What it is, and what it is not { #what-it-is }",
        "## Before you ask { #before-you-ask }",
        "## Afterward { #afterward }",
        "## For coaches { #for-coaches }",
    ]


@pytest.mark.parametrize("verdict", ["fine", "grey", "breaks"])
def test_words_that_somebody_says_stand_in_quotation_marks_with_their_verdict(verdict: str, tmp_path: Path) -> None:
    text = TABLE.replace("label: Hiring}", f"label: Hiring, spoken: {verdict}}}").replace("They do.", "Hire | me!")
    comparison = load(tmp_path, {TABLE_YML: text}).catalog.comparisons[0]
    line = f"| You do.[^doe-2020] | “Hire \\| me\\!” {{ .spoken .{verdict} }} |"
    assert line in comparison_page(comparison)
    assert line in comparison_embed(comparison, "index.md")


def test_markup_in_a_cell_prints_as_written(tmp_path: Path) -> None:
    changed = edited(TABLE_YML, "You do.[^doe-2020]", '"*You* | {do}.[^doe-2020]"')
    assert (
        "| Who asks { #who-asks } | \\*You\\* \\| \\{do\\}.[^doe-2020] | They do. |"
        in comparison_page(load(tmp_path, changed).catalog.comparisons[0]).splitlines()
    )
