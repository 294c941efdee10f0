"""Where things stand: source paths, URLs and relative links between pages."""

from __future__ import annotations

import posixpath
from typing import NamedTuple

from guidebook.questions.models import ALL_QUESTIONS


class PageName(NamedTuple):
    """A page as others name it: its source path, which may carry `#anchor`, and its title."""

    path: str
    title: str


def url_of(path: str) -> str:
    """Site address of a page's source path: `guide/benefits.md` is `/guide/benefits/`."""
    stem = path.removesuffix(".md")
    folder, name = posixpath.split(stem)
    if name in {"index", "README"}:
        return f"/{folder}/" if folder else "/"
    return f"/{stem}/"


def relative_link(source: str, target: str) -> str:
    """Relative Markdown link from the page `source` to `target`, a page path that may carry `#anchor`."""
    path, mark, anchor = target.partition("#")
    if path == source and mark:
        return f"#{anchor}"
    return posixpath.relpath(path, posixpath.dirname(source) or ".") + mark + anchor


def question_place(topic_id: str, question_id: str) -> str:
    """A question's anchor on its topic's page."""
    return f"questions/{topic_id}.md#{question_id}"


def question_list_place() -> str:
    """The page of all questions."""
    return f"questions/{ALL_QUESTIONS}.md"


def topic_place(topic_id: str) -> str:
    """A topic's page."""
    return f"questions/{topic_id}.md"


def worksheet_place(worksheet_id: str) -> str:
    """A worksheet's page."""
    return f"worksheets/{worksheet_id}.md"


def comparison_place(comparison_id: str) -> str:
    """A comparison's page."""
    return f"comparisons/{comparison_id}.md"


def script_group_place(group_id: str) -> str:
    """The page of a group of scripts."""
    return f"scripts/{group_id}.md"


def script_place(group_id: str, script_id: str) -> str:
    """A script's anchor on its group's page."""
    return f"scripts/{group_id}.md#{script_id}"


def source_place(source_id: str) -> str:
    """A source's entry on the sources page."""
    return f"guide/sources.md#{source_id}"
