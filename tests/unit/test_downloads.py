from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from guidebook.downloads import Archive, Project, make_downloads
from guidebook.problems import ProblemsError
from guidebook.site import load_site
from guidebook.tokens import TOKENS
from guidebook.worksheets import files as files_module
from guidebook.worksheets.files import FORMATS, SheetFile
from guidebook.worksheets.imprint import Paper
from guidebook.worksheets.pages import archive_list, downloads_section
from markdown_tools import render
from pdf_tools import decoded
from qr_tools import picture
from site_tools import ROOT
from small_project import INDEX, INDEX_MD, SHEET_YML, UNTIMED, UNTIMED_YML, edited, write_project

if TYPE_CHECKING:
    from collections.abc import Mapping

    from guidebook.downloads import Downloads
    from small_project import Content

SHORT_YML = "docs/_data/short-addresses/sheets.yml"
SHORT = "addresses:\n  - {word: talk, to: /worksheets/short/}\n  - {word: chat, to: /worksheets/short/}\n"
CSS = (ROOT / "docs" / TOKENS).read_text("utf-8")


@pytest.fixture(autouse=True)
def blank(monkeypatch: pytest.MonkeyPatch) -> None:
    """Word and text files, which others test, are left blank."""
    monkeypatch.setattr("guidebook.worksheets.word.worksheet_docx", lambda *_: b"Word")
    monkeypatch.setattr(files_module, "worksheet_markdown", lambda *_: "Text")


def project(root: Path, changed: Mapping[str, Content] | None = None, config: str = "") -> Project:
    more = {UNTIMED_YML: UNTIMED, SHORT_YML: SHORT, f"docs/{TOKENS}": CSS, "mkdocs.yml": config or "site_name: Small\n"}
    docs = write_project(root, {**more, **(changed or {})})
    return Project(root / "mkdocs.yml", docs, ROOT / "overrides", root / "cache", "Small", "https://guide.example/x/")


def downloads(made_for: Project) -> Downloads:
    return make_downloads(load_site(made_for.docs).catalog, {}, made_for)


def told(made_for: Project) -> list[str]:
    with pytest.raises(ProblemsError) as caught:
        load_site(made_for.docs, "docs", lambda catalog, titles: make_downloads(catalog, titles, made_for))
    return str(caught.value).split("\n")


def test_each_sheet_has_its_files_and_each_paper_its_archive(tmp_path: Path) -> None:
    found = downloads(project(tmp_path))
    names = [f"{sheet}{kind.ending}" for sheet in ("tracker", "short") for kind in FORMATS]
    packed = ["worksheets-letter.zip", "worksheets-a4.zip"]
    assert list(found.sheets) == ["tracker", "short"]
    sheets = [f"worksheets/files/{name}" for name in (*names, *packed)]
    assert list(found.files) == [*sheets, "comparisons/files/two-talks.docx"]
    assert all(path.is_file() for path in found.files.values())
    assert [(archive.name, archive.size) for archive in found.archives] == [
        (name, found.files[f"worksheets/files/{name}"].stat().st_size) for name in packed
    ]


def test_first_short_address_of_a_sheet_is_printed_or_else_that_of_its_page(tmp_path: Path) -> None:
    assert downloads(project(tmp_path)).addresses == {
        "short": "https://guide.example/x/go/talk/",
        "tracker": "https://guide.example/x/worksheets/tracker/",
    }


def test_each_short_address_has_a_qr_code_also_a_second_one(tmp_path: Path) -> None:
    texts = downloads(project(tmp_path)).texts
    codes = {name: decoded(picture(text)) for name, text in texts.items() if name.endswith(".svg")}
    assert codes == {
        f"coaches/links/qr/{word}.svg": [f"https://guide.example/x/go/{word}/"] for word in ("talk", "chat")
    }


def test_site_without_sheets_has_no_files(tmp_path: Path) -> None:
    index = INDEX.replace("[Ask](guide/ask.md)", "Hello.")
    kept = (INDEX_MD, "docs/_data/questions/work.yml", f"docs/{TOKENS}", "mkdocs.yml")
    made_for = project(tmp_path, {INDEX_MD: index})
    for path in sorted((tmp_path / "docs").rglob("*.*")):
        if path.relative_to(tmp_path).as_posix() not in kept:
            path.unlink()
    found = downloads(made_for)
    assert (found.sheets, found.archives, found.files) == ({}, (), {})


def test_theme_without_the_template_makes_no_files(tmp_path: Path) -> None:
    made_for = project(tmp_path)
    assert made_for.makes_files
    assert not replace(made_for, theme=tmp_path).makes_files


def test_faults_of_sheets_are_told_with_file_and_line_all_at_once(tmp_path: Path) -> None:
    prompts = ", ".join("{text: Why?, lines: 9}" for _ in range(5))
    changed = {
        UNTIMED_YML: UNTIMED.replace("[{text: What did you hear?, lines: 2}]", f"[{prompts}]"),
        **edited(SHEET_YML, "For a first talk.", "Für שלום."),
    }
    lacks = "has characters that the fonts of its PDFs lack: ו (U+05D5), ל (U+05DC), ם (U+05DD), ש (U+05E9)"
    assert told(project(tmp_path, changed)) == [
        f"{SHEET_YML}:1: {lacks}; write it without them",
        f"{UNTIMED_YML}:5: sides: takes 2 pages of US Letter, not 1; shorten the sheet or raise its sides",
    ]


@pytest.mark.parametrize(
    ("changed", "config", "problem"),
    [
        (None, "extra:\n  institution: {name: x}\n", "mkdocs.yml:2: institution.name: must be at least 2 characters"),
        ({f"docs/{TOKENS}": CSS.replace("--hairline", "--hair")}, "", f"docs/{TOKENS}:1: --hairline: is missing on"),
        ({f"docs/{TOKENS}": None}, "", f"docs/{TOKENS}:1: is not there;"),
    ],
)
def test_fault_of_what_sheets_share_is_told(
    changed: Mapping[str, Content] | None, config: str, problem: str, tmp_path: Path
) -> None:
    (line,) = told(project(tmp_path, changed, config))
    assert line.startswith(problem)


# ── On pages ────────────────────────────────────────────────────────────────────────────────────────────────────────

SECTION = """\
## Download this sheet { #downloads }

- **PDF to print:** [US Letter](files/short-letter.pdf) (1 page, 12 kB), [A4](files/short-a4.pdf) (2 pages, 12 kB)
- **PDF to type into:** [US Letter](files/short-letter-fillable.pdf) (1 page, 12 kB), \
[A4](files/short-a4-fillable.pdf) (2 pages, 12 kB)
- **PDF in large print, 18 point:** [US Letter](files/short-letter-large.pdf) (1 page, 12 kB), \
[A4](files/short-a4-large.pdf) (2 pages, 12 kB)
- **Word, to edit:** [US Letter](files/short-letter.docx) (12 kB), [A4](files/short-a4.docx) (12 kB)
- **Plain text (Markdown):** [for a notes app](files/short.txt) (12 kB)

Short address, for a slide or a message: **https://guide.example/a\\_b/**
{ .short-address }

![QR code that opens https://guide.example/a\\_b/](files/short-qr.svg){ .qr width=148 height=148 loading=lazy }"""


def pages_of(ending: str) -> int | None:
    return (2 if "-a4" in ending else 1) if ending.endswith(".pdf") else None


def test_page_of_a_sheet_lists_its_files_with_paper_pages_and_size() -> None:
    files = [SheetFile(f"short{kind.ending}", kind, Path("x"), 12345, pages_of(kind.ending)) for kind in FORMATS]
    section = downloads_section(files, "https://guide.example/a_b/")
    assert section == SECTION
    tree = render(section)
    assert tree.xpath("string(p[@class='short-address']/strong)") == "https://guide.example/a_b/"
    assert tree.xpath("//img/@alt") == ["QR code that opens https://guide.example/a_b/"]
    assert len(tree.xpath("ul/li/a")) == 9


def test_list_of_archives_links_them_with_their_size() -> None:
    archives = [Archive(paper, f"worksheets-{paper}.zip", Path("x"), 5_432_100) for paper in Paper]
    assert archive_list(archives) == (
        "- [All sheets for US Letter](files/worksheets-letter.zip) (ZIP, 5.4 MB)\n"
        "- [All sheets for A4](files/worksheets-a4.zip) (ZIP, 5.4 MB)"
    )
