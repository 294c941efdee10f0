"""Reads YAML with the line of every value, so that an error can name the place; nothing is guessed or coerced."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from guidebook.fields import ENDS_AS_QUESTION, KEBAB_CASE
from guidebook.problems import Problem

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic_core import ErrorDetails

Loc = tuple[int | str, ...]
M = TypeVar("M", bound=BaseModel)

MAX_BYTES = 8 * 1024 * 1024
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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
            within = {details["loc"][: len(details["loc"]) - 1] for details in errors}
            for details in errors:
                if details["type"] == "too_short" and details["loc"] in within:
                    continue
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
    try:
        node = yaml.compose(text, Loader=_Loader)
        if node is None:
            file.problems.append(Problem(file.name, first_line, "", "is empty; fill it in or delete it"))
            return
        file.data = _Construction(file, first_line).value(node, ())
    except RecursionError:
        file.problems.append(Problem(file.name, first_line, "", "is nested too deeply; write it flatter"))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = (mark.line if mark else 0) + first_line
        what = " ".join(str(error.problem or error.context).split())
        file.problems.append(
            Problem(file.name, line, "", f"is not valid YAML: {what}; check quotes, colons and indents")
        )
    except yaml.YAMLError as error:
        what = " ".join(str(error).split())
        file.problems.append(Problem(file.name, first_line, "", f"is not valid YAML: {what}; remove what it names"))


class _Construction:
    """Turns YAML nodes into plain Python and notes the line of each; collects what an author must mend."""

    def __init__(self, file: DataFile, first_line: int) -> None:
        self._file = file
        self._first_line = first_line
        self._scalars = yaml.SafeLoader("")
        self._seen: set[int] = set()

    def value(self, node: yaml.Node, loc: Loc) -> Any:
        """The node's value; the line of a mapping's value is the line of its key."""
        self._file.lines.setdefault(loc, self._line(node))
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, loc)
        if id(node) in self._seen:
            return self._reject(node, loc, "repeats another place by a YAML alias; write it out")
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, loc)
        return tuple(self.value(child, (*loc, position)) for position, child in enumerate(node.value))

    def _mapping(self, node: yaml.MappingNode, loc: Loc) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value
            if not isinstance(key, str) or key == "<<":
                self._reject(key_node, loc, "has a key that is not a plain word; write a field name")
            elif key in mapping:
                first = self._file.lines[(*loc, key)]
                self._reject(key_node, (*loc, key), f"stands twice, first in line {first}; keep one")
            else:
                self._file.lines[(*loc, key)] = self._line(key_node)
                mapping[key] = self.value(value_node, (*loc, key))
        return mapping

    def _scalar(self, node: yaml.ScalarNode, loc: Loc) -> Any:
        try:
            return self._scalars.construct_object(node)
        except (ValueError, yaml.YAMLError):
            return self._reject(node, loc, f"cannot be read as it stands ({node.value!r}); put it in quotes")

    def _line(self, node: yaml.Node) -> int:
        return int(node.start_mark.line) + self._first_line

    def _reject(self, node: yaml.Node, loc: Loc, message: str) -> None:
        self._file.problems.append(Problem(self._file.name, self._line(node), field_name(loc), message))


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
    "bool_type": "must be true or false, not {given}",
    "date_type": "must be a date, not {given}; write it as 2026-11-22 without quotes",
    "tuple_type": "must be a list, not {given}; write it as [a, b] or with dashes",
    "model_type": "must be a block of fields, not {given}; indent its fields below it",
    "dict_type": "must be a block of fields, not {given}; indent its fields below it",
    "literal_error": "must be {expected}, not {given}",
    "enum": "must be {expected}, not {given}",
    "greater_than_equal": "must be at least {ge}, not {given}; raise it",
    "less_than_equal": "must be at most {le}, not {given}; lower it",
    "too_short": "must have at least {min_length}, not {actual_length}; add more",
    "too_long": "must have at most {max_length}, not {actual_length}; remove some",
}
_PATTERNS = {
    KEBAB_CASE: "must be in kebab case such as daily-work, not {given}; use a–z, 0–9 and single hyphens",
    ENDS_AS_QUESTION: "must end with a question mark: {given}; ask it",
}


def _explain(details: ErrorDetails) -> str:
    given = details["input"]
    shown = f"“{given[:40]}…”" if isinstance(given, str) and len(given) > 40 else f"{given}"
    context = details.get("ctx", {})
    if details["type"] == "string_pattern_mismatch":
        fallback = "has not the form {pattern}: {given}; correct it"
        template = _PATTERNS.get(context["pattern"], fallback)
    else:
        template = _EXPLANATIONS.get(details["type"], "")
    if not template:
        return details["msg"].removeprefix("Value error, ")
    words = {key: str(value).replace("'", "") for key, value in context.items()}
    return template.format(**words, given=shown, size=len(given) if isinstance(given, str) else 0)
