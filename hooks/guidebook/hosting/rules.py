"""Headers by path, in the format of the file `_headers`, which Netlify and Cloudflare Pages read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from guidebook.publishing.policy import HEADERS_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

EVERYTHING = "/*"

MOST_RULES = 100
MOST_LETTERS = 2_000
"""A line of Cloudflare Pages' file; it passes over longer ones, and over rules after the hundredth."""


class Rule(NamedTuple):
    """The headers of a path, from the root of the host; a `*` at its end stands for all that begins so."""

    path: str
    headers: Mapping[str, str]

    def covers(self, path: str) -> bool:
        """Whether the rule is about the file at `path`."""
        return path.startswith(self.path[:-1]) if self.path.endswith("*") else path == self.path


def parse_headers(text: str) -> list[Rule]:
    """The rules of a file `_headers`.

    Raises `ValueError` for what hosts would not read or pass over, and where they would join two values of a header.
    """
    rules: list[tuple[str, dict[str, str]]] = []
    for number, line in enumerate(text.splitlines(), 1):
        name, colon, value = line.strip().partition(":")
        if not name or name.startswith("#"):
            continue
        if line.startswith("/"):
            rules.append((line.strip(), {}))
        elif rules and line[0].isspace() and colon and value.strip():
            rules[-1][1][name] = value.strip()
        else:
            raise ValueError(f"{HEADERS_FILE}:{number}: is neither a path nor an indented header")
    found = [Rule(path, headers) for path, headers in rules]
    if faults := list(_faults(found)):
        raise ValueError("; ".join(faults))
    return found


def _faults(rules: list[Rule]) -> Iterator[str]:
    if len(rules) > MOST_RULES:
        yield f"{len(rules)} rules are more than {MOST_RULES}"
    for rule in rules:
        if not rule.path.startswith("/") or "*" in rule.path[:-1] or any(sign in rule.path for sign in " :"):
            yield f"{rule.path} is not a path that every host understands"
        for name, value in rule.headers.items():
            if len(f"  {name}: {value}") > MOST_LETTERS:
                yield f"{name} of {rule.path} does not fit a line"
        for other in rules:
            # Hosts join the values of all rules that fit a file.
            if other is not rule and rule.covers(other.path.rstrip("*")) and rule.headers.keys() & other.headers.keys():
                yield f"{rule.path} and {other.path} set the same header"
