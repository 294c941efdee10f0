from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from guidebook.__main__ import main
from small_project import (
    LEDGER_TXT,
    MOVES,
    MOVES_YML,
    PROJECT,
    TOPIC_YML,
    WORDINGS_YML,
    edited,
    write_project,
)

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_check_says_what_there_is(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert capsys.readouterr() == (
        "All is well: 8 pages, 3 questions, 1 worksheet, 1 comparison, 2 scripts, 2 claims, 1 source.\n",
        "",
    )


def test_check_of_faulty_data_exits_with_1_and_no_traceback(tmp_path: Path) -> None:
    changed = {
        **edited(TOPIC_YML, "minutes: 3", "minutes: many"),
        **edited(WORDINGS_YML, "verdict: fine", "verdict: ok"),
    }
    write_project(tmp_path, changed)
    done = subprocess.run(
        [sys.executable, "-m", "guidebook", "check"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (
        1,
        "",
        (
            f"{TOPIC_YML}:15: questions.1.minutes: must be a whole number, not “many”; write it without quotes\n"
            f"{WORDINGS_YML}:9: wordings.2.verdict: must be fine, grey or breaks, not “ok”; choose one\n"
            "2 problems.\n"
        ),
    )


def test_check_outside_a_project_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 1
    assert capsys.readouterr().err == "docs:1: is not there; work in the folder that holds it\n1 problem.\n"


def test_wrong_call_exits_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["polish"])
    assert caught.value.code == 2
    assert "invalid choice: 'polish'" in capsys.readouterr().err


def test_schemas_are_written_and_stale_ones_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schemas"]) == 0
    assert main(["schemas", "--check"]) == 0
    (project / "docs/_data/_schemas/rule.json").write_text("{}", "utf-8")
    assert main(["schemas", "--check"]) == 1
    assert capsys.readouterr() == (
        "",
        "docs/_data/_schemas/rule.json:1: is not current; run `python -m guidebook schemas`\n",
    )


def test_expand_writes_a_plain_tree(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "mkdocs.yml").write_text("site_name: Small\n", "utf-8")
    assert main(["expand", ".", "plain"]) == 0
    assert capsys.readouterr().out == "Wrote 8 pages to plain; build them with `mkdocs build` there.\n"
    assert (project / "plain/docs/questions/work.md").is_file()


def test_file_that_cannot_be_read_is_told_without_a_traceback(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_project(project, {**PROJECT, MOVES_YML: MOVES, "overrides/main.html": "x"})
    config = "site_name: S\nsite_url: https://example.org/\ntheme: {name: null, custom_dir: overrides}\n"
    (project / "mkdocs.yml").write_text(config, "utf-8")
    assert main(["expand", ".", "plain"]) == 1
    assert capsys.readouterr().err == "overrides/redirect-stub.html: No such file or directory\n"


def test_publish_makes_a_built_site_ready(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["publish", "site"]) == 1
    assert capsys.readouterr().err == "site: holds no built site; run `make site` first\n"
    (project / "site").mkdir()
    (project / "site/index.html").write_text("<p>a   b</p>", "utf-8")
    assert main(["publish", "site", "--address", "https://example.org/"]) == 0
    assert (project / "site/index.html").read_text("utf-8") == "<p>a b</p>"


def test_record_adds_the_addresses_of_a_built_site(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "site").mkdir()
    (project / "site/index.html").write_text('<article><h1 id="guide"></h1></article>', "utf-8")
    assert main(["record", "site"]) == 0
    assert main(["record", "site"]) == 0
    assert capsys.readouterr().out == "New in the ledger: 2 lines.\nNew in the ledger: 0 lines.\n"
    assert (project / LEDGER_TXT).read_text("utf-8").endswith("\n/\n/#guide\n")


def test_record_needs_a_built_site(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["record", "site"]) == 1
    assert capsys.readouterr().err == "site: holds no built site; run `make site` first\n"
