"""Reads YAML with the line of every value, so that an error can name the place; nothing is guessed or coerced."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from guidebook.fields import (
    ADDRESS,
    CONTACT,
    DOI,
    ENDS_AS_QUESTION,
    KEBAB_CASE,
    LOGO_PATH,
    PAGE_ADDRESS,
    PAGE_PATH,
    SHORT_WORD,
    WEB_ADDRESS,
)
from guidebook.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pydantic_core import ErrorDetails

Loc = tuple[int | str, ...]
M = TypeVar("M", bound=BaseModel)

MAX_BYTES = 8 * 1024 * 1024
MAX_DEPTH = 20
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NOT_ALWAYS_TEXT = frozenset(yaml.SafeLoader.yaml_implicit_resolvers)


@dataclass
class DataFile:
    """A parsed YAML document: `data` as plain Python (lists as tuples), the line of each location, and its problems."""

    name: str
    data: Any = None
    lines: dict[Loc, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, loc: Loc) -> int:
        """Line of the value at `loc`, or of the nearest thing around it."""
        while loc not in self.lines and loc:
            loc = loc[:-1]
        return self.lines.get(loc, 1)

    def problem(self, loc: Loc, message: str) -> Problem:
        """A problem at `loc`, its field written as a path of names and positions (from 1)."""
        return Problem(self.name, self.line(loc), field_name(loc), message)

    def raw_ids(self, key: str | None = None) -> set[str]:
        """Ids as written, valid or not, so that one bad entry does not make every reference to it look dangling."""
        entries = self.data if key is None else (self.data.get(key) if isinstance(self.data, dict) else None)
        entries = entries if isinstance(entries, tuple) else (entries,)
        return {entry["id"] for entry in entries if isinstance(entry, dict) and isinstance(entry.get("id"), str)}

    def validate(self, model: type[M]) -> M | None:
        """The document as `model`; None, and the reasons in `problems`, if it is not one."""
        if self.problems:
            return None
        try:
            return model.model_validate(self.data)
        except ValidationError as error:
            errors = error.errors(include_url=False)
            within = {details["loc"][:end] for details in errors for end in range(len(details["loc"]))}
            for details in errors:
                if details["type"] == "too_short" and details["loc"] in within:
                    continue  # its entries are there, but invalid
                loc = tuple(part for part in details["loc"] if not str(part).startswith("function-"))
                self.problems.append(self.problem(loc, _explain(details)))
            return None


def field_name(loc: Loc) -> str:
    """`("questions", 2, "minutes")` as an author reads it: `questions.3.minutes`."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in loc)


def read_data_file(path: Path, name: str) -> DataFile:
    """Read the YAML file at `path`, called `name` in messages."""
    file = DataFile(name)
    try:
        raw = path.read_bytes()
    except OSError as error:
        file.problems.append(
            Problem(name, 1, "", f"cannot be read: {error.strerror}; check that it is a readable file")
        )
        return file
    if len(raw) > MAX_BYTES:
        file.problems.append(Problem(name, 1, "", f"is larger than {MAX_BYTES // 1024 // 1024} MB; split it"))
        return file
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        file.problems.append(Problem(name, line, "", "is not UTF-8; save it as UTF-8"))
        return file
    parse_yaml(text, file)
    return file


def parse_yaml(text: str, file: DataFile, first_line: int = 1) -> None:
    """Parse `text` into `file`; `first_line` is the line of the text's first line in its file."""
    if control := yaml.reader.Reader.NON_PRINTABLE.search(text):
        message = f"contains the control character U+{ord(control[0]):04X}; delete it"
        file.problems.append(Problem(file.name, text.count("\n", 0, control.start()) + first_line, "", message))
        return
    try:
        _Reading(text, file, first_line).document()
    except _StopReadingError:
        return
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = (mark.line if mark else 0) + first_line
        problem = str(error.problem or error.context)
        what = " ".join(f"{error.context if problem.startswith('but ') else ''} {problem}".split())
        file.problems.append(
            Problem(file.name, line, "", f"is not valid YAML: {what}; check quotes, colons and indents")
        )


class _StopReadingError(Exception):
    """Raised where going on makes no sense; the problem is noted."""


class _Reading:
    """Turns YAML's events into plain Python, notes the line of each value, and collects what an author must mend."""

    def __init__(self, text: str, file: DataFile, first_line: int) -> None:
        self._file = file
        self._first_line = first_line
        self._events: Iterator[Any] = iter(yaml.parse(text, Loader=_Loader))
        self._scalars: Any = yaml.SafeLoader("")

    def document(self) -> None:
        """Read the one document of the text into the file's `data`."""
        next(self._events)
        if isinstance(next(self._events), yaml.StreamEndEvent):
            message = "is empty; fill it in or delete it"
            self._file.problems.append(Problem(self._file.name, self._first_line, "", message))
            return
        data = self._value(next(self._events), ())
        next(self._events)
        if isinstance(following := next(self._events), yaml.StreamEndEvent):
            self._file.data = data
        else:
            self._reject(following, (), "begins a second document; keep one in a file")

    def _value(self, event: Any, loc: Loc, depth: int = 0) -> Any:
        """The event's value; the line of a mapping's value is the line of its key."""
        self._file.lines.setdefault(loc, self._line(event))
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, loc)
        if isinstance(event, yaml.AliasEvent):
            self._file.problems.append(self._file.problem(loc, "repeats another place by a YAML alias; write it out"))
            return None
        if depth == MAX_DEPTH:
            message = f"is nested more than {MAX_DEPTH} levels deep; write it flatter"
            self._file.problems.append(Problem(self._file.name, self._line(event), "", message))
            raise _StopReadingError
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(loc, depth + 1)
        entries: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            entries.append(self._value(event, (*loc, len(entries)), depth + 1))
        return tuple(entries)

    def _mapping(self, loc: Loc, depth: int) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = event.value if isinstance(event, yaml.ScalarEvent) else "<<"
            place = (*loc, key)
            if key == "<<":
                self._reject(event, loc, "has a key that is not a plain word; write a field name")
                place = (*loc, "")
                if not isinstance(event, yaml.ScalarEvent):
                    self._value(event, place, depth)
            elif key in mapping:
                self._reject(event, place, f"stands twice, first in line {self._file.lines[place]}; keep one")
                place = (*loc, "")
            else:
                self._file.lines[place] = self._line(event)
            value = self._value(next(self._events), place, depth)
            if place[-1]:
                mapping[key] = value
        return mapping

    def _scalar(self, event: Any, loc: Loc) -> Any:
        value, (plain, _) = event.value, event.implicit
        if event.tag is None and not (plain and value[:1] in _NOT_ALWAYS_TEXT):
            return value
        try:
            tag = event.tag or self._scalars.resolve(yaml.ScalarNode, value, event.implicit)
            return self._scalars.construct_object(yaml.ScalarNode(tag, value, event.start_mark, event.end_mark))
        except (ValueError, yaml.YAMLError):
            return self._reject(event, loc, f"cannot be read: {_shown(value)}; correct it, or put text in quotes")

    def _line(self, event: Any) -> int:
        return int(event.start_mark.line) + self._first_line

    def _reject(self, event: Any, loc: Loc, message: str) -> None:
        self._file.problems.append(Problem(self._file.name, self._line(event), field_name(loc), message))


# Pydantic's kind of error → what is wrong and what to do, in an author's words. `given` is the value, shortened;
# `size` its length; the other names are pydantic's own context.
_EXPLANATIONS = {
    "missing": "is missing; add it",
    "extra_forbidden": "is not a field here; check its spelling and indent, or remove it",
    "string_too_long": "must be at most {max_length} characters, not {size}; shorten it",
    "string_too_short": "must be at least {min_length} characters, not {size}; say more",
    "string_type": "must be text, not {given}; put it in quotes",
    "int_type": "must be a whole number, not {given}; write it without quotes",
    "int_from_float": "must be a whole number, not {given}; round it",
    "bool_type": "must be true or false, not {given}; write it without quotes",
    "date_type": "must be a date, not {given}; write it as 2026-11-22 without quotes",
    "tuple_type": "must be a list, not {given}; write it as [a, b] or with dashes",
    "model_type": "must be a block of fields, not {given}; indent its fields below it",
    "dict_type": "must be a block of fields, not {given}; indent its fields below it",
    "literal_error": "must be {expected}, not {given}; choose one",
    "enum": "must be {expected}, not {given}; choose one",
    "greater_than_equal": "must be at least {ge}, not {given}; raise it",
    "less_than_equal": "must be at most {le}, not {given}; lower it",
    "too_short": "must have at least {min_length}, not {actual_length}; add more",
    "too_long": "must have at most {max_length}, not {actual_length}; remove some",
}
_OTHER_FORM = "has another form than it needs: {given}; write it as its neighbors are"
_PATTERNS = {
    KEBAB_CASE: "must be in kebab case such as daily-work, not {given}; use a–z, 0–9 and single hyphens",
    ENDS_AS_QUESTION: "must end with a question mark: {given}; ask it",
    ADDRESS: "must be an address such as /guide/benefits/ or /guide/benefits/#limits, not {given}; correct it",
    PAGE_ADDRESS: "must be the address of a page such as /guide/benefits/, not {given}; correct it",
    WEB_ADDRESS: "must be a web address such as https://example.org/, not {given}; correct it",
    CONTACT: "must be a web address such as https://example.org/ or an e-mail address, not {given}; correct it",
    DOI: "must be a DOI such as 10.1000/182, not {given}; correct it",
    SHORT_WORD: "must be words such as learn-brief, not {given}; use a–z and single hyphens, to be read aloud",
    LOGO_PATH: "must be the path of an SVG, PNG or JPG such as own/logo.svg, not {given}; correct it",
    PAGE_PATH: "must be the path of a page such as ../guide/benefits.md, not {given}; correct it",
}


def _explain(details: ErrorDetails) -> str:
    given = details["input"]
    context = details.get("ctx", {})
    kind = details["type"]
    if isinstance(given, str) and kind in {"too_short", "too_long"}:
        kind = f"string_{kind}"  # pydantic says so of a text whose length is limited twice
    elif isinstance(given, float) and kind == "int_type":
        kind = "int_from_float"
    template = (
        _PATTERNS.get(context["pattern"], _OTHER_FORM)
        if kind == "string_pattern_mismatch"
        else _EXPLANATIONS.get(kind, "")
    )
    if not template:
        return details["msg"].removeprefix("Value error, ")
    words = {key: str(value).replace("'", "") for key, value in context.items()}
    return template.format(**words, given=_shown(given), size=len(given) if isinstance(given, str) else 0)


def _shown(given: object) -> str:
    """A value in one short line, as an author would name it."""
    if isinstance(given, (tuple, dict)):
        return "a list" if isinstance(given, tuple) else "a block of fields"
    if given is None or given == "":
        return "nothing"
    if isinstance(given, str):
        line = " ".join(given.split())
        return f"“{line[:40]}…”" if len(line) > 40 else f"“{line}”"
    return str(given).lower() if isinstance(given, bool) else str(given)
