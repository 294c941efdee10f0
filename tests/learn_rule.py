"""Learns the weights of the rule from labelled cases: the learning and tuning parts of `tests/rule_cases`, and whatever
the site itself offers to say. The reporting part is never read here.

`make learn` writes `docs/_data/rule/weights.yml`. It needs scikit-learn, which nothing else does.
"""

from __future__ import annotations

import gzip
import random
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import yaml
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from guidebook.catalog import read_data
from guidebook.rule.checker import Checker
from guidebook.rule.clues import BITS, share, stem
from guidebook.rule.data import join_rule, rule_data
from guidebook.rule.models import WEIGHTS, Rule, Verdict
from guidebook.spoken import everything_said
from rule_tools import Case, cases, learning_cases
from site_tools import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from guidebook.catalog import Loaded

FOLDS = 4
STRENGTH = 0.4
"""Inverse of the regularization, chosen on the tuning part."""
KEPT = (16000, 8000, 3900)
"""Places of the table that keep a weight after each round, the last for the size of the file."""
STEP = 0.3
"""What one step of a weight in the table is worth, in log-odds."""
COUNTS = {"asks": 1.0, "ok": 1.0, "grey": 0.4}
"""How much a clause counts by the label of its case; gray ones should lean to the fine side."""
SAID = 6
"""How many times what the site itself offers to say counts, and the close pairs of the guide."""
LEAST_SEEN = 3
BREAKS, MANY, FURTHER, NEAR = -0.2, -2.2, 1.3, 0.8
"""The limits of `Weights`, in log-odds, chosen on what the folds print."""
MOST_WORDS = 70
TOP = len(WEIGHTS) // 2
TARGET = ROOT / "docs/_data/rule/weights.yml"
HEAD = """# yaml-language-server: $schema=../_schemas/rule.json
# What tells an ask from the rest, learned by `make learn` from the labelled cases in tests/rule_cases. Never edited.
weights:
"""


class Example(NamedTuple):
    """A clause: the number of its case, whether it asks, its clues' places and share, its stems, how much it counts."""

    case: int
    asks: bool
    places: tuple[int, ...]
    share: float
    stems: frozenset[str]
    counts: float


def _data() -> list[Loaded]:
    """The data of the site; weights of an older form are left out."""
    return [item for item in read_data(ROOT / "docs") if item.value is not None]


def _rule() -> Rule:
    return join_rule(item.value for item in _data() if item.concept == "rule")


def said() -> list[Case]:
    """What the site itself offers to say, labelled as it is meant."""
    labels = {Verdict.FINE: "ok", Verdict.GREY: "grey", Verdict.BREAKS: "asks"}
    return [
        Case(
            f"{item.file.name}:{one.loc}",
            "said",
            labels[one.verdict],
            "",
            "",
            one.words,
            (one.words,) * (one.verdict is Verdict.BREAKS),
        )
        for item, one in everything_said(_data())
    ]


def examples(found: Sequence[Case]) -> list[Example]:
    """The clauses of all cases; short ones beside an asking one are left out, since they may repeat it."""
    checker = Checker(rule_data(_rule().model_copy(update={"weights": None})))
    clauses = []
    for number, case in enumerate(found):
        marked = [(at, at + len(span)) for span in case.spans if (at := case.text.find(span)) >= 0]
        for one in checker.weigh(case.text):
            start, end = one.clause.words[0].start, one.clause.words[-1].end
            asks = any(2 * (min(end, to) - max(start, at)) > min(end - start, to - at) for at, to in marked)
            if case.label == "asks" and not asks and len(one.clause.words) < 7:
                continue
            clauses.append(
                Example(
                    number,
                    asks,
                    tuple(clue.place for clue in one.clues),
                    share(len(one.clues)),
                    frozenset(stem(word.word) for word in one.clause.words),
                    COUNTS[case.label] * (SAID if case.kind == "said" or case.id.startswith("close-pairs") else 1),
                )
            )
    return clauses


def matrix(clauses: Sequence[Example]) -> sparse.csr_matrix:
    """One row a clause, one column a place of the table."""
    ends = np.cumsum([0, *(len(one.places) for one in clauses)])
    places = np.concatenate([one.places for one in clauses])
    shares = np.concatenate([np.full(len(one.places), one.share) for one in clauses])
    return sparse.csr_matrix((shares, places, ends), shape=(len(clauses), 1 << BITS))


def fit(rows: sparse.csr_matrix, clauses: Sequence[Example]) -> tuple[np.ndarray, float]:
    """The table in steps, and the bias: the places that tell most, weighed again without the others."""
    seen = np.asarray((rows > 0).sum(axis=0)).ravel()
    kept = np.flatnonzero(seen >= LEAST_SEEN)
    model = _weigh(rows[:, kept], clauses)
    for most in KEPT:
        tells = np.abs(model.coef_[0]) * np.sqrt(np.minimum(seen[kept], 50))
        kept = kept[np.sort(np.argsort(-tells, kind="stable")[:most])]
        model = _weigh(rows[:, kept], clauses)
    table = np.zeros(rows.shape[1], dtype=int)
    table[kept] = np.clip(np.round(model.coef_[0] / STEP), -TOP, TOP)
    return table, float(model.intercept_[0]) / STEP


def _weigh(rows: sparse.csr_matrix, clauses: Sequence[Example]) -> LogisticRegression:
    model = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0)
    return model.fit(rows, [one.asks for one in clauses], sample_weight=[one.counts for one in clauses])


def telling_words(clauses: Sequence[Example], found: Sequence[Case], categories: Sequence[str]) -> dict[str, str]:
    """The stems that tell most of the category of an ask: for each, how much of each category, 0 to 9."""
    asking = [one for one in clauses if one.asks and found[one.case].category]
    seen = Counter(word for one in asking for word in one.stems if word.isascii() and word.isalnum())
    known = sorted(word for word, count in seen.items() if count >= LEAST_SEEN)
    first = _tell(asking, known, found, categories)
    often = np.sqrt([seen[word] for word in known])
    told = np.abs(first - first.mean(axis=0)).max(axis=0) * often
    chosen = sorted(known[at] for at in np.argsort(-told, kind="stable")[:MOST_WORDS])
    weights = _tell(asking, chosen, found, categories)
    digits = np.clip(np.round(2 * (weights - weights.min(axis=0))), 0, 9).astype(int)
    return {word: "".join(map(str, digits[:, at])) for at, word in enumerate(chosen)}


def _tell(
    asking: Sequence[Example], words: Sequence[str], found: Sequence[Case], categories: Sequence[str]
) -> np.ndarray:
    column = {word: at for at, word in enumerate(words)}
    present = [[column[word] for word in sorted(one.stems) if word in column] for one in asking]
    ends = np.cumsum([0, *map(len, present)])
    places = np.array([at for row in present for at in row], dtype=int)
    rows = sparse.csr_matrix((np.ones(len(places)), places, ends), shape=(len(asking), len(words)))
    model = LogisticRegression(C=1.0, max_iter=500)
    model.fit(rows, [categories.index(found[one.case].category) for one in asking])
    return np.asarray(model.coef_)


def judged(scores: Iterable[tuple[int, float]], found: Sequence[Case]) -> dict[int, float]:
    """For each case with a label to score, by how much its weightiest clause is over the limit."""
    best: dict[int, float] = {}
    sizes: Counter[int] = Counter()
    for case, score in scores:
        best[case] = max(best.get(case, -1e9), score)
        sizes[case] += 1
    limits = {case: max(BREAKS, MANY + FURTHER * np.log2(sizes[case])) for case in best}
    return {case: best[case] - limits[case] for case in best if found[case].label != "grey"}


def cut_for(results: dict[int, float], found: Sequence[Case], precision: float) -> float:
    """The lowest limit that keeps the precision."""
    ordered = sorted(results, key=lambda case: -results[case])
    right, limit = 0, results[ordered[0]]
    for number, case in enumerate(ordered, 1):
        right += found[case].label == "asks"
        if right / number >= precision:
            limit = results[case]
    return limit


def report(name: str, results: dict[int, float], found: Sequence[Case], limit: float) -> None:
    """Print how often the limit is right."""
    flagged = [case for case in results if results[case] >= limit]
    right = sum(found[case].label == "asks" for case in flagged)
    asks = defaultdict(list)
    for case, score in results.items():
        if found[case].label == "asks":
            asks[found[case].difficulty].append(score >= limit)
    recall = ", ".join(f"{level} {np.mean(asks[level]):.0%} of {len(asks[level])}" for level in sorted(asks))
    print(f"{name}: precision {right / max(1, len(flagged)):.1%}, recall {recall}", flush=True)


def main() -> None:
    """Print how well weights do on cases that they were not learned from, then learn from all and write."""
    chance = random.Random(5)  # noqa: S311
    found = [*cases("tuning"), *learning_cases(), *said()]
    clauses = examples(found)
    rows = matrix(clauses)
    order = list(range(len(found)))
    chance.shuffle(order)
    fold = {case: position % FOLDS for position, case in enumerate(order)}
    folds = np.array([fold[one.case] for one in clauses])
    scores = np.zeros(len(clauses))
    for held in range(FOLDS):
        table, bias = fit(rows[folds != held], [one for one, at in zip(clauses, folds, strict=True) if at != held])
        scores[folds == held] = rows[folds == held] @ table + bias
    results = judged(zip((one.case for one in clauses), scores * STEP, strict=True), found)
    print(f"{len(found)} cases, {len(clauses)} clauses, each judged by weights learned from the others:")
    for kind, shown in (("message", "tuning messages"), ("question", "tuning questions"), ("learning", "learning")):
        part = {case: score for case, score in results.items() if found[case].kind == kind}
        for precision in (0.9, 0.95):
            limit = cut_for(part, found, precision)
            report(f"{shown}, limit {limit:+.2f}", part, found, limit)
        report(f"{shown}, limit as set", part, found, 0)
    table, bias = fit(rows, clauses)
    signs = "".join(WEIGHTS[weight + TOP] for weight in table)
    print(f"table: {int((table != 0).sum())} weights, {len(gzip.compress(signs.encode(), 9))} bytes gzip")
    weights = {
        "bias": round(bias, 2),
        "breaks": round(BREAKS / STEP, 2),
        "many": round(MANY / STEP, 2),
        "further": round(FURTHER / STEP, 2),
        "near": round(NEAR / STEP, 2),
        "words": telling_words(clauses, found, [kind.id for kind in _rule().categories]),
    }
    body = yaml.safe_dump(weights, sort_keys=False, width=110, default_flow_style=None)
    lines = [signs[at : at + 128] for at in range(0, len(signs), 128)]
    body += "table:\n" + "".join(f"  - {line}\n" for line in lines)
    TARGET.write_text(HEAD + "".join(f"  {line}\n" for line in body.splitlines()), "utf-8")


if __name__ == "__main__":
    main()
