from __future__ import annotations

import pytest

from guidebook.rule.reading import Spelling, clauses, sentences

SPELLING = Spelling.load({"cv": "resume", "dont": "do not"}, ["internship", "available"], ["mr", "e", "g"])


def read(text: str) -> list[str]:
    return [" ".join(word.word for word in sentence) for sentence in sentences(text, SPELLING)]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Résumé", "resume"),
        ("re\u0301sume\u0301", "resume"),
        ("re\u00adsume", "resume"),
        ("CV", "resume"),
        ("can’t", "can not"),
        ("won't", "will not"),
        ("I’d've", "i would have"),
        ("it's team's", "it is team"),
        ("let’s", "let us"),
        ("dont", "do not"),
        ("intenrship", "internship"),
        ("internshp", "internship"),
        ("avaliable", "available"),
        ("interns", "interns"),
        ("http://x.example/job now", "url now"),
        ("full-time", "full time"),
    ],
)
def test_spelling(written: str, words: str) -> None:
    assert read(written) == [words]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two? Three!", ["one", "two", "three"]),
        ("Ask Mr. Lee, e.g. today.", ["ask mr lee e g today"]),
        ("J. Smith wrote.", ["j smith wrote"]),
        ("Three.Two", ["three", "two"]),
        ("wrapped in the middle of a long sentence, as mail\nprograms do", 1),
        ("Hi Ana,\nThank you.", ["hi ana", "thank you"]),
        ("Hi\nI am here", ["hi i am here"]),
        ("- one\n- two", ["one", "two"]),
        ("one\n\ntwo", ["one", "two"]),
        ("Yes\n> are you hiring\nNo", ["yes", "no"]),
        ("Bye now\n-----Original Message-----\nx y z", ["bye now"]),
        ("People say “are you hiring” to me", ["people say to me"]),
        ('My book says "ask for\nthe job" on page one', ["my book says on page one"]),
        ("She said ‘are you hiring’ to him", ["she said to him"]),
        ("the “senior analyst” role", ["the senior analyst role"]),
        ("“Are you hiring?”", ["are you hiring"]),
        ("工作 😀", []),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str] | int) -> None:
    found = read(text)
    assert (len(found) if isinstance(expected, int) else found) == expected


def test_offsets_are_those_of_the_text_as_written() -> None:
    text = "😀 I’d\tlike re\u0301sume\u0301s"
    places = [(word.word, text[word.start : word.end]) for word in sentences(text, SPELLING)[0]]
    assert places == [("i", "I’d"), ("would", "I’d"), ("like", "like"), ("resumes", "re\u0301sume\u0301s")]


def test_long_sentence_is_cut() -> None:
    assert [len(sentence) for sentence in sentences("a " * 250, SPELLING)] == [120, 120, 10]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Are you hiring?", ["^ are you hiring ?"]),
        ("Yes, please.", ["^ yes , please $"]),
        ("I never ask, but are you hiring?", ["^ i never ask +", "^^ but are you hiring ?"]),
        ("I am here to learn; are you hiring now?", ["^ i am here to learn +", "^^ are you hiring now ?"]),
        ("Thanks: please write to me", ["^ thanks , please write to me $"]),
        ("I never ask; ever", ["^ i never ask , ever $"]),
    ],
)
def test_sentence_is_cut_into_clauses(text: str, tokens: list[str]) -> None:
    assert [" ".join(token for token, _ in clause.tokens) for clause in clauses(text, SPELLING)] == tokens
