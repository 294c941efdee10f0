from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from small_project import MOVES_YML, edited, problems

if TYPE_CHECKING:
    from pathlib import Path

WHERE = "must be an address such as /guide/benefits/ or /guide/benefits/#limits"


@pytest.mark.parametrize(
    "address",
    ["guide/old/", "/guide/old", "/a.tar.gz", "/a.pdf#x", "https://example.org/", "/Guide/", "/guide/#A", "//"],
)
def test_addresses_begin_at_the_root_and_end_in_a_slash_or_an_anchor(address: str, tmp_path: Path) -> None:
    assert problems(tmp_path, edited(MOVES_YML, "from: /guide/old-ask/", f"from: {address}")) == [
        f"{MOVES_YML}:2: redirects.1.from: {WHERE}, not “{address}”; correct it"
    ]


def test_date_as_text_is_told(tmp_path: Path) -> None:
    changed = edited(MOVES_YML, "to: /guide/ask/\n    since: 2026-01-31", "to: /guide/ask/\n    since: today")
    assert problems(tmp_path, changed) == [
        f"{MOVES_YML}:4: redirects.1.since: must be a date, not “today”; write it as 2026-11-22 without quotes"
    ]
