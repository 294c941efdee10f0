"""The design tokens: the custom properties that tokens.css sets on `:root`, for what is not made with a style sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import tinycss2

from guidebook.problems import Problem, raise_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

TOKENS = "assets/stylesheets/tokens.css"
PAPER_TOKENS = (
    "paper-font",
    "paper-ink",
    "paper-quiet",
    "paper-line",
    "paper-title",
    "paper-heading",
    "paper-text",
    "paper-say",
    "paper-small",
    "paper-fine",
    "paper-large",
    "ruling",
    "ruling-least",
    "hairline",
    "page-margin",
)
"""What the files of a sheet are styled with."""


def read_tokens(docs: Path, name: str = "docs", needed: Iterable[str] = PAPER_TOKENS) -> Mapping[str, str]:
    """Value of each token in `needed`, as written, by its name without hyphens in front. Raises `ProblemsError`."""
    path = docs / TOKENS
    label = f"{name}/{TOKENS}"
    if not path.is_file():
        raise_all([Problem(label, 1, "", "is not there; the files of the sheets take their measures from it")])
    found: dict[str, str] = {}
    for rule in tinycss2.parse_stylesheet(path.read_text("utf-8-sig"), skip_comments=True, skip_whitespace=True):
        if rule.type == "qualified-rule" and tinycss2.serialize(rule.prelude).strip() == ":root":
            for declaration in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True):
                if declaration.type == "declaration" and declaration.name.startswith("--"):
                    found[declaration.name[2:]] = tinycss2.serialize(declaration.value).strip().strip("\"'")
    raise_all(
        Problem(label, 1, f"--{token}", "is missing on :root; the files of the sheets need it, so set it")
        for token in needed
        if token not in found
    )
    return {token: found[token] for token in needed}
