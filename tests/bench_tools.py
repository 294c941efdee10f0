"""What the parts of the benchmark share: a clock that other work disturbs little, and copies of the project."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import yaml

from guidebook.links.ledger import LEDGER
from site_tools import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def seconds(command: list[str], folder: Path) -> float:
    """Processor time of one whole process, which other work on the machine disturbs less than the clock's."""
    before = os.times()
    env = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=env)
    if ran.returncode:
        sys.exit(f"{ran.stdout}{ran.stderr}{' '.join(command)} stopped with {ran.returncode}")
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def project(folder: Path, times: int = 1) -> Path:
    """A copy of the real project in `folder`, with each sheet `times` over."""
    for name in ("docs", "overrides", "hooks"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    (folder / "docs" / "_data" / LEDGER).unlink()  # it would miss the files where none are made
    sheets = folder / "docs" / "_data" / "worksheets"
    for path in sorted(sheets.glob("*.yml")):
        sheet = yaml.safe_load(path.read_text("utf-8"))
        for copy in range(2, times + 1):
            same = {"id": f"{sheet['id'][:40]}-no-{copy}", "title": f"{sheet['title'][:50]} {copy}"}
            other = sheet | same | {"description": f"{sheet['description'][:150]} ({copy})"}
            text = yaml.safe_dump(other, allow_unicode=True, sort_keys=False)
            (sheets / f"{same['id']}.yml").write_text(text, "utf-8")
    return folder
