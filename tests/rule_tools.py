"""The rule's development set, and how well a checker does on it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from guidebook.catalog import load_rule
from guidebook.rule.checker import Checker, Finding, load
from guidebook.rule.data import rule_data
from site_tools import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

CASES = ROOT / "tests/rule_cases"
PARTS = ("tuning", "reporting")
SLOW_TEXTS = {
    "repeated ask": "could you please give me a job ",
    "repeated start": "can you ",
    "quotes": '"',
    "open quotes": "“a b c d ",
    "apostrophes": " 'a",
    "lines": "\n",
    "replies": "\n> x",
    "marks": "\u0301",
    "Chinese": "工作机会",
    "stops": ". ",
}
"""What is repeated up to 100,000 characters, to try whether a checker takes its time."""


class Case(NamedTuple):
    """A message or a question with its label: asks, ok or grey."""

    id: str
    kind: str
    label: str
    difficulty: str
    category: str
    text: str
    spans: tuple[str, ...]


@cache
def cases(part: str) -> tuple[Case, ...]:
    """The cases of a part, in the order of their files."""
    found = []
    for path in sorted((CASES / part).glob("*.yml")):
        for entry in yaml.safe_load(path.read_text("utf-8")) or ():
            words = {key: str(entry.get(key) or "") for key in Case._fields[:-1]}
            found.append(Case(**words, spans=tuple(entry.get("spans") or ())))
    return tuple(found)


_LINE = re.compile(r"([AOG]) +(?:([a-z-]+) +)?(easy|medium|hard|[a-z-]+): (.+)")
_MARKED = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
LABELS = {"A": "asks", "O": "ok", "G": "grey"}


def learning_case(name: str, line: str) -> Case:
    """A line of the learning part: `A direct-ask easy: Please [[give me a job]].`, `O hard: …` or `G reference: …`.

    Raises `ValueError` if it is none.
    """
    match = _LINE.fullmatch(line)
    if not match:
        raise ValueError(f"{name} is no case: {line[:60]}")
    label, category, last, written = match.groups()
    text = written.replace("\\n", "\n")
    spans = tuple(_MARKED.findall(text))
    if bool(spans) != (label == "A") or bool(category) != (label == "A"):
        raise ValueError(f"{name} is marked otherwise than labelled: {line[:60]}")
    return Case(name, "learning", LABELS[label], last, category or "", _MARKED.sub(r"\1", text), spans)


@cache
def learning_cases() -> tuple[Case, ...]:
    """The cases that the weights are learned from, one a line."""
    return tuple(
        learning_case(f"{path.name}:{number}", line)
        for path in sorted((CASES / "learning").glob("*.txt"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
    )


@cache
def real_data() -> dict[str, Any]:
    """The rule's data as both checkers load it."""
    return rule_data(load_rule(ROOT / "docs"))


@cache
def real_checker() -> Checker:
    """The checker of the real rule."""
    return load(real_data())


def asking(findings: Iterable[Finding]) -> list[Finding]:
    """Findings that break the rule."""
    return [finding for finding in findings if finding.severity == "breaks"]


class Score:
    """How often a checker was right."""

    def __init__(self, cases: Iterable[Case], check: Callable[[str], Iterable[Finding]]) -> None:
        self.counts: Counter[tuple[str, ...]] = Counter()
        self.wrong: list[tuple[Case, list[Finding]]] = []
        for case in cases:
            if case.label != "grey":
                self._count(case, asking(check(case.text)))

    def _count(self, case: Case, found: list[Finding]) -> None:
        asks, hit = case.label == "asks", "hit" if found else "miss"
        self.counts["flagged", "right" if asks else "wrong"] += bool(found)
        if asks:
            for group in ((), (case.difficulty,), (case.category,)):
                self.counts[(*group, hit)] += 1
            places = [(at, at + len(span)) for span in case.spans if (at := case.text.find(span)) >= 0]
            for finding in found:
                meets = any(start < finding.end and finding.start < end for start, end in places)
                self.counts["span", "right" if meets else "wrong"] += 1
            if found:
                named = case.category in {finding.category for finding in found}
                self.counts["named", "right" if named else "wrong"] += 1
        if asks != bool(found):
            self.wrong.append((case, found))

    def share(self, good: tuple[str, ...], bad: tuple[str, ...]) -> float:
        """The share of `good` among both; 1 where there is neither."""
        both = self.counts[good] + self.counts[bad]
        return self.counts[good] / both if both else 1.0

    @property
    def precision(self) -> float:
        """Of the texts that were flagged, how many ask."""
        return self.share(("flagged", "right"), ("flagged", "wrong"))

    def recall(self, group: str = "") -> float:
        """Of the texts that ask (of a difficulty or category), how many were flagged."""
        prefix = (group,) if group else ()
        return self.share((*prefix, "hit"), (*prefix, "miss"))

    @property
    def named(self) -> float:
        """Of the texts that ask and were flagged, how many under their own category."""
        return self.share(("named", "right"), ("named", "wrong"))

    @property
    def overlap(self) -> float:
        """Of the places found in texts that ask, how many meet the asking words."""
        return self.share(("span", "right"), ("span", "wrong"))
