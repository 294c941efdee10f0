"""The language of all that is published: spelling, reading grade, no sentence twice; and a fault for each check."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from guidebook.pages.authored import parse_page
from guidebook.pages.models import GuidePage
from guidebook.site import Site, load_site
from language_tools import (
    HARDEST_GRADE,
    Piece,
    added_by_code,
    authored_pages,
    misspelled,
    own_prose,
    page_pieces,
    reading_grade,
    shared_sentences,
    written,
)
from site_tools import ROOT
from small_project import ASK, ASK_MD, MYTHS, MYTHS_MD, SOURCES, SOURCES_YML, load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WORDS = ROOT / "tests/words.txt"
GUIDE = {page.path: page for page in authored_pages(ROOT) if isinstance(page.front_matter, GuidePage)}


@pytest.fixture(scope="module")
def site() -> Site:
    return load_site(ROOT / "docs")


@pytest.fixture(scope="module")
def pieces(site: Site) -> list[Piece]:
    return [*written(ROOT), *added_by_code(ROOT, site)]


def listed_words() -> list[str]:
    return WORDS.read_text("utf-8").split("\n")[:-1]


def test_every_word_is_spelled_as_in_america(pieces: list[Piece]) -> None:
    faults, _ = misspelled(pieces, set(listed_words()))
    assert faults == [], "\n".join(faults)


def test_every_listed_word_is_needed(pieces: list[Piece]) -> None:
    _, needed = misspelled(pieces, set(listed_words()))
    assert sorted(set(listed_words()) - needed) == [], "remove these from tests/words.txt"


def test_listed_words_stand_in_order_one_a_line() -> None:
    words = listed_words()
    assert words == sorted(set(words), key=lambda word: (word.casefold(), word))
    assert all(word == word.strip() and word for word in words)


@pytest.mark.parametrize("path", GUIDE)
def test_guide_page_is_easy_to_read(path: str, site: Site, record_property: Callable[[str, object], None]) -> None:
    grade = reading_grade(own_prose(GUIDE[path], site))
    record_property("reading grade", f"{grade:4.1f}  {path}")
    assert grade <= HARDEST_GRADE


def test_no_two_pages_share_a_long_sentence() -> None:
    assert shared_sentences(written(ROOT)) == []


# ── Planted faults ────────────────────────────────────────────────────────────────────────────────────────────────────

HARD = (
    "Notwithstanding considerable terminological heterogeneity, practitioners characteristically conceptualize "
    "informational interviewing as an exploratory communicative undertaking facilitating occupational clarification."
)
LONG = "She asked a friend of her aunt how the work had changed since spring."


def piece(text: str, file: str = "a.md") -> Piece:
    return Piece(file, 3, "text", text)


@pytest.mark.parametrize("word", ["colour", "organise", "grey", "recieve", "teh", "judgement", "enrol", "Bolle"])
def test_foreign_and_wrong_spellings_are_told(word: str) -> None:
    assert misspelled([piece(f"It is fine,\nand {word} is not.")], ()) == (
        [f"a.md:4: {word}; correct it, or add it to tests/words.txt"],
        set(),
    )


@pytest.mark.parametrize(
    "text", ["Don’t. It's the aunt’s color.", "One well-known U.S. guide, 20 to 30.", "They’re Jane’s."]
)
def test_good_spellings_are_not_told(text: str) -> None:
    assert misspelled([piece(text)], ()) == ([], set())


def test_listed_words_pass_with_a_capital_and_in_the_possessive_and_are_needed() -> None:
    listed = {"résumé", "Bolles", "unneeded"}
    assert misspelled([piece("Résumé, résumé’s, Bolles’s")], listed) == ([], {"résumé", "Bolles"})
    faults, _ = misspelled([piece("bolles")], listed)
    assert len(faults) == 1


def test_every_text_of_pages_and_data_is_looked_at_but_no_name_or_address(tmp_path: Path) -> None:
    changed = {
        ASK_MD: ASK.replace("Be brief.", "Be breif. See [the guide](https://example.org/guyde).\n\n```\nguyde\n```")
        .replace("## In short", "## In shrot")
        .replace("why: See the", "why: Se the")
        .replace("for a little time", "for a litle time"),
        SOURCES_YML: SOURCES.replace("People like", "Peple like").replace("Asking Well", "Askking Well"),
    }
    load(tmp_path, changed)
    faults, _ = misspelled(written(tmp_path), ())
    assert [fault.split(";")[0] for fault in faults] == [
        f"{SOURCES_YML}:11: Peple",
        f"{ASK_MD}:14: shrot",
        f"{ASK_MD}:16: breif",
        f"{ASK_MD}:4: litle",
    ]


def test_hard_prose_is_above_the_limit_and_easy_prose_below_eight() -> None:
    assert reading_grade([HARD]) > HARDEST_GRADE
    assert reading_grade(["Ask one person.", "Say what you want to learn, and how long it will take"]) < 8


def test_headings_tables_quotations_and_embeds_do_not_count_for_the_grade(tmp_path: Path) -> None:
    body = (
        f"# {HARD} {{#a}}\n\n> {HARD}\n\n| {HARD} | b |\n| --- | --- |\n\n<!-- topics -->\n\nBe brief.\n\n- So be it:"
    )
    page = parse_page(f"---\nkind: page\n---\n{body}", "a.md", "docs/a.md")
    assert own_prose(page, load(tmp_path)) == ["Be brief.", "So be it:"]


def test_claims_count_for_the_grade_of_the_page_that_lists_them(tmp_path: Path) -> None:
    site = load(tmp_path, {MYTHS_MD: MYTHS})
    page = parse_page(MYTHS, "guide/myths.md", MYTHS_MD)
    assert "Many people say yes." in own_prose(page, site)


@pytest.mark.parametrize(
    ("other", "told"),
    [
        (LONG, True),
        (f"Well. “{LONG[:-1].replace('work', 'WORK')}!” And so on.", True),
        (LONG.replace("spring", "May"), False),
        ("She asked a friend.", False),
    ],
)
def test_long_sentence_of_another_file_is_told(other: str, *, told: bool) -> None:
    assert bool(shared_sentences([piece(f"First. {LONG} Last."), piece(other, "b.yml")])) is told


def test_repeats_within_one_file_are_not_told() -> None:
    assert shared_sentences([piece(LONG), piece(LONG)]) == []


def test_paragraphs_and_items_are_pieces_with_their_lines() -> None:
    text = "---\nkind: page\n---\n# One {#one}\n\nTwo\nlines.[^x]\n\n- **A** [b](c.md)\n- c\n  d\n"
    assert [(found.line, found.kind, found.text) for found in page_pieces(parse_page(text, "a.md", "a.md"))] == [
        (4, "heading", "One "),
        (6, "text", "Two\nlines."),
        (9, "text", "A b"),
        (10, "text", "c\n  d"),
    ]
