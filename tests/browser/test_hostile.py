"""Addresses made to do harm, for every page that reads its own: nothing runs, no markup comes in, all still works."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from reading_list_tools import Item, ReadingList, encode, signed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from browser_tools import Visit

CODE = "window.ran=(window.ran||0)+1"
PIECES = (
    f"<script>{CODE}</script>",
    f"<img src=x onerror={CODE}>",
    f"<svg onload={CODE}>",
    f"<iframe srcdoc='<script>parent.{CODE}</script>'></iframe>",
    f'"><script>{CODE}</script>',
    f"' autofocus onfocus={CODE} x='",
    f"javascript:{CODE}",
    f"JaVaScRiPt:{CODE}//",
    f"data:text/html,<script>opener.{CODE}</script>",
    f"</title></style></textarea></script><script>{CODE}</script>",
    "&lt;script&gt;" + CODE + "&lt;/script&gt;",
    "\\u003cscript\\u003e" + CODE,
    "${" + CODE + "}{{constructor.constructor('" + CODE + "')()}}",
    "<base href=//elsewhere.example/>",
    "<meta http-equiv=refresh content='0;url=//elsewhere.example/'>",
    "<form action=//elsewhere.example><button id=__search name=words>",
    "//elsewhere.example/",
    "\\\\elsewhere.example\\@elsewhere.example",
    "..%2f..%2f%2e%2e/",
    "__proto__",
    "__proto__[ran]=1",
    "constructor",
    "hasOwnProperty",
    "toString",
    "\u202e\u2066gpj.exe\u200b",
    "\x00\x01\x1b[31m",
    "%00%0d%0aSet-Cookie:%20a=b",
    "%E0%A4%A",
    "%",
    "%u0041%c0%bc",
    "\ud7ff\U0010ffff",
    "a[href^='j'],*{}",
    ":target{color:red}",
    "(a+)+$" + "a" * 60,
    "x" * 100_000,
)
SIGNS = "\"'<>&#?%=;:/\\ \u202e\u2028é漢🎓[]{}()`$^.*"

# What must not be there, or not more than before: elements that load or run, handlers, addresses that lead away.
WATCH = """() => {
  const dangerous = "script, iframe, object, embed, base, meta, link, style, form, img, textarea, video, audio, math";
  const attributes = [...document.querySelectorAll("*")].flatMap((one) => [...one.attributes]);
  const addresses = attributes.filter(({ name }) => /^(href|src|action|formaction|xlink:href)$/.test(name));
  const leads = ({ value }) => /^\\s*(javascript|data|vbscript):/i.test(value)
    || /elsewhere\\.example/.test(new URL(value, location).host);
  return {
    ran: (window.ran ?? 0) + window.violations.length + Object.keys(Object.prototype).length,
    handlers: attributes.filter(({ name }) => /^on/.test(name)).length,
    elements: document.querySelectorAll(dangerous).length,
    leading: addresses.filter(leads).length,
  };
}"""
BEFORE = """window.violations = [];
addEventListener("securitypolicyviolation", ({ violatedDirective }) => violations.push(violatedDirective));"""
TRY_ALL = f"""async (fragments) => {{
  const watch = {WATCH};
  const turn = () => new Promise((done) => {{
    const {{ port1, port2 }} = new MessageChannel();
    port1.onmessage = done;
    port2.postMessage(0);
  }});
  const found = [];
  for (const fragment of fragments) {{
    const changed = new Promise((done) => addEventListener("hashchange", done, {{ once: true }}));
    const before = location.href;
    location.hash = fragment;
    if (location.href !== before) await changed;
    await turn();
    await turn();
    found.push([fragment.slice(0, 80), watch()]);
  }}
  return found;
}}"""


def payloads(number: int, longest: int = 200_000) -> list[str]:
    """Each piece as it is and with percent signs, then put together and damaged by chance, always the same."""
    chance = random.Random(7)  # noqa: S311
    plain = [piece for piece in PIECES if len(piece) <= longest]
    whole = [*plain, *(quote(piece, safe="") for piece in plain if len(piece) < 1000)]
    short = [piece for piece in whole if len(piece) < 1000]
    while len(whole) < number:
        text = "".join(chance.choices(short, k=chance.randrange(1, 4)))
        at = chance.randrange(len(text))
        whole.append(text[:at] + chance.choice(SIGNS) + text[at + chance.randrange(3) :])
    return whole[:number]


def _list_opens(page: Page) -> None:
    good = encode(ReadingList("Before the talk", "", "", (Item("/guide/never-ask/"),)))
    page.evaluate("(fragment) => { location.hash = fragment; }", good)
    expect(page.get_by_role("heading", level=1)).to_have_text("Before the talk")


def _list_is_made(page: Page) -> None:
    page.locator(".assign input[name=words]").fill("never ask")
    page.locator(".assign-results [data-add]").first.click()
    expect(page.locator("#__assign-link")).to_have_value(
        f"{page.url.split('/coaches/')[0]}/reading-list/#{page.url.split('#')[1]}"
    )


def _draft_is_checked(page: Page) -> None:
    page.get_by_role("textbox", name="Your message or your questions").fill("Are you hiring?")
    expect(page.locator(".verdict")).to_have_text("1 place asks for a job")


def _heading_is_there(page: Page) -> None:
    expect(page.locator("h1")).to_be_visible()


class Reads(NamedTuple):
    """A page that reads its fragment: how a hostile piece is put into what it expects, and that it works at the end."""

    path: str
    shapes: tuple[Callable[[str], str], ...]
    works: Callable[[Page], None]


def _in_a_list(piece: str) -> str:
    """A list that says what the piece says, with a good check value."""
    return encode(ReadingList(piece[:90], piece[:200], "", (Item("/guide/never-ask/", piece[:150]),)))


def _as_a_path(piece: str) -> str:
    """A link whose item is the piece, with a good check value."""
    return signed(f"1;T;;;G{quote(piece[:60], safe='')}")


FRAGMENTS = (
    Reads("/reading-list/", (str, _in_a_list, _as_a_path), _list_opens),
    Reads("/coaches/assign/", (str, _in_a_list), _list_is_made),
    Reads("/tools/check/", (str, "example={}".format, "x&example=%22{}".format), _draft_is_checked),
    Reads("/guide/never-ask/?embed=1", (str,), _heading_is_there),
    Reads("/404.html", (str,), _heading_is_there),
)


def opened(visit: Visit, path: str) -> Page:
    page = visit("/404.html")
    page.context.add_init_script(BEFORE)
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    page.goto(f"{visit.address}{path}")
    return page


def harm(before: dict[str, int], now: dict[str, int]) -> bool:
    """Whether something ran, or more is there than before."""
    return any(now[what] > before[what] for what in before)


@pytest.mark.parametrize("reads", FRAGMENTS, ids=lambda reads: reads.path)
def test_hostile_fragments(visit: Visit, reads: Reads) -> None:
    page = opened(visit, reads.path)
    before = page.evaluate(WATCH)
    assert before["ran"] == 0
    for shape in reads.shapes:
        page.goto("about:blank")
        page.goto(f"{visit.address}{reads.path}")
        seen = page.evaluate(TRY_ALL, [shape(piece) for piece in payloads(120)])
        assert [fragment for fragment, now in seen if harm(before, now)] == []
    page.goto("about:blank")
    page.goto(f"{visit.address}{reads.path}")
    reads.works(page)


QUERIES = (
    ("/questions/all/", ("words", "purpose", "stage", "audience", "topic")),
    ("/coaches/links/", ("words", "kind", "copy")),
    ("/guide/never-ask/", ("embed", "x")),
    ("/tools/check/", ("example",)),
    ("/reading-list/", ("list",)),
    ("/search/", ("q",)),
    ("/no/such/page/", ("q",)),
    ("/go/learn/", ("embed", "q")),
)


ANSWERED = {"/search/": ".search-found > *"}
"""What a page shows when it has answered its query, where that comes after its load."""


def _query(names: tuple[str, ...], pieces: list[str]) -> str:
    """The pieces as values of the names that the page reads, with percent signs or without."""
    written = [quote(piece) if place % 2 else piece.replace("#", "") for place, piece in enumerate(pieces)]
    return "&".join(f"{names[place % len(names)]}={value}" for place, value in enumerate(written))


@pytest.mark.parametrize(("path", "names"), QUERIES, ids=[path for path, _ in QUERIES])
def test_hostile_queries(visit: Visit, built: Path, path: str, names: tuple[str, ...]) -> None:
    page = opened(visit, "/404.html")
    page.context.route("**/no/such/**", lambda route: route.fulfill(path=built / "404.html"))
    page.goto(f"{visit.address}{path}?{names[0]}=harmless", wait_until="load")
    here = "/worksheets/learn-30/" if path.startswith("/go/") else path
    page.wait_for_url(lambda url: urlsplit(url).path == here)
    answer = page.locator(ANSWERED.get(path, "article")).first
    answer.wait_for()
    before = page.evaluate(WATCH)
    some = payloads(60, longest=6000)
    for at in range(0, len(some), 5):
        query = _query(names, some[at : at + 5])
        more = quote(some[at], safe="") if path.startswith("/no/such/") else ""  # the unknown page reads its path
        page.goto(f"{visit.address}{path}{more}?{query}#{some[at]}", wait_until="load")
        page.wait_for_url(lambda url: url.startswith(f"{visit.address}{here}"), wait_until="load")
        answer.wait_for()
        assert not harm(before, page.evaluate(WATCH)), query
    expect(page.locator("h1").first).to_be_visible()


PLANTED = {
    "innerHTML": "document.querySelector('h1').innerHTML = decodeURIComponent(location.hash.slice(1))",
    "href": "document.querySelector('article a').href = decodeURIComponent(location.hash.slice(1))",
    "ran": "window.ran = 1",
    "polluted": "Object.prototype.ran = 1",
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_seen(visit: Visit, fault: str) -> None:
    page = opened(visit, "/tools/check/")
    before = page.evaluate(WATCH)
    page.evaluate(f"addEventListener('hashchange', () => {{ {PLANTED[fault]}; }})")
    fragment = f"<img src=data:, onerror='{CODE}'>" if fault == "innerHTML" else "javascript:1"
    ((_, now),) = page.evaluate(TRY_ALL, [fragment])
    assert harm(before, now)
    visit.forgive("Content Security Policy")
