from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from guidebook.tokens import read_tokens
from guidebook.worksheets.pdf import Press
from site_tools import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@pytest.fixture(scope="session")
def theme() -> Path:
    return ROOT / "overrides"


@pytest.fixture(scope="session")
def tokens() -> Mapping[str, str]:
    return read_tokens(ROOT / "docs")


@pytest.fixture(scope="session")
def press(theme: Path, tokens: Mapping[str, str]) -> Press:
    return Press(theme, tokens)
