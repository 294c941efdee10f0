from __future__ import annotations

import fcntl
import os
import shutil
from typing import TYPE_CHECKING

import pytest

from guidebook.expand import PRINT
from guidebook.site import load_site
from site_tools import ROOT, SITE_URL, SUB_PATH, build

if TYPE_CHECKING:
    from pathlib import Path

    from guidebook.catalog import Catalog


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built once for all layers and all processes that look at it; nobody writes into it."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    with (folder / "built.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "built").is_dir():
            build(folder / "building")
            (folder / "building").rename(folder / "built")
    return folder / "built"


@pytest.fixture(scope="session")
def below_a_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site at `SUB_PATH` of a folder, built for there, without the files of sheets, which take long."""
    folder = tmp_path_factory.mktemp("below")
    for name in ("docs", "overrides", "hooks"):
        ignored = shutil.ignore_patterns("__pycache__", "ledger.txt", PRINT)
        shutil.copytree(ROOT / name, folder / "project" / name, ignore=ignored)
    shutil.copy(ROOT / "mkdocs.yml", folder / "project")
    address = SITE_URL.rstrip("/") + SUB_PATH
    # Not strict, since texts link to files that are not made.
    build(folder / "www" / SUB_PATH.strip("/"), project=folder / "project", address=address, strict=False)
    return folder / "www"


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load_site(ROOT / "docs").catalog


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """List the grades that tests recorded; those of other processes come with their results."""
    reports = [report for group in ("passed", "failed") for report in terminalreporter.stats.get(group, [])]
    recorded = {entry for report in reports for entry in getattr(report, "user_properties", ())}
    if found := sorted(line for name, line in recorded if name == "reading grade"):
        terminalreporter.section("reading grade of each guide page (8 is aimed at, 10 is the limit)")
        for line in found:
            terminalreporter.line(line)
