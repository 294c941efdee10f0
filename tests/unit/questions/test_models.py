from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from small_project import TOPIC, TOPIC_YML, edited, problems

if TYPE_CHECKING:
    from pathlib import Path

AUDIENCES = (
    "everyone, students, career-changers, returning, newcomers, first-generation, employed or insiders, not “all”;"
    " choose one"
)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("order: 10", "order: '10'", "3: order: must be a whole number, not “10”; write it without quotes"),
        ("order: 10", "order: 1.5", "3: order: must be a whole number, not 1.5; round it"),
        ("order: 10", "order: 0", "3: order: must be at least 1, not 0; raise it"),
        ("title: The work", f"title: {'x' * 60}", "2: title: must be at most 60 characters, not 67; shorten it"),
        (
            ", from the first hour of it to the last one.",
            ".",
            "4: description: must be at least 70 characters, not 46; say more",
        ),
        (
            "did you do yesterday?",
            "did you do?!",
            "8: questions.1.wording: must end with a question mark: “What did you do?!”; ask it",
        ),
        (
            "wording: How did you begin?",
            f"wording: {'How ' * 50}?",
            "17: questions.2.wording: must be at most 200 characters, not 201; shorten it",
        ),
        (
            '["What helped?"]',
            "[What?, Who?, Why?, When?]",
            "20: questions.2.follow_ups: must have at most 2, not 4; remove some",
        ),
        ('["What helped?"]', "[]", "20: questions.2.follow_ups: must have at least 1, not 0; add more"),
        (
            '["What helped?"]',
            "What helped?",
            "20: questions.2.follow_ups: must be a list, not “What helped?”; write it as [a, b] or with dashes",
        ),
        (
            '["What helped?"]',
            "[It helped.]",
            "20: questions.2.follow_ups.1: must end with a question mark: “It helped.”; ask it",
        ),
        (
            "[sharpen]",
            "[hone]",
            "21: questions.2.purposes.1: must be learn, validate or sharpen, not “hone”; choose one",
        ),
        ("[learn, validate]", "[learn, learn]", "12: questions.1.purposes: names one thing twice; keep one"),
        (
            "stage: middle",
            "stage: Middle",
            "13: questions.1.stage: must be opening, middle or closing, not “Middle”; choose one",
        ),
        ("[students, returning]", "[all]", f"23: questions.2.audience.1: must be {AUDIENCES}"),
        (
            "[students, returning]",
            "[students, everyone]",
            "23: questions.2.audience: everyone stands alone; remove it or the others",
        ),
        (
            "[students, returning]",
            "[students, students]",
            "23: questions.2.audience: names one thing twice; keep one",
        ),
        ("minutes: 1\n", "minutes: 16\n", "24: questions.2.minutes: must be at most 15, not 16; lower it"),
        (
            "minutes: 1\n",
            "minutes: true\n",
            "24: questions.2.minutes: must be a whole number, not true; write it without quotes",
        ),
        ("      better: How do people begin?\n", "", "25: questions.2.caution.better: is missing; add it"),
        (
            "caution:\n      why: It may be personal.\n      better: How do people begin?",
            "caution: Careful.",
            "25: questions.2.caution: must be a block of fields, not “Careful.”; indent its fields below it",
        ),
    ],
)
def test_fault_is_told_with_its_line(old: str, new: str, message: str, tmp_path: Path) -> None:
    assert problems(tmp_path, edited(TOPIC_YML, old, new)) == [f"{TOPIC_YML}:{message}"]


def test_no_topic_takes_the_address_of_the_page_of_all_questions(tmp_path: Path) -> None:
    name = "docs/_data/questions/all.yml"
    told = problems(tmp_path, {name: TOPIC.replace("id: ", "id: an-").replace("id: an-work", "id: all")})
    assert told == [f"{name}:1: id: is the address of the page of all questions: all; choose another id"]


@pytest.mark.parametrize("wrong", ["5", "often", "{a: b}", "2026-01-31"])
def test_questions_that_are_no_list_are_told(wrong: str, tmp_path: Path) -> None:
    text = f"id: work\ntitle: Work\norder: 1\ndescription: {'x ' * 40}x\nintro: Ask.\nquestions: {wrong}\n"
    shown = {"often": "“often”", "{a: b}": "a block of fields"}.get(wrong, wrong)
    message = f"must be a list, not {shown}; write it as [a, b] or with dashes"
    assert f"{TOPIC_YML}:6: questions: {message}" in problems(tmp_path, {TOPIC_YML: text})


def test_invalid_question_does_not_also_count_as_no_question(tmp_path: Path) -> None:
    text = f"id: work\ntitle: Work\norder: 1\ndescription: {'x ' * 40}x\nintro: Ask.\nquestions:\n  - id: typical-day\n"
    fields = ("audience", "follow_ups", "listen_for", "minutes", "purposes", "stage", "why", "wording")
    told = [line for line in problems(tmp_path, {TOPIC_YML: text}) if line.startswith(TOPIC_YML)]
    assert told == [f"{TOPIC_YML}:7: questions.1.{field}: is missing; add it" for field in fields]
