"""`make zensical`: builds the expanded project with Zensical, strictly, and lists what differs from MkDocs' site.

It may differ, and it stops nothing: the list is there to be read before a move. Both build the same tree, which has no
hooks, and neither result is made ready for the wire, so that all differences are the engines' own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections import Counter
from difflib import SequenceMatcher
from importlib.metadata import version
from pathlib import Path

import lxml.html

from guidebook.expand import expand
from guidebook.links.ledger import parse_ledger
from site_tools import ROOT

SHOWN = 12
"""Of each kind of difference."""


def main() -> None:
    """Build with both engines in a scratch folder and print the differences."""
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch, "plain")
        expand(ROOT, plain)
        sites = {}
        for engine in ("mkdocs", "zensical"):
            sites[engine] = Path(scratch, engine)
            log = built(plain, engine)
            (plain / "site").rename(sites[engine])
            told = [line for line in log.splitlines() if "warning" in line.lower() or "issue" in line.lower()]
            print(f"{engine} {version(engine)} built the site, strictly. It says: {'; '.join(told) or 'no warning'}")
        compare(sites["mkdocs"], sites["zensical"])


def built(project: Path, engine: str) -> str:
    """The log of a strict build into `site/`; ends the run with it if the engine fails."""
    command = [sys.executable, "-m", engine, "build", "--strict"]
    env = os.environ | {"SITE_DIR": "site", "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=project, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{engine} could not build the expanded project:\n{done.stdout}{done.stderr}")
        sys.exit(0)
    return done.stdout + done.stderr


def compare(one: Path, other: Path) -> None:
    """Print files, words and anchors that only one of the two sites has, and what the ledger would miss."""
    here, there = files(one), files(other)
    for title, names in (("Missing", here - there), ("Added", there - here)):
        pages = sorted(name for name in names if name.endswith(".html"))
        show(f"{title} pages", pages)
        show(f"{title} files", sorted(names - set(pages)))
    words, anchors, differing = Counter[str](), Counter[str](), 0
    kept: set[str] = set()
    for name in sorted(here & there):
        if not name.endswith("index.html"):
            continue
        before, after = read(one / name), read(other / name)
        differing += before != after
        words.update(changes(before[0], after[0]))
        anchors.update([f"lost #{anchor}" for anchor in before[1] - after[1]])
        anchors.update([f"new #{anchor}" for anchor in after[1] - before[1]])
        url = f"/{name.removesuffix('index.html')}"
        kept |= {url, *(f"{url}#{anchor}" for anchor in after[1])}
    print(f"Pages whose article differs in words or anchors: {differing}")
    show("Words that differ, with the number of places", [f"{text} ({count})" for text, count in words.most_common()])
    show("Anchors, with the number of pages", [f"{anchor} ({count})" for anchor, count in anchors.most_common()])
    ledger = parse_ledger((ROOT / "docs/_data/links/ledger.txt").read_text("utf-8"))
    lost = [e.address for _, e in ledger if e.address not in kept and e.address.strip("/") not in there]
    show("Addresses of the ledger that would be lost", lost)


def files(site: Path) -> set[str]:
    """The path of every file of a site."""
    return {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}


def read(page: Path) -> tuple[list[str], set[str]]:
    """The words of the article of a page, and its anchors."""
    article = lxml.html.parse(page).getroot().find(".//article")
    if article is None:
        return [], set()
    return " ".join(article.itertext()).split(), {str(part) for part in article.xpath("//article//@id")}


def changes(before: list[str], after: list[str]) -> list[str]:
    """Each run of words that one text has and the other has not."""
    runs = SequenceMatcher(None, before, after, autojunk=False).get_opcodes() if before != after else []
    return [
        f"{kind} “{' '.join(before[a:b])[:80]}” → “{' '.join(after[c:d])[:80]}”"
        for kind, a, b, c, d in runs
        if kind != "equal"
    ]


def show(title: str, lines: list[str]) -> None:
    """Print the lines below their number, the first ones in full."""
    print(f"{title}: {len(lines) or 'none'}")
    for line in lines[:SHOWN]:
        print(f"  {line}")
    if len(lines) > SHOWN:
        print(f"  … and {len(lines) - SHOWN} more")


if __name__ == "__main__":
    main()
