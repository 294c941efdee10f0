from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tiny_site import TinySite

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def site(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> TinySite:
    return TinySite(tmp_path, caplog)
