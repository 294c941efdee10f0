from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from small_project import SOURCES, SOURCES_YML, edited, load, problems

if TYPE_CHECKING:
    from pathlib import Path

REST = "    authors: [Jane Doe]\n    title: Asking Well\n    outlet: Example Press\n    year: 2020\n"
URL = "    url: https://example.org/asking-well\n"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "kind: book",
            "kind: film",
            "3: sources.1.kind: must be study, report, book, guide, article or essay, not “film”; choose one",
        ),
        ("[Jane Doe]", "[]", "4: sources.1.authors: must have at least 1, not 0; add more"),
        (
            "[Jane Doe]",
            "Jane Doe",
            "4: sources.1.authors: must be a list, not “Jane Doe”; write it as [a, b] or with dashes",
        ),
        (
            "year: 2020",
            "year: '2020'",
            "7: sources.1.year: must be a whole number, not “2020”; write it without quotes",
        ),
        ("year: 2020", "year: 20200", "7: sources.1.year: must be at most 2100, not 20200; lower it"),
        (
            "url: https://example.org/asking-well",
            "url: example.org",
            "8: sources.1.url: must be a web address such as https://example.org/, not “example.org”; correct it",
        ),
        (
            "url: https://example.org/asking-well",
            "doi: https://doi.org/10.1000/1",
            "8: sources.1.doi: must be a DOI such as 10.1000/182, not “https://doi.org/10.1000/1”; correct it",
        ),
        (
            "read: whole",
            "read: half",
            "9: sources.1.read: must be whole, abstract or second-hand, not “half”; choose one",
        ),
        (
            "checked: 2026-01-31",
            "checked: '2026-01-31'",
            "10: sources.1.checked: must be a date, not “2026-01-31”; write it as 2026-11-22 without quotes",
        ),
        (
            "checked: 2026-01-31",
            "checked: 2026-01-31 10:00:00",
            "10: sources.1.checked: must be a date, not 2026-01-31 10:00:00; write it as 2026-11-22 without quotes",
        ),
        (
            f"kind: book\n{REST}{URL}",
            f"kind: guide\n{REST}",
            "2: sources.1: needs a doi or a url; add one, or mark it read: second-hand",
        ),
    ],
)
def test_fault_is_told_with_its_line(old: str, new: str, message: str, tmp_path: Path) -> None:
    assert problems(tmp_path, edited(SOURCES_YML, old, new)) == [f"{SOURCES_YML}:{message}"]


def test_source_that_was_not_seen_needs_no_link(tmp_path: Path) -> None:
    changed = edited(SOURCES_YML, f"{URL}    read: whole", "    read: second-hand")
    assert load(tmp_path, changed).catalog.sources[0].link is None


def test_doi_comes_before_url(tmp_path: Path) -> None:
    catalog = load(tmp_path, edited(SOURCES_YML, URL, f"{URL}    doi: 10.1000/182\n")).catalog
    assert catalog.sources[0].link == "https://doi.org/10.1000/182"


@pytest.mark.parametrize(
    ("authors", "kind", "short"),
    [
        ("[Jane Doe]", "book", "Doe 2020"),
        ("[Francis J. Flynn, Vanessa K. B. Lake]", "study", "Flynn & Lake 2020"),
        ("[Jane Doe, Richard Roe, John Smith]", "article", "Doe and others 2020"),
        ("[Bohns]", "study", "Bohns 2020"),
        ("[Hampshire College]", "guide", "Hampshire College 2020"),
        ("['Career Center, University of X, Berkeley']", "guide", "University of X, Berkeley 2020"),
        ("['Management Tip, Reuters']", "article", "Reuters 2020"),
        ('["Javier Muñoz\\_Parrondo"]', "article", "Muñoz\u00a0Parrondo 2020"),
    ],
)
def test_source_has_a_short_name(authors: str, kind: str, short: str, tmp_path: Path) -> None:
    text = SOURCES.replace("[Jane Doe]", authors).replace("kind: book", f"kind: {kind}")
    assert load(tmp_path, {SOURCES_YML: text}).catalog.sources[0].short == short
