"""The rule as plain data: what both checkers load, and the file that the browser gets."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from guidebook.rule.models import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guidebook.rule.models import RuleFile

RULE_FILE = "assets/rule.json"
"""Where the browser's checker finds its data, below the site."""


def join_rule(files: Iterable[RuleFile]) -> Rule:
    """The rule of all its files, in their order."""
    parts = list(files)
    return Rule(
        categories=tuple(entry for part in parts for entry in part.categories),
        patterns=tuple(entry for part in parts for entry in part.patterns),
        grey=tuple(entry for part in parts for entry in part.grey),
        excuses=tuple(entry for part in parts for entry in part.excuses),
        lexicon={name: rows for part in parts for name, rows in part.lexicon.items()},
        spelling=next((part.spelling for part in parts if part.spelling), None),
    )


def rule_data(rule: Rule) -> dict[str, Any]:
    """Everything a checker needs; an empty rule gives one that finds nothing."""
    asks: dict[str, list[str]] = {}
    for group in rule.patterns:
        asks.setdefault(group.category, []).extend(group.any)
    reading = rule.spelling.model_dump() if rule.spelling else {}
    lists = ("slips", "abbreviations", "turns", "openers", "joints")
    return {
        "categories": [
            {**kind.model_dump(include={"id", "why", "better"}), "patterns": asks.get(kind.id, [])}
            for kind in rule.categories
        ],
        "grey": [
            {**kind.model_dump(include={"id", "why", "better", "cancels"}), "patterns": list(kind.any)}
            for kind in rule.grey
        ],
        "excuses": [{"inside": excuse.inside, "patterns": list(excuse.any)} for excuse in rule.excuses],
        "lexicon": {name: list(rows) for name, rows in rule.lexicon.items()},
        "reading": {"same": {}, **{name: [] for name in lists}, **reading},
    }


def rule_json(rule: Rule) -> str:
    """The data for the browser, as one line of JSON that is the same for the same rule."""
    return json.dumps(rule_data(rule), ensure_ascii=False, separators=(",", ":")) + "\n"
