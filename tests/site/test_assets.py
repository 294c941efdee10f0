"""The assets of the real site: all named by their content, all asked for, all there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from guidebook.publishing.assets import FOLDER, HASHED, hashed_files
from guidebook.publishing.policy import HASHED_FOLDERS
from guidebook.publishing.references import References
from site_tools import SITE_URL, files
from weight_tools import FAVICON, KB, budget, compressed

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = (".html", ".css", ".js")
LONG = {
    "coaches/links/": "a list of everything that has an address",
    "guide/myths/": "the list of all popular figures, with their sources",
    "guide/sources/": "the list of all sources",
    "questions/all/": "the list of all questions",
    "tools/check/": "a tool",
    "coaches/assign/": "a tool",
    "reading-list/": "a tool",
}
"""Tools and long lists, which have a budget of their own; why each is one."""
LONGEST_TEXT = "guide/they-said/"
"""The one page of the guide whose text is too long for the budget of the guide: it keeps to that of other pages."""


@pytest.fixture(scope="module")
def referred(built: Path) -> dict[str, set[str]]:
    """The files that each page, style sheet and script refers to."""
    references = References(built, SITE_URL)
    texts = {path: data.decode() for path, data in files(built).items() if path.endswith(TEXTS)}
    return {path: set(references.of(path, text)) for path, text in texts.items()}


def unhashed(referred: dict[str, set[str]]) -> set[str]:
    """Scripts, styles and data that something loads under a name that does not say what is in them."""
    loaded = {path for found in referred.values() for path in found if path.startswith(FOLDER)}
    return {path for path in loaded if path.endswith((".css", ".js", ".json")) and not HASHED.search(path)}


def imported(built: Path, script: str) -> set[str]:
    """The modules that a script imports as soon as it is loaded, and those that these import."""
    text = (built / script).read_text("utf-8")
    names = re.findall(r"\b(?:from|import)\s*[\"']\./([^\"']+)[\"']", text)
    found = {f"{script.rpartition('/')[0]}/{name}" for name in names}
    return found.union(*(imported(built, name) for name in found))


def asked_for_late(built: Path, referred: dict[str, set[str]]) -> set[tuple[str, str]]:
    """Each page with a module that its browser learns of only from another one, which costs a round trip."""
    scripts = {path: {name for name in found if name.endswith(".js")} for path, found in referred.items()}
    pages = [path for path in referred if path.endswith(".html")]
    return {(page, late) for page in pages for name in scripts[page] for late in imported(built, name) - scripts[page]}


def test_a_page_asks_at_once_for_all_that_its_scripts_import(built: Path, referred: dict[str, set[str]]) -> None:
    assert asked_for_late(built, referred) == set()
    page = "privacy/index.html"
    ((late,),) = [[name for name in referred[page] if "/kept." in name]]
    assert asked_for_late(built, referred | {page: referred[page] - {late}}) == {(page, late)}


def test_nothing_is_loaded_under_a_name_that_does_not_say_what_is_in_it(referred: dict[str, set[str]]) -> None:
    assert unhashed(referred) == set()
    assert unhashed(referred | {"a.html": {"assets/javascripts/menus.js"}}) == {"assets/javascripts/menus.js"}


def test_every_script_and_style_sheet_is_asked_for(built: Path, referred: dict[str, set[str]]) -> None:
    loaded = set().union(*referred.values())
    assert set(hashed_files(built)) <= loaded
    assert len(hashed_files(built)) > 20
    in_folders = [path for path in files(built) if path.startswith(HASHED_FOLDERS)]
    assert [path for path in in_folders if not HASHED.search(path) and not path.endswith(".txt")] == []


def test_nothing_of_the_themes_bundle_is_left(built: Path) -> None:
    assert [path for path in files(built) if re.search(r"\.map$|lunr|bundle|palette|/main\.", path)] == []


def test_no_page_has_a_style_of_its_own_or_a_script_that_is_not_the_first(built: Path) -> None:
    for path, data in files(built).items():
        if path.endswith(".html"):
            text = data.decode()
            assert not re.search(r"<[^>]*\sstyle=", re.sub(r"<pre.*?</pre>", "", text, flags=re.DOTALL)), path
            assert not re.search(r"<[^>]*\son\w+=", text), path
            assert len(re.findall(r"<script data-embed", text)) <= 1, path


def weight(built: Path, referred: dict[str, set[str]], page: str) -> int:
    """Bytes of a first visit: the page, its style sheet, and its scripts with what they import at once."""
    text = (built / page).read_text("utf-8")
    waiting = re.findall(r'<(?:link rel="stylesheet" href|script [^>]*\bsrc)="([^"]+)"', text)
    references = References(built, SITE_URL)
    loaded = {page, FAVICON, *(path for name in waiting if (path := references.target(page, name)))}
    for path in [path for path in loaded if path.endswith(".js")]:
        script = (built / path).read_text("utf-8")
        loaded |= {at for name in re.findall(r'from"([^"]+)"', script) if (at := references.target(path, name))}
    return sum(compressed((built / path).read_bytes()) for path in loaded)


def test_every_page_keeps_to_its_budget(built: Path, referred: dict[str, set[str]]) -> None:
    heavy = {}
    for page in [path for path in referred if path.endswith("index.html")]:
        folder = page.removesuffix("index.html")
        in_guide = folder.startswith("guide/") and folder != LONGEST_TEXT
        limit = budget("question list" if folder in LONG else "guide" if in_guide else "other")
        if (found := weight(built, referred, page)) > limit:
            heavy[page] = f"{found / KB:.1f} of {limit / KB:.0f} KB"
    assert heavy == {}


def test_a_page_is_called_long_only_if_it_is(built: Path, referred: dict[str, set[str]]) -> None:
    tools = {folder for folder, why in LONG.items() if why == "a tool"}
    for folder in {*LONG, LONGEST_TEXT} - tools:
        assert weight(built, referred, f"{folder}index.html") > 20 * KB, folder


CHECKER = ("javascripts/rule.", "rule.", "rule-weights.")


def checker_weight(built: Path) -> int:
    """Bytes of the rule's module and of its data, compressed."""
    found = [path for path in hashed_files(built) if path.startswith(tuple(f"{FOLDER}{name}" for name in CHECKER))]
    assert len(found) == len(CHECKER)
    return sum(compressed((built / path).read_bytes()) for path in found)


def test_the_rule_and_its_data_keep_to_their_budget(built: Path) -> None:
    assert checker_weight(built) <= 15 * KB
    assert checker_weight(built) > 14 * KB  # or else it could learn more
