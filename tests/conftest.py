from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from guidebook.site import load_site
from site_tools import ROOT, build

if TYPE_CHECKING:
    from pathlib import Path

    from guidebook.catalog import Catalog


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built once for all layers that look at it."""
    target = tmp_path_factory.mktemp("built") / "site"
    build(target)
    return target


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load_site(ROOT / "docs").catalog
