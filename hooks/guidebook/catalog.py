"""The one `Catalog`: all data of the site, loaded once a build, validated and cross-checked.

It comes from `docs/_data/`, and in an institution's own copy from `own/_data/` as well.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from pydantic import BaseModel

from guidebook.cartridges.models import Cartridge
from guidebook.changes.models import Change, ChangeFile
from guidebook.claims.models import Claim, ClaimFile, Grade
from guidebook.comparisons.models import Comparison
from guidebook.crosscheck import cross_check
from guidebook.datafile import DataFile, Loc, read_data_file
from guidebook.kept import FOLDER, Shelf, content, last
from guidebook.links.models import Redirect, RedirectFile, ShortAddress, ShortAddressFile
from guidebook.own import roots
from guidebook.problems import Problem, ProblemsError, raise_all
from guidebook.questions.models import BankQuestion, Topic
from guidebook.rule.check import check_rule
from guidebook.rule.data import join_rule
from guidebook.rule.models import Rule, RuleFile, Wording
from guidebook.scripts.models import Script, ScriptGroup
from guidebook.search.models import Synonym, SynonymFile
from guidebook.sources.models import Source, SourceFile
from guidebook.spoken import check_spoken
from guidebook.worksheets.models import Worksheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from guidebook.addresses import PageName
    from guidebook.downloads import Downloads

M = TypeVar("M", bound=BaseModel)

DATA = "_data"


class Concept(NamedTuple):
    """A folder of data.

    `model` is what a file holds, `entries` the key under which it lists its entries (None: the file is one entry), and
    `named_after_id` says whether the file is named after that entry.
    """

    model: type[BaseModel]
    entries: str | None
    named_after_id: bool


CONCEPTS: dict[str, Concept] = {
    "sources": Concept(SourceFile, "sources", False),
    "questions": Concept(Topic, None, True),
    "worksheets": Concept(Worksheet, None, True),
    "comparisons": Concept(Comparison, None, True),
    "scripts": Concept(ScriptGroup, None, True),
    "rule": Concept(RuleFile, "wordings", False),
    "claims": Concept(ClaimFile, "claims", False),
    "cartridges": Concept(Cartridge, None, True),
    "links": Concept(RedirectFile, "redirects", False),
    "short-addresses": Concept(ShortAddressFile, "addresses", False),
    "changes": Concept(ChangeFile, "changes", False),
    "search": Concept(SynonymFile, "synonyms", False),
}


class Place(NamedTuple):
    """Where an entry stands in the data, so that a fault found late still names its line."""

    file: DataFile
    loc: Loc

    def problem(self, key: str, message: str) -> Problem:
        """A problem of the entry's field `key`."""
        return self.file.problem((*self.loc, key), message)


@dataclass(frozen=True)
class Catalog:
    """Everything the site is made of, each tuple in the order in which it is shown.

    `places` holds the place of each entry by concept, in the same order; `downloads` the files, where any are made;
    `corrections` where to report an error, if that is set; `page_names` each page by its address.
    """

    sources: tuple[Source, ...] = ()
    topics: tuple[Topic, ...] = ()
    worksheets: tuple[Worksheet, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    script_groups: tuple[ScriptGroup, ...] = ()
    wordings: tuple[Wording, ...] = ()
    rule: Rule = field(default_factory=Rule)
    claims: tuple[Claim, ...] = ()
    cartridges: tuple[Cartridge, ...] = ()
    redirects: tuple[Redirect, ...] = ()
    short_addresses: tuple[ShortAddress, ...] = ()
    changes: tuple[Change, ...] = ()
    synonyms: tuple[Synonym, ...] = ()
    places: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)
    downloads: Downloads | None = None
    corrections: str = ""
    page_names: Mapping[str, PageName] = field(default_factory=dict)

    @cached_property
    def source_by_id(self) -> dict[str, Source]:
        """Sources by id."""
        return {source.id: source for source in self.sources}

    @cached_property
    def question_by_id(self) -> dict[str, BankQuestion]:
        """Questions by id."""
        return {question.id: question for topic in self.topics for question in topic.questions}

    @cached_property
    def topic_of(self) -> dict[str, Topic]:
        """The topic of each question, by question id."""
        return {question.id: topic for topic in self.topics for question in topic.questions}

    @cached_property
    def worksheet_by_id(self) -> dict[str, Worksheet]:
        """Worksheets by id."""
        return {worksheet.id: worksheet for worksheet in self.worksheets}

    @cached_property
    def comparison_by_id(self) -> dict[str, Comparison]:
        """Comparisons by id."""
        return {comparison.id: comparison for comparison in self.comparisons}

    @cached_property
    def script_by_id(self) -> dict[str, Script]:
        """Scripts by id."""
        return {script.id: script for group in self.script_groups for script in group.scripts}

    @cached_property
    def group_of(self) -> dict[str, ScriptGroup]:
        """The group of each script, by script id."""
        return {script.id: group for group in self.script_groups for script in group.scripts}

    @cached_property
    def short_places(self) -> dict[str, dict[str, str]]:
        """By page, the anchors on it that have a short address, with that address relative to the site's root."""
        found: dict[str, dict[str, str]] = {}
        for place, short in self.short_address_of.items():
            page, _, anchor = place.partition("#")
            if anchor:
                found.setdefault(page, {})[anchor] = short[1:]
        return found

    @cached_property
    def short_address_of(self) -> dict[str, str]:
        """The first short address of each place that has one, both from the root of the site."""
        return {short.to: short.source for short in reversed(self.short_addresses)}

    @cached_property
    def wording_by_id(self) -> dict[str, Wording]:
        """Wordings by id."""
        return {wording.id: wording for wording in self.wordings}


class Loaded(NamedTuple):
    """A data file, what it was read as, and the concept it belongs to."""

    concept: str
    file: DataFile
    value: Any


def read_data(docs: Path, name: str = "docs") -> list[Loaded]:
    """Every data file of the folder `docs`, and of `own` beside it; what is wrong with one stands in its `problems`."""
    loaded = []
    for root in roots(docs, name):
        for concept, (model, _, named_after_id) in CONCEPTS.items():
            for path in sorted((root.path / DATA / concept).glob("[!.]*.yml")):
                file = read_data_file(path, f"{root.name}/{DATA}/{concept}/{path.name}")
                value = file.validate(model)
                if named_after_id and isinstance(file.data, dict) and file.data.get("id", path.stem) != path.stem:
                    message = f"must be {path.stem}, the file's name; rename one of them"
                    file.problems.append(file.problem(("id",), message))
                loaded.append(Loaded(concept, file, value))
    return loaded


def load_catalog(docs: Path, name: str = "docs") -> Catalog:
    """The catalog of the folder `docs`, called `name` in messages. Raises `ProblemsError` with all problems at once.

    If no data file has changed since the last time, it is the same object, for all that is known by it.
    """
    data = [(root.name, content(root.path / DATA)) for root in roots(docs, name)]
    return last("catalog", (docs, name, data), lambda: _load(docs, name))


def _load(docs: Path, name: str) -> Catalog:
    loaded = read_data(docs, name)
    problems = [problem for item in loaded for problem in item.file.problems]
    for root in roots(docs, name):
        problems += _stray_files(root.path, root.name)
    problems += cross_check(loaded)
    problems += check_rule([(item.file, item.value) for item in loaded if item.concept == "rule"])
    problems += [] if problems else check_spoken(loaded, Shelf(docs.parent / FOLDER / "rule"))
    raise_all(problems)
    found = {concept: list(_entries(loaded, concept)) for concept in CONCEPTS}
    for ordered in ("questions", "scripts", "cartridges"):
        found[ordered].sort(key=lambda entry: (entry[0].order, entry[0].id))
    found["worksheets"].sort(key=lambda entry: entry[0].rank)
    found["comparisons"].sort(key=lambda entry: entry[0].rank)
    found["changes"].sort(key=lambda entry: entry[0].date, reverse=True)
    found["claims"].sort(key=lambda entry: list(Grade).index(entry[0].grade))
    values = {concept: tuple(value for value, _ in entries) for concept, entries in found.items()}
    return Catalog(
        sources=values["sources"],
        topics=values["questions"],
        worksheets=values["worksheets"],
        comparisons=values["comparisons"],
        script_groups=values["scripts"],
        wordings=values["rule"],
        rule=join_rule(item.value for item in loaded if item.concept == "rule"),
        claims=values["claims"],
        cartridges=values["cartridges"],
        redirects=values["links"],
        short_addresses=values["short-addresses"],
        changes=values["changes"],
        synonyms=values["search"],
        places={concept: tuple(place for _, place in entries) for concept, entries in found.items()},
    )


def load_rule(docs: Path, name: str = "docs") -> Rule:
    """The rule alone, for those who only want to apply it. Raises `ProblemsError`."""
    files = [
        read_data_file(path, f"{root.name}/{DATA}/rule/{path.name}")
        for root in roots(docs, name)
        for path in sorted((root.path / DATA / "rule").glob("*.yml"))
    ]
    if not files:
        raise ProblemsError([Problem(f"{name}/{DATA}/rule", 1, "", "is not there; work in the folder that holds docs")])
    parts = [(file, file.validate(RuleFile)) for file in files]
    raise_all([*(problem for file in files for problem in file.problems), *check_rule(parts)])
    return join_rule(part for _, part in parts if part is not None)


def _entries(loaded: Iterable[Loaded], concept: str) -> Iterator[tuple[Any, Place]]:
    key = CONCEPTS[concept].entries
    for item in loaded:
        if item.concept != concept:
            continue
        if key is None:
            yield item.value, Place(item.file, ())
        else:
            for position, entry in enumerate(getattr(item.value, key)):
                yield entry, Place(item.file, (key, position))


def _stray_files(docs: Path, name: str) -> list[Problem]:
    """Files below `_data` that nothing would read: a misspelled folder or ending must not lose its content silently."""
    known = {"_schemas": (".json",), "links": (".yml", ".txt")}
    problems = []
    for path in sorted((docs / DATA).rglob("*")):
        relative = path.relative_to(docs / DATA)
        if path.is_dir() or path.name.startswith("."):
            continue
        endings = known.get(relative.parts[0], (".yml",)) if len(relative.parts) == 2 else ()
        if (relative.parts[0] not in CONCEPTS and relative.parts[0] not in known) or path.suffix not in endings:
            message = f"is not read by anything; move it to {name}/{DATA}/<concept>/<name>.yml ({', '.join(CONCEPTS)})"
            problems.append(Problem(f"{name}/{DATA}/{relative.as_posix()}", 1, "", message))
    return problems
