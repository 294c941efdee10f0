from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from guidebook import qr
from guidebook.qr import qr_codes, qr_svg
from pdf_tools import decoded
from qr_tools import picture

if TYPE_CHECKING:
    from pathlib import Path

ONE, OTHER = "https://guide.example/go/ask/", "https://guide.example/go/talk/"


def test_code_says_the_address_and_is_the_same_each_time() -> None:
    svg, modules = qr_svg(ONE)
    assert decoded(picture(svg)) == [ONE]
    assert modules == 29 + 2 * qr.QUIET_ZONE
    assert qr_svg(ONE) == (svg, modules)


def test_codes_are_kept_and_made_again_only_if_they_are_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = qr_codes([ONE], tmp_path)
    made: list[str] = []

    def counted(address: str) -> tuple[str, int]:
        made.append(address)
        return f"<svg>{address}</svg>", 33

    monkeypatch.setattr(qr, "qr_svg", counted)
    assert qr_codes([ONE], tmp_path) == first
    assert made == []
    assert list(qr_codes([OTHER, ONE], tmp_path)) == [OTHER, ONE]
    assert made == [OTHER]
    assert list(tmp_path.iterdir()) == [tmp_path / "qr.json"]


@pytest.mark.parametrize("kept", ["", "{", "[]", "null", '{"made by": "0", "codes": {}}', "\udcff"])
def test_what_cannot_be_used_is_made_again(kept: str, tmp_path: Path) -> None:
    (tmp_path / "qr.json").write_bytes(kept.encode("utf-8", "surrogateescape"))
    assert decoded(picture(qr_codes([ONE], tmp_path)[ONE])) == [ONE]


def test_no_short_address_keeps_nothing(tmp_path: Path) -> None:
    assert qr_codes([], tmp_path / "cache") == {}
