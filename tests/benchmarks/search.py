"""Search: how often the first results are what people looked for, what the first search weighs, when it answers."""

from __future__ import annotations

import gzip
import statistics
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from browser_tools import chromium_options
from guidebook.search.index import TITLES_FILE, WORDS_FILE
from search_tools import PARTS, Engine, index_files, module, place_of, queries, sizes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

ROUNDS = 7
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
"""What Lighthouse calls slow 4G."""


def run(_scratch: Path) -> None:
    """Print relevance on each part, weights, and milliseconds."""
    found = sizes()
    files = ", ".join(f"{name} {size / 1000:.1f}" for name, size in found.items())
    print(f"The first search loads {sum(found.values()) / 1000:.1f} kB, gzip (goal: at most 100): {files}")
    with sync_playwright() as playwright, serving() as address:
        chromium = playwright.chromium.launch(**chromium_options())
        engine = Engine(chromium)
        engine.page.evaluate(WITHOUT_SYNONYMS, [TITLES_FILE, WORDS_FILE])
        for part in PARTS:
            for of, name in (("whole", "all"), ("titles", "titles alone"), ("bare", "all, without synonyms")):
                print_relevance(engine, part, of, name)
        words = [query.words for part in PARTS for query in queries(part)]
        spent = engine.page.evaluate(QUERY_TIMES, words)
        print(f"  a query takes {statistics.median(spent):.1f} ms, at most {max(spent):.1f}")
        for name, network in (("here", None), ("slow 4G", SLOW)):
            times = [first_answer(chromium, address, network) for _ in range(ROUNDS)]
            middle = {key: statistics.median(time[key] for time in times) for key in times[0]}
            print(f"  first answer, {name}: titles after {middle['titles']:.0f} ms, all after {middle['all']:.0f} ms")
        chromium.close()


def print_relevance(engine: Engine, part: str, of: str, name: str) -> None:
    """Print how many queries of a part have what is expected first and among the first three, and which have not."""
    places = {query.words: place_of(query, engine.shown(query.words, of=of)) for query in queries(part)}
    first, among = (sum(1 <= place <= most for place in places.values()) for most in (1, 3))
    missed = ", ".join(f"“{words}”" for words, place in places.items() if not 1 <= place <= 3)
    print(f"  {part}, {name}: first {first} of {len(places)}, in the first three {among}; missed: {missed or 'none'}")


def first_answer(browser: Browser, address: str, network: dict[str, Any] | None) -> dict[str, float]:
    """Milliseconds from the first use to an answer by the titles, and to one by everything."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    if network:
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", network)
    spent: dict[str, float] = page.evaluate(FIRST_ANSWER, [TITLES_FILE, WORDS_FILE])
    context.close()
    return spent


class _Files(BaseHTTPRequestHandler):
    """Answers with the modules and the index, compressed as a host would."""

    def do_GET(self) -> None:
        name = self.path[1:]
        text = index_files().get(name) or (
            module(name) if name.endswith(".js") else "<!doctype html><title>Search</title>"
        )
        body = gzip.compress(text.encode(), 9)
        kinds = {"js": "text/javascript", "json": "application/json"}
        self.send_response(200)
        self.send_header("Content-Type", kinds.get(name.rpartition(".")[2], "text/html"))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@contextmanager
def serving() -> Iterator[str]:
    """Serve the files at an address of this machine, while the block runs."""
    index_files()  # made before anything is timed
    with ThreadingHTTPServer(("127.0.0.1", 0), _Files) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


WITHOUT_SYNONYMS = """async ([titles, words]) => {
  const read = async (name) => (await fetch(`/${name}`)).json();
  window.bare = engine.createEngine({ ...(await read(titles)), synonyms: [] }, await read(words));
}"""

QUERY_TIMES = """queries => queries.map((words) => {
  const start = performance.now();
  engine.byPage(whole.search(words));
  return performance.now() - start;
})"""

FIRST_ANSWER = """async ([titles, words]) => {
  const start = performance.now();
  const read = async (name) => (await fetch(`/${name}`)).json();
  const [named, texts, { createEngine, byPage }] = [read(titles), read(words), await import("/search-engine.js")];
  byPage(createEngine(await named).search("voicemail"));
  const first = performance.now() - start;
  byPage(createEngine(await named, await texts).search("voicemail"));
  return { titles: first, all: performance.now() - start };
}"""
