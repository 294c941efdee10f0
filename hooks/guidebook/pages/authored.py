"""Reads a Markdown page with its front matter, and checks what a writer must get right."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from guidebook.datafile import DataFile, field_name, parse_yaml
from guidebook.fields import ID_PATTERN
from guidebook.pages.models import FRONT_MATTER
from guidebook.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guidebook.datafile import Loc
    from guidebook.fields import Model

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"^(#{1,6})\s*(.*?)\s*$")
_UNDERLINE = re.compile(r"^(=+|-+)\s*$")
_HEADING_ID = re.compile(r"\{:?[^}]*#([^\s}]+)[^}]*\}$")
_HTML = re.compile(r"<(?!!--|https?://|mailto:)/?[A-Za-z][^>]*>")


@dataclass
class AuthoredPage:
    """A page as written: its path below `docs/`, its name in messages, front matter, and body with its first line."""

    path: str
    name: str
    body: str
    first_line: int
    front_matter: Model | None
    problems: list[Problem] = field(default_factory=list)
    lines: dict[Loc, int] = field(default_factory=dict)

    def front_problem(self, key: str, message: str) -> Problem:
        """A problem of the front matter's field `key`."""
        return self.front_problem_at((key,), message)

    def front_problem_at(self, loc: Loc, message: str) -> Problem:
        """A problem of the value at `loc` in the front matter."""
        return Problem(self.name, self.lines.get(loc, 1), field_name(loc), message)

    def problem(self, position: int, message: str) -> Problem:
        """A problem in the body's line at `position`, from 0."""
        return Problem(self.name, self.first_line + position, "", message)


def parse_page(text: str, path: str, name: str) -> AuthoredPage:
    """The page of the given text; its problems are in the page."""
    file = DataFile(name)
    lines = text.split("\n")
    closing = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() in {"---", "..."}), 0)
    if lines[0].rstrip() != "---" or not closing:
        file.problems.append(
            Problem(name, 1, "", "has no front matter; begin with `---`, kind, title, description, `---`")
        )
        return AuthoredPage(path, name, text, 1, None, file.problems)
    parse_yaml("\n".join(lines[1:closing]), file, first_line=2)
    kind = file.data.get("kind") if isinstance(file.data, dict) else None
    front_matter = None
    if file.problems:
        pass
    elif not isinstance(kind, str) or kind not in FRONT_MATTER:
        message = f"must be one of {', '.join(sorted(FRONT_MATTER))}; choose one"
        file.problems.append(Problem(name, file.line(("kind",)), field_name(("kind",)), message))
    else:
        front_matter = file.validate(FRONT_MATTER[kind])
    body = "\n".join(lines[closing + 1 :])
    page = AuthoredPage(path, name, body, closing + 2, front_matter, file.problems, file.lines)
    page.problems += _check_headings(page)
    page.problems += _check_html(page)
    return page


def prose_lines(body: str) -> Iterator[tuple[int, str]]:
    """Position and text of each line that is not inside a code fence."""
    fence = ""
    for position, line in enumerate(body.split("\n")):
        match = _FENCE.match(line)
        if match and not fence:
            fence = match[1]
        elif match and fence and match[1].startswith(fence):
            fence = ""
        elif not fence:
            yield position, line


def _check_headings(page: AuthoredPage) -> Iterator[Problem]:
    level, ids, above = 0, set[str](), ""
    for position, line in prose_lines(page.body):
        if _UNDERLINE.match(line) and above.strip():
            yield page.problem(position, "makes the line above a heading; write `## ` before that line instead")
        above = line
        match = _HEADING.match(line)
        if not match:
            continue
        depth, anchor = len(match[1]), _HEADING_ID.search(match[2])
        if depth == 1 and level:
            yield page.problem(position, "is a second title; a page has one `# ` heading")
        elif depth > level + 1:
            yield page.problem(position, f"skips from heading level {level} to {depth}; use level {level + 1}")
        level = depth
        if not anchor or not ID_PATTERN.match(anchor[1]):
            yield page.problem(position, "needs a permanent id in kebab case; end the heading with {#its-id}")
        elif anchor[1] in ids:
            yield page.problem(position, f"has the id {anchor[1]} of an earlier heading; choose another")
        else:
            ids.add(anchor[1])
    if not level:
        yield page.problem(0, "has no title; begin the page with a `# ` heading")


def _check_html(page: AuthoredPage) -> Iterator[Problem]:
    for position, line in prose_lines(page.body):
        if match := _HTML.search(re.sub(r"`[^`]*`", "", line)):
            yield page.problem(position, f"contains HTML ({match[0]}); write Markdown, HTML stands in overrides/ alone")
