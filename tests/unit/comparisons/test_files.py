from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from guidebook.comparisons.files import comparison_csv
from guidebook.spreadsheet import BYTE_ORDER_MARK
from small_project import SOURCES, SOURCES_YML, TABLE, TABLE_YML, load

if TYPE_CHECKING:
    from pathlib import Path

SITE = "https://example.org/guide"
CSV = (
    f"{BYTE_ORDER_MARK}Two kinds of talk,Learning,Hiring,Address\r\n"
    f"Who asks,You do. (Doe 2020),They do.,{SITE}/comparisons/two-talks/#who-asks\r\n"
    f"How long,Half an hour.,An hour.,{SITE}/comparisons/two-talks/#how-long\r\n"
)


def table(tmp_path: Path, text: str = TABLE, sources: str = SOURCES, site_url: str = "") -> str:
    """The CSV of the project's table, written as `text`."""
    catalog = load(tmp_path, {TABLE_YML: text, SOURCES_YML: sources}).catalog
    return comparison_csv(catalog.comparisons[0], catalog.source_by_id, site_url)


def rows(text: str) -> list[list[str]]:
    """What a strict reader makes of it."""
    return list(csv.reader(text.removeprefix(BYTE_ORDER_MARK).splitlines(keepends=True), strict=True))


@pytest.mark.parametrize("site_url", [SITE, f"{SITE}/"])
def test_csv_has_labels_sources_and_addresses(site_url: str, tmp_path: Path) -> None:
    assert table(tmp_path, site_url=site_url) == CSV


def test_without_a_site_there_is_no_column_of_addresses(tmp_path: Path) -> None:
    assert rows(table(tmp_path)) == [row[:-1] for row in rows(CSV)]


def test_excel_is_told_that_it_is_utf_8_once(tmp_path: Path) -> None:
    text = table(tmp_path, TABLE.replace("They do.", "Their résumé’s."))
    assert text.encode().startswith(b"\xef\xbb\xbf")
    assert text.count(BYTE_ORDER_MARK) == 1
    assert rows(text.encode().decode("utf-8-sig"))[1][2] == "Their résumé’s."


@pytest.mark.parametrize(
    "hostile",
    [
        'He said "no", twice',
        "one, two; three",
        '"',
        '","',
        "a | b \\ c",
        "[^1",
        "‘=1’ and “@x”",
        "50%",
        "résumé – “CV”, naïve, 履歴書, 🙂",
    ],
)
def test_text_comes_back_as_it_was_written(hostile: str, tmp_path: Path) -> None:
    text = table(tmp_path, TABLE.replace("They do.", f"'{hostile}x'"))
    assert rows(text)[1][2] == f"{hostile}x"
    assert {len(row) for row in rows(text)} == {3}
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
def test_no_cell_is_a_formula(sign: str, tmp_path: Path) -> None:
    formula = f"{sign}HYPERLINK(1)"
    text = TABLE.replace("They do.", f"'{formula}'").replace("Who asks", f"'{formula}'")
    text = text.replace("Two kinds of talk", f"'{formula}'").replace("label: Hiring", f"label: '{formula}'")
    found = rows(table(tmp_path, text))
    assert found[0] == [f"'{formula}", "Learning", f"'{formula}"]
    assert found[1] == [f"'{formula}", "You do. (Doe 2020)", f"'{formula}"]


def test_words_that_somebody_says_stand_in_quotation_marks(tmp_path: Path) -> None:
    text = TABLE.replace("label: Hiring}", "label: Hiring, spoken: breaks}").replace("They do.", "=Hire me!")
    assert rows(table(tmp_path, text))[1][2] == "“=Hire me!”"


def test_sources_side_by_side_share_their_brackets(tmp_path: Path) -> None:
    other = SOURCES.replace("sources:\n", "").replace("doe-2020", "roe-2021").replace("year: 2020", "year: 2021")
    other = other.replace("[Jane Doe]", "[Richard Roe, Jane Doe]")
    text = TABLE.replace("You do.[^doe-2020]", '"You do.[^doe-2020] [^roe-2021] They say.[^roe-2021]"')
    assert rows(table(tmp_path, text, SOURCES + other))[1][1] == (
        "You do. (Doe 2020; Roe & Doe 2021) They say. (Roe & Doe 2021)"
    )
