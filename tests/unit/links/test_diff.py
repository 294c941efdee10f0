"""`links diff` in a scratch repository: what a change adds, moves and loses."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from guidebook.__main__ import main
from guidebook.links.diff import current_entries
from guidebook.links.ledger import format_ledger
from small_project import ASK, ASK_MD, LEDGER_TXT, MOVES, MOVES_YML, SOURCES_MD, SOURCES_PAGE, load, write_project

if TYPE_CHECKING:
    from pathlib import Path

SHORT_YML = "docs/_data/short-addresses/all.yml"
SHORT = "addresses:\n  - {word: ask, to: /guide/ask/}\n"


def git(root: Path, *arguments: str) -> str:
    who = {
        f"GIT_{role}_{key}": value
        for role in ("AUTHOR", "COMMITTER")
        for key, value in (("NAME", "A"), ("EMAIL", "a@b.example"))
    }
    env = {**os.environ, **who, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    return subprocess.run(["git", *arguments], cwd=root, env=env, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small project with its whole ledger, committed and tagged `before`."""
    root = tmp_path / "project"
    entries = current_entries(load(root, {MOVES_YML: MOVES, SHORT_YML: SHORT}))
    write_project(root, {MOVES_YML: MOVES, SHORT_YML: SHORT, LEDGER_TXT: format_ledger(entries)})
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "All")
    git(root, "tag", "before")
    monkeypatch.chdir(root)
    return root


def told(capsys: pytest.CaptureFixture[str], revision: str = "before") -> tuple[int, list[str]]:
    status = main(["links", "diff", revision])
    return status, capsys.readouterr().out.splitlines()


def test_an_unchanged_tree_has_no_difference(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys) == (0, ["Added: 0", "Moved: 0", "Lost: 0"])
    assert told(capsys, "HEAD") == (0, ["Added: 0", "Moved: 0", "Lost: 0"])


def test_what_is_new_is_listed(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / ASK_MD).write_text(f"{ASK}\n## A new part {{#a-new-part}}\n\nNew.\n", "utf-8")
    assert told(capsys) == (0, ["Added: 1", "  /guide/ask/#a-new-part", "Moved: 0", "Lost: 0"])


def test_a_lost_heading_fails_until_it_is_redirected(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / ASK_MD).write_text(ASK.replace("{#in-short}", "{#in-brief}"), "utf-8")
    how = "bring it back, or redirect it in docs/_data/links/redirects.yml"
    lost = f"  /guide/ask/#in-short: {how}"
    assert told(capsys) == (1, ["Added: 1", "  /guide/ask/#in-brief", "Moved: 0", "Lost: 1", lost])
    redirect = '  - {from: "/guide/ask/#in-short", to: "/guide/ask/#in-brief", since: 2026-01-31, why: In brief}\n'
    (repository / MOVES_YML).write_text(MOVES + redirect, "utf-8")
    assert told(capsys) == (
        0,
        ["Added: 1", "  /guide/ask/#in-brief", "Moved: 1", "  /guide/ask/#in-short to /guide/ask/#in-brief", "Lost: 0"],
    )


def test_a_loss_is_seen_even_if_its_line_is_taken_out_of_the_ledger(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository / ASK_MD).write_text(ASK.replace("{#in-short}", "{#in-brief}"), "utf-8")
    ledger = (repository / LEDGER_TXT).read_text("utf-8")
    (repository / LEDGER_TXT).write_text(ledger.replace("/guide/ask/#in-short\n", ""), "utf-8")
    assert told(capsys)[0] == 1


def test_a_redirect_that_is_taken_away_is_a_loss(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / MOVES_YML).unlink()
    status, lines = told(capsys)
    assert status == 1
    assert [line.partition(":")[0].strip() for line in lines[2:]] == [
        "Lost",
        "/guide/ask/#moved-from-this-page",
        "/guide/ask/#old-place",
        "/guide/old-ask/",
    ]


def test_a_redirect_to_another_place_is_a_move(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / MOVES_YML).write_text(MOVES.replace("to: /guide/ask/\n", "to: /guide/sources/\n"), "utf-8")
    assert told(capsys) == (0, ["Added: 0", "Moved: 1", "  /guide/old-ask/ to /guide/sources/", "Lost: 0"])


def test_a_short_address_that_is_dropped_is_a_loss(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / SHORT_YML).unlink()
    status, lines = told(capsys)
    assert status == 1
    assert [line.split(":")[0] for line in lines if line.startswith("  ")] == [
        "  /coaches/links/qr/ask.svg",
        "  /go/ask/",
    ]


def test_a_revision_without_a_ledger_has_lost_nothing(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(repository, "rm", "--quiet", "-r", "docs/_data/links")
    git(repository, "commit", "--quiet", "--message", "None")
    git(repository, "checkout", "--quiet", "before", "--", "docs/_data/links")
    status, lines = told(capsys, "HEAD")
    assert status == 0
    assert lines[0].startswith("Added: ")
    assert lines[-1] == "Lost: 0"


def test_a_project_in_a_folder_of_a_repository_is_compared_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "deep/project"
    write_project(root, {LEDGER_TXT: format_ledger(current_entries(load(root)))})
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "All")
    monkeypatch.chdir(root)
    (root / SOURCES_MD).write_text(SOURCES_PAGE.replace("kind: guide", "kind: guide"), "utf-8")
    assert told(capsys, "HEAD") == (0, ["Added: 0", "Moved: 0", "Lost: 0"])


@pytest.mark.parametrize("revision", ["nowhere", "--help", "--upload-pack=x", "", "before:docs", "a b"])
def test_an_unknown_revision_is_told(revision: str, repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["links", "diff", "--", revision]) == 2
    message = f"there is no revision {revision}; name a branch, a tag or a commit (git log lists them)\n"
    assert capsys.readouterr() == ("", message)


def test_redirects_of_a_revision_that_cannot_be_read_are_told(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository / MOVES_YML).write_text("redirects: [{from: 1}]\n", "utf-8")
    git(repository, "commit", "--quiet", "--all", "--message", "Broken")
    git(repository, "checkout", "--quiet", "before", "--", MOVES_YML)
    assert main(["links", "diff", "HEAD"]) == 2
    assert capsys.readouterr().err == f"{MOVES_YML} of HEAD cannot be read; compare with another revision\n"


def test_a_folder_outside_of_git_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert main(["links", "diff", "HEAD"]) == 2
    assert capsys.readouterr().err == "this folder is in no git repository; run the command in a clone\n"


def test_a_machine_without_git_is_told(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(repository))
    assert main(["links", "diff", "HEAD"]) == 2
    assert capsys.readouterr().err == "git is not installed; install it\n"


def test_hosts_files_are_written(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "site").mkdir()
    (repository / "site/_headers").write_text("/*\n  Referrer-Policy: no-referrer\n", "utf-8")
    assert main(["links", "hosts", "out/hosts", "--site-url", "https://example.org/x/"]) == 0
    nginx = "redirects.nginx.conf, headers.nginx.conf, guide.nginx.conf, server.nginx.conf"
    assert capsys.readouterr().out == f"Wrote _redirects, {nginx} to out/hosts.\n"
    written = {path.name: path.read_text("utf-8") for path in (repository / "out/hosts").iterdir()}
    assert "/x/guide/old-ask/ /x/guide/ask/ 301\n" in written["_redirects"]
    assert '/x/go/ask/ "/x/guide/ask/$is_args$args";' in written["redirects.nginx.conf"]
    assert 'default "no-referrer";' in written["headers.nginx.conf"]
    assert "location /x/ {" in written["guide.nginx.conf"]
    assert "server_name example.org;" in written["server.nginx.conf"]


def test_hosts_files_need_a_built_site(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["links", "hosts", "out", "--site", "nowhere"]) == 1
    assert capsys.readouterr().err == ("nowhere/_headers: is not there, so no built site is; run `make site` first\n")
    assert not (repository / "out").exists()
