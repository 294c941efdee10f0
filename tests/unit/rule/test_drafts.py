from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest

from guidebook.__main__ import main
from guidebook.rule.drafts import MOST_BYTES, DraftError, decode, judge_lines, read_draft
from rule_tools import real_checker
from site_tools import ROOT

if TYPE_CHECKING:
    from pathlib import Path

ASK = "Hello,\n\ncould you pass my résumé on to HR?\n"


@pytest.fixture(autouse=True)
def in_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def written(folder: Path, name: str, content: bytes | str) -> str:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def given(monkeypatch: pytest.MonkeyPatch, raw: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))


@pytest.mark.parametrize(
    "raw",
    [ASK.encode(), ASK.encode("utf-8-sig"), ASK.encode("cp1252"), ASK.encode("utf-16"), ASK.encode()[:-1] + b"\xc3"],
)
def test_text_of_any_encoding_is_read(raw: bytes) -> None:
    assert "my résumé on" in decode(raw)


def test_drafts_are_judged_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad, good = written(tmp_path, "bad.md", ASK), written(tmp_path, "good.txt", "How do people get in?")
    assert main(["rule", bad, good]) == 1
    out = capsys.readouterr().out.split("\n")
    assert out[0] == f"{bad}: 1 place asks for a job."
    assert out[1].startswith(f"{bad}:3: “could you pass my résumé on to HR” asks. ")
    assert out[2:] == [f"{good}: Nothing here asks for a job.", ""]
    assert main(["rule", good]) == 0


def test_drafts_are_judged_for_machines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "--json", written(tmp_path, "bad.txt", ASK)]) == 1
    (answer,) = json.loads(capsys.readouterr().out)
    (finding,) = answer["findings"]
    assert (answer["flagged"], finding["line"], finding["category"]) == (True, 3, "resume-push")
    assert finding["text"] == ASK[finding["start"] : finding["end"]]


def test_word_file_is_read_with_its_tables(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Hello,")
    document.add_table(1, 1).cell(0, 0).text = "Are you hiring?"
    document.save(str(tmp_path / "a.docx"))
    assert read_draft(tmp_path / "a.docx").text == "Hello,\n\nAre you hiring?"


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken, good = written(tmp_path, "a.docx", "no archive"), written(tmp_path, "b.txt", "Hello.")
    assert main(["rule", broken, str(tmp_path / "none.txt"), str(tmp_path), good]) == 2
    out, err = capsys.readouterr()
    assert out == f"{good}: Nothing here asks for a job.\n"
    assert [line.split(": ", 1)[1] for line in err.strip().split("\n")] == [
        "is no Word file that can be opened; save it as .docx or as text",
        "cannot be read: No such file or directory",
        "cannot be read: Is a directory",
    ]


def test_word_file_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("guidebook.rule.drafts.MOST_UNPACKED", 1000)
    with zipfile.ZipFile(tmp_path / "a.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "x" * 2000)
    with pytest.raises(DraftError, match="too large when unpacked"):
        read_draft(tmp_path / "a.docx")


def test_huge_and_binary_files_are_cut_and_read(tmp_path: Path) -> None:
    draft = read_draft(tmp_path / written(tmp_path, "a.txt", b"\x00\xff\n" * (MOST_BYTES // 3 + 10)))
    assert draft.cut
    assert len(draft.text) == MOST_BYTES


def test_input_is_read(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    given(monkeypatch, b"Are you hiring?")
    assert main(["rule", "-"]) == 1
    assert capsys.readouterr().out.startswith("-: 1 place asks for a job.\n-:1: “Are you hiring” asks.")


def test_lines_are_answered_in_order(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    given(monkeypatch, b'{"id": 1, "text": "Are you hiring?"}\n\n{"id": "b", "text": "Would you look at my CV?"}\n')
    assert main(["rule", "--jsonl"]) == 0
    assert [json.loads(line) for line in capsys.readouterr().out.strip().split("\n")] == [
        {"id": 1, "flagged": True, "spans": ["Are you hiring"], "categories": ["openings"]},
        {"id": "b", "flagged": False, "spans": [], "categories": []},
    ]


def test_malformed_line_is_answered_by_an_error_in_its_place() -> None:
    lines = [b"no", b'{"id": 2}', b"[]", b'{"id": 3, "text": "\\ud800 \xff ok"}', b"[" * 100_000]
    assert list(judge_lines(lines, real_checker())) == [
        {"id": None, "error": "line 1 is not JSON"},
        {"id": 2, "error": "line 2 is no object with a text"},
        {"id": None, "error": "line 3 is no object with a text"},
        {"id": 3, "flagged": False, "spans": [], "categories": []},
        {"id": None, "error": "line 5 is not JSON"},
    ]


@pytest.mark.parametrize("arguments", [["rule"], ["rule", "--jsonl", "a.txt"]])
def test_wrong_call_exits_with_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2


def test_without_a_project_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["rule", "-"]) == 1
    assert capsys.readouterr().err.startswith("docs/_data/rule:1: is not there; work in the folder that holds docs\n")
