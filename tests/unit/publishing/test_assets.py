from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from guidebook.problems import ProblemsError
from guidebook.publishing.assets import hashed_files, name_by_content
from site_tools import files

if TYPE_CHECKING:
    from pathlib import Path

ADDRESS = "https://example.org/sub/"
PAGE = """<!doctype html><head><link rel="icon" href="../assets/icon.svg">
<link rel="stylesheet" href="../assets/stylesheets/guide.css"><meta property="og:image" content="https://example.org/sub/assets/card.png">
<script type="module" src="../assets/javascripts/page.js"></script></head>
<body><img src="../assets/mark.svg?a#b" alt=""><form data-rule="../assets/rule.json" data-text='say "no" > yes'></form>
<a href="../assets/mark.svg">mark</a><p>src="../assets/mark.svg"</p><a href="https://example.com/assets/rule.json">x</a></body>"""
SITE = {
    "guide/index.html": PAGE,
    "404.html": '<script src="/sub/assets/javascripts/page.js"></script>',
    "assets/icon.svg": "<svg/>",
    "assets/mark.svg": "<svg>m</svg>",
    "assets/card.png": "png",
    "assets/rule.json": "{}",
    "assets/stylesheets/guide.css": 'a{background:url("../mark.svg")}b{background:url(data:x)}',
    "assets/stylesheets/left.css": "",
    "assets/javascripts/page.js": (
        'import{a}from"./part.js";import("./late.js");new URL("../rule.json",import.meta.url);f("./part.js",1)'
    ),
    "assets/javascripts/part.js": "export const a=1",
    "assets/javascripts/late.js": 'new Worker(new URL("worker.js",import.meta.url))',
    "assets/javascripts/worker.js": "1",
    "assets/javascripts/theirs/left.min.js": "",
    "assets/javascripts/page.js.map": "{}",
    "assets/javascripts/vendor.license.txt": "free",
    "guide/links.json": "[]",
}


def write(root: Path, changed: dict[str, str] | None = None) -> None:
    for name, text in (SITE | (changed or {})).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write(tmp_path)
    name_by_content(tmp_path, ADDRESS)
    return tmp_path


def name(site: Path, stem: str) -> str:
    (found,) = [path for path in hashed_files(site) if path.rpartition("/")[2].startswith(f"{stem}.")]
    return found.rpartition("/")[2]


def test_what_a_page_loads_is_named_by_its_content_and_the_rest_keeps_its_name(site: Path) -> None:
    plain = sorted(re.sub(r"\.[0-9a-f]{8}\.", ".#.", path) for path in files(site))
    assert plain == [
        "404.html",
        "assets/card.png",
        "assets/icon.svg",
        "assets/javascripts/late.#.js",
        "assets/javascripts/page.#.js",
        "assets/javascripts/part.#.js",
        "assets/javascripts/vendor.license.txt",
        "assets/javascripts/worker.#.js",
        "assets/mark.#.svg",
        "assets/rule.#.json",
        "assets/stylesheets/guide.#.css",
        "guide/index.html",
        "guide/links.json",
    ]


def test_every_reference_has_the_new_name(site: Path) -> None:
    text = (site / "guide/index.html").read_text("utf-8")
    for loaded in (
        f'href="../assets/stylesheets/{name(site, "guide")}"',
        f'src="../assets/javascripts/{name(site, "page")}"',
        f'src="../assets/{name(site, "mark")}?a#b"',
        f'data-rule="../assets/{name(site, "rule")}"',
    ):
        assert loaded in text
    for kept in (
        'rel="icon" href="../assets/icon.svg"',
        'src="../assets/mark.svg"</p>',
        "example.com/assets/rule.json",
        "sub/assets/card.png",
    ):
        assert kept in text
    assert (site / "404.html").read_text(
        "utf-8"
    ) == f'<script src="/sub/assets/javascripts/{name(site, "page")}"></script>'
    assert (site / "assets/javascripts" / name(site, "page")).read_text("utf-8") == (
        f'import{{a}}from"./{name(site, "part")}";import("./{name(site, "late")}");'
        f'new URL("../{name(site, "rule")}",import.meta.url);f("./part.js",1)'
    )
    assert f'url("../{name(site, "mark")}")' in (site / "assets/stylesheets" / name(site, "guide")).read_text("utf-8")


def test_a_change_deep_down_changes_every_name_above_it_and_no_other(site: Path, tmp_path: Path) -> None:
    before = set(hashed_files(site))
    other = tmp_path / "other"
    write(other, {"assets/javascripts/worker.js": "2"})
    name_by_content(other, ADDRESS)
    changed = before ^ set(hashed_files(other))
    assert {path.rpartition("/")[2].partition(".")[0] for path in changed} == {"worker", "late", "page"}


def test_modules_in_a_circle_are_told(tmp_path: Path) -> None:
    write(tmp_path, {"assets/javascripts/part.js": 'import"./page.js"'})
    with pytest.raises(ProblemsError, match=r"/pa\w+.js:1: refers to itself in a circle \(.*part it$"):
        name_by_content(tmp_path, ADDRESS)
