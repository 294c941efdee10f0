"""The rule’s checker: how often it is right on the development set, and how long a message takes it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from browser_tools import chromium_options
from guidebook.catalog import load_rule
from guidebook.publishing import minifier
from guidebook.rule.data import rule_json, table_text
from rule_tools import PARTS, Case, Score, cases, real_checker
from site_tools import ROOT
from weight_tools import KB, compressed

if TYPE_CHECKING:
    from pathlib import Path

MOST = 15
"""KB of 1,024 bytes for the module and its data, compressed."""


def run(_scratch: Path) -> None:
    """Print how well the rule's checker does on the development set, and what it costs."""
    for part in PARTS:
        for kind in ("message", "question"):
            found = [case for case in cases(part) if case.kind == kind]
            if found:
                print_score(f"Rule, {part}, {len(found)} {kind}s", Score(found, real_checker().check), found)
    module = minifier.javascript((ROOT / "docs/assets/javascripts/rule.js").read_text("utf-8"))
    rule = load_rule(ROOT / "docs")
    data, table = rule_json(rule), table_text(rule)
    sizes = [compressed(text.encode()) / KB for text in (module, data, table)]
    print("  rule.js {:.2f} KB, its data {:.2f} KB and its weights {:.2f} KB".format(*sizes), end="")
    print(f", {sum(sizes):.2f} KB together, gzip (goal: at most {MOST}: {'met' if sum(sizes) <= MOST else 'MISSED'})")
    texts = [case.text for part in PARTS for case in cases(part) if 120 <= len(case.text.split()) <= 180]
    start = time.process_time()
    for text in texts:
        real_checker().check(text)
    print(f"  a message of about 150 words: Python {(time.process_time() - start) / len(texts) * 1e3:.1f} ms,", end=" ")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(**chromium_options())
        spent = chromium.new_page().evaluate(IN_CHROMIUM, [module, data, table, texts])
        chromium.close()
    print(f"Chromium {spent['middle']:.1f} ms, at most {spent['most']:.1f} (goal: under 5)", end="; ")
    print(f"loading {spent['loading']:.0f} ms")


IN_CHROMIUM = """async ([module, data, table, texts]) => {
  const { createChecker } = await import(URL.createObjectURL(new Blob([module], { type: "text/javascript" })));
  const timed = (work) => {
    const start = performance.now();
    work();
    return performance.now() - start;
  };
  let checker;
  const loading = timed(() => { checker = createChecker(JSON.parse(data), table); });
  texts.forEach((text) => checker.check(text));
  const spent = texts.map((text) => timed(() => checker.check(text))).sort((a, b) => a - b);
  return { loading, middle: spent[spent.length >> 1], most: spent.at(-1) };
}"""


def print_score(title: str, score: Score, found: list[Case]) -> None:
    """Print precision, recall by difficulty and category, and overlap, with the ids of what was judged wrongly."""
    print(f"{title}: precision {score.precision:.1%}, recall {score.recall():.1%}, overlap {score.overlap:.1%}", end="")
    print(f", category {score.named:.0%}")
    for groups in (("easy", "medium", "hard"), sorted({case.category for case in found if case.label == "asks"})):
        print("  " + ", ".join(f"{group} {score.recall(group):.0%}" for group in groups))
    for label, name in (("ok", "wrongly flagged"), ("asks", "missed")):
        print(f"  {name}: {', '.join(case.id for case, _ in score.wrong if case.label == label) or 'none'}")
