from __future__ import annotations

import pytest

from guidebook.rule.grammar import Grammar, Matcher, PatternError, parse

LISTS = {"job": ["job", "place on the team"], "ask": ["(could|can) you", "please"]}


def ends(pattern: str, text: str, *, at: int = 0) -> set[int]:
    grammar = Grammar.load(LISTS)
    words, breaks = [], []
    for word in text.split():
        words.append(word.lstrip(","))
        breaks.append(int(word.startswith(",")))
    return Matcher(words, breaks, frozenset({"and"})).ends(grammar.compile(parse(pattern)).steps, at)


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("give me", "give me", {2}),
        ("give me", "give us", set()),
        ("give (me|us) a", "give us a", {3}),
        ("give (me)? a", "give a", {2}),
        ("give ..2 job", "give me a job", {4}),
        ("give ..2 job", "give me just a job", set()),
        ("a <job>", "a place on the team", {5}),
        ("<ask> help", "could you help", {3}),
        ("give !(up) ..1 a", "give me a", {3}),
        ("give !(up) ..1 a", "give up a", set()),
        ("give me $", "give me ,please", {2}),
        ("give me $", "give me it", set()),
        ("me (a|b c) d", "me b c d", {4}),
        ("a|b c", "b c", {2}),
    ],
)
def test_pattern(pattern: str, text: str, expected: set[int]) -> None:
    assert ends(pattern, text) == expected


def test_clause_begins_after_a_break_or_a_joint() -> None:
    assert ends("<ask> ^ job", "please ,job") == {2}
    assert ends("please ^ job", "please job") == set()
    assert ends("please and ^ job", "please and job") == {3}


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
        ("a !(b)?", "makes a `!( )` optional, which says nothing"),
        ("((((((((a))))))))", "nests more than 6 brackets"),
        (" ".join("a" * 25), "has more than 24 items in a row; split it"),
        (" ".join(["a", *["..12"] * 6]), "can span 73 words; keep it within 60"),
    ],
)
def test_pattern_that_is_wrong_or_could_cost_too_much_is_refused(pattern: str, message: str) -> None:
    with pytest.raises(PatternError) as caught:
        Grammar.load(LISTS).compile(parse(pattern))
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
