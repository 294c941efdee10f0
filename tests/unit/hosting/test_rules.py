from __future__ import annotations

import re

import pytest

from guidebook.hosting.rules import MOST_LETTERS, MOST_RULES, Rule, parse_headers

RULES = [
    Rule("/*", {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'self'; img-src data:"}),
    Rule("/assets/*", {"Cache-Control": "immutable"}),
    Rule("/feed.xml", {"Content-Type": "application/atom+xml"}),
]


def written(rules: list[Rule]) -> str:
    lines = [line for rule in rules for line in (rule.path, *(f"  {k}: {v}" for k, v in rule.headers.items()), "")]
    return "\n".join(["# What each file is sent with", *lines])


def test_a_file_is_read_as_it_is_written() -> None:
    assert parse_headers(written(RULES)) == RULES


def test_a_rule_is_about_a_path_or_all_that_begins_so() -> None:
    paths = ("/assets/a.js", "/assets/", "/assets", "/feed.xml", "/feed.xml/")
    assert [[rule.covers(path) for path in paths] for rule in RULES[1:]] == [
        [True, True, False, False, False],
        [False, False, False, True, False],
    ]


@pytest.mark.parametrize(
    ("rules", "fault"),
    [
        ([Rule(f"/{n}", {"A": "b"}) for n in range(MOST_RULES + 1)], "101 rules are more than 100"),
        ([Rule("/a", {"A": "b" * (MOST_LETTERS - 4)})], "A of /a does not fit a line"),
        ([Rule("/*.pdf", {"A": "b"})], "/*.pdf is not a path that every host understands"),
        ([Rule("/*", {"A": "b"}), Rule("/a/*", {"A": "c"})], "/* and /a/* set the same header"),
    ],
)
def test_what_hosts_would_pass_over_or_join_is_refused(rules: list[Rule], fault: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(fault)}$"):
        parse_headers(written(rules))


def test_as_much_as_hosts_take_is_written() -> None:
    rules = [Rule(f"/{n}", {"A": "b" * (MOST_LETTERS - 5)}) for n in range(MOST_RULES)]
    assert parse_headers(written(rules)) == rules


@pytest.mark.parametrize("text", ["  A: b\n", "/a\nA: b\n", "/a\n  A\n", "/a\n  A:\n", "a/*\n"])
def test_a_line_that_hosts_would_not_read_is_told(text: str) -> None:
    with pytest.raises(ValueError, match=r"^_headers:\d: is neither a path nor an indented header$"):
        parse_headers(text)
