from __future__ import annotations

import errno
import shutil
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from guidebook.worksheets import files as files_module
from guidebook.worksheets.blocks import Space, WritingPrompt
from guidebook.worksheets.files import FORMATS, Fault, FaultsError, Job, SheetFile, Workshop, archive, make_files
from guidebook.worksheets.imprint import Institution, Paper
from guidebook.worksheets.pdf import TEMPLATE
from small_project import UNTIMED, UNTIMED_YML, load
from small_sheet import lined

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

SHEETS = ("first", "second", "third")


@pytest.fixture
def workshop(theme: Path, tokens: Mapping[str, str], tmp_path: Path) -> Workshop:
    return Workshop("Small guide", "https://guide.example/", None, b"", theme, tokens, tmp_path / "cache")


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sheets that are really made, in order; Word and text files, which others test, are left blank."""
    names: list[str] = []
    make = files_module._make

    def counted(job: Job, target: Path) -> Any:
        names.append(job.sheet)
        return make(job, target)

    monkeypatch.setattr(files_module, "_make", counted)
    monkeypatch.setattr("guidebook.worksheets.word.worksheet_docx", lambda *_: b"Word")
    monkeypatch.setattr(files_module, "worksheet_markdown", lambda *_: "Text")
    return names


def jobs(workshop: Workshop, root: Path, titles: Mapping[str, str] | None = None) -> list[Job]:
    sheet = load(root / "project", {UNTIMED_YML: UNTIMED}).catalog.worksheet_by_id["tracker"]
    named = {name: (titles or {}).get(name, name.title()) for name in SHEETS}
    sheets = [sheet.model_copy(update={"id": name, "title": title}) for name, title in named.items()]
    return [workshop.job(entry, {}, f"/go/{entry.id}/") for entry in sheets]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_each_sheet_gets_each_file_in_the_order_of_the_formats(
    workshop: Workshop, made: list[str], tmp_path: Path
) -> None:
    found = make_files(jobs(workshop, tmp_path), workshop)
    assert list(found) == made == list(SHEETS)
    for sheet, files in found.items():
        assert [file.name for file in files] == [f"{sheet}{kind.ending}" for kind in FORMATS]
        assert [file.size for file in files] == [file.path.stat().st_size for file in files]
        assert [file.pages for file in files] == [1] * 6 + [None] * 4


def test_progress_is_told_sheet_by_sheet(workshop: Workshop, made: list[str], tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    make_files(jobs(workshop, tmp_path), workshop, lambda *numbers: told.append(numbers))
    assert told == [(1, 3), (2, 3), (3, 3)]
    make_files(jobs(workshop, tmp_path), workshop, lambda *numbers: told.append(numbers))
    assert len(told) == 3


# ── Kept from before ────────────────────────────────────────────────────────────────────────────────────────────────


def test_nothing_changed_makes_nothing_and_one_changed_sheet_makes_that_one(
    workshop: Workshop, made: list[str], tmp_path: Path
) -> None:
    first = make_files(jobs(workshop, tmp_path), workshop)
    made.clear()
    assert make_files(jobs(workshop, tmp_path), workshop) == first
    assert made == []
    make_files(jobs(workshop, tmp_path, {"second": "Another"}), workshop)
    assert made == ["second"]


def with_template(workshop: Workshop, root: Path) -> Workshop:
    theme = root / "theme"
    shutil.copytree(workshop.theme / "print", theme / "print")
    with (theme / TEMPLATE).open("a", encoding="utf-8") as template:
        template.write("// Another template\n")
    return replace(workshop, theme=theme)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda shop, _: replace(shop, tokens={**shop.tokens, "ruling": "9mm"}), id="token"),
        pytest.param(with_template, id="template"),
        pytest.param(lambda shop, _: replace(shop, institution=Institution(name="College")), id="institution"),
        pytest.param(lambda shop, _: replace(shop, site_name="Another guide"), id="name of the site"),
        pytest.param(lambda shop, _: replace(shop, site_url="https://other.example/"), id="address of the site"),
    ],
)
def test_what_all_sheets_share_makes_all_of_them_again(
    workshop: Workshop, tmp_path: Path, change: Callable[[Workshop, Path], Workshop]
) -> None:
    changed = change(workshop, tmp_path)
    before = [job.key(workshop.fingerprint) for job in jobs(workshop, tmp_path)]
    after = [job.key(changed.fingerprint) for job in jobs(changed, tmp_path)]
    assert set(before).isdisjoint(after)
    assert len(set(after)) == 3


def test_another_logo_under_the_same_name_makes_all_again(workshop: Workshop, tmp_path: Path) -> None:
    college = Institution(name="College", logo="logo.svg")
    one, other = (replace(workshop, institution=college, logo=logo) for logo in (b"<svg/>", b"<svg />"))
    keys = [{job.key(shop.fingerprint) for job in jobs(shop, tmp_path)} for shop in (one, other)]
    assert keys[0].isdisjoint(keys[1])
    assert one.logo_file != other.logo_file


def test_what_is_kept_does_not_depend_on_the_folder(workshop: Workshop, tmp_path: Path) -> None:
    shutil.copytree(workshop.theme / "print", tmp_path / "theme/print")
    college = Institution(name="College", logo="logo.svg")
    here = replace(workshop, institution=college, logo=b"<svg/>")
    there = replace(here, theme=tmp_path / "theme", cache=tmp_path / "other cache")
    keys = [[job.key(shop.fingerprint) for job in jobs(shop, tmp_path)] for shop in (here, there)]
    assert keys[0] == keys[1]


# ── Interrupted, at once, side by side ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
def test_what_is_interrupted_leaves_nothing_half_made(
    error: BaseException, workshop: Workshop, made: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = jobs(workshop, tmp_path)

    def interrupted(*_: object) -> str:
        if made == ["first", "second"]:
            raise error
        return "Text"

    with monkeypatch.context() as patch:
        patch.setattr(files_module, "worksheet_markdown", interrupted)
        with pytest.raises(type(error)):
            make_files(listed, workshop)
    assert [path.name for path in workshop.cache.iterdir()] == [listed[0].key(workshop.fingerprint)]
    made.clear()
    assert list(make_files(listed, workshop)) == list(SHEETS)
    assert made == ["second", "third"]


def test_full_disk_leaves_no_half_archive(
    workshop: Workshop, made: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = make_files(jobs(workshop, tmp_path), workshop)
    before = contents(workshop.cache)

    def full(path: Path, content: bytes) -> int:
        with path.open("wb") as file:
            file.write(content[:9])
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.write_bytes", full)
        with pytest.raises(OSError, match="No space left"):
            archive(Paper.A4, found, workshop)
    assert contents(workshop.cache) == before
    assert zipfile.is_zipfile(archive(Paper.A4, found, workshop))


def test_two_builds_may_make_the_same_sheet_at_once(
    workshop: Workshop, made: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one finishes while this one is about to: then its files are as good."""
    job = jobs(workshop, tmp_path)[0]
    other: list[str] = []

    def overtaken(*_: object) -> str:
        if not other:
            other.append(job.sheet)
            make_files([job], workshop)
        return "Text"

    monkeypatch.setattr(files_module, "worksheet_markdown", overtaken)
    make_files([job], workshop)
    assert made == ["first", "first"]
    assert [path.name for path in workshop.cache.iterdir()] == [job.key(workshop.fingerprint)]


def test_processes_side_by_side_even_at_the_same_sheet_give_the_files_that_one_process_gives(
    workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = replace(workshop, cache=tmp_path / "alone")
    first, second, _ = jobs(alone, tmp_path)
    make_files([first, second], alone)
    monkeypatch.setattr(files_module, "INLINE", 0)
    told: list[tuple[int, int]] = []
    found = make_files([first, first, second], workshop, lambda *numbers: told.append(numbers))
    assert list(found) == ["first", "second"]
    assert contents(workshop.cache) == contents(alone.cache)
    assert told == [(1, 3), (2, 3), (3, 3)]


# ── What authors must mend ──────────────────────────────────────────────────────────────────────────────────────────


def faults(workshop: Workshop, *listed: Job) -> tuple[object, ...]:
    with pytest.raises(FaultsError) as caught:
        make_files(listed, workshop)
    assert not list(workshop.cache.glob(".partial-*"))
    return caught.value.found


def test_faults_of_all_sheets_come_at_once_and_the_others_are_made(
    workshop: Workshop, made: list[str], tmp_path: Path
) -> None:
    first, second, third = jobs(workshop, tmp_path)
    overfull = replace(first, laid_out=lined(30), sides=1)
    strange = replace(second, laid_out=(*second.laid_out, WritingPrompt("שלום", Space("more", "More"))))
    lacks = "has characters that the fonts of its PDFs lack: ו (U+05D5), ל (U+05DC), ם (U+05DD), ש (U+05E9)"
    assert faults(workshop, overfull, strange, third) == (
        Fault("first", "sides", "takes 2 pages of US Letter, not 1; shorten the sheet or raise its sides"),
        Fault("second", "", f"{lacks}; write it without them"),
    )
    assert [path.name for path in workshop.cache.iterdir()] == [third.key(workshop.fingerprint)]


# ── Archives ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def packed(workshop: Workshop, made: list[str], tmp_path: Path) -> dict[str, tuple[SheetFile, ...]]:
    return make_files(jobs(workshop, tmp_path), workshop)


@pytest.mark.parametrize("paper", Paper)
def test_archive_holds_the_files_for_its_paper_in_order_and_without_a_date(
    paper: Paper, packed: dict[str, tuple[SheetFile, ...]], workshop: Workshop
) -> None:
    endings = [kind.ending for kind in FORMATS if kind.paper is paper]
    with zipfile.ZipFile(archive(paper, packed, workshop)) as found:
        assert found.namelist() == [
            "README.txt",
            *(f"worksheets-{paper}/{sheet}{ending}" for sheet in SHEETS for ending in endings),
        ]
        assert {entry.date_time for entry in found.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.external_attr >> 16 for entry in found.infolist()} == {0o644}
        assert found.read("README.txt").decode() == (
            f"Small guide: all worksheets for {paper.label}\nhttps://guide.example/worksheets/\n\n"
            "License: CC BY 4.0. Copy them, print them, teach with them; say where they are from.\n"
        )


def test_archive_is_made_again_only_when_a_sheet_has_changed(
    packed: dict[str, tuple[SheetFile, ...]], workshop: Workshop, tmp_path: Path
) -> None:
    before = archive(Paper.A4, packed, workshop)
    before.write_bytes(b"kept")
    assert archive(Paper.A4, packed, workshop).read_bytes() == b"kept"
    changed = make_files(jobs(workshop, tmp_path, {"third": "Another"}), workshop)
    assert archive(Paper.A4, changed, workshop) != before
    assert archive(Paper.LETTER, packed, workshop) != before
