"""What the files of the sheets cost: all made, all found made, one sheet edited, and ten times the sheets.

Each is told as a ratio to the same site without the templates of the files.
"""

from __future__ import annotations

import shutil
import statistics
import sys
from typing import TYPE_CHECKING

from bench_tools import project, seconds
from guidebook.downloads import CACHE

if TYPE_CHECKING:
    from pathlib import Path

FILE_ROUNDS = 7
MOST_WARM = 1.15


def run(scratch: Path) -> None:
    """Print what the files cost, as ratios to the same site without them."""
    # Without their files the pages have links that lead nowhere.
    command = [sys.executable, "-m", "mkdocs", "build", "--no-strict", "--site-dir", str(scratch / "site")]
    for times in (1, 10):
        plain, whole = project(scratch / f"plain-{times}", times), project(scratch / f"whole-{times}", times)
        shutil.rmtree(plain / "overrides" / "print")
        (plain / "docs/worksheets/index.md").write_text(
            (plain / "docs/worksheets/index.md").read_text("utf-8").replace("<!-- archives -->", ""), "utf-8"
        )
        cache, edited = whole / CACHE, whole / "docs/_data/worksheets/learn-30.yml"
        rounds: dict[str, list[float]] = {"cold": [], "warm": [], "one sheet changed": []}
        seconds(command, plain), seconds(command, whole)
        for number in range(FILE_ROUNDS if times == 1 else 1):
            base = seconds(command, plain)
            shutil.rmtree(cache)
            rounds["cold"].append(seconds(command, whole) / base)
            rounds["warm"].append(seconds(command, whole) / base)
            text = edited.read_text("utf-8")
            edited.write_text(
                text.replace("title: Learn in 30 minutes", f"title: Learn in {31 + number} minutes"), "utf-8"
            )
            before = set(cache.iterdir())
            rounds["one sheet changed"].append(seconds(command, whole) / base)
            made = [path for path in set(cache.iterdir()) - before if path.is_dir()]
            edited.write_text(text, "utf-8")
            if len(made) != 1:
                sys.exit(f"one sheet was changed, and {len(made)} were made again")
        shown = ", ".join(f"{name} {statistics.median(found):.2f}" for name, found in rounds.items())
        print(f"Files of {24 * times} sheets, times the build without files ({base:.2f} s): {shown}", end=" ")
        warm = statistics.median(rounds["warm"])
        print(f"(goal for warm: at most {MOST_WARM}: {'met' if warm <= MOST_WARM else 'MISSED'})")
