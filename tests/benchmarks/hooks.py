"""What the hooks cost: the real site with them against the same pages, expanded and built without."""

from __future__ import annotations

import statistics
import sys
from typing import TYPE_CHECKING

from bench_tools import seconds
from guidebook.expand import expand
from site_tools import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PAIRS = 15
MOST_WITH_HOOKS = 1.25


def run(scratch: Path) -> None:
    """Print the ratio of the build with hooks to that of the expanded tree, pair by pair."""
    plain = scratch / "plain"
    expand(ROOT, plain)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(scratch / "site")]
    seconds(command, ROOT), seconds(command, plain)
    ratios, with_hooks, without = [], [], []
    for _ in range(PAIRS):
        with_hooks.append(seconds(command, ROOT))
        without.append(seconds(command, plain))
        ratios.append(with_hooks[-1] / without[-1])
    middle = statistics.median(ratios)
    print(f"Real site, {PAIRS} pairs: with hooks {statistics.median(with_hooks):.2f} s,", end=" ")
    print(f"expanded without hooks {statistics.median(without):.2f} s,")
    print(f"  ratio median {middle:.2f}, least {min(ratios):.2f}, most {max(ratios):.2f}", end=" ")
    print(f"(goal: at most {MOST_WITH_HOOKS}: {'met' if middle <= MOST_WITH_HOOKS else 'MISSED'})")
