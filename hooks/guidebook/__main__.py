"""The command line: check, expand, publish, schemas, record, links, rule."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from guidebook.catalog import load_rule
from guidebook.expand import expand
from guidebook.hosting.nginx import nginx_files
from guidebook.hosting.rules import parse_headers
from guidebook.links.check import record
from guidebook.links.diff import GitError, difference, report
from guidebook.links.hosts import REDIRECTS_FILE, nginx_file, redirects_file
from guidebook.problems import ProblemsError
from guidebook.publishing import publish
from guidebook.publishing.policy import HEADERS_FILE
from guidebook.rule.checker import load
from guidebook.rule.data import rule_data
from guidebook.rule.drafts import Draft, DraftError, as_data, decode, judge_lines, read_draft, verdict
from guidebook.rule.drafts import report as draft_report
from guidebook.schemas import FOLDER, stale_schemas, write_schemas
from guidebook.site import load_site
from guidebook.text import count

if TYPE_CHECKING:
    from guidebook.links.models import Redirect, ShortAddress

DOCS, CONFIG = Path("docs"), Path("mkdocs.yml")


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 if all is well, 1 if an author must mend something, 2 for a wrong call."""
    parser = argparse.ArgumentParser(prog="python -m guidebook", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="check data and pages without building").set_defaults(run=_check)
    expanding = commands.add_parser("expand", help="write the site as a plain MkDocs project that needs no hooks")
    expanding.add_argument("source", type=Path, metavar="SRC", help="the project: the folder that holds mkdocs.yml")
    expanding.add_argument("target", type=Path, metavar="DST", help="a new or empty folder")
    expanding.set_defaults(run=_expand)
    publishing = commands.add_parser("publish", help="make a site that another engine built ready for the wire, once")
    publishing.add_argument("built", type=Path, metavar="SITE", help="the folder of the built site, changed in place")
    publishing.add_argument("--address", default=os.environ.get("SITE_URL", "/"), help="by default that of SITE_URL")
    publishing.set_defaults(run=_publish)
    schemas = commands.add_parser("schemas", help="write the JSON Schemas of the data")
    schemas.add_argument("--check", action="store_true", help="only say whether they are current")
    schemas.set_defaults(run=_schemas)
    recording = commands.add_parser("record", help="add the addresses of a built site to the ledger")
    recording.add_argument("built", type=Path, metavar="SITE", help="the folder that `make site` wrote")
    recording.set_defaults(run=_record)
    linking = commands.add_parser("links", help="compare the addresses with a revision; write redirects for hosts")
    links = linking.add_subparsers(dest="subcommand", required=True)
    differing = links.add_parser("diff", help="what the working tree adds, moves or loses; 1 if it loses an address")
    differing.add_argument("revision", metavar="REV", help="a branch, a tag or a commit")
    differing.set_defaults(run=_links_diff)
    hosting = links.add_parser("hosts", help=f"write {REDIRECTS_FILE} and a configuration for nginx")
    hosting.add_argument("target", type=Path, metavar="DIR", help="the folder to write them to")
    hosting.add_argument("--site-url", default=os.environ.get("SITE_URL", "/"), help="by default that of SITE_URL")
    hosting.add_argument("--site", type=Path, default=Path("site"), help="the built site; by default site/")
    hosting.set_defaults(run=_links_hosts)
    ruling = commands.add_parser("rule", help="say where drafts ask for a job; 1 if one does, 2 if one is unreadable")
    ruling.add_argument("drafts", type=Path, nargs="*", metavar="FILE", help="text, Markdown or Word; - for input")
    ruling.add_argument("--json", action="store_true", help="answer in JSON, one entry a file")
    ruling.add_argument("--jsonl", action="store_true", help='read {"id", "text"} lines from input and answer each')
    ruling.set_defaults(run=_rule)
    options = parser.parse_args(arguments)
    if options.command == "rule" and options.jsonl == bool(options.drafts):
        ruling.error("name files, or - for input; --jsonl reads input alone")
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
    site = load_site(DOCS, config_file=CONFIG if CONFIG.is_file() else None)
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


def _publish(options: argparse.Namespace) -> int:
    if not _holds_site(options.built):
        return 1
    publish(options.built, options.address)
    return 0


def _schemas(options: argparse.Namespace) -> int:
    if not options.check:
        write_schemas(DOCS)
        return 0
    stale = stale_schemas(DOCS)
    for name in stale:
        print(f"{DOCS}/{FOLDER}/{name}:1: is not current; run `python -m guidebook schemas`", file=sys.stderr)
    return 1 if stale else 0


def _holds_site(folder: Path) -> bool:
    found = (folder / "index.html").is_file()
    if not found:
        print(f"{folder}: holds no built site; run `make site` first", file=sys.stderr)
    return found


def _record(options: argparse.Namespace) -> int:
    if not _holds_site(options.built):
        return 1
    added = record(DOCS, load_site(DOCS).catalog, options.built)
    print(f"New in the ledger: {count(added, 'line')}.")
    return 0


def _links_diff(options: argparse.Namespace) -> int:
    try:
        found = difference(DOCS, load_site(DOCS), options.revision)
    except GitError as error:
        print(error, file=sys.stderr)
        return 2
    print(report(found))
    return 1 if found.lost else 0


def _links_hosts(options: argparse.Namespace) -> int:
    if not (headers := options.site / HEADERS_FILE).is_file():
        print(f"{headers}: is not there, so no built site is; run `make site` first", file=sys.stderr)
        return 1
    catalog = load_site(DOCS).catalog
    moves: list[Redirect | ShortAddress] = [*catalog.redirects, *catalog.short_addresses]
    rules = parse_headers(headers.read_text("utf-8"))
    files = nginx_files(nginx_file(moves, options.site_url), rules, options.site_url)
    files = {REDIRECTS_FILE: redirects_file(moves, options.site_url), **files}
    options.target.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (options.target / name).write_text(text, "utf-8")
    print(f"Wrote {', '.join(files)} to {options.target}.")
    return 0


def _rule(options: argparse.Namespace) -> int:
    checker = load(rule_data(load_rule(DOCS)))
    if options.jsonl:
        unread = 0
        for answer in judge_lines(sys.stdin.buffer, checker):
            unread += "error" in answer
            print(json.dumps(answer), flush=True)
        return 2 if unread else 0
    answers, unread = [], 0
    for path in options.drafts:
        try:
            draft = Draft("-", decode(sys.stdin.buffer.read())) if str(path) == "-" else read_draft(path)
        except DraftError as error:
            print(f"{path}: {error}", file=sys.stderr)
            unread += 1
            continue
        findings = checker.check(draft.text)
        answers.append(as_data(draft, findings))
        if not options.json:
            print(f"{draft.name}: {verdict(findings)}", *draft_report(draft, findings), sep="\n")
    if options.json:
        print(json.dumps(answers, indent=2))
    return 1 if any(answer["flagged"] for answer in answers) else 2 if unread else 0


if __name__ == "__main__":
    sys.exit(main())
