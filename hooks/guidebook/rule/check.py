"""Checks of the rule's data: every pattern can be read, costs little, and belongs to a category."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidebook.rule.grammar import Grammar, PatternError, parse

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
            grammar.compile(parse(pattern))
        except PatternError as error:
            problems.append(file.problem(loc, f"{error}; correct the pattern"))
    return [*problems, *_categories(files), *_spelling(files)]


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
        found = [("patterns", position, group.any) for position, group in enumerate(value.patterns)]
        found += [("grey", position, reason.any) for position, reason in enumerate(value.grey)]
        found += [("excuses", position, excuse.any) for position, excuse in enumerate(value.excuses)]
        for key, position, patterns in found:
            for index, pattern in enumerate(patterns):
                yield file, (key, position, "any", index), pattern


def _categories(files: Sequence[tuple[DataFile, RuleFile]]) -> Iterator[Problem]:
    known = {kind.id for _, value in files for kind in value.categories}
    used = {group.category for _, value in files for group in value.patterns}
    for file, value in files:
        for position, kind in enumerate(value.categories):
            if kind.id not in used:
                yield file.problem(("categories", position, "id"), f"{kind.id} has no pattern; add one or remove it")
        for position, group in enumerate(value.patterns):
            if group.category not in known:
                message = f"names the unknown category {group.category}; correct it or add the category"
                yield file.problem(("patterns", position, "category"), message)


def _spelling(files: Sequence[tuple[DataFile, RuleFile]]) -> Iterator[Problem]:
    spelled = [file for file, value in files if value.spelling]
    for file in spelled[1:]:
        yield file.problem(("spelling",), f"stands in {spelled[0].name} already; join the two")
    if not spelled and any(value.patterns for _, value in files):
        yield files[0][0].problem((), "has no `spelling` beside the patterns; add it")
