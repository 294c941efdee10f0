"""The search without a page: its index from the real data, its engine in Chromium, and queries to judge it by."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from guidebook.publishing.minifier import javascript
from guidebook.search.index import TITLES_FILE, WORDS_FILE
from guidebook.site import load_site
from site_tools import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import Browser, Route

PARTS = ("tuning", "held-out", "afterward")
MODULES = ROOT / "docs/assets/javascripts"
LOADED = ("search.js", "search-worker.js", "search-engine.js", "vendor/minisearch.js")
"""The modules that the first search loads."""

HOST = "http://search.test/"


class Query(NamedTuple):
    """What somebody types, and the addresses of which one should come first."""

    words: str
    find: tuple[str, ...]


def queries(part: str) -> list[Query]:
    """The queries of one part."""
    entries = yaml.safe_load((ROOT / f"tests/search_queries/{part}.yml").read_text("utf-8"))
    return [Query(entry["words"], tuple(entry["find"])) for entry in entries]


@cache
def index_files() -> dict[str, str]:
    """The text of both index files, as they are published, by path."""
    written = load_site(ROOT / "docs").written
    return {name: written[name] for name in (TITLES_FILE, WORDS_FILE)}


def module(name: str) -> str:
    """A module as it is published, by its path below the others."""
    text = (MODULES / name).read_text("utf-8")
    return text if name.startswith("vendor/") else javascript(text)


def weight(text: str) -> int:
    """Bytes that the text takes on the wire."""
    return len(gzip.compress(text.encode(), 9, mtime=0))


class Engine:
    """The engine as the browser runs it."""

    def __init__(self, browser: Browser) -> None:
        self.page = browser.new_page()
        self.page.route(f"{HOST}**", self._answer)
        self.page.goto(HOST)
        self.page.evaluate(
            """async ([titles, words]) => {
                window.engine = await import("/search-engine.js");
                const read = async (name) => (await fetch(`/${name}`)).json();
                const named = await read(titles);
                window.whole = engine.createEngine(named, await read(words));
                window.titles = engine.createEngine(named);
            }""",
            [TITLES_FILE, WORDS_FILE],
        )

    def _answer(self, route: Route) -> None:
        name = route.request.url.removeprefix(HOST)
        if not name:
            route.fulfill(body="<!doctype html><title>Search</title>", content_type="text/html")
        elif name in index_files():
            route.fulfill(body=index_files()[name], content_type="application/json")
        else:
            route.fulfill(body=module(name), content_type="text/javascript")

    def groups(self, words: str, *, of: str = "whole") -> list[dict[str, Any]]:
        """What is shown for the words: pages with places; by the titles alone if `of` says so."""
        found = self.page.evaluate("([of, words]) => engine.byPage(window[of].search(words))", [of, words])
        return list(found)

    def shown(self, words: str, *, of: str = "whole") -> list[str]:
        """The addresses that are shown for the words, in order."""
        return [place["path"] for group in self.groups(words, of=of) for place in group["places"]]

    def terms(self, texts: Iterable[str]) -> list[list[str]]:
        """The terms of each text."""
        return list(self.page.evaluate("texts => texts.map(engine.terms)", list(texts)))


def place_of(query: Query, shown: list[str]) -> int:
    """Where the first expected address stands, from 1; 0 if it does not."""
    return next((number for number, path in enumerate(shown, 1) if path in query.find), 0)


def sizes() -> dict[str, int]:
    """Bytes on the wire of each file that the first search loads."""
    files = {name: module(name) for name in LOADED}
    style = (ROOT / "docs/assets/stylesheets/search.css").read_text("utf-8")
    return {Path(name).name: weight(text) for name, text in {**files, "search.css": style, **index_files()}.items()}
