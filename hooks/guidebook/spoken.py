"""Holds every string that a reader might say to the rule: what breaks it stops the build, unless it is marked so."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from guidebook import rule as rule_package
from guidebook.kept import code, digest
from guidebook.rule.checker import Finding, load
from guidebook.rule.data import join_rule, rule_data
from guidebook.rule.models import Verdict
from guidebook.text import count
from guidebook.worksheets.models import Voice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from guidebook.catalog import Loaded
    from guidebook.comparisons.models import Comparison
    from guidebook.datafile import Loc
    from guidebook.kept import Shelf
    from guidebook.problems import Problem
    from guidebook.questions.models import Topic
    from guidebook.rule.models import RuleFile
    from guidebook.scripts.models import ScriptGroup
    from guidebook.worksheets.models import Worksheet


class Said(NamedTuple):
    """Something to say: where it stands, the words, and how they are meant to be heard."""

    loc: Loc
    words: str
    verdict: Verdict = Verdict.FINE


def check_spoken(loaded: Sequence[Loaded], shelf: Shelf | None = None) -> list[Problem]:
    """A problem for each string that is heard otherwise than it says; `loaded` must be valid.

    What the same checker found to be well is kept on the `shelf` and not read again.
    """
    rule = join_rule(item.value for item in loaded if item.concept == "rule")
    if not rule.weights:
        return []
    data = rule_data(rule)
    checker = cache(lambda: load(data))  # loaded if there is anything to read
    key = digest(code(sorted([*Path(rule_package.__file__).parent.glob("*.py"), Path(__file__)])), data)
    well_before = set(((shelf and shelf.get(key)) or "").split())
    well, problems = set(), []
    for item, said in everything_said(loaded):
        name = digest(said.verdict, said.words)
        if name not in well_before and name not in well and (message := _fault(said, checker().check(said.words))):
            problems.append(item.file.problem(said.loc, message))
        else:
            well.add(name)
    if shelf and well != well_before:
        shelf.put(key, "\n".join(sorted(well)))
        shelf.sweep()
    return problems


def everything_said(loaded: Sequence[Loaded]) -> Iterator[tuple[Loaded, Said]]:
    """Each string that a reader might say, with the file that it stands in."""
    for item in loaded:
        if item.concept in _SAID:
            for said in _SAID[item.concept](item.value):
                yield item, said


def _fault(said: Said, findings: Sequence[Finding]) -> str | None:
    """What is wrong with the words. Gray ones are a matter of judgment, so they may be found or not."""
    breaks = [finding for finding in findings if finding.severity == "breaks"]
    if said.verdict is Verdict.BREAKS and not breaks:
        return "is marked as breaking the rule, and the checker finds no ask in it; correct the words or the patterns"
    if said.verdict is Verdict.FINE and breaks:
        first = breaks[0]
        more = f" (and {count(len(breaks) - 1, 'more place')})" if len(breaks) > 1 else ""
        return f"breaks the rule at “{' '.join(first.text.split())}”{more}: {first.why} Say it otherwise"
    return None


def _topic(topic: Topic) -> Iterator[Said]:
    for position, question in enumerate(topic.questions):
        place: Loc = ("questions", position)
        yield Said((*place, "wording"), question.wording)
        for index, follow_up in enumerate(question.follow_ups):
            yield Said((*place, "follow_ups", index), follow_up)
        if question.caution:
            yield Said((*place, "caution", "better"), question.caution.better)


def _script_group(group: ScriptGroup) -> Iterator[Said]:
    for position, script in enumerate(group.scripts):
        if script.subject:
            yield Said(("scripts", position, "subject"), script.subject)
        yield Said(("scripts", position, "text"), "\n\n".join(script.text))


def _worksheet(sheet: Worksheet) -> Iterator[Said]:
    for position, section in enumerate(sheet.sections):
        place: Loc = ("sections", position)
        if section.say:
            yield Said((*place, "say"), section.say)
        for index, prompt in enumerate(section.prompts):
            yield Said((*place, "prompts", index, "text"), prompt.text)
        if section.grid:
            voices = {column.id: column.voice for column in section.grid.columns}
            for index, row in enumerate(section.grid.labeled_rows):
                at = (*place, "grid", "labeled_rows", index)
                if section.grid.columns[0].voice is Voice.READER:
                    yield Said((*at, "label"), row.label)
                for column, words in row.cells.items():
                    if voices[column] is Voice.READER:
                        yield Said((*at, "cells", column), words)


def _comparison(comparison: Comparison) -> Iterator[Said]:
    heard = {column.id: column.spoken for column in comparison.columns}
    for position, row in enumerate(comparison.rows):
        for column, words in row.cells.items():
            if verdict := heard[column]:
                yield Said(("rows", position, "cells", column), words, verdict)


def _rule(part: RuleFile) -> Iterator[Said]:
    for position, wording in enumerate(part.wordings):
        yield Said(("wordings", position, "wording"), wording.wording, wording.verdict)
        if wording.instead:
            yield Said(("wordings", position, "instead"), wording.instead)
    offered = [("categories", position, kind.better) for position, kind in enumerate(part.categories)]
    offered += [("grey", position, kind.better) for position, kind in enumerate(part.grey)]
    for key, position, better in offered:
        for index, words in enumerate(better):
            yield Said((key, position, "better", index), words)


_SAID: dict[str, Callable[[Any], Iterator[Said]]] = {
    "questions": _topic,
    "scripts": _script_group,
    "worksheets": _worksheet,
    "comparisons": _comparison,
    "rule": _rule,
}
