from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from site_tools import BuiltPage, pages

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def built_pages(built: Path) -> list[BuiltPage]:
    return pages(built)
