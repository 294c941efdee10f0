"""The labelled cases that the checker of the rule is measured by: their form, and enough of every kind."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated, Literal, Self, get_args

import pytest
import yaml
from pydantic import Field, TypeAdapter, model_validator

from guidebook.fields import Id, Model
from rule_tools import learning_case, learning_cases
from site_tools import ROOT

if TYPE_CHECKING:
    from pathlib import Path

CASES = ROOT / "tests" / "rule_cases"
FILES = sorted(CASES.glob("*/*.yml"))

Category = Literal[
    "direct-ask",
    "openings",
    "hire-me",
    "refer-me-for-job",
    "resume-push",
    "interview-ask",
    "internship-ask",
    "veiled-opportunity",
    "sponsor-me",
]
Label = Literal["asks", "ok", "grey"]
FINE_POINTS = (
    "disclaimer",
    "how-hiring-works",
    "own-story",
    "own-situation",
    "search-advice",
    "other-people",
    "staying-in-touch",
    "quotation",
    "other-senses",
    "turning-down",
)
GREY_REASONS = (
    "resume-feedback",
    "resume-requested",
    "invited-ask",
    "who-do-i-apply-to",
    "application-advice",
    "general-fact-internships",
    "general-fact-sponsorship",
    "company-hiring-outlook",
    "how-would-i-get-hired",
    "fit-question",
    "interest-in-employer",
    "aspiration",
    "future-application",
    "own-search-plus-catch-up",
    "job-shadow",
    "volunteering",
    "collaboration",
    "freelance-interest",
    "use-my-name",
    "reference",
)
PAIRS: dict[str, tuple[Label, ...]] = {
    "vacancy-or-growth": ("asks", "grey"),
    "growing-let-me-know": ("asks", "grey"),
    "visa-fact-or-mine": ("asks", "grey"),
    "students-taken-or-me": ("asks", "grey"),
    "introduce-colleague-or-recruiter": ("asks", "ok"),
    "names-to-learn-or-vacancies": ("asks", "ok"),
    "keep-in-mind": ("asks", "ok"),
    "cv-attached-or-not": ("asks", "ok"),
    "watch-or-placement": ("asks", "ok", "grey"),
    "fit-of-field-or-employer": ("grey", "ok"),
    "denied-then-asked-or-not": ("asks", "ok"),
}
"""Close pairs that the labelling guide decides, with the sides on which each has cases."""


class Case(Model):
    """A text, how it is to be judged, and the words that decide it."""

    id: Id
    kind: Literal["message", "question"]
    label: Label
    difficulty: Literal["easy", "medium", "hard"]
    text: Annotated[str, Field(min_length=5)]
    category: Category | None = None
    spans: Annotated[list[str], Field(min_length=1)] | None = None
    span_categories: list[Category] | None = None
    about: str | None = None
    """Which point of the guide an `ok` or `grey` case is about."""
    pair: str | None = None
    why: str | None = None

    @model_validator(mode="after")
    def _is_labelled_in_full(self) -> Self:
        spans, categories = self.spans or [], self.span_categories or []
        if (self.label == "asks") != bool(self.category and spans):
            raise ValueError("category and spans belong to asks, and to nothing else")
        if len(spans) != len(categories):
            raise ValueError("each span has its category")
        if self.category and self.category not in categories:
            raise ValueError("the main category is that of a span")
        if misplaced := [span for span in spans if self.text.count(span) != 1]:
            raise ValueError(f"must stand in the text exactly once: {misplaced}")
        return self

    @model_validator(mode="after")
    def _knows_its_point(self) -> Self:
        points = {"asks": (), "ok": FINE_POINTS, "grey": GREY_REASONS}[self.label]
        if self.about is not None and self.about not in points:
            raise ValueError(f"about: {self.about} is none of {points}")
        if self.pair is not None and self.label not in PAIRS.get(self.pair, ()):
            raise ValueError(f"pair: {self.pair} has no side {self.label}")
        return self


ALL_CASES = TypeAdapter(list[Case])


def cases(part: str) -> list[Case]:
    return [case for file in sorted((CASES / part).glob("*.yml")) for case in read(file.read_text("utf-8"))]


def read(text: str) -> list[Case]:
    return ALL_CASES.validate_python(yaml.safe_load(text))


@pytest.fixture(scope="module")
def tuning() -> list[Case]:
    return cases("tuning")


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_file_holds_cases_in_their_form(file: Path) -> None:
    assert read(file.read_text("utf-8"))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("spans: [hire me]", "spans: [hire him]", "exactly once"),
        ("text: Please hire me.", "text: Please hire me, hire me.", "exactly once"),
        ("span_categories: [hire-me]", "span_categories: []", "each span has its category"),
        ("span_categories: [hire-me]", "span_categories: [openings]", "the main category"),
        ("label: asks", "label: ok", "belong to asks"),
        ("category: hire-me", "category: beg", "Input should be"),
        ("label: asks", "label: asks\n  about: own-story", "is none of"),
        ("label: asks", "label: asks\n  pair: fit-of-field-or-employer", "no side"),
    ],
)
def test_fault_in_a_case_is_found(old: str, new: str, message: str) -> None:
    good = (
        "- id: t-one\n  kind: message\n  label: asks\n  difficulty: easy\n  category: hire-me\n"
        "  text: Please hire me.\n  spans: [hire me]\n  span_categories: [hire-me]\n"
    )
    assert read(good)
    assert old in good
    with pytest.raises(ValueError, match=message):
        read(good.replace(old, new, 1))


def test_ids_and_texts_are_unique_over_all_parts() -> None:
    everything = [case for part in sorted({file.parent.name for file in FILES}) for case in cases(part)]
    for of_each in (Counter(case.id for case in everything), Counter(case.text for case in everything)):
        assert [one for one, times in of_each.items() if times > 1] == []


def test_hard_and_grey_cases_say_why(tuning: list[Case]) -> None:
    assert [case.id for case in tuning if (case.difficulty == "hard" or case.label == "grey") and not case.why] == []


def test_tuning_part_has_enough_of_every_kind(tuning: list[Case]) -> None:
    found = Counter((case.kind, case.label) for case in tuning if case.label != "grey")
    assert min(found["message", "asks"], found["message", "ok"]) >= 160
    assert min(found["question", "asks"], found["question", "ok"]) >= 100
    grey = Counter(case.about for case in tuning if case.label == "grey")
    assert grey.total() >= 60
    assert {reason: grey[reason] for reason in GREY_REASONS if grey[reason] < 2} == {}


def test_tuning_part_has_enough_of_every_difficulty(tuning: list[Case]) -> None:
    for label in ("asks", "ok"):
        found = Counter(case.difficulty for case in tuning if case.label == label)
        shares = {difficulty: found[difficulty] / found.total() for difficulty in found}
        assert shares == pytest.approx({"easy": 0.4, "medium": 0.35, "hard": 0.25}, abs=0.05)


def test_tuning_part_has_every_category_and_every_fine_point(tuning: list[Case]) -> None:
    asks = Counter(case.category for case in tuning if case.category)
    assert {category: asks[category] for category in get_args(Category) if asks[category] < 18} == {}
    fine = Counter(case.about for case in tuning if case.label == "ok")
    assert {point: fine[point] for point in FINE_POINTS if fine[point] < 12} == {}


def test_tuning_part_has_both_sides_of_every_close_pair(tuning: list[Case]) -> None:
    found = Counter((case.pair, case.label) for case in tuning if case.pair)
    assert [(pair, side) for pair, sides in PAIRS.items() for side in sides if found[pair, side] < 3] == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("A hire-me easy: Please hire me.", "marked otherwise than labelled"),
        ("O easy: Please [[hire me]].", "marked otherwise than labelled"),
        ("O hire-me easy: Hello there.", "marked otherwise than labelled"),
        ("X easy: Hello.", "is no case"),
        ("A hire-me easy", "is no case"),
    ],
)
def test_fault_in_a_line_to_learn_from_is_found(line: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        learning_case("some.txt:1", line)


def test_learning_part_is_well_formed_and_apart_from_the_others() -> None:
    lines = learning_cases()
    assert len(lines) > 10_000
    assert {case.category for case in lines if case.label == "asks"} == set(get_args(Category))
    texts = Counter(" ".join(case.text.lower().split()) for case in lines)
    assert [text for text, times in texts.items() if times > 1] == []
    judged = {" ".join(case.text.lower().split()) for case in cases("reporting")}
    assert judged & set(texts) == set()
