"""Checks of the rule's data: every pattern can be read and costs little, and the weights fit the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidebook.rule.clues import BITS
from guidebook.rule.grammar import Grammar, PatternError, parse
from guidebook.rule.table import unpack

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from guidebook.datafile import DataFile, Loc
    from guidebook.problems import Problem
    from guidebook.rule.models import RuleFile

Part = tuple["DataFile", "RuleFile | None"]


def check_rule(parts: Sequence[Part]) -> list[Problem]:
    """All problems of the rule's files, none of them if one is invalid in itself."""
    files = [(file, value) for file, value in parts if value is not None]
    if len(files) < len(parts):
        return []
    lexicon, problems = _lexicon(files)
    if problems:
        return problems
    try:
        grammar = Grammar.load(lexicon)
    except PatternError as error:
        place = next(((file, ("lexicon",)) for file, value in files if value.lexicon), (parts[0][0], ()))
        return [place[0].problem(place[1], f"{error}; correct it")]
    for file, loc, pattern in _patterns(files):
        try:
            grammar.expression([pattern])
        except PatternError as error:
            problems.append(file.problem(loc, f"{error}; correct the pattern"))
    return [*problems, *_only_once(files), *_weights(files)]


def _lexicon(files: Iterable[tuple[DataFile, RuleFile]]) -> tuple[dict[str, tuple[str, ...]], list[Problem]]:
    lexicon: dict[str, tuple[str, ...]] = {}
    problems = []
    for file, value in files:
        for name, patterns in value.lexicon.items():
            if name in lexicon:
                problems.append(file.problem(("lexicon", name), "is a list already; join the two"))
            lexicon[name] = patterns
            for position, pattern in enumerate(patterns):
                try:
                    parse(pattern)
                except PatternError as error:
                    problems.append(file.problem(("lexicon", name, position), f"{error}; correct the pattern"))
    return lexicon, problems


def _patterns(files: Iterable[tuple[DataFile, RuleFile]]) -> Iterator[tuple[DataFile, Loc, str]]:
    for file, value in files:
        having = {
            "categories": [entry.patterns for entry in value.categories],
            "grey": [entry.patterns for entry in value.grey],
        }
        for key, entries in having.items():
            for position, patterns in enumerate(entries):
                for index, pattern in enumerate(patterns):
                    yield file, (key, position, "patterns", index), pattern
        for index, pattern in enumerate(value.unless):
            yield file, ("unless", index), pattern


def _only_once(files: Sequence[tuple[DataFile, RuleFile]]) -> Iterator[Problem]:
    for key in ("spelling", "weights"):
        having = [file for file, value in files if getattr(value, key)]
        for file in having[1:]:
            yield file.problem((key,), f"stands in {having[0].name} already; join the two")
        if not having and any(value.categories for _, value in files):
            yield files[0][0].problem((), f"has no `{key}` beside the categories; add it")


def _weights(files: Sequence[tuple[DataFile, RuleFile]]) -> Iterator[Problem]:
    categories = sum(len(value.categories) for _, value in files)
    for file, value in files:
        if value.weights is None:
            continue
        last = max(unpack("".join(value.weights.table)), default=0)
        if last >= 1 << BITS:
            yield file.problem(("weights", "table"), f"has a weight at {last} of {1 << BITS} places; learn it again")
        told: list[tuple[Loc, str]] = [(("weights", "ground"), value.weights.ground)]
        told += [(("weights", "words", word), tells) for word, tells in value.weights.words.items()]
        for loc, tells in told:
            if len(tells) != categories:
                message = f"tells of {len(tells)} categories and there are {categories}; learn it again"
                yield file.problem(loc, message)
