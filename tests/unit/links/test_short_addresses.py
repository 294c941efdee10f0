from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from guidebook.links.check import check_links, current_entries
from guidebook.links.models import ShortAddress
from guidebook.links.redirects import check_redirects, stub_pages
from guidebook.problems import ProblemsError
from small_project import LEDGER_TXT, MOVES_YML, load, problems

if TYPE_CHECKING:
    from pathlib import Path

SHORT_YML = "docs/_data/short-addresses/sheets.yml"
MORE_YML = "docs/_data/short-addresses/more.yml"
RENDERED = {"/": '<h1 id="guide"></h1>', "/worksheets/short/": '<h1 id="short"></h1>'}
TEMPLATE = "{{ is_short }} {{ to }} {{ canonical }}"


def listed(*words: str, to: str = "/worksheets/short/") -> str:
    return "addresses:\n" + "".join(f"  - {{word: {word}, to: {to}}}\n" for word in words)


def told(root: Path, text: str, moves: str | None = None) -> list[str]:
    catalog = load(root, {SHORT_YML: text, MOVES_YML: moves}).catalog
    with pytest.raises(ProblemsError) as caught:
        check_links(root / "docs", catalog, RENDERED)
    return str(caught.value).split("\n")


@pytest.mark.parametrize("word", ["go", "first-talk", "a-b-c", "x" * 14])
def test_word_to_read_aloud_is_taken(word: str, tmp_path: Path) -> None:
    catalog = load(tmp_path, {SHORT_YML: listed(word)}).catalog
    assert catalog.short_address_of == {"/worksheets/short/": f"/go/{word}/"}


@pytest.mark.parametrize("word", ["Talk", "talk-2", "15", "two words", "-x", "x-", "a--b", "über", "a_b", "a/b"])
def test_word_that_cannot_be_read_aloud_is_told(word: str, tmp_path: Path) -> None:
    message = "must be words such as learn-brief, not {}; use a–z and single hyphens, to be read aloud"
    (line,) = problems(tmp_path, {SHORT_YML: listed(f"'{word}'")})
    assert line == f"{SHORT_YML}:2: addresses.1.word: {message.format(f'“{word}”')}"


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("x" * 15, "must be at most 14 characters, not 15; shorten it"),
        ("x", "must be at least 2 characters, not 1; say more"),
    ],
)
def test_word_too_long_or_too_short_is_told(word: str, message: str, tmp_path: Path) -> None:
    assert problems(tmp_path, {SHORT_YML: listed(word)}) == [f"{SHORT_YML}:2: addresses.1.word: {message}"]


def test_word_that_stands_twice_in_any_file_is_told(tmp_path: Path) -> None:
    changed = {SHORT_YML: listed("talk", "chat", "talk"), MORE_YML: listed("chat")}
    assert problems(tmp_path, changed) == [
        f"{SHORT_YML}:3: addresses.2.word: chat is taken already; choose another word",
        f"{SHORT_YML}:4: addresses.3.word: talk is taken already; choose another word",
    ]


def test_first_of_two_words_for_a_page_is_the_one_that_is_printed(tmp_path: Path) -> None:
    site = load(tmp_path, {SHORT_YML: listed("talk", "chat")})
    assert site.catalog.short_address_of == {"/worksheets/short/": "/go/talk/"}
    assert site.pages["worksheets/short.md"].front_matter["short"] == "go/talk/"
    assert "short" not in site.pages["index.md"].front_matter


@pytest.mark.parametrize("to", ["/worksheets/long/", "/worksheets/short/#nowhere", "/guide/old/"])
def test_short_address_to_nowhere_or_to_what_has_moved_is_told(to: str, tmp_path: Path) -> None:
    moves = "redirects:\n  - {from: /guide/old/, to: /worksheets/short/, since: 2026-01-31, why: It moved}\n"
    message = f"{to} does not exist; give an address that does"
    assert told(tmp_path, listed("talk", to=f"'{to}'"), moves) == [f"{SHORT_YML}:2: addresses.1.to: {message}"]


def test_short_address_to_another_one_is_told(tmp_path: Path) -> None:
    text = listed("talk") + "  - {word: chat, to: /go/talk/}\n"
    message = "/go/talk/ has itself moved; give its new address"
    assert told(tmp_path, text) == [f"{SHORT_YML}:3: addresses.2.to: {message}"]


def test_redirect_from_a_living_short_address_is_told(tmp_path: Path) -> None:
    moves = "redirects:\n  - {from: /go/talk/, to: /worksheets/short/, since: 2026-01-31, why: It moved}\n"
    message = "/go/talk/ still exists; remove the redirect, or the page or heading"
    assert told(tmp_path, listed("talk"), moves) == [f"{MOVES_YML}:2: redirects.1.from: {message}"]


def test_page_at_a_short_address_is_told() -> None:
    short = ShortAddress(word="talk", to="/")
    assert list(check_redirects([short], {"/", "/go/talk/"})) == [
        (0, "from", "/go/talk/ still exists; remove the redirect, or the page or heading")
    ]


def test_ledger_holds_short_addresses_and_files(tmp_path: Path) -> None:
    catalog = load(tmp_path, {SHORT_YML: listed("talk")}).catalog
    found = [str(entry) for entry in current_entries(catalog, RENDERED, ["worksheets/files/short-a4.pdf"])]
    assert found == [
        "/",
        "/#guide",
        "/go/talk/",
        "/worksheets/files/short-a4.pdf",
        "/worksheets/short/ worksheet:short",
        "/worksheets/short/#short",
    ]


@pytest.mark.parametrize("lost", ["/go/chat/", "/worksheets/files/long-a4.pdf"])
def test_lost_short_address_or_file_is_told(lost: str, tmp_path: Path) -> None:
    catalog = load(tmp_path, {SHORT_YML: listed("talk"), LEDGER_TXT: f"/\n{lost}\n/go/talk/\n"}).catalog
    with pytest.raises(ProblemsError) as caught:
        check_links(tmp_path / "docs", catalog, RENDERED, ["worksheets/files/short-a4.pdf"])
    assert str(caught.value).startswith(f"{LEDGER_TXT}:2: is lost ({lost}); bring it back, or add its new address")


def test_stub_of_a_short_address_leads_to_its_page_and_says_that_it_is_one() -> None:
    stubs = stub_pages([ShortAddress(word="talk", to="/a/#b")], {"/a/"}, "https://example.org/x/", TEMPLATE)
    assert stubs == {"go/talk/index.html": "True ../../a/#b https://example.org/x/a/\n"}
