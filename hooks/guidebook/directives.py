"""Directives: comments that the build replaces, each on a line of its own, such as `<!-- worksheets -->`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from guidebook.cartridges.pages import cartridge_list
from guidebook.changes.pages import change_log, where_to_report
from guidebook.claims.pages import claim_ledger
from guidebook.comparisons.pages import comparison_embed, comparison_list
from guidebook.links.pages import LIST_MARKER
from guidebook.pages.authored import prose_lines
from guidebook.questions.pages import question_quotation, topic_list
from guidebook.rule.pages import category_table, wording_quotation, wording_table
from guidebook.scripts.pages import script_list, script_quotation
from guidebook.sources.pages import source_list
from guidebook.worksheets.pages import archive_list, worksheet_list

if TYPE_CHECKING:
    from collections.abc import Callable

    from guidebook.catalog import Catalog
    from guidebook.pages.authored import AuthoredPage

DIRECTIVE = re.compile(r"^(?P<indent>\s*)<!--\s*(?P<name>[a-z][a-z-]*)\s*(?::\s*(?P<ids>.*?)\s*)?-->\s*$")
_CODE = re.compile(r"`[^`]*`")


def _comparison(catalog: Catalog, page: str, ids: list[str]) -> str:
    return comparison_embed(catalog.comparison_by_id[ids[0]], page)


def _question(catalog: Catalog, page: str, ids: list[str]) -> str:
    return question_quotation(catalog.question_by_id[ids[0]], catalog.topic_of[ids[0]], page)


def _script(catalog: Catalog, page: str, ids: list[str]) -> str:
    return script_quotation(catalog.script_by_id[ids[0]], catalog.group_of[ids[0]], page)


def _wording(catalog: Catalog, page: str, ids: list[str]) -> str:
    return wording_quotation(catalog.wording_by_id[ids[0]])


def _wordings(catalog: Catalog, page: str, ids: list[str]) -> str:
    return wording_table([catalog.wording_by_id[wording_id] for wording_id in ids])


# By name: how many ids it takes (at least, at most), which catalog index they are looked up in, and what it becomes.
_WITH_IDS: dict[str, tuple[int, str, Callable[[Catalog, str, list[str]], str]]] = {
    "comparison": (1, "comparison_by_id", _comparison),
    "question": (1, "question_by_id", _question),
    "script": (1, "script_by_id", _script),
    "wording": (1, "wording_by_id", _wording),
    "wordings": (40, "wording_by_id", _wordings),
}
_LISTS: dict[str, Callable[[Catalog, str], str]] = {
    "topics": lambda catalog, page: topic_list(catalog.topics, page),
    "worksheets": lambda catalog, page: worksheet_list(catalog.worksheets, page),
    "links": lambda *_: LIST_MARKER,
    "archives": lambda catalog, _: archive_list(catalog.downloads.archives) if catalog.downloads else "",
    "cartridges": lambda catalog, page: cartridge_list(catalog.downloads.cartridges, page) if catalog.downloads else "",
    "comparisons": lambda catalog, page: comparison_list(catalog.comparisons, page),
    "scripts": lambda catalog, page: script_list(catalog.script_groups, page),
    "rule-categories": lambda catalog, _: category_table(catalog.rule.categories),
    "claims": lambda catalog, _: claim_ledger(catalog.claims),
    "sources": lambda catalog, _: source_list(catalog.sources),
    "changes": lambda catalog, page: change_log(catalog.changes, catalog.page_names, page),
    "where-to-report": lambda catalog, _: where_to_report(catalog.corrections),
}
NAMES = (*_WITH_IDS, *_LISTS)


def expand_directives(page: AuthoredPage, catalog: Catalog) -> str:
    """The page's body with every directive replaced; what cannot be replaced is added to the page's problems."""
    lines = page.body.split("\n")
    for position, line in prose_lines(page.body):
        match = DIRECTIVE.match(line)
        if match:
            name, ids = match["name"], (match["ids"] or "").split()
            message = _fault(match, name, ids, catalog) or _neighbors(lines, position)
            if message:
                page.problems.append(page.problem(position, message))
            elif name in _LISTS:
                lines[position] = _LISTS[name](catalog, page.path)
            else:
                lines[position] = _WITH_IDS[name][2](catalog, page.path, ids)
        elif "<!--" in _CODE.sub("", line):
            message = f"holds a comment that is no directive; use one of {', '.join(NAMES)}, or remove it"
            page.problems.append(page.problem(position, message))
    return "\n".join(lines)


def _fault(match: re.Match[str], name: str, ids: list[str], catalog: Catalog) -> str | None:
    if name not in NAMES:
        return f"is an unknown directive, {name}; use one of {', '.join(NAMES)}"
    if match["indent"]:
        return f"indents the directive {name}; begin it at the start of the line"
    if name in _LISTS:
        return f"gives the directive {name} an option; it takes none" if ids else None
    most, index, _ = _WITH_IDS[name]
    if not 1 <= len(ids) <= most or len(set(ids)) != len(ids):
        return (
            f"gives the directive {name} {len(ids)} ids; it takes {'one' if most == 1 else f'1 to {most}, each once'}"
        )
    unknown = [entry_id for entry_id in ids if entry_id not in getattr(catalog, index)]
    return (
        f"names an unknown {name.removesuffix('s')}: {', '.join(unknown)}; correct the id or add it"
        if unknown
        else None
    )


def _neighbors(lines: list[str], position: int) -> str | None:
    around = lines[max(position - 1, 0) : position] + lines[position + 1 : position + 2]
    crowded = any(line.strip() for line in around)
    return "has text right around the directive; put an empty line before and after it" if crowded else None
