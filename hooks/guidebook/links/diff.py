"""What the working tree adds, moves or loses against the ledger of a git revision, told without a build."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, NamedTuple

import yaml
from pydantic import ValidationError

from guidebook.catalog import DATA
from guidebook.links.directory import QR_FOLDER, file_titles
from guidebook.links.ledger import LEDGER, Entry, compare, entries, parse_ledger
from guidebook.links.models import Redirect

if TYPE_CHECKING:
    from pathlib import Path

    from guidebook.site import Site

_LINKS = LEDGER.rpartition("/")[0]


class GitError(Exception):
    """The revision cannot be read; the message says why and what to do."""


class Difference(NamedTuple):
    """Addresses that are new, redirects that are new, and addresses that lead nowhere any more."""

    added: tuple[Entry, ...]
    moved: tuple[Redirect, ...]
    lost: tuple[Entry, ...]


def difference(docs: Path, site: Site, revision: str) -> Difference:
    """The site of the folder `docs` against `revision`. Raises `GitError`."""
    commit = _git(docs, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
    names = _git(docs, "ls-tree", "--name-only", commit, f"{DATA}/{_LINKS}/").splitlines()
    texts = {name: _git(docs, "show", f"{commit}:./{name}") for name in names}
    recorded = [entry for _, entry in parse_ledger(texts.get(f"{DATA}/{LEDGER}", ""))]
    before = [
        move
        for name, text in texts.items()
        if name.endswith(".yml")
        for move in _redirects(text, f"{docs.name}/{name}", revision)
    ]
    known = {entry.address for entry in recorded}
    recorded += [Entry(move.source, "") for move in before if move.source not in known]
    found = compare(recorded, current_entries(site), site.catalog.redirects)
    sources = {move.source: move.to for move in before}
    moved = tuple(move for move in site.catalog.redirects if sources.get(move.source) != move.to)
    return Difference(found.added, moved, found.lost)


def current_entries(site: Site) -> list[Entry]:
    """Every address of the site, known from its pages and data alone; files need not be made."""
    catalog = site.catalog
    addresses = {thing.path for thing in site.directory.things} | set(site.directory.left_out)
    addresses |= {f"/worksheets/{sheet.id}/#downloads" for sheet in catalog.worksheets}
    addresses |= {f"/{path}" for path in file_titles(catalog)}
    addresses |= {f"/{QR_FOLDER}/{short.word}.svg" for short in catalog.short_addresses}
    return entries(addresses, catalog)


def report(found: Difference) -> str:
    """What a maintainer reads."""
    parts = [
        ("Added", [str(entry) for entry in found.added]),
        ("Moved", [f"{move.source} to {move.to}" for move in found.moved]),
        ("Lost", [f"{entry}: bring it back, or redirect it in docs/_data/links/redirects.yml" for entry in found.lost]),
    ]
    return "\n".join(
        line for name, lines in parts for line in (f"{name}: {len(lines)}", *(f"  {one}" for one in lines))
    )


def _redirects(text: str, name: str, revision: str) -> list[Redirect]:
    try:
        data = yaml.safe_load(text) or {}
        return [Redirect.model_validate(entry) for entry in data.get("redirects", ())]
    except (yaml.YAMLError, AttributeError, ValidationError):
        raise GitError(f"{name} of {revision} cannot be read; compare with another revision") from None


def _git(docs: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 (a fixed program; a revision can be no option of it)
            ["git", "-C", str(docs), *arguments],  # noqa: S607 (the reader's own git)
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise GitError("git is not installed; install it") from None
    if done.returncode == 0:
        return done.stdout.decode("utf-8", "replace")
    said = done.stderr.decode("utf-8", "replace").strip()
    if "not a git repository" in said:
        raise GitError("this folder is in no git repository; run the command in a clone")
    if arguments[0] == "rev-parse":
        revision = arguments[-1].removesuffix("^{commit}")
        raise GitError(f"there is no revision {revision}; name a branch, a tag or a commit (git log lists them)")
    raise GitError(f"git says: {said or 'nothing'}")
