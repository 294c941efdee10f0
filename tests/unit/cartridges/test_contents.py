from __future__ import annotations

from pathlib import Path

import pytest

from guidebook.cartridges.contents import contents
from guidebook.cartridges.package import Link, Sheet
from small_project import load, problems

CARTRIDGE_YML = "docs/_data/cartridges/small.yml"
CARTRIDGE = """\
id: small
order: 10
title: A small cartridge
description: Everything that the small project of the tests has, as a learning platform would import it.
modules:
  - id: read
    title: To read
    entries:
      - page: /
      - every: topics
      - every: scripts
      - every: comparisons
  - id: sheets
    title: Sheets
    entries:
      - worksheet: short
      - every: worksheets
"""
SHEET = Sheet("A short talk", "short-letter.pdf", Path("short-letter.pdf"), "abc")


def test_each_entry_is_looked_up(tmp_path: Path) -> None:
    catalog = load(tmp_path, {CARTRIDGE_YML: CARTRIDGE}).catalog
    titles = {"/": "Home", "/questions/work/": "Work", "/scripts/letters/": "Letters", "/comparisons/two-talks/": "Two"}
    found = contents(catalog.cartridges[0], catalog, titles, {"short": SHEET}, "https://guide.example/x/")
    assert found.parts[0].entries == tuple(
        Link(title, f"https://guide.example/x{address}") for address, title in titles.items()
    )
    assert found.parts[1].entries == (SHEET, SHEET)
    assert found.sheets == [SHEET]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "- page: /\n",
            "- page: /gone/\n",
            "9: modules.1.entries.1.page: no page has the address /gone/; correct it",
        ),
        (
            "- page: /\n",
            "- page: /questions/work/#typical-day\n",
            (
                "9: modules.1.entries.1.page: must be the address of a page such as /guide/benefits/, not "
                "“/questions/work/#typical-day”; correct it"
            ),
        ),
        (
            "worksheet: short",
            "worksheet: gone",
            "16: modules.2.entries.1.worksheet: no worksheet has the id gone; correct it or add the worksheet",
        ),
        (
            "every: scripts",
            "every: topics",
            "11: modules.1.entries.3: stands in this module already; keep one",
        ),
        (
            "id: sheets",
            "id: read",
            "13: modules.2.id: read stands twice in this file; choose another id",
        ),
        (
            "- page: /\n",
            "- page: /\n        worksheet: short\n",
            "9: modules.1.entries.1: must name one of page, worksheet, every; write one line for each",
        ),
        ("id: small", "id: short", "1: id: must be small, the file's name; rename one of them"),
    ],
)
def test_an_author_is_told(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert CARTRIDGE.count(old) == 1
    told = problems(tmp_path, {CARTRIDGE_YML: CARTRIDGE.replace(old, new)})
    assert f"{CARTRIDGE_YML}:{message}" in told
