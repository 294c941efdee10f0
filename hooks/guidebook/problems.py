"""What an author is told when something is wrong: file, line, field, what it is and what to do, all at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, order=True)
class Problem:
    """One author's error. `file` is relative to the project, `line` counts from 1, `field` may be empty."""

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        field = f"{self.field}: " if self.field else ""
        return f"{self.file}:{self.line}: {field}{self.message}"


class ProblemsError(Exception):
    """Raised once, with every problem found, so that an author mends them in one round."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def raise_all(problems: Iterable[Problem]) -> None:
    """Raise `ProblemsError` if there is any problem."""
    found = tuple(problems)
    if found:
        raise ProblemsError(found)
