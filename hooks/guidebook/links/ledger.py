"""The ledger: every public address that has landed, one a line, and what the site must never lose.

A line is an address, and after a space the concept and id that live there, such as
`/questions/pay/#pay-range question:pay-range`.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple

from guidebook.links.redirects import split

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from guidebook.catalog import Catalog
    from guidebook.links.models import Redirect

LEDGER = "links/ledger.txt"

_TAG = re.compile(r"<[A-Za-z][^<>]*>")
_ID = re.compile(r"\sid=\"([^\"]*)\"")
_POINTER = re.compile(r"\sclass=\"(?:[^\"]*\s)?moved[\s\"]")
_ARTICLE = re.compile(r"<article\b.*?</article>", re.DOTALL)
_PRIVATE = ("fn:", "fnref", "__")


class Entry(NamedTuple):
    """One line of the ledger; `name` is `concept:id` or empty."""

    address: str
    name: str

    def __str__(self) -> str:
        return f"{self.address} {self.name}".strip()


class Comparison(NamedTuple):
    """The ledger against the site as built."""

    lost: tuple[Entry, ...]
    added: tuple[Entry, ...]


def page_addresses(url: str, content: str) -> list[str]:
    """The page's address and one for each id in its HTML, save footnotes, the theme's own, and pointers elsewhere."""
    ids = (_ID.search(tag) for tag in _TAG.findall(content) if not _POINTER.search(tag))
    anchors = (html.unescape(match[1]) for match in ids if match)
    return [url, *(f"{url}#{anchor}" for anchor in anchors if anchor and not anchor.startswith(_PRIVATE))]


def article(page: str) -> str:
    """The part of a built page that holds its content."""
    match = _ARTICLE.search(page)
    return match[0] if match else ""


def names(catalog: Catalog) -> dict[str, str]:
    """What lives at an address, as `concept:id`."""
    found = {f"/questions/{topic.id}/": f"topic:{topic.id}" for topic in catalog.topics}
    found |= {f"/questions/{t.id}/#{q.id}": f"question:{q.id}" for t in catalog.topics for q in t.questions}
    found |= {f"/worksheets/{sheet.id}/": f"worksheet:{sheet.id}" for sheet in catalog.worksheets}
    found |= {f"/comparisons/{table.id}/": f"comparison:{table.id}" for table in catalog.comparisons}
    found |= {f"/scripts/{group.id}/": f"script-group:{group.id}" for group in catalog.script_groups}
    found |= {f"/scripts/{g.id}/#{s.id}": f"script:{s.id}" for g in catalog.script_groups for s in g.scripts}
    found |= {f"/guide/myths/#{claim.id}": f"claim:{claim.id}" for claim in catalog.claims}
    found |= {f"/corrections/#{change.id}": f"change:{change.id}" for change in catalog.changes}
    found |= {f"/guide/sources/#{source.id}": f"source:{source.id}" for source in catalog.sources}
    return found


def entries(addresses: Iterable[str], catalog: Catalog) -> list[Entry]:
    """Sorted ledger entries for `addresses`."""
    named = names(catalog)
    return [Entry(address, named.get(address, "")) for address in sorted(set(addresses))]


def parse_ledger(text: str) -> list[tuple[int, Entry]]:
    """Line number and entry of each line of a ledger file; lines that begin with `#` are its heading."""
    lines = ((number, line.strip()) for number, line in enumerate(text.splitlines(), 1))
    parts = ((number, line.partition(" ")) for number, line in lines if line and not line.startswith("#"))
    return [(number, Entry(address, name)) for number, (address, _, name) in parts]


def format_ledger(recorded: Iterable[Entry]) -> str:
    """The file for `recorded`, sorted."""
    head = (
        "# Every public address that has landed. Written by `make record`; a line is never removed, only redirected.\n"
    )
    return head + "".join(f"{entry}\n" for entry in sorted(set(recorded)))


def compare(recorded: Iterable[Entry], current: Iterable[Entry], redirects: Iterable[Redirect]) -> Comparison:
    """What `current` lost without a redirect, and what it adds."""
    recorded, current = list(recorded), list(current)
    have = {entry.address for entry in current}
    named = {entry.name: entry.address for entry in current if entry.name}
    moved = {redirect.source: redirect.to for redirect in redirects}
    known = set(current)

    def is_kept(entry: Entry) -> bool:
        if entry.name in named and entry not in known:
            return _target(entry.address, moved) == named[entry.name]
        if entry.address in have:
            return not entry.name or entry in known
        return entry.address in moved or _target(entry.address, moved) in have

    landed = set(recorded)
    return Comparison(
        tuple(entry for entry in recorded if not is_kept(entry)),
        tuple(entry for entry in current if entry not in landed),
    )


def _target(address: str, moved: Mapping[str, str]) -> str | None:
    """Where an address leads by a redirect of its own, or by its page's redirect to the same anchor over there."""
    url, anchor = split(address)
    if address in moved or url not in moved:
        return moved.get(address)
    return f"{split(moved[url])[0]}#{anchor}"
