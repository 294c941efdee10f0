from __future__ import annotations

import re

import pytest

from guidebook.rule.grammar import Grammar, PatternError

LISTS = {"job": ["job", "place on the team"], "ask": ["(could|can) you", "please"]}


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("give me", "give me", "give me"),
        ("give me", "give us", None),
        ("give me", "forgive me", None),
        ("give me", "give mean", None),
        ("give (me|us) a", "they give us a job", "give us a"),
        ("give (me)? a", "give a", "give a"),
        ("give ..2 job", "give me a job", "give me a job"),
        ("give ..2 job", "give me just a job", None),
        ("a <job>", "a place on the team", "a place on the team"),
        ("<ask> help", "could you help", "could you help"),
        ("me (a|b c) d", "me b c d", "me b c d"),
        ("a|b c", "b c", "b c"),
    ],
)
def test_pattern(pattern: str, text: str, found: str | None) -> None:
    match = re.search(Grammar.load(LISTS).expression([pattern]), f" {text} ")
    assert (match[0].strip() if match else None) == found


def test_expression_is_read_alike_by_python_and_javascript() -> None:
    expression = Grammar.load(LISTS).expression(["give (me|us)? ..2 <job>", "<ask>"])
    assert re.sub(r"\(\?:|[a-z |)?]|\[\^ \]\+ |\{0,\d+\}", "", expression) == ""


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("give (me", "opens a bracket and does not close it"),
        ("give me)", "closes a bracket that was not opened"),
        ("give (|me)", "has nothing between two signs"),
        ("give ..99 me", "leaves room for 99 words; leave 1 to 12"),
        ("give me*", "has “*”, which is no part of a pattern"),
        ("(a+)+ b", "has “+)+”, which is no part of a pattern"),
        ("give .* me", "has “.*”, which is no part of a pattern"),
        ("..3 me", "may begin with any word; begin it with a word or a list"),
        ("(give)? (me)?", "may begin with any word"),
        ("give <nothing>", "names the unknown list <nothing>"),
        ("a !(b)", "has “!(b)”, which is no part of a pattern"),
        ("((((((((a))))))))", "nests more than 6 brackets"),
        (" ".join("a" * 25), "has more than 24 items in a row; split it"),
        (" ".join(["a", *["..12"] * 6]), "can span 73 words; keep it within 60"),
    ],
)
def test_pattern_that_is_wrong_or_could_cost_too_much_is_refused(pattern: str, message: str) -> None:
    with pytest.raises(PatternError) as caught:
        Grammar.load(LISTS).expression([pattern])
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("lists", "message"),
    [
        ({"a": ["x <b>"], "b": ["y <a>"]}, "leads back to itself: <a> <b> <a>"),
        ({"a": ["..2"]}, "<a> can match nothing at all"),
        ({"a": ["x <b>"]}, "names the unknown list <b>"),
    ],
)
def test_lexicon_that_is_wrong_is_refused(lists: dict[str, list[str]], message: str) -> None:
    with pytest.raises(PatternError) as caught:
        Grammar.load(lists)
    assert message in str(caught.value)
