"""A project of any number of pages for the benchmark: real pages and data over and over, by the real configuration.

Each hundred pages are 40 guide pages, 20 topics, 20 sheets, 12 tables and 8 groups of scripts, near the mixture of the
real site, each with a short address. Pages of the guide link to a neighbor and to their section where they linked to
others before. No files are made of the sheets, which the part `files` measures.
"""

from __future__ import annotations

import re
import shutil
from itertools import count, cycle, islice
from typing import TYPE_CHECKING, Any

import yaml

from guidebook.fields import CITATION
from site_tools import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SHARE = {"guide": 40, "questions": 20, "worksheets": 20, "comparisons": 12, "scripts": 8}
LISTS = {"questions": "topics", "worksheets": "worksheets", "comparisons": "comparisons", "scripts": "scripts"}
ENTRIES = {"questions": "questions", "scripts": "scripts"}
_LINK = re.compile(r"\]\([^)#:]*\.md[^)]*\)")
_DIRECTIVE = re.compile(r"^<!-- .* -->$", re.MULTILINE)
_INDEX = "---\nkind: page\ntitle: {}\ndescription: {}\n---\n\n# {} {{#start}}\n\n{}\n"
_ABOUT = "A page of the benchmark that stands for what a writer would put at the head of the section called"


def grow(folder: Path, pages: int) -> None:
    """Write a project with `pages` pages of content, and an index for each section, to the new `folder`."""
    for name in ("overrides", "hooks", "docs/assets", "docs/_data/rule"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "print"))
    docs, cited, addresses = folder / "docs", set[str](), list[dict[str, str]]()
    sizes = {section: pages * share // 100 for section, share in SHARE.items()}
    for section in ("", *SHARE, "coaches"):
        title = section.capitalize() or "Start"
        listed = f"<!-- {LISTS[section]} -->" if section in LISTS else "Hello."
        _write(docs / section / "index.md", _INDEX.format(title, f"{_ABOUT} {title}.", title, listed))
    directory = _INDEX.format("Links", f"{_ABOUT} links.", "Links", "<!-- links -->")
    _write(docs / "coaches/links.md", directory)
    for section, size in sizes.items():
        made = _guide_pages(size) if section == "guide" else _entries(section, size)
        for name, text in made:
            cited.update(CITATION.findall(text))
            place = docs / "guide" / f"{name}.md" if section == "guide" else docs / "_data" / section / f"{name}.yml"
            _write(place, text)
            addresses.append({"word": f"{section[:2]}-{_letters(len(addresses))}", "to": f"/{section}/{name}/"})
    _write(docs / "_data/short-addresses/pages.yml", yaml.safe_dump({"addresses": addresses}))
    _write(docs / "_data/sources/books.yml", _dumped({"sources": [s for s in _sources() if s["id"] in cited]}))
    guide = sorted(path.relative_to(docs).as_posix() for path in (docs / "guide").glob("*.md"))
    nav = [{"Home": "index.md"}, {"Guide": guide}, *({name.capitalize(): f"{name}/*"} for name in LISTS)]
    nav.append({"For coaches": ["coaches/index.md", "coaches/links.md"]})
    config = (ROOT / "mkdocs.yml").read_text("utf-8").partition("\nnav:\n")[0]
    _write(folder / "mkdocs.yml", config + "\n" + yaml.safe_dump({"nav": nav}, sort_keys=False))


def _guide_pages(size: int) -> Iterator[tuple[str, str]]:
    """Name and text of each guide page: those of the real guide that are written and not listed from data, in turn."""
    real = [
        path for path in sorted((ROOT / "docs/guide").glob("*.md")) if path.stem not in {"index", "myths", "sources"}
    ]
    for number, path in zip(range(size), cycle(real), strict=False):
        head, body = path.read_text("utf-8").removeprefix("---\n").split("\n---\n", 1)
        meta = yaml.safe_load(head)
        meta |= {"title": f"{meta['title'][:50]} {number}", "description": f"{meta['description'][:150]} {number}"}
        meta |= {"next": {"page": "index.md", "why": "Go on."}}
        meta.pop("worksheet", None)
        links = cycle(("](index.md)", f"](page-{(number + 1) % size}.md)"))
        body = _LINK.sub(lambda _, links=links: next(links), _DIRECTIVE.sub("", body))  # type: ignore[misc]
        yield f"page-{number}", f"---\n{_dumped(meta)}---\n{body}"


def _entries(section: str, size: int) -> Iterator[tuple[str, str]]:
    """Name and text of each data file: the real ones in turn, their ids and titles numbered after the first round.

    Questions keep their ids in the first round, since the sheets name them, and sheets are those that name no others.
    """
    real = [yaml.safe_load(path.read_text("utf-8")) for path in sorted((ROOT / "docs/_data" / section).glob("*.yml"))]
    if section == "worksheets":
        real = [sheet for sheet in real if not any("questions" in part for part in sheet["sections"])]
    for number, entry in islice(zip(count(), cycle(real), strict=False), size):
        turn = number // len(real)
        made = entry | {"id": f"{entry['id'][:40]}-{number}", "title": f"{entry['title'][:50]} {number}"}
        made["description"] = f"{entry['description'][:150]} {number}"
        if turn and section in ENTRIES:
            numbered = [one | {"id": f"{one['id'][:40]}-{turn}"} for one in entry[ENTRIES[section]]]
            made[ENTRIES[section]] = numbered
        yield made["id"], _dumped(made)


def _sources() -> list[dict[str, Any]]:
    files = sorted((ROOT / "docs/_data/sources").glob("*.yml"))
    return [source for path in files for source in yaml.safe_load(path.read_text("utf-8"))["sources"]]


def _letters(number: int) -> str:
    """A number in letters, of which short addresses consist."""
    return (_letters(number // 26 - 1) if number >= 26 else "") + chr(ord("a") + number % 26)


def _dumped(data: dict[str, Any]) -> str:
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
