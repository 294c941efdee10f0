from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from guidebook.problems import ProblemsError
from guidebook.publishing.offline import WORKER, tell_worker
from site_tools import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PAGE = '<!doctype html><article>{}</article><script src="../assets/javascripts/offline.01234567.js"></script>'
SITE = {
    "index.html": PAGE.format("Home"),
    "404.html": PAGE.format("Unknown"),
    "offline/index.html": PAGE.format("Offline"),
    "guide/index.html": PAGE.format("Guide"),
    "guide/myths/index.html": PAGE.format("Myths"),
    "worksheets/learn-30/index.html": PAGE.format("Sheet"),
    "worksheets/files/learn-30.pdf": "%PDF-",
    "questions/pay/index.html": PAGE.format("Pay"),
    "go/pay/index.html": "<!doctype html><h1>Short address</h1>",
    "coaches/links/links.json": "{}",
    "assets/javascripts/offline.01234567.js": "",
    "assets/javascripts/check.11111111.js": 'import "./rule.22222222.js"; new Worker("check-worker.33333333.js")',
    "assets/javascripts/check-worker.33333333.js": 'import "./rule.22222222.js"',
    "assets/javascripts/rule.22222222.js": "// rule.22222222.js, and not gone.99999999.js",
    "assets/images/favicon.svg": "<svg/>",
    WORKER: (ROOT / "docs" / WORKER).read_text("utf-8"),
}


def write(root: Path, changed: Mapping[str, str | None] | None = None) -> Path:
    for path, text in {**SITE, **(changed or {})}.items():
        if text is not None:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, "utf-8")
    return root


def told(site: Path) -> dict[str, Any]:
    """What the worker was told."""
    tell_worker(site, "https://example.org/")
    text = (site / WORKER).read_text("utf-8")
    found: dict[str, Any] = json.JSONDecoder().raw_decode(text, text.index('{"version"'))[0]
    return found


def test_the_worker_is_told_pages_files_and_what_each_needs(tmp_path: Path) -> None:
    build = told(write(tmp_path))
    assert set(build["kept"]) == {
        "",
        "offline/",
        "guide/",
        "guide/myths/",
        "worksheets/learn-30/",
        "coaches/links/links.json",
    }
    assert set(build["others"]) == {"questions/pay/"}
    files = build["files"]
    assert files == sorted(path for path in SITE if path.startswith("assets/javascripts/"))
    names = {files[int(at)]: [files[other] for other in others] for at, others in build["needs"].items()}
    folder = "assets/javascripts/"
    assert names == {
        f"{folder}check.11111111.js": [f"{folder}check-worker.33333333.js", f"{folder}rule.22222222.js"],
        f"{folder}check-worker.33333333.js": [f"{folder}rule.22222222.js"],
    }


def test_the_same_site_gives_the_same_version_and_any_change_another(tmp_path: Path) -> None:
    version = told(write(tmp_path / "one"))["version"]
    assert told(write(tmp_path / "two"))["version"] == version
    for number, (path, text) in enumerate(
        [
            ("questions/pay/index.html", PAGE.format("Pay, reworded")),
            ("guide/index.html", PAGE.format("Guide, reworded")),
            ("assets/javascripts/more.44444444.js", ""),
            ("guide/new/index.html", PAGE.format("New")),
            ("coaches/links/links.json", "{1}"),
            (WORKER, SITE[WORKER] + "\n"),
        ]
    ):
        assert told(write(tmp_path / f"changed-{number}", {path: text}))["version"] != version, path


def test_where_pages_do_not_register_it_the_worker_takes_itself_back(tmp_path: Path) -> None:
    write(tmp_path, {"offline/index.html": "<article>Offline</article>"})
    tell_worker(tmp_path, "/")
    assert (tmp_path / WORKER).read_text("utf-8") == SITE[WORKER]
    (tmp_path / "offline/index.html").unlink()
    tell_worker(tmp_path, "/")
    assert (tmp_path / WORKER).read_text("utf-8") == SITE[WORKER]


def test_a_worker_with_no_place_for_the_build_is_told(tmp_path: Path) -> None:
    write(tmp_path, {WORKER: "const BUILD = null;"})
    with pytest.raises(ProblemsError, match=r"service-worker\.js:1: BUILD: has no place for the build; keep"):
        tell_worker(tmp_path, "/")
