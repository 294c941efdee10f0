"""What comes out of the printer: Letter and A4, every sheet and page type, read back from the PDF."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from browser_tools import PAGES, PHONE, Visit
from guidebook.rule.models import RULE_IN_SHORT
from site_tools import ROOT, SITE_URL

if TYPE_CHECKING:
    from pathlib import Path

    from guidebook.catalog import Catalog

PAPERS = ["Letter", "A4"]
both_papers = pytest.mark.parametrize("paper", PAPERS)
GROUPS = sorted(path.stem for path in (ROOT / "docs" / "_data" / "scripts").glob("*.yml"))
SHEETS = sorted(path.stem for path in (ROOT / "docs" / "_data" / "worksheets").glob("*.yml"))


def printed(page: Page, paper: str, path: Path) -> list[str]:
    """The text of each side, as Chromium prints the page without background graphics."""
    page.pdf(path=path, format=paper, print_background=False)
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    return text.split("\f")[:-1]


def shown_address(catalog: Catalog, url: str) -> str:
    """The address at the foot of a printed page: its short one, if it has one."""
    page = url.partition("?")[0]
    return SITE_URL.rstrip("/") + catalog.short_address_of.get(page, page)


def squeezed(text: str) -> str:
    return " ".join(text.replace("­", "").split())


def ink_below(pdf: Path, side: int) -> float:
    """How far down the last ink of a side is, as a share of its height."""
    command = ["pdftoppm", "-r", "50", "-gray", "-f", str(side), "-l", str(side), str(pdf)]
    header, _, rest = subprocess.run(command, capture_output=True, check=True).stdout.partition(b"\n255\n")
    width, height = (int(number) for number in header.split()[1:3])
    rows = [rest[row * width : (row + 1) * width] for row in range(height)]
    inked = [number for number, row in enumerate(rows) if min(row) < 200]
    return (max(inked) + 1) / height if inked else 0.0


@both_papers
@pytest.mark.parametrize("sheet_id", SHEETS)
def test_a_sheet_prints_on_its_sides_in_its_order_and_splits_no_question(
    visit: Visit, catalog: Catalog, sheet_id: str, paper: str, tmp_path: Path
) -> None:
    sheet = catalog.worksheet_by_id[sheet_id]
    sides = printed(visit(f"/worksheets/{sheet_id}/"), paper, tmp_path / "sheet.pdf")
    assert len(sides) == sheet.sides
    text = squeezed(" ".join(sides))
    parts = [sheet.title, RULE_IN_SHORT, *(["Before you go"] if sheet.before else [])]
    for section in sheet.sections:
        parts += [section.title, *(catalog.question_by_id[entry.question].wording for entry in section.questions)]
        parts += [prompt.text for prompt in section.prompts]
    parts += [*(["Afterward"] if sheet.after else []), shown_address(catalog, f"/worksheets/{sheet_id}/")]
    position = 0
    for part in parts:
        found = text.find(squeezed(part), position)
        assert found >= 0, f"{part!r} is missing, or out of order"
        position = found
    texts = [squeezed(side) for side in sides]
    for entry in sheet.questions:
        question = catalog.question_by_id[entry.question]
        wording, why = squeezed(question.wording), squeezed(question.why)
        assert any(wording in side and why in side for side in texts), f"{wording!r} is parted from its reason"


@both_papers
@pytest.mark.parametrize("page_type", sorted(PAGES.keys() - {"unknown"}))
def test_a_page_prints_without_a_blank_side_and_without_navigation(
    visit: Visit, catalog: Catalog, page_type: str, paper: str, tmp_path: Path
) -> None:
    sides = printed(visit(PAGES[page_type]), paper, tmp_path / "page.pdf")
    for number, side in enumerate(sides, 1):
        assert len(squeezed(side)) > 60, f"side {number} of {len(sides)} is all but empty"
        assert ink_below(tmp_path / "page.pdf", number) > 0.05
    text = squeezed(" ".join(sides))
    assert shown_address(catalog, PAGES[page_type]) in text
    assert "Skip to content" not in text
    assert "On this page" not in text
    assert "Switch to the" not in text


@both_papers
def test_dark_prints_as_light(visit: Visit, paper: str, tmp_path: Path) -> None:
    path = "/worksheets/learn-30/"
    light = printed(visit(path), paper, tmp_path / "light.pdf")
    dark = printed(visit(path, scheme="dark"), paper, tmp_path / "dark.pdf")
    assert light == dark
    pictures = [
        subprocess.run(["pdftoppm", "-r", "50", "-gray", pdf], capture_output=True, check=True).stdout
        for pdf in (tmp_path / "light.pdf", tmp_path / "dark.pdf")
    ]
    assert pictures[0] == pictures[1]


def test_external_addresses_print_on_guide_pages_and_not_on_sheets(visit: Visit, tmp_path: Path) -> None:
    sheet = squeezed(" ".join(printed(visit("/worksheets/learn-30/"), "A4", tmp_path / "sheet.pdf")))
    assert "questions/" not in sheet
    guide = squeezed(" ".join(printed(visit("/guide/benefits/"), "A4", tmp_path / "guide.pdf")))
    assert "https://doi.org/" in guide


def test_the_print_button_prints(visit: Visit) -> None:
    page = visit("/", size=PHONE)
    page.add_init_script("window.printed = 0; window.print = () => { window.printed += 1 }")
    page.goto(f"{visit.address}/worksheets/learn-30/")
    button = page.get_by_role("button", name="Print")
    expect(button).to_be_visible()
    button.click()
    assert page.evaluate("window.printed") == 1


def test_without_scripts_no_print_button_promises_anything(visit: Visit) -> None:
    expect(visit("/worksheets/learn-30/", scripts=False).get_by_role("button", name="Print")).to_have_count(0)


@both_papers
@pytest.mark.parametrize("group_id", GROUPS)
def test_a_script_prints_on_one_side_without_its_buttons(
    visit: Visit, catalog: Catalog, group_id: str, paper: str, tmp_path: Path
) -> None:
    (group,) = [group for group in catalog.script_groups if group.id == group_id]
    sides = [squeezed(side) for side in printed(visit(f"/scripts/{group_id}/"), paper, tmp_path / "scripts.pdf")]
    assert "Copy text" not in " ".join(sides)
    for script in group.scripts:
        assert any(
            all(squeezed(part) in side for part in (script.title, script.when, script.avoid.split(",")[0]))
            for side in sides
        ), script.id
