from __future__ import annotations

from datetime import date

import pytest

from guidebook.sources.models import Source
from guidebook.sources.pages import citation, footnotes, source_list


def source(entry_id: str, **changed: object) -> Source:
    fields = {
        "id": entry_id,
        "kind": "book",
        "authors": ("Jane Doe",),
        "title": "Asking *Well*",
        "outlet": "Example Press",
        "year": 2020,
        "url": "https://example.org/a_b_c",
        "read": "whole",
        "checked": date(2026, 1, 31),
        "says": "It says so.",
    }
    return Source.model_validate({**fields, **changed})


CITED = (
    "Jane Doe (2020). “Asking \\*Well\\*.” Example Press. <https://example.org/a_b_c>. Read whole, January 31, 2026."
)


def test_footnotes_come_in_the_order_in_which_they_are_cited() -> None:
    sources = {"doe-2020": source("doe-2020"), "roe-2021": source("roe-2021", authors=("Jim Roe",), year=2021)}
    assert footnotes(["roe-2021", "doe-2020"], sources) == (
        "## Notes and sources { #notes }\n\n///Footnotes Go Here///\n\n"
        f"[^roe-2021]: {CITED.replace('Jane Doe (2020)', 'Jim Roe (2021)')}\n\n[^doe-2020]: {CITED}"
    )


def test_source_list_is_grouped_by_kind_and_sorted_by_last_name_and_year() -> None:
    study = source("study-2001", kind="study", authors=("Zoe Zimmer",), year=2001)
    second = source("doe-2021", year=2021)
    first = source("adams-2022", authors=("Zoe Adams",), year=2022)
    assert source_list([second, first, source("doe-2020"), study]) == "\n\n".join(
        [
            "## Studies { #studies }",
            f"- {CITED.replace('Jane Doe (2020)', 'Zoe Zimmer (2001)')}\n    {{ #study-2001 }}\n\n    It says so.",
            "## Books { #books }",
            f"- {CITED.replace('Jane Doe (2020)', 'Zoe Adams (2022)')}\n    {{ #adams-2022 }}\n\n    It says so.",
            f"- {CITED}\n    {{ #doe-2020 }}\n\n    It says so.",
            f"- {CITED.replace('2020', '2021')}\n    {{ #doe-2021 }}\n\n    It says so.",
        ]
    )


@pytest.mark.parametrize(
    ("authors", "shown"),
    [
        (("Ann",), "Ann (2020)"),
        (("Ann", "Bob"), "Ann and Bob (2020)"),
        (("Ann", "Bob", "Cy"), "Ann, Bob and Cy (2020)"),
        (("Ann", "Bob", "Cy", "Di"), "Ann and others (2020)"),
    ],
)
def test_authors(authors: tuple[str, ...], shown: str) -> None:
    assert citation(source("ann-2020", authors=authors)).startswith(f"{shown}. “")


def test_source_that_was_not_seen_says_so_and_has_no_link() -> None:
    assert citation(source("doe-2020", url=None, read="second-hand", title="T1")) == (
        "Jane Doe (2020). “T1.” Example Press. Known from what others report, January 31, 2026."
    )
