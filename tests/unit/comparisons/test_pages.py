from __future__ import annotations

from typing import TYPE_CHECKING

from guidebook.comparisons.pages import comparison_embed, comparison_list, comparison_page
from small_project import TABLE_YML, edited, load

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


def test_comparison_embed(tmp_path: Path) -> None:
    assert comparison_embed(load(tmp_path).catalog.comparisons[0], "guide/ask.md") == EMBED


def test_comparison_list(tmp_path: Path) -> None:
    comparison = load(tmp_path).catalog.comparisons[0]
    assert comparison_list([comparison], "comparisons/index.md") == (
        "- [**Two kinds of talk**](two-talks.md) · 2 rows\n    { .card }\n\n    " + comparison.description
    )


def test_markup_in_a_cell_prints_as_written(tmp_path: Path) -> None:
    changed = edited(TABLE_YML, "You do.[^doe-2020]", '"*You* | {do}.[^doe-2020]"')
    assert (
        "| Who asks { #who-asks } | \\*You\\* \\| \\{do\\}.[^doe-2020] | They do. |"
        in comparison_page(load(tmp_path, changed).catalog.comparisons[0]).splitlines()
    )
