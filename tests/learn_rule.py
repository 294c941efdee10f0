"""Learns the weights of the rule from labelled cases: the learning and tuning parts of `tests/rule_cases`, and whatever
the site itself offers to say. The reporting part is never read here.

`make learn` writes `docs/_data/rule/weights.yml`. It needs scikit-learn, which nothing else does.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import yaml
from scipy import sparse
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from guidebook.catalog import read_data
from guidebook.rule.checker import Checker
from guidebook.rule.clues import BITS, share, stem
from guidebook.rule.data import join_rule, rule_data
from guidebook.rule.models import Rule, Verdict
from guidebook.rule.table import TOP, pack
from guidebook.spoken import everything_said
from rule_tools import Case, cases, learning_cases
from site_tools import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from guidebook.catalog import Loaded

FOLDS = 4
STRENGTH = 1.0
"""Inverse of the regularization, chosen on the tuning part."""
FIRST, MOST, LEFT = 20000, 4150, 3850
"""Places that are left after the first choice, after the second, and once the weights are rounded."""
STEP = 0.6
"""What one step of a weight in the table is worth, in log-odds."""
ROUNDED = (0.4, 0.7, 0.9, 1.0)
"""Which share of the weights is rounded after each round; the others are weighed again beside them."""
COUNTS = {"asks": 1.0, "ok": 1.0, "grey": 0.4}
"""How much a clause counts by the label of its case; gray ones should lean to the fine side."""
SAID = 6
"""How many times what the site itself offers to say counts, and the close pairs of the guide."""
LEAST_SEEN = 3
"""Clauses in which a clue is found, or a word in asks, before it counts."""
BREAKS, MANY, FURTHER, NEAR, PLAIN = 0.0, -1.3, 1.3, 0.8, 4.0
"""The limits of `Weights`, and what a plain ask adds, in log-odds, chosen on what the folds print."""
MOST_WORDS = 63
LINE = 120
TARGET = ROOT / "docs/_data/rule/weights.yml"
HEAD = """# yaml-language-server: $schema=../_schemas/rule.json
# What tells an ask from the rest, learned by `make learn` from the labelled cases in tests/rule_cases. Never edited.
weights:
"""


class Example(NamedTuple):
    """A clause: the number of its case, whether it asks, its clues' places and share, its stems, how much it counts;
    whether it has the pattern of a plain ask, and whether it only greets or signs off."""

    case: int
    asks: bool
    places: tuple[int, ...]
    share: float
    stems: frozenset[str]
    counts: float
    plain: bool
    frames: bool


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
                    one.plain is not None,
                    one.clause.frames,
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
    """The table and the bias in steps: the places that tell most, their weights rounded by and by."""
    asks = np.array([one.asks for one in clauses])
    counts = np.array([one.counts for one in clauses])
    seen = np.asarray((rows > 0).sum(axis=0)).ravel()
    kept = np.flatnonzero(seen >= LEAST_SEEN)
    for most, sparse_share in ((FIRST, 0.0), (MOST, 1.0)):
        model = LogisticRegression(C=STRENGTH, l1_ratio=sparse_share, solver="liblinear", random_state=0)
        model.fit(rows[:, kept], asks, sample_weight=counts)
        tells = np.abs(model.coef_[0]) * np.sqrt(np.minimum(seen[kept], 50))
        kept = kept[np.sort(np.argsort(-tells, kind="stable")[: min(most, np.count_nonzero(tells))])]
    steps, bias = rounded(rows[:, kept].tocsc(), asks, counts)
    tells = np.abs(steps) * np.sqrt(np.minimum(seen[kept], 50))
    steps[np.argsort(-tells, kind="stable")[LEFT:]] = 0
    table = np.zeros(rows.shape[1])
    table[kept] = steps
    return table, bias / STEP


def rounded(rows: sparse.csc_matrix, asks: np.ndarray, counts: np.ndarray) -> tuple[np.ndarray, float]:
    """Weights that are whole steps, and the bias: those nearest to a step are rounded first, and the rest makes up."""
    weights, bias = weigh(rows, asks, counts, np.zeros(len(asks)))
    fixed = np.zeros(len(weights), dtype=bool)
    steps = np.zeros(len(weights))
    for share_of in ROUNDED:
        near = np.clip(np.round(weights / STEP), -TOP, TOP)
        free = np.flatnonzero(~fixed)
        nearest = free[np.argsort(np.abs(weights - near * STEP)[free], kind="stable")]
        chosen = nearest[: round(share_of * len(weights)) - np.count_nonzero(fixed)]
        steps[chosen], fixed[chosen] = near[chosen], True
        weights[~fixed], bias = weigh(rows[:, ~fixed], asks, counts, rows[:, fixed] @ steps[fixed] * STEP)
    return steps, bias


def weigh(rows: sparse.csc_matrix, asks: np.ndarray, counts: np.ndarray, given: np.ndarray) -> tuple[np.ndarray, float]:
    """Weights and bias of a logistic regression beside what is `given` for each row."""
    signs = 2.0 * asks - 1
    across, down = rows.tocsr(), rows.T.tocsr()

    def loss(values: np.ndarray) -> tuple[float, np.ndarray]:
        margins = signs * (across @ values[:-1] + values[-1] + given)
        slopes = -signs * counts / (1 + np.exp(np.clip(margins, -50, 50)))
        total = STRENGTH * counts @ np.logaddexp(0, -margins) + values @ values / 2
        return total, STRENGTH * np.append(down @ slopes, slopes.sum()) + values

    found = minimize(loss, np.zeros(rows.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 150})
    return found.x[:-1], float(found.x[-1])


def telling(clauses: Sequence[Example], found: Sequence[Case], categories: Sequence[str]) -> tuple[str, dict[str, str]]:
    """How much speaks for each category from the start, 0 to 9; and how much the stems do that tell most."""
    asking = [one for one in clauses if one.asks and found[one.case].category]
    seen = Counter(word for one in asking for word in one.stems if word.isascii() and word.isalnum())
    known = sorted(word for word, count in seen.items() if count >= LEAST_SEEN)
    first, _ = _tell(asking, known, found, categories)
    often = np.sqrt([seen[word] for word in known])
    told = np.abs(first - first.mean(axis=0)).max(axis=0) * often
    chosen = sorted(known[at] for at in np.argsort(-told, kind="stable")[:MOST_WORDS])
    words, ground = (_digits(values) for values in _tell(asking, chosen, found, categories))
    return "".join(map(str, ground)), {word: "".join(map(str, words[:, at])) for at, word in enumerate(chosen)}


def _digits(values: np.ndarray) -> np.ndarray:
    return np.asarray(np.clip(np.round(2 * (values - values.min(axis=0))), 0, 9), dtype=int)


def _tell(
    asking: Sequence[Example], words: Sequence[str], found: Sequence[Case], categories: Sequence[str]
) -> tuple[np.ndarray, np.ndarray]:
    column = {word: at for at, word in enumerate(words)}
    present = [[column[word] for word in sorted(one.stems) if word in column] for one in asking]
    ends = np.cumsum([0, *map(len, present)])
    places = np.array([at for row in present for at in row], dtype=int)
    rows = sparse.csr_matrix((np.ones(len(places)), places, ends), shape=(len(asking), len(words)))
    model = LogisticRegression(C=1.0, max_iter=500)
    model.fit(rows, [categories.index(found[one.case].category) for one in asking])
    return np.asarray(model.coef_), np.asarray(model.intercept_)


def judged(scores: Iterable[tuple[Example, float]], found: Sequence[Case]) -> dict[int, float]:
    """For each case with a label to score, by how much its weightiest clause is over the limit."""
    best: dict[int, float] = {}
    sizes: Counter[int] = Counter()
    for one, score in scores:
        best[one.case] = max(best.get(one.case, -1e9), score + PLAIN * one.plain)
        sizes[one.case] += not one.frames
    limits = {case: max(BREAKS, MANY + FURTHER * np.log2(max(sizes[case], 1))) for case in best}
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
    results = judged(zip(clauses, scores * STEP, strict=True), found)
    print(f"{len(found)} cases, {len(clauses)} clauses, each judged by weights learned from the others:")
    for kind, shown in (("message", "tuning messages"), ("question", "tuning questions"), ("learning", "learning")):
        part = {case: score for case, score in results.items() if found[case].kind == kind}
        for precision in (0.9, 0.95):
            limit = cut_for(part, found, precision)
            report(f"{shown}, limit {limit:+.2f}", part, found, limit)
        report(f"{shown}, limit as set", part, found, 0)
    table, bias = fit(rows, clauses)
    text = pack({int(place): int(table[place]) for place in np.flatnonzero(table)})
    print(f"table: {np.count_nonzero(table)} weights in {len(text) * 6 // 8} bytes")
    ground, words = telling(clauses, found, [kind.id for kind in _rule().categories])
    weights = {
        "bias": round(bias, 2),
        "breaks": round(BREAKS / STEP, 2),
        "many": round(MANY / STEP, 2),
        "further": round(FURTHER / STEP, 2),
        "near": round(NEAR / STEP, 2),
        "plain": round(PLAIN / STEP, 2),
        "ground": ground,
        "words": words,
    }
    body = yaml.safe_dump(weights, sort_keys=False, width=110, default_flow_style=None)
    lines = [text[at : at + LINE] for at in range(0, len(text), LINE)]
    body += "table:\n" + "".join(f"  - '{line}'\n" for line in lines)
    TARGET.write_text(HEAD + "".join(f"  {line}\n" for line in body.splitlines()), "utf-8")


if __name__ == "__main__":
    main()
