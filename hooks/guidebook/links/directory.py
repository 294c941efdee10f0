"""The link directory: every thing of the site that has an address of its own, for coaches and for programs."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from guidebook.addresses import comparison_place, question_list_place, url_of, worksheet_place
from guidebook.cartridges.files import published
from guidebook.cartridges.package import Version
from guidebook.changes.feeds import ATOM, JSON_FEED
from guidebook.comparisons.files import FOLDER as TABLE_FILES
from guidebook.kept import MANY
from guidebook.links.ledger import names
from guidebook.pages.authored import prose_lines
from guidebook.sources.pages import NOTES_ID
from guidebook.spreadsheet import csv_text
from guidebook.worksheets.files import FOLDER as SHEET_FILES
from guidebook.worksheets.files import FORMATS
from guidebook.worksheets.imprint import Paper

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from guidebook.catalog import Catalog
    from guidebook.site import Page

FOLDER = "coaches/links"
"""Where the directory is published, below the root of the site."""

PAGE = f"{FOLDER}.md"
JSON_FILE = f"{FOLDER}/links.json"
CSV_FILE = f"{FOLDER}/links.csv"
QR_FOLDER = f"{FOLDER}/qr"
LIST_ANCHOR = "list-"
"""How the anchors of the list on the directory's own page begin."""

SECTIONS = ("", "guide", "questions", "scripts", "worksheets", "comparisons", "tools", "coaches")
"""The order of the site's folders in the directory; others follow by name."""


class Kind(StrEnum):
    """What a coach can link to. A `row` is one of a table, or of the wordings in one."""

    PAGE = "page"
    SECTION = "section"
    TOPIC = "topic"
    QUESTION = "question"
    TABLE = "table"
    ROW = "row"
    SCRIPT = "script"
    SHEET = "sheet"
    FILE = "file"
    CLAIM = "claim"
    SOURCE = "source"


_KINDS = {
    "topic": Kind.TOPIC,
    "question": Kind.QUESTION,
    "worksheet": Kind.SHEET,
    "comparison": Kind.TABLE,
    "script-group": Kind.PAGE,
    "script": Kind.SCRIPT,
    "claim": Kind.CLAIM,
    "source": Kind.SOURCE,
}
"""The kind of what the ledger names so."""


class Thing(NamedTuple):
    """One thing to link to: `about` says what it answers, `within` is the title of the page that it is on.

    `path` is its address from the root of the site, `short` its short one; `reviewed` is a page's last review.
    """

    kind: Kind
    title: str
    path: str
    about: str = ""
    short: str = ""
    within: str = ""
    reviewed: str = ""


@dataclass(frozen=True)
class Directory:
    """All things, each page before what is on it; why other addresses are left out; and what moved, old to new."""

    things: tuple[Thing, ...]
    left_out: Mapping[str, str]
    moved: Mapping[str, str]


_ATTRIBUTES = re.compile(r"\{:?\s?([^{}]*?#([A-Za-z0-9-]+)[^{}]*)\}")
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*\{[^{}]*\}\s*$")
_LINK = re.compile(r"!?\[((?:\\.|[^\]\\])*)\]\([^)]*\)")
_MARK = re.compile(r"\\(.)|\*+|`+")


def directory(pages: Iterable[Page], catalog: Catalog, files: Iterable[str]) -> Directory:
    """The directory of a site with these pages, and files by path below the site."""
    listed = sorted(pages, key=_Order(catalog))
    texts = _texts(catalog)
    titles = {page.url: texts[page.url].title if page.url in texts else _title(page) for page in listed}
    things: list[Thing] = []
    left_out: dict[str, str] = {}
    published: dict[str, list[Thing]] = {}
    known = file_titles(catalog)
    for path in files:
        if path.endswith(".svg"):
            left_out[f"/{path}"] = "a QR code, which stands beside what it leads to"
            continue
        url, title = known.get(path, ("", path.rpartition("/")[2]))
        url = url if url in titles else "/"
        published.setdefault(url, []).append(Thing(Kind.FILE, title, f"/{path}", within=titles.get(url, "")))
    for page in listed:
        kind = texts[page.url].kind if page.url in texts else Kind.PAGE
        short, reviewed = catalog.short_address_of.get(page.url, ""), str(page.front_matter.get("reviewed", ""))
        about = str(page.front_matter["description"])
        things.append(Thing(kind, titles[page.url], page.url, about, short, "", reviewed))
        for found in _on_page(page, titles[page.url], texts, catalog):
            if isinstance(found, Thing):
                things.append(found)
            else:
                left_out[found[0]] = found[1]
        things += published.get(page.url, [])
    left_out |= {short.source: "a short address, told with what it leads to" for short in catalog.short_addresses}
    return Directory(tuple(things), left_out, {redirect.source: redirect.to for redirect in catalog.redirects})


def directory_json(found: Directory) -> str:
    """The directory for programs; what a thing does not have is left out."""
    data = {"version": 1, "things": [_as_data(thing) for thing in found.things], "moved": dict(found.moved)}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def directory_csv(found: Directory, site_url: str = "") -> str:
    """The directory for spreadsheets, with whole addresses where the site's own is known."""
    base = site_url.rstrip("/")
    head = ["Kind", "Title", "What it answers", "On the page", "Short address", "Address"]
    rows = []
    for thing in found.things:
        short = base + thing.short if thing.short else ""
        rows.append([thing.kind, thing.title, thing.about, thing.within, short, base + thing.path])
    return csv_text([head, *rows])


def _as_data(thing: Thing) -> dict[str, Any]:
    data = {
        "kind": thing.kind.value,
        "title": thing.title,
        "about": thing.about,
        "path": thing.path,
        "short": thing.short,
        "in": thing.within,
        "reviewed": thing.reviewed,
    }
    return {key: value for key, value in data.items() if value}


def folder_of(address: str) -> str:
    """The first part of an address: `guide` for `/guide/benefits/`; empty for the home page."""
    return address.split("/")[1]


class _Order:
    """Sorts pages: folders as in the navigation, in each its first page, then data in its own order, then by name."""

    def __init__(self, catalog: Catalog) -> None:
        self.known = {address: position for position, address in enumerate(names(catalog))}

    def __call__(self, page: Page) -> tuple[int, str, bool, float, str]:
        folder = folder_of(page.url)
        rank = SECTIONS.index(folder) if folder in SECTIONS else len(SECTIONS)
        is_first = page.url == (f"/{folder}/" if folder else "/")
        return rank, folder, not is_first, self.known.get(page.url, -1), page.url


class _Text(NamedTuple):
    kind: Kind
    title: str
    about: str


def _texts(catalog: Catalog) -> dict[str, _Text]:
    """What the data says about the thing at an address."""
    found = {f"/questions/{topic.id}/": _Text(Kind.TOPIC, topic.title, topic.description) for topic in catalog.topics}
    for topic in catalog.topics:
        for question in topic.questions:
            found[f"/questions/{topic.id}/#{question.id}"] = _Text(Kind.QUESTION, question.wording, question.why)
    for sheet in catalog.worksheets:
        found[f"/worksheets/{sheet.id}/"] = _Text(Kind.SHEET, sheet.title, sheet.description)
    for table in catalog.comparisons:
        found[f"/comparisons/{table.id}/"] = _Text(Kind.TABLE, table.title, table.description)
        for row in table.rows:
            found[f"/comparisons/{table.id}/#{row.id}"] = _Text(Kind.ROW, row.label, "")
    for group in catalog.script_groups:
        for script in group.scripts:
            found[f"/scripts/{group.id}/#{script.id}"] = _Text(Kind.SCRIPT, script.title, script.when)
    for claim in catalog.claims:
        found[f"/guide/myths/#{claim.id}"] = _Text(Kind.CLAIM, claim.claim, claim.verdict)
    for source in catalog.sources:
        found[f"/guide/sources/#{source.id}"] = _Text(Kind.SOURCE, source.title, source.says)
    return found


def _on_page(page: Page, title: str, texts: Mapping[str, _Text], catalog: Catalog) -> Iterator[Thing | tuple[str, str]]:
    """What is on a page, in its order; an address that is left out comes with the reason."""
    categories = {kind.id: _Text(Kind.ROW, kind.title, kind.meaning) for kind in catalog.rule.categories}
    wordings = {wording.id: _Text(Kind.ROW, f"“{wording.wording}”", wording.why) for wording in catalog.wordings}
    groups = {f"{group.id}-scripts" for group in catalog.script_groups}
    for anchor, attributes, level, heading in _anchors(page.body):
        address = f"{page.url}#{anchor}"
        text = texts.get(address)
        if text is None and not level:
            text = categories.get(anchor) or wordings.get(anchor)
        if reason := _reason(page, anchor, attributes, level, groups):
            yield address, reason
        elif text or level:
            short = catalog.short_address_of.get(address, "")
            kind, name, about = text or _Text(Kind.SECTION, heading, "")
            yield Thing(kind, name, address, about, short, title)


@lru_cache(MANY)
def _anchors(body: str) -> tuple[tuple[str, str, int, str], ...]:
    """Each anchor of a page with its attributes, and the level (or 0) and words of its heading."""
    found = []
    for _, line in prose_lines(body):
        heading = _HEADING.match(line)
        level, words = (len(heading[1]), plain(heading[2])) if heading else (0, "")
        found += [(match[2], match[1], level, words) for match in _ATTRIBUTES.finditer(line)]
    return tuple(found)


def _reason(page: Page, anchor: str, attributes: str, level: int, groups: set[str]) -> str:
    """Why an anchor is not in the directory; empty if it is. `level` is that of its heading, 0 for other anchors."""
    classes = attributes.split()
    reasons = {
        "the title of its page, whose own address is shorter": level == 1,
        "moved, and told as such": ".moved" in classes,
        "an entry of the log of changes, which the feeds lead to": ".change" in classes,
        "a table that has a page of its own": ".caption" in classes,
        "the notes of its page; each source has an address": level and anchor == NOTES_ID,
        "leads to other pages": level and anchor in {"next-step", "moved-from-this-page"},
        "a part of a list; what it lists has a page of its own": (
            (page.url == url_of(question_list_place()) and anchor.startswith("all-"))
            or (page.url == "/scripts/" and anchor in groups)
            or (page.path == PAGE and anchor.startswith(LIST_ANCHOR))
        ),
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


def _title(page: Page) -> str:
    return str(page.front_matter["title"])


FEEDS = {ATOM: "Atom feed", JSON_FEED: "JSON Feed"}


def file_titles(catalog: Catalog) -> dict[str, tuple[str, str]]:
    """The page and the title of each file to link to, by its path below the site."""
    own = url_of(PAGE)
    found = {JSON_FILE: (own, "The link directory (JSON)"), CSV_FILE: (own, "The link directory (CSV)")}
    for sheet in catalog.worksheets:
        for kind in FORMATS:
            title = f"{sheet.title}: {kind.label}{f', {kind.paper.label}' if kind.paper else ''}"
            found[f"{SHEET_FILES}/{sheet.id}{kind.ending}"] = (url_of(worksheet_place(sheet.id)), title)
    for paper in Paper:
        found[f"{SHEET_FILES}/worksheets-{paper}.zip"] = ("/worksheets/", f"All sheets for {paper.label} (ZIP)")
    for table in catalog.comparisons:
        for ending, label in ((".csv", "CSV"), (".docx", "Word")):
            found[f"{TABLE_FILES}/{table.id}{ending}"] = (
                url_of(comparison_place(table.id)),
                f"{table.title} ({label})",
            )
    for cartridge in catalog.cartridges:
        for version in Version:
            title = f"{cartridge.title} (Common Cartridge {version.label})"
            found[published(cartridge.id, version)] = ("/coaches/lms/", title)
    return found | {name: ("/corrections/", f"Changes ({label})") for name, label in FEEDS.items()}


def plain(markdown: str) -> str:
    """One line of Markdown as it reads: links as their words, no marks, what was escaped as itself."""
    text = _LINK.sub(lambda match: match[1], markdown)
    return html.unescape(_MARK.sub(lambda match: match[1] or "", text))
