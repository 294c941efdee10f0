from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from guidebook import previews
from guidebook.previews import FOLDER, TOKENS, Studio, section_of
from guidebook.tokens import read_tokens
from guidebook.worksheets.imprint import Institution
from site_tools import ROOT

if TYPE_CHECKING:
    from pathlib import Path

TITLES = {
    "/": "Learn",
    "/corrections/": "Corrections",
    "/guide/": "The guide",
    "/guide/faq/": "Questions",
    "/own/visit/": "Visit us",
    "/tools/check/": "Check a message",
}
RIVERSIDE = Institution(name="Riverside College", unit="Career Center", section="At Riverside")
MOST_BYTES = 60_000


def studio(cache: Path, institution: Institution | None = None) -> Studio:
    return Studio("The Guide", institution, ROOT / "overrides", read_tokens(ROOT / "docs", needed=TOKENS), cache)


def test_each_folder_of_pages_has_a_picture_and_words_for_it(tmp_path: Path) -> None:
    made = studio(tmp_path).make(TITLES)
    assert {section: preview.alt for section, preview in made.items()} == {
        "home": "The Guide. Learn. Never ask for a job. The guide, the questions, and sheets to print.",
        "guide": "The Guide. The guide. Learn. Never ask for a job.",
        "own": "The Guide. Visit us. Learn. Never ask for a job.",
        "tools": "The Guide. Check a message. Learn. Never ask for a job.",
    }
    assert made["guide"].front_matter == {"image": f"{FOLDER}/guide.png", "alt": made["guide"].alt}
    for preview in made.values():
        content = preview.path.read_bytes()
        with Image.open(io.BytesIO(content)) as picture:
            assert (picture.format, picture.size) == ("PNG", (1200, 630))
            assert len(picture.convert("RGB").getcolors(1 << 16) or ()) > 5, "nothing is drawn"
        assert len(content) < MOST_BYTES


def test_an_institution_is_named_and_calls_its_own_pages_as_in_the_menu(tmp_path: Path) -> None:
    made = studio(tmp_path, RIVERSIDE).make(TITLES)
    assert made["own"].alt == "The Guide. At Riverside. Learn. Never ask for a job. Riverside College · Career Center"
    assert made["guide"].path != studio(tmp_path).make(TITLES)["guide"].path


def test_pages_outside_of_a_section_go_with_the_home_page() -> None:
    sections = ("home", "guide", "tools")
    urls = ("/guide/faq/", "/guide/", "/tools/check/", "/", "/corrections/", "/guidelines/")
    assert [section_of(url, sections) for url in urls] == ["guide", "guide", "tools", "home", "home", "home"]


def test_a_picture_is_made_once_and_every_time_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = studio(tmp_path / "a").make({"/": "Learn"})["home"].path
    again = studio(tmp_path / "b").make({"/": "Learn"})["home"].path
    assert (first.name, first.read_bytes()) == (again.name, again.read_bytes())
    monkeypatch.setattr(previews, "_draw", lambda *_: pytest.fail("was kept from before"))
    assert studio(tmp_path / "a").make({"/": "Learn"})["home"].path == first


def test_what_typst_warns_of_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "print/fonts").mkdir(parents=True)
    (tmp_path / previews.TEMPLATE).write_text('#set text(font: "No Such Font")\nWords', "utf-8")
    with pytest.raises(RuntimeError, match="unknown font family"):
        Studio("The Guide", None, tmp_path, {}, tmp_path).make({"/": "Learn"})
