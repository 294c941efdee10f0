"""How the time in our hooks grows with the questions, measured inside MkDocs around each of their events."""

from __future__ import annotations

import shutil
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

from site_tools import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

QUESTIONS_A_TOPIC = 12
SIZES = (100, 1_000, 10_000)


def run(scratch: Path) -> None:
    """Print how the time in hooks grows with the questions."""
    least: dict[int, float] = {}
    for size in SIZES:
        folder = scratch / f"bank-{size}"
        bank(folder, size)
        runs = [in_a_process_of_its_own(folder) for _ in range(3 if size < SIZES[-1] else 1)]
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


def in_a_process_of_its_own(folder: Path) -> tuple[float, float]:
    """`time_in_hooks` with nothing in the memory from before."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(time_in_hooks, folder).result()


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
