"""Checks that no model can make alone: references, ids over the whole site, minutes that add up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from guidebook.claims.models import LEDGER_ANCHORS
from guidebook.comparisons.models import TABLE_ANCHORS
from guidebook.scripts.models import GROUP_ANCHORS
from guidebook.search.check import said_twice
from guidebook.text import citations
from guidebook.worksheets.models import CLOSE_MINUTES, CORE_QUESTIONS, SHEET_ANCHORS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from guidebook.cartridges.models import Cartridge
    from guidebook.catalog import Loaded
    from guidebook.claims.models import ClaimFile
    from guidebook.comparisons.models import Comparison
    from guidebook.datafile import DataFile, Loc
    from guidebook.links.models import ShortAddressFile
    from guidebook.problems import Problem
    from guidebook.scripts.models import ScriptGroup
    from guidebook.worksheets.models import Worksheet


def cross_check(loaded: Sequence[Loaded]) -> list[Problem]:
    """All problems between entries of `loaded`, also where some of its files are invalid."""
    problems = list(_ids(loaded))
    question_ids, source_ids = _known(loaded, "questions"), _known(loaded, "sources")
    sheet_ids = _known(loaded, "worksheets", None)
    minutes = {
        question.id: question.minutes
        for item in loaded
        if item.concept == "questions" and item.value is not None
        for question in item.value.questions
    }
    words: set[str] = set()
    said: dict[tuple[str, ...], str] = {}
    for concept, file, value in loaded:
        if value is None:
            continue
        if concept == "short-addresses":
            problems += _short_addresses(file, value, words)
        if concept == "search":
            problems += said_twice(file, value, said)
        if concept == "worksheets":
            problems += _worksheet(file, value, question_ids, minutes)
        elif concept == "comparisons":
            problems += _comparison(file, value, source_ids)
        elif concept == "scripts":
            problems += _script_group(file, value, source_ids)
        elif concept == "cartridges":
            problems += _cartridge(file, value, sheet_ids)
        elif concept == "claims":
            problems += _claims(file, value, source_ids)
    return problems


def _known(loaded: Iterable[Loaded], concept: str, key: str | None = "") -> set[str] | None:
    """Ids that a reference may name; None, and no reference is checked, if a file of the concept cannot be parsed.

    They stand in entries under `key`, which is the concept's name if it is empty; None: a file is one entry.
    """
    files = [item.file for item in loaded if item.concept == concept]
    parsed = all(isinstance(file.data, dict) for file in files)
    return set().union(*(file.raw_ids(concept if key == "" else key) for file in files)) if parsed else None


def _ids(loaded: Iterable[Loaded]) -> Iterator[Problem]:
    """All entries of all concepts share one namespace, and so do topics and groups of scripts."""
    first: dict[str, str] = {}
    for item in loaded:
        for loc, entry_id in _entry_ids(item.file.data):
            if entry_id in first:
                yield item.file.problem(loc, f"{entry_id} is taken by {first[entry_id]}; choose another id")
            else:
                first[entry_id] = f"{item.file.name}:{item.file.line(loc)}"


def _entry_ids(data: Any) -> Iterator[tuple[Loc, str]]:
    if not isinstance(data, dict):
        return
    if isinstance(data.get("id"), str):
        yield ("id",), data["id"]
    for key in ("questions", "scripts", "sources", "wordings", "claims", "categories", "changes"):
        entries = data.get(key)
        for position, entry in enumerate(entries if isinstance(entries, tuple) else ()):
            if isinstance(entry, dict) and isinstance(entry.get("id"), str):
                yield (key, position, "id"), entry["id"]


def _worksheet(file: DataFile, sheet: Worksheet, known: set[str] | None, minutes: dict[str, int]) -> Iterator[Problem]:
    if sheet.minutes is not None:
        yield from _minutes(file, sheet)
    yield from _distinct(file, "sections", [section.id for section in sheet.sections], (sheet.id, *SHEET_ANCHORS))
    seen: set[str] = set()
    for position, section in enumerate(sheet.sections):
        for index, entry in enumerate(section.questions):
            loc: Loc = ("sections", position, "questions", index, "question")
            if known is not None and entry.question not in known:
                yield file.problem(loc, f"no question has the id {entry.question}; correct it or add the question")
            if entry.question in seen:
                yield file.problem(loc, f"{entry.question} is on this sheet already; ask it once")
            seen.add(entry.question)
        if section.grid is not None:
            place: Loc = ("sections", position, "grid")
            yield from _distinct(file, (*place, "columns"), [column.id for column in section.grid.columns])
            yield from _distinct(file, (*place, "labeled_rows"), [row.id for row in section.grid.labeled_rows])
        needed = sum(minutes.get(entry.question, 0) for entry in section.questions)
        if needed > (section.minutes or 0):
            message = (
                f"is too short: its questions take {needed} minutes, not {section.minutes}; drop one or give it time"
            )
            yield file.problem(("sections", position, "minutes"), message)


def _minutes(file: DataFile, sheet: Worksheet) -> Iterator[Problem]:
    minutes = [section.minutes or 0 for section in sheet.sections]
    if sum(minutes) != sheet.minutes:
        message = f"take {sum(minutes)} minutes together, not {sheet.minutes}; change a section's minutes"
        yield file.problem(("sections",), message)
    if minutes[-1] < CLOSE_MINUTES:
        message = f"must leave at least {CLOSE_MINUTES} minutes for the close; shorten another section"
        yield file.problem(("sections", len(minutes) - 1, "minutes"), message)
    core = sum(question.core for question in sheet.questions)
    if core != CORE_QUESTIONS:
        message = f"must mark {CORE_QUESTIONS} questions `core: true`, not {core}; mark those that matter"
        yield file.problem(("sections",), message)


def _comparison(file: DataFile, comparison: Comparison, known: set[str] | None) -> Iterator[Problem]:
    columns = [column.id for column in comparison.columns]
    spoken = {column.id for column in comparison.columns if column.spoken}
    yield from _distinct(file, "columns", columns)
    yield from _distinct(file, "rows", [row.id for row in comparison.rows], (comparison.id, *TABLE_ANCHORS))
    for position, row in enumerate(comparison.rows):
        for missing in sorted(set(columns) - set(row.cells)):
            yield file.problem(("rows", position, "cells"), f"has no cell for the column {missing}; add it")
        for extra in sorted(set(row.cells) - set(columns)):
            yield file.problem(("rows", position, "cells", extra), "is not one of the columns; correct it or remove it")
        for column, text in row.cells.items():
            yield from _cited(file, ("rows", position, "cells", column), text, known)
            if column in spoken and citations(text):
                message = "is said aloud, so it must not cite a source; cite it in another cell"
                yield file.problem(("rows", position, "cells", column), message)
    yield from _cited(file, ("takeaway",), comparison.takeaway, known)


def _script_group(file: DataFile, group: ScriptGroup, known: set[str] | None) -> Iterator[Problem]:
    for position, script in enumerate(group.scripts):
        if script.id in GROUP_ANCHORS:
            message = f"{script.id} is an anchor of its page already; choose another id"
            yield file.problem(("scripts", position, "id"), message)
    yield from _cited(file, ("intro",), group.intro, known)


def _claims(file: DataFile, listed: ClaimFile, known: set[str] | None) -> Iterator[Problem]:
    for position, claim in enumerate(listed.claims):
        if claim.id in LEDGER_ANCHORS:
            message = f"{claim.id} is an anchor of its page already; choose another id"
            yield file.problem(("claims", position, "id"), message)
        for key, text in claim.cited_texts.items():
            yield from _cited(file, ("claims", position, key), text, known)


def _cartridge(file: DataFile, cartridge: Cartridge, known: set[str] | None) -> Iterator[Problem]:
    yield from _distinct(file, "modules", [module.id for module in cartridge.modules])
    for position, module in enumerate(cartridge.modules):
        for index, entry in enumerate(module.entries):
            loc: Loc = ("modules", position, "entries", index)
            if entry in module.entries[:index]:
                yield file.problem(loc, "stands in this module already; keep one")
            if entry.worksheet is not None and known is not None and entry.worksheet not in known:
                message = f"no worksheet has the id {entry.worksheet}; correct it or add the worksheet"
                yield file.problem((*loc, "worksheet"), message)


def _short_addresses(file: DataFile, value: ShortAddressFile, words: set[str]) -> Iterator[Problem]:
    """Words that stand twice in any of the files; `words` are those before this one."""
    for position, short in enumerate(value.addresses):
        if short.word in words:
            yield file.problem(("addresses", position, "word"), f"{short.word} is taken already; choose another word")
        words.add(short.word)


def _distinct(file: DataFile, key: str | Loc, ids: list[str], anchors: tuple[str, ...] = ()) -> Iterator[Problem]:
    """Ids of a file that stand twice, or that the page has as an anchor of its own already (`anchors`)."""
    within = (key,) if isinstance(key, str) else key
    for position, entry_id in enumerate(ids):
        loc = (*within, position, "id")
        if entry_id in anchors:
            yield file.problem(loc, f"{entry_id} is an anchor of its page already; choose another id")
        if entry_id in ids[:position]:
            yield file.problem(loc, f"{entry_id} stands twice in this file; choose another id")


def _cited(file: DataFile, loc: Loc, text: str, known: set[str] | None) -> Iterator[Problem]:
    for source_id in citations(text):
        if known is not None and source_id not in known:
            yield file.problem(
                loc, f"cites the unknown source {source_id}; correct it or add it to docs/_data/sources/"
            )
