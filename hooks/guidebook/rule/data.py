"""The rule as plain data: what both checkers load, and the file that the browser gets."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from guidebook.rule.grammar import Grammar
from guidebook.rule.models import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guidebook.rule.models import RuleFile

RULE_FILE, TABLE_FILE = "assets/rule.json", "assets/rule-weights.txt"
"""Where the browser's checker finds its data, below the site; apart, since together they compress less well."""

NO_WEIGHTS = {"bias": -1, "breaks": 0, "many": 0, "further": 0, "near": 0, "plain": 0, "ground": "", "words": {}}


def join_rule(files: Iterable[RuleFile]) -> Rule:
    """The rule of all its files, in their order."""
    parts = list(files)
    return Rule(
        categories=tuple(entry for part in parts for entry in part.categories),
        grey=tuple(entry for part in parts for entry in part.grey),
        unless=tuple(pattern for part in parts for pattern in part.unless),
        lexicon={name: rows for part in parts for name, rows in part.lexicon.items()},
        spelling=next((part.spelling for part in parts if part.spelling), None),
        weights=next((part.weights for part in parts if part.weights), None),
    )


def rule_data(rule: Rule) -> dict[str, Any]:
    """Everything a checker needs; an empty rule gives one that finds nothing."""
    grammar = Grammar.load(rule.lexicon)
    reading = rule.spelling.model_dump() if rule.spelling else {}
    weights = rule.weights.model_dump() if rule.weights else {}
    return {
        "categories": [
            {
                **kind.model_dump(include={"id", "why", "better", "signs"}),
                "pattern": grammar.expression(kind.patterns) if kind.patterns else "",
            }
            for kind in rule.categories
        ],
        "unless": grammar.expression(rule.unless) if rule.unless else "",
        "grey": [
            {**kind.model_dump(include={"id", "why", "better"}), "pattern": grammar.expression(kind.patterns)}
            for kind in rule.grey
        ],
        "reading": {"same": {}, "slips": [], "abbreviations": [], **reading},
        "weights": {**NO_WEIGHTS, **weights, "table": "".join(weights.get("table", ()))},
    }


def rule_json(rule: Rule) -> str:
    """The data for the browser but its table, as one line of JSON that is the same for the same rule."""
    data = rule_data(rule)
    del data["weights"]["table"]
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def table_text(rule: Rule) -> str:
    """The table of weights for the browser."""
    return str(rule_data(rule)["weights"]["table"])
