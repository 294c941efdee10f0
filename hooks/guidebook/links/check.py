"""Holds rendered pages against the ledger and the redirects on disk, and records what is new."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from guidebook.catalog import DATA
from guidebook.changes.feeds import ATOM, JSON_FEED
from guidebook.links.ledger import (
    LEDGER,
    Entry,
    article,
    compare,
    entries,
    format_ledger,
    page_addresses,
    parse_ledger,
)
from guidebook.links.redirects import check_redirects, split
from guidebook.own import roots
from guidebook.problems import Problem, raise_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from guidebook.catalog import Catalog

REDIRECTS = "links/redirects.yml"
SHORT_FIELDS = {("short-addresses", "from"): "word"}
FILE_FOLDERS = ("coaches/links", "coaches/links/qr", "coaches/lms", "comparisons/files", "worksheets/files")
"""Where generated files are published; what an author puts there by hand would be recorded too."""
ROOT_FILES = (ATOM, JSON_FEED)


def current_entries(catalog: Catalog, rendered: Mapping[str, str], files: Iterable[str]) -> list[Entry]:
    """Every address of the site, given each page's content in HTML by URL, and the paths of the files."""
    pages = (address for url, content in rendered.items() for address in page_addresses(url, content))
    short = (entry.source for entry in catalog.short_addresses)
    return entries(chain(pages, (f"/{path}" for path in files), short), catalog)


def check_links(
    docs: Path, catalog: Catalog, rendered: Mapping[str, str], files: Iterable[str] = ()
) -> tuple[Entry, ...]:
    """Addresses that the ledger does not hold yet; `files` are the paths of generated files below the site.

    Raises `ProblemsError` for every address lost without a redirect and every redirect that leads nowhere.
    """
    current = current_entries(catalog, rendered, files)
    addresses = {entry.address for entry in current}
    problems = [
        catalog.places[concept][position].problem(SHORT_FIELDS.get((concept, field), field), message)
        for concept, moves, there in (
            ("links", catalog.redirects, addresses),
            ("short-addresses", catalog.short_addresses, addresses - {s.source for s in catalog.short_addresses}),
        )
        for position, field, message in check_redirects(moves, there)
    ]
    moved = {redirect.source for redirect in catalog.redirects}
    problems += [
        catalog.places["changes"][position].problem("pages", f"{address} does not exist; correct it, or redirect it")
        for position, change in enumerate(catalog.changes)
        for address in change.pages
        if not {address, split(address)[0]} & moved and address not in addresses
    ]
    recorded = _recorded(docs)
    places = {entry: (folder, number) for folder, number, entry in recorded}
    lost, added = compare(places, current, catalog.redirects)
    for entry in lost:
        folder, number = places[entry]
        message = (
            f"is lost ({entry}); bring it back, or add its new address to {folder}/{DATA}/{REDIRECTS}: "
            f"{{from: {entry.address}, to: …, since: …, why: …}}"
        )
        problems.append(Problem(f"{folder}/{DATA}/{LEDGER}", number, "", message))
    raise_all(problems)
    return added


def unrecorded(
    docs: Path, catalog: Catalog, rendered: Mapping[str, str], files: Iterable[str] = ()
) -> tuple[Entry, ...]:
    """Addresses of the site that the ledger does not hold yet."""
    recorded = [entry for *_, entry in _recorded(docs)]
    return compare(recorded, current_entries(catalog, rendered, files), catalog.redirects).added


def record(docs: Path, catalog: Catalog, built: Path) -> int:
    """Add what the built site has to the ledger, which only ever grows; the number of lines added.

    A copy with a folder of its own keeps a ledger of its own there, so that its lines never meet those of an upgrade.
    """
    rendered = {}
    for path in sorted(built.rglob("index.html")):
        content = article(path.read_text("utf-8"))
        if content:
            folder = path.parent.relative_to(built).as_posix()
            rendered["/" if folder == "." else f"/{folder}/"] = content
    added = unrecorded(docs, catalog, rendered, published_files(built))
    root = roots(docs, docs.name)[-1]
    ledger = root.path / DATA / LEDGER
    ledger.parent.mkdir(parents=True, exist_ok=True)
    partial = ledger.with_suffix(".partial")
    kept = (entry for folder, _, entry in _recorded(docs) if folder == root.name)
    partial.write_text(format_ledger([*kept, *added]), "utf-8")
    partial.replace(ledger)
    return len(added)


def published_files(built: Path) -> list[str]:
    """The paths below the built site of the files that people link to."""
    found = [path for folder in FILE_FOLDERS for path in (built / folder).glob("*.*") if path.suffix != ".html"]
    found += [path for name in ROOT_FILES if (path := built / name).is_file()]
    return sorted(path.relative_to(built).as_posix() for path in found)


def _recorded(docs: Path) -> list[tuple[str, int, Entry]]:
    """Each line of the ledgers: the folder, the number of the line, and the entry."""
    ledgers = ((root.name, root.path / DATA / LEDGER) for root in roots(docs, docs.name))
    return [
        (folder, number, entry)
        for folder, path in ledgers
        if path.is_file()
        for number, entry in parse_ledger(path.read_text("utf-8"))
    ]
