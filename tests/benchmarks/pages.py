"""How the whole build grows: 100, 1,000 and 5,000 pages, built from nothing and again, with time and bytes a page.

The second build finds what the first kept, and holds a ledger of every address. PAGES=200,2000 chooses other sizes.
"""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

from bench_tools import seconds
from grown_project import grow
from guidebook.links.check import record
from guidebook.site import load_site

if TYPE_CHECKING:
    from pathlib import Path

SIZES = tuple(int(size) for size in os.environ.get("PAGES", "100,1000,5000").split(","))
MOST_GROWTH = 1.25
"""Linear within this: a page of the largest site may take so many times what one of a site of 1,000 takes."""


def run(scratch: Path) -> None:
    """Print time and bytes a page for each size, and whether both grow with the pages alone."""
    spent: dict[int, float] = {}
    for size in SIZES:
        folder = scratch / str(size)
        grow(folder, size)
        command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
        cold = seconds(command, folder)
        record(folder / "docs", load_site(folder / "docs").catalog, folder / "site")
        warm = seconds(command, folder)
        spent[size] = cold / size
        files = [path for path in (folder / "site").rglob("*") if path.is_file()]
        pages = [path for path in files if path.name == "index.html" and "go" not in path.relative_to(folder).parts]
        print(f"{size:>6,} pages: {cold:.1f} s, again {warm:.1f} s; a page {cold / size * 1e3:.1f} ms,", end=" ")
        print(
            f"again {warm / size * 1e3:.1f} ms; {sum(map(_size, pages)) / len(pages) / 1e3:.1f} kB of HTML a page,",
            end=" ",
        )
        print(f"{sum(map(_size, files)) / 1e6:.0f} MB in {len(files):,} files", flush=True)
        shutil.rmtree(folder)
    small, large = SIZES[-2:]
    growth = spent[large] / spent[small]
    print(f"A page of {large:,} takes {growth:.2f} times what one of {small:,} takes", end=" ")
    print(f"(goal: at most {MOST_GROWTH}: {'met' if growth <= MOST_GROWTH else 'MISSED'})")


def _size(path: Path) -> int:
    return path.stat().st_size
