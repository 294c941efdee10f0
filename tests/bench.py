"""`make bench`: what the hooks cost, as ratios measured in one run on one machine, in processor seconds.

First the real site: a build with all hooks against the same pages, already expanded and built without hooks. Then how
the time in our hooks grows from 100 to 1,000 and 10,000 questions, measured inside MkDocs around each of their events.
Then the files of the sheets: a build that makes them all, one that finds them made, one after an edit to one sheet, and
ten times the sheets, each against the same site without the templates of the files. Then the rule's checker: how often
it is right on the two parts of the development set, and how long a message takes it in Python and in Chromium.

`python tests/bench.py rule` runs the last alone.
"""

from __future__ import annotations

import gzip
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import sync_playwright

from browser_tools import chromium_options
from guidebook.catalog import load_rule
from guidebook.downloads import CACHE
from guidebook.expand import expand
from guidebook.links.ledger import LEDGER
from guidebook.modules import minified
from guidebook.rule.data import rule_json
from rule_tools import PARTS, Case, Score, cases, real_checker
from site_tools import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

PAIRS = 15
QUESTIONS_A_TOPIC = 12
SIZES = (100, 1_000, 10_000)
MOST_WITH_HOOKS = 1.25
FILE_ROUNDS = 3
MOST_WARM = 1.15


def seconds(command: list[str], folder: Path) -> float:
    """Processor time of one whole process, which other work on the machine disturbs less than the clock's."""
    before = os.times()
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"})
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def against_expanded(scratch: Path) -> None:
    """Print the ratio of the build with hooks to that of the expanded tree, pair by pair."""
    plain = scratch / "plain"
    expand(ROOT, plain)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(scratch / "site")]
    seconds(command, ROOT), seconds(command, plain)
    ratios, with_hooks, without = [], [], []
    for _ in range(PAIRS):
        with_hooks.append(seconds(command, ROOT))
        without.append(seconds(command, plain))
        ratios.append(with_hooks[-1] / without[-1])
    middle = statistics.median(ratios)
    print(f"Real site, {PAIRS} pairs: with hooks {statistics.median(with_hooks):.2f} s,", end=" ")
    print(f"expanded without hooks {statistics.median(without):.2f} s,")
    print(f"  ratio median {middle:.2f}, least {min(ratios):.2f}, most {max(ratios):.2f}", end=" ")
    print(f"(goal: at most {MOST_WITH_HOOKS}: {'met' if middle <= MOST_WITH_HOOKS else 'MISSED'})")


def bank(folder: Path, questions: int) -> None:
    """A project with that many questions, shaped like the real ones."""
    data = folder / "docs" / "_data" / "questions"
    data.mkdir(parents=True)
    sample = yaml.safe_load((ROOT / "docs" / "_data" / "questions" / "pay.yml").read_text("utf-8"))
    made = 0
    for number in range(-(-questions // QUESTIONS_A_TOPIC)):
        size = min(QUESTIONS_A_TOPIC, questions - made)
        entries = [
            sample["questions"][i % len(sample["questions"])] | {"id": f"question-{number}-{i}"} for i in range(size)
        ]
        made += size
        topic = sample | {
            "id": f"topic-{number}",
            "title": f"Topic {number}",
            "order": number % 9999 + 1,
            "description": f"{sample['description'][:140]} ({number})",
            "questions": entries,
        }
        (data / f"topic-{number}.yml").write_text(yaml.safe_dump(topic, allow_unicode=True, sort_keys=False), "utf-8")
    index = "---\nkind: page\ntitle: {}\ndescription: {}\n---\n\n# Start {{#start}}\n\n{}\n"
    words = "A page of the benchmark that stands for the pages which writers write, number"
    (folder / "docs" / "index.md").write_text(index.format("Start", f"{words} one", "Hello."), "utf-8")
    (folder / "docs" / "questions").mkdir()
    listing = index.format("Questions", f"{words} two", "<!-- topics -->")
    (folder / "docs" / "questions" / "index.md").write_text(listing, "utf-8")
    (folder / "theme").mkdir()
    for template in ("main.html", "question-list.html", "script-group.html"):
        (folder / "theme" / template).write_text("<article>{{ page.content }}</article>", "utf-8")
    config = {
        "site_name": "Bench",
        "theme": {"name": None, "custom_dir": "theme"},
        "plugins": [],
        "exclude_docs": "/_data/\n",
        "hooks": [str(path) for path in sorted((ROOT / "hooks").glob("*.py"))],
        "markdown_extensions": ["attr_list", "def_list", "footnotes", "sane_lists", "tables", "guidebook.markup"],
        "nav": [{"Home": "index.md"}, {"Questions": "questions/*"}],
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config), "utf-8")


def time_in_hooks(folder: Path) -> tuple[float, float]:
    """Seconds in our hooks, and in the whole build, of the project in `folder`."""
    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site"))
    spent = 0.0

    def timed(event: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any, **named: Any) -> Any:
            nonlocal spent
            start = time.process_time()
            try:
                return event(*arguments, **named)
            finally:
                spent += time.process_time() - start

        return run

    for name, events in config.plugins.events.items():
        config.plugins.events[name] = [timed(event) for event in events]
    start = time.process_time()
    build(config)
    return spent, time.process_time() - start


def growth(scratch: Path) -> None:
    """Print how the time in hooks grows with the questions."""
    least: dict[int, float] = {}
    for size in SIZES:
        folder = scratch / f"bank-{size}"
        bank(folder, size)
        runs = [time_in_hooks(folder) for _ in range(3 if size < SIZES[-1] else 1)]
        spent, whole = min(runs)
        least[size] = spent
        print(f"{size:>6,} questions: hooks {spent:.2f} s, {spent / size * 1e6:.0f} µs a question,", end=" ")
        print(f"{spent / whole:.0%} of the build ({whole:.1f} s)")
        shutil.rmtree(folder)
    for small, large in ((SIZES[0], SIZES[1]), (SIZES[0], SIZES[2]), (SIZES[1], SIZES[2])):
        factor = least[large] / least[small]
        linear = large / small
        print(f"  {linear:>4.0f} times the questions: {factor:.1f} times the time", end=" ")
        print(f"(goal: at most linear: {'met' if factor <= linear * 1.1 else 'MISSED'})")


def project(folder: Path, times: int = 1) -> Path:
    """A copy of the real project in `folder`, with each sheet `times` over."""
    for name in ("docs", "overrides", "hooks"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    (folder / "docs" / "_data" / LEDGER).unlink()  # it would miss the files where none are made
    sheets = folder / "docs" / "_data" / "worksheets"
    for path in sorted(sheets.glob("*.yml")):
        sheet = yaml.safe_load(path.read_text("utf-8"))
        for copy in range(2, times + 1):
            same = {"id": f"{sheet['id'][:40]}-no-{copy}", "title": f"{sheet['title'][:50]} {copy}"}
            other = sheet | same | {"description": f"{sheet['description'][:150]} ({copy})"}
            text = yaml.safe_dump(other, allow_unicode=True, sort_keys=False)
            (sheets / f"{same['id']}.yml").write_text(text, "utf-8")
    return folder


def files_of_sheets(scratch: Path) -> None:
    """Print what the files cost, as ratios to the same site without them."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(scratch / "site")]
    for times in (1, 10):
        plain, whole = project(scratch / f"plain-{times}", times), project(scratch / f"whole-{times}", times)
        shutil.rmtree(plain / "overrides" / "print")
        (plain / "docs/worksheets/index.md").write_text(
            (plain / "docs/worksheets/index.md").read_text("utf-8").replace("<!-- archives -->", ""), "utf-8"
        )
        cache, edited = whole / CACHE, whole / "docs/_data/worksheets/learn-30.yml"
        rounds: dict[str, list[float]] = {"cold": [], "warm": [], "one sheet changed": []}
        seconds(command, plain), seconds(command, whole)
        for number in range(FILE_ROUNDS if times == 1 else 1):
            base = seconds(command, plain)
            shutil.rmtree(cache)
            rounds["cold"].append(seconds(command, whole) / base)
            rounds["warm"].append(seconds(command, whole) / base)
            text = edited.read_text("utf-8")
            edited.write_text(
                text.replace("title: Learn in 30 minutes", f"title: Learn in {31 + number} minutes"), "utf-8"
            )
            before = set(cache.iterdir())
            rounds["one sheet changed"].append(seconds(command, whole) / base)
            made = [path for path in set(cache.iterdir()) - before if path.is_dir()]
            edited.write_text(text, "utf-8")
            if len(made) != 1:
                sys.exit(f"one sheet was changed, and {len(made)} were made again")
        shown = ", ".join(f"{name} {statistics.median(found):.2f}" for name, found in rounds.items())
        print(f"Files of {24 * times} sheets, times the build without files ({base:.2f} s): {shown}", end=" ")
        warm = statistics.median(rounds["warm"])
        print(f"(goal for warm: at most {MOST_WARM}: {'met' if warm <= MOST_WARM else 'MISSED'})")


def rule() -> None:
    """Print how well the rule's checker does on the development set, and what it costs."""
    for part in PARTS:
        for kind in ("message", "question"):
            found = [case for case in cases(part) if case.kind == kind]
            if found:
                print_score(f"Rule, {part}, {len(found)} {kind}s", Score(found, real_checker().check), found)
    module = minified((ROOT / "docs/assets/javascripts/rule.js").read_text("utf-8"))
    data = rule_json(load_rule(ROOT / "docs"))
    sizes = [len(gzip.compress(text.encode(), 9)) for text in (module, data)]
    print(f"  rule.js {sizes[0] / 1000:.1f} kB and its data {sizes[1] / 1000:.1f} kB, gzip (goal: at most 15 together)")
    texts = [case.text for part in PARTS for case in cases(part) if 120 <= len(case.text.split()) <= 180]
    start = time.process_time()
    for text in texts:
        real_checker().check(text)
    print(f"  a message of about 150 words: Python {(time.process_time() - start) / len(texts) * 1e3:.1f} ms,", end=" ")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(**chromium_options())
        spent = chromium.new_page().evaluate(IN_CHROMIUM, [module, data, texts])
        chromium.close()
    print(f"Chromium {spent['middle']:.1f} ms, at most {spent['most']:.1f} (goal: under 5)", end="; ")
    print(f"loading {spent['loading']:.0f} ms")


IN_CHROMIUM = """async ([module, data, texts]) => {
  const { createChecker } = await import(URL.createObjectURL(new Blob([module], { type: "text/javascript" })));
  const timed = (work) => {
    const start = performance.now();
    work();
    return performance.now() - start;
  };
  let checker;
  const loading = timed(() => { checker = createChecker(JSON.parse(data)); });
  texts.forEach((text) => checker.check(text));
  const spent = texts.map((text) => timed(() => checker.check(text))).sort((a, b) => a - b);
  return { loading, middle: spent[spent.length >> 1], most: spent.at(-1) };
}"""


def print_score(title: str, score: Score, found: list[Case]) -> None:
    """Print precision, recall by difficulty and category, and overlap, with the ids of what was judged wrongly."""
    print(f"{title}: precision {score.precision:.1%}, recall {score.recall():.1%}, overlap {score.overlap:.1%}")
    for groups in (("easy", "medium", "hard"), sorted({case.category for case in found if case.label == "asks"})):
        print("  " + ", ".join(f"{group} {score.recall(group):.0%}" for group in groups))
    for label, name in (("ok", "wrongly flagged"), ("asks", "missed")):
        print(f"  {name}: {', '.join(case.id for case, _ in score.wrong if case.label == label) or 'none'}")


def main() -> None:
    """Run all measurements in a scratch folder, or those of the rule alone."""
    if sys.argv[1:] == ["rule"]:
        rule()
        return
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        against_expanded(scratch)
        growth(scratch)
        files_of_sheets(scratch)
    rule()


if __name__ == "__main__":
    main()
