from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from guidebook.problems import ProblemsError
from guidebook.tokens import PAPER_TOKENS, TOKENS, read_tokens
from site_tools import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CSS = """\
/* --ink: #fff; on :root */
:root {
  color-scheme: light;
  --ink: #123; /* --ink: #456; */
  --font: "Source Sans 3";
  --other: 'Single';
  --margin: 14mm  15mm
    16mm;
}
.dark { --ink: #eee; --dark: 1px; }
@media screen { :root { --ink: #ddd; --screen: 1px; } }
"""


def read(docs: Path, css: str, *needed: str) -> Mapping[str, str]:
    path = docs / TOKENS
    path.parent.mkdir(parents=True)
    path.write_text(css, "utf-8")
    return read_tokens(docs, "docs", needed)


def test_tokens_are_read_from_the_root_alone_without_comments_and_quotes(tmp_path: Path) -> None:
    assert read(tmp_path, CSS, "ink", "font", "other") == {"ink": "#123", "font": "Source Sans 3", "other": "Single"}


def test_last_value_on_the_root_counts(tmp_path: Path) -> None:
    assert read(tmp_path, f"{CSS}:root {{ --ink: #789 }}", "ink") == {"ink": "#789"}


def test_value_over_two_lines_has_its_words(tmp_path: Path) -> None:
    assert read(tmp_path, CSS, "margin")["margin"].split() == ["14mm", "15mm", "16mm"]


@pytest.mark.parametrize("token", ["dark", "screen", "color-scheme", "nowhere"])
def test_missing_token_is_told(token: str, tmp_path: Path) -> None:
    with pytest.raises(ProblemsError) as caught:
        read(tmp_path, CSS, "ink", token)
    message = "is missing on :root; the files of the sheets need it, so set it"
    assert str(caught.value) == f"docs/{TOKENS}:1: --{token}: {message}"


def test_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError) as caught:
        read_tokens(tmp_path)
    message = "is not there; the files of the sheets take their measures from it"
    assert str(caught.value) == f"docs/{TOKENS}:1: {message}"


def test_real_tokens_have_the_units_that_the_files_take() -> None:
    tokens = read_tokens(ROOT / "docs")
    assert tuple(tokens) == PAPER_TOKENS
    assert tokens["paper-font"] == "Source Sans 3"
    assert [name for name in PAPER_TOKENS if name.startswith("ruling") and not tokens[name].endswith("mm")] == []
    assert len(tokens["page-margin"].split()) == 3
