"""The work grows with the pages and not with their square: counted, not timed."""

from __future__ import annotations

import logging
import shutil
import sys
from typing import TYPE_CHECKING

import lxml.html
import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from grown_project import grow

if TYPE_CHECKING:
    from pathlib import Path

SMALL, LARGE = 60, 180
MOST_GROWTH = 1.1


def calls_of_build(folder: Path, pages: int) -> int:
    """How many calls of Python functions a build of so many pages takes."""
    grow(folder, pages)
    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site"))
    count = 0

    def counted(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(counted)
    try:
        build(config)
    finally:
        sys.setprofile(None)
    return count


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> dict[int, tuple[Path, int]]:
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    made = {}
    for pages in (SMALL, LARGE):
        folder = tmp_path_factory.mktemp("grown") / str(pages)
        made[pages] = (folder, calls_of_build(folder, pages))
        shutil.rmtree(folder / ".build")
    return made


def menu(page: Path) -> lxml.html.HtmlElement:
    """The list of the current section in the menu of a page."""
    (section,) = lxml.html.parse(page).getroot().xpath("//nav[@class='menu']//li[@class='here']/ul")
    return section


def test_three_times_the_pages_take_three_times_the_calls(grown: dict[int, tuple[Path, int]]) -> None:
    small, large = grown[SMALL][1] / SMALL, grown[LARGE][1] / LARGE
    assert large <= small * MOST_GROWTH


def test_a_page_is_no_larger_on_a_larger_site(grown: dict[int, tuple[Path, int]]) -> None:
    def largest(pages: int) -> int:
        return max((grown[pages][0] / f"site/guide/page-{number}/index.html").stat().st_size for number in range(16))

    assert largest(LARGE) <= largest(SMALL) * MOST_GROWTH


def test_the_menu_of_a_long_section_shows_neighbors_and_the_way_to_all(grown: dict[int, tuple[Path, int]]) -> None:
    folder = grown[LARGE][0] / "site"
    order = sorted(path.name for path in (folder.parent / "docs/guide").glob("page-*.md"))
    here = order[50].removesuffix(".md")
    section = menu(folder / "guide" / here / "index.html")
    links = [link.get("href") for link in section.iter("a")]
    names = [name.removesuffix(".md") for name in order[38:63]]
    assert links == [f"../{name}/" if name != here else "./" for name in names] + ["../"]
    assert [link.get("href") for link in section.iterfind(".//a[@aria-current='page']")] == ["./"]
    assert section.findall("li")[-1].text_content().strip() == f"All {len(order)} pages"


def test_the_ends_of_a_long_section_are_not_passed(grown: dict[int, tuple[Path, int]]) -> None:
    folder = grown[LARGE][0] / "site"
    order = sorted(path.name.removesuffix(".md") for path in (folder.parent / "docs/guide").glob("page-*.md"))
    for name, count in ((order[0], 25), (order[-1], 13), ("", 25)):
        section = menu(folder / "guide" / name / "index.html")
        shown = [str(link.get("href")).strip("./") or name for link in section.iter("a")][:-1]
        assert len(shown) == count
        assert set(shown) <= set(order)
