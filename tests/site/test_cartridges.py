"""The published cartridges: opened as a learning platform does, held against the built site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cartridge_tools import Read, read_cartridge
from guidebook.text import file_size
from site_tools import ROOT, SITE_URL

if TYPE_CHECKING:
    from pathlib import Path

    from site_tools import BuiltPage

NAMES = sorted(path.stem for path in (ROOT / "docs" / "_data" / "cartridges").glob("*.yml"))
FILES = [f"{name}{version}.imscc" for name in NAMES for version in ("", "-1-1")]


def read(built: Path, name: str) -> Read:
    return read_cartridge((built / "coaches" / "lms" / name).read_bytes())


def test_the_guide_and_each_lesson_have_one() -> None:
    assert NAMES == [
        "informational-interview-guide",
        "lesson-5-minutes",
        "lesson-50-minutes",
        "lesson-75-minutes",
        "three-weeks",
    ]


@pytest.mark.parametrize("name", FILES)
def test_a_platform_can_open_it_and_every_link_leads_to_a_page(
    built: Path, built_pages: list[BuiltPage], name: str
) -> None:
    found = read(built, name)
    assert found.faults == []
    assert found.version == ("1.1.0" if name.endswith("-1-1.imscc") else "1.3.0")
    urls = {f"{SITE_URL.rstrip('/')}{page.url}" for page in built_pages}
    assert found.links
    assert set(found.links) <= urls


@pytest.mark.parametrize("name", NAMES)
def test_both_versions_hold_the_same(built: Path, name: str) -> None:
    assert read(built, f"{name}.imscc").modules == read(built, f"{name}-1-1.imscc").modules


def test_the_whole_guide_misses_no_page_of_it_and_no_sheet(built: Path, built_pages: list[BuiltPage]) -> None:
    found = read(built, "informational-interview-guide.imscc")
    guide = {f"{SITE_URL.rstrip('/')}{page.url}" for page in built_pages if page.url.startswith("/guide/")}
    assert guide - set(found.links) == {f"{SITE_URL}guide/"}
    sheets = {path.name for path in (built / "worksheets" / "files").glob("*-letter.pdf")}
    assert {path.rpartition("/")[2] for path in found.sheets} == sheets


@pytest.mark.parametrize("name", FILES)
def test_the_page_gives_each_with_its_size(built: Path, built_pages: list[BuiltPage], name: str) -> None:
    page = next(page.tree for page in built_pages if page.url == "/coaches/lms/")
    [link] = page.xpath(f"//article//a[@href='{name}']")
    assert (link.tail or "").startswith(f" ({file_size((built / 'coaches' / 'lms' / name).stat().st_size)})")


@pytest.mark.parametrize("name", FILES)
def test_it_stays_small_enough_to_upload(built: Path, name: str) -> None:
    assert (built / "coaches" / "lms" / name).stat().st_size < 3_000_000
