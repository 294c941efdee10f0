from __future__ import annotations

import random

import pytest

from guidebook.rule.checker import load
from guidebook.rule.data import rule_data
from guidebook.rule.models import Rule
from rule_tools import PARTS, SLOW_TEXTS, Score, asking, cases, learning_cases, real_checker, real_data

ASKS = {
    "sponsor-me": "Would your hospital sponsor my visa?",
    "internship-ask": "Could I do my placement with your team next spring?",
    "interview-ask": "I would welcome the chance of an interview.",
    "resume-push": "I’ve attached my CV for your consideration.",
    "refer-me-for-job": "Could you put in a good word for me with your boss?",
    "openings": "Are you hiring at the moment?",
    "veiled-opportunity": "Please keep me in mind if anything comes up.",
    "hire-me": "I'd love to be considered for your team.",
    "direct-ask": "Can you give me a job?",
}
FINE = [
    "I’m not asking for a job; I’d only like to hear how you work.",
    "How do people usually get hired in this field?",
    "What made them hire you back then?",
    "I applied for three positions last month.",
    "Who else could I learn from about this work?",
    "Could you keep me in mind if you run into other people who'd enjoy talking about bees?",
    "A student wrote “please hire me, I beg you” to her.",
    "> Are you hiring?\nNo, that was in the mail below.",
    "Thank you for offering to pass on my résumé, but I’d rather wait.",
    "Where are jobs in this field usually advertised?",
]
PAIRS = [
    ("Is there a vacancy on your team now?", "Is your team growing?"),
    ("Let me know if your team is growing.", "Is your team growing?"),
    ("Would your company sponsor my visa?", "Does your company sponsor visas?"),
    ("Would you take me on as an intern this summer?", "Does your lab ever take on students over the summer?"),
    ("Could you introduce me to your recruiter?", "Could you introduce me to a colleague who does field work?"),
    (
        "Could you give me names of people I could call about vacancies?",
        "Could you give me names of people to learn from?",
    ),
    ("Keep me in mind for work.", "Keep me in mind if you meet somebody who would enjoy talking to me."),
    ("My CV is attached.", "My questions are attached."),
    ("Could I spend August with you, unpaid?", "Could I come and watch for an hour?"),
]


@pytest.mark.parametrize(("category", "text"), ASKS.items())
def test_each_category_is_found(category: str, text: str) -> None:
    found = asking(real_checker().check(text))
    assert [finding.category for finding in found] == [category]
    assert found[0].text == text[found[0].start : found[0].end]
    assert found[0].why
    assert found[0].better


@pytest.mark.parametrize("text", FINE)
def test_what_does_not_ask_is_left_alone(text: str) -> None:
    assert asking(real_checker().check(text)) == []


@pytest.mark.parametrize(("asks", "other"), PAIRS)
def test_close_pairs_are_told_apart(asks: str, other: str) -> None:
    assert asking(real_checker().check(asks))
    assert not asking(real_checker().check(other))


def test_denial_holds_until_an_ask_follows() -> None:
    check = real_checker().check
    assert not asking(check("I am not asking for a job or an internship."))
    assert asking(check("I am not asking for a job, but are you hiring?"))
    assert asking(check("I know I’m not supposed to ask. Do you have any openings?"))


def test_gray_is_told_as_gray() -> None:
    found = real_checker().check("Would you look at my résumé?")
    assert [(finding.category, finding.severity) for finding in found] == [("resume-feedback", "grey")]


@pytest.mark.parametrize("form", [str.upper, str.lower, lambda text: text.replace(" ", "\n"), lambda text: f"- {text}"])
@pytest.mark.parametrize("text", ASKS.values())
def test_form_does_not_hide_an_ask(form: object, text: str) -> None:
    assert asking(real_checker().check(form(text)))  # type: ignore[operator]


def test_empty_rule_finds_nothing() -> None:
    assert load(rule_data(Rule())).check("Are you hiring?") == ()


def test_tuning_part_keeps_its_scores() -> None:
    score = Score(cases(PARTS[0]), real_checker().check)
    assert score.precision >= 0.95
    assert score.overlap >= 0.9
    assert score.recall("easy") >= 0.9


@pytest.mark.parametrize("text", SLOW_TEXTS.values(), ids=SLOW_TEXTS)
def test_text_made_to_be_slow_is_answered(text: str) -> None:
    whole = (text * (100_000 // len(text) + 1))[:100_000]
    assert isinstance(real_checker().check(whole), tuple)


def test_any_text_is_answered() -> None:
    chance = random.Random(7)  # noqa: S311
    words = " ".join([*ASKS.values(), *FINE]).split()
    for _ in range(200):
        signs = [chr(chance.choice([chance.randrange(0x20, 0x250), chance.randrange(0x250, 0xD800), 0x1F600]))]
        parts = [chance.choice([*signs, chance.choice(words), " ", "\n", "’", "\x00", "\ud800"]) for _ in range(80)]
        text = "".join(parts)
        for finding in real_checker().check(text):
            assert finding.text == text[finding.start : finding.end] != ""


def test_first_of_the_categories_that_tell_as_much_gives_the_reason() -> None:
    data = real_data()
    kinds = [{**kind, "signs": []} for kind in data["categories"]]
    untold = {**data, "categories": kinds, "weights": {**data["weights"], "ground": "0" * len(kinds), "words": {}}}
    found = asking(load(untold).check("Are you hiring?"))
    assert [finding.category for finding in found] == [data["categories"][0]["id"]]


@pytest.mark.parametrize("frame", ["{}", "Dear Dana, {}", "Hi Dana,\n\n{}\n\nBest wishes,\nSam", "{} Thanks, Sam"])
def test_greeting_and_sign_off_change_nothing(frame: str) -> None:
    found = asking(real_checker().check(frame.format("Could you give me a job?")))
    assert [finding.text for finding in found] == ["Could you give me a job"]


def test_thanks_ask_for_nothing() -> None:
    assert asking(real_checker().check("Thank you for Tuesday.")) == []


def test_pattern_of_a_plain_ask_adds_to_the_weight_unless_something_speaks_against_it() -> None:
    plain = [
        next(iter(real_checker().weigh(text))).plain
        for text in ("I’d ask you for a job.", "I’d never ask you for a job.")
    ]
    assert [kind and kind.id for kind in plain] == ["direct-ask", None]
    without = load({**real_data(), "categories": [{**kind, "pattern": ""} for kind in real_data()["categories"]]})
    one, other = (next(iter(checker.weigh("I’d ask you for a job."))).weight for checker in (real_checker(), without))
    assert one - other == pytest.approx(real_data()["weights"]["plain"])


def test_each_question_of_a_list_is_judged_by_itself() -> None:
    others = ["How did you begin?", "What do you read?", "What does a good day look like?", "Whom else could I ask?"]
    for sign in ("", "- ", "• "):
        text = "\n".join(sign + line for line in (*others, "Are there any openings?", *others))
        assert [finding.text for finding in asking(real_checker().check(text))] == ["Are there any openings"]


def test_plain_asks_are_right_nearly_always() -> None:
    data = real_data()
    bare = load({**data, "weights": {**data["weights"], "table": ""}})
    learned = [case for case in (*cases("tuning"), *learning_cases()) if case.label != "grey"]
    hit: dict[str, list[bool]] = {}
    for case in learned:
        for kind in {one.plain.id for one in bare.weigh(case.text) if one.plain}:
            hit.setdefault(kind, []).append(case.label == "asks")
    wrong = {kind: right for kind, right in hit.items() if sum(right) < 0.97 * len(right)}
    assert not wrong
    assert set(hit) == {kind["id"] for kind in data["categories"] if kind["pattern"]}
