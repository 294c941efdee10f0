"""The command line: check, expand, schemas, record."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from guidebook.expand import expand
from guidebook.links.check import record
from guidebook.problems import ProblemsError
from guidebook.schemas import FOLDER, stale_schemas, write_schemas
from guidebook.site import load_site
from guidebook.text import count

DOCS = Path("docs")


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 if all is well, 1 if an author must mend something, 2 for a wrong call."""
    parser = argparse.ArgumentParser(prog="python -m guidebook", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="check data and pages without building").set_defaults(run=_check)
    expanding = commands.add_parser("expand", help="write the site as a plain MkDocs project that needs no hooks")
    expanding.add_argument("source", type=Path, metavar="SRC", help="the project: the folder that holds mkdocs.yml")
    expanding.add_argument("target", type=Path, metavar="DST", help="a new or empty folder")
    expanding.set_defaults(run=_expand)
    schemas = commands.add_parser("schemas", help="write the JSON Schemas of the data")
    schemas.add_argument("--check", action="store_true", help="only say whether they are current")
    schemas.set_defaults(run=_schemas)
    recording = commands.add_parser("record", help="add the addresses of a built site to the ledger")
    recording.add_argument("built", type=Path, metavar="SITE", help="the folder that `make site` wrote")
    recording.set_defaults(run=_record)
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except ProblemsError as error:
        print(error, file=sys.stderr)
        print(f"{count(len(error.problems), 'problem')}.", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return 1


def _check(_: argparse.Namespace) -> int:
    site = load_site(DOCS)
    catalog = site.catalog
    questions = sum(len(topic.questions) for topic in catalog.topics)
    parts = [
        count(len(site.pages), "page"),
        count(questions, "question"),
        count(len(catalog.worksheets), "worksheet"),
        count(len(catalog.comparisons), "comparison"),
        count(len(catalog.script_by_id), "script"),
        count(len(catalog.claims), "claim"),
        count(len(catalog.sources), "source"),
    ]
    print(f"All is well: {', '.join(parts)}.")
    return 0


def _expand(options: argparse.Namespace) -> int:
    site = expand(options.source, options.target)
    print(f"Wrote {count(len(site.pages), 'page')} to {options.target}; build them with `mkdocs build` there.")
    return 0


def _schemas(options: argparse.Namespace) -> int:
    if not options.check:
        write_schemas(DOCS)
        return 0
    stale = stale_schemas(DOCS)
    for name in stale:
        print(f"{DOCS}/{FOLDER}/{name}:1: is not current; run `python -m guidebook schemas`", file=sys.stderr)
    return 1 if stale else 0


def _record(options: argparse.Namespace) -> int:
    if not (options.built / "index.html").is_file():
        print(f"{options.built}: holds no built site; run `make site` first", file=sys.stderr)
        return 1
    added = record(DOCS, load_site(DOCS).catalog, options.built)
    print(f"New in the ledger: {count(added, 'line')}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
