"""The work grows with the pages and not with their square: counted, not timed."""

from __future__ import annotations

import cProfile
import logging
import shutil
from collections import Counter
from pathlib import Path

import lxml.html
import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from grown_project import grow
from guidebook import kept

Grown = dict[int, tuple[Path, Counter[str]]]

SMALL, MIDDLE, LARGE = 40, 100, 160
MOST_GROWTH = 1.1
MOST_CALLS = 1.6
"""As many pages lie between middle and large as between small and middle, so a function takes as many calls for them.

One that is called for each pair of pages takes 1.75 times as many, and more.
"""


def calls_of_build(folder: Path, pages: int) -> Counter[str]:
    """How often each function is called by a build of so many pages."""
    grow(folder, pages)
    kept.forget()
    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site"))
    profile = cProfile.Profile()
    profile.runcall(build, config)
    count = Counter[str]()
    for entry in profile.getstats():
        code = entry.code
        name = code if isinstance(code, str) else f"{Path(code.co_filename).name}:{code.co_firstlineno} {code.co_name}"
        count[name] += entry.callcount
    return count


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Grown:
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    made = {}
    for pages in (SMALL, MIDDLE, LARGE):
        folder = tmp_path_factory.mktemp("grown") / str(pages)
        made[pages] = (folder, calls_of_build(folder, pages))
        shutil.rmtree(folder / ".build")
    return made


def menu(page: Path) -> lxml.html.HtmlElement:
    """The list of the current section in the menu of a page."""
    (section,) = lxml.html.parse(page).getroot().xpath("//nav[@class='menu']//li[@class='here']/ul")
    return section


def test_no_function_is_called_for_every_pair_of_pages(grown: Grown) -> None:
    small, middle, large = (grown[pages][1] for pages in (SMALL, MIDDLE, LARGE))
    growth = {
        name: (calls - middle[name]) / max(middle[name] - small[name], 1)
        for name, calls in large.items()
        if calls > LARGE * LARGE / 2 and middle[name]
    }
    assert len(growth) > 20
    assert {name: ratio for name, ratio in growth.items() if ratio > MOST_CALLS} == {}


def test_a_page_is_no_larger_on_a_larger_site(grown: Grown) -> None:
    def largest(pages: int) -> int:
        return max((grown[pages][0] / f"site/guide/page-{number}/index.html").stat().st_size for number in range(16))

    assert largest(LARGE) <= largest(SMALL) * MOST_GROWTH


def test_the_menu_of_a_long_section_shows_neighbors_and_the_way_to_all(
    grown: Grown,
) -> None:
    folder = grown[LARGE][0] / "site"
    order = sorted(path.name for path in (folder.parent / "docs/guide").glob("page-*.md"))
    here = order[50].removesuffix(".md")
    section = menu(folder / "guide" / here / "index.html")
    links = [link.get("href") for link in section.iter("a")]
    names = [name.removesuffix(".md") for name in order[38:63]]
    assert links == [f"../{name}/" if name != here else "./" for name in names] + ["../"]
    assert [link.get("href") for link in section.iterfind(".//a[@aria-current='page']")] == ["./"]
    assert section.findall("li")[-1].text_content().strip() == f"All {len(order)} pages"


def test_the_ends_of_a_long_section_are_not_passed(grown: Grown) -> None:
    folder = grown[LARGE][0] / "site"
    order = sorted(path.name.removesuffix(".md") for path in (folder.parent / "docs/guide").glob("page-*.md"))
    for name, count in ((order[0], 25), (order[-1], 13), ("", 25)):
        section = menu(folder / "guide" / name / "index.html")
        shown = [str(link.get("href")).strip("./") or name for link in section.iter("a")][:-1]
        assert len(shown) == count
        assert set(shown) <= set(order)
