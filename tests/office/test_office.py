"""What LibreOffice makes of the Word files: `make office`, apart from `make test` because it is a large install."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from guidebook.tokens import read_tokens
from guidebook.worksheets.blocks import (
    Block,
    Boxes,
    Heading,
    NumberedQuestion,
    Rule,
    Table,
    Title,
    WritingPrompt,
    blocks,
)
from guidebook.worksheets.brand import BRAND
from guidebook.worksheets.imprint import Imprint, Paper
from guidebook.worksheets.word import worksheet_docx
from site_tools import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from guidebook.catalog import Catalog

SHEETS = sorted(path.stem for path in (ROOT / "docs" / "_data" / "worksheets").glob("*.yml"))
# The text of form fields would not be read back, so they are printed as text.
PDF = 'pdf:writer_pdf_Export:{"ExportFormFields":{"type":"boolean","value":"false"}}'


@pytest.fixture(scope="session")
def opened(catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the PDF of every sheet, converted in one run, since LibreOffice takes long to start."""
    folder = tmp_path_factory.mktemp("office")
    tokens = read_tokens(ROOT / "docs")
    for sheet in catalog.worksheets:
        laid_out = tuple(blocks(sheet, catalog.question_by_id))
        imprint = Imprint("The Guide", f"https://guide.example/worksheets/{sheet.id}/")
        package = worksheet_docx(laid_out, imprint, tokens, Paper.LETTER, sheet.description, ROOT / BRAND)
        (folder / f"{sheet.id}.docx").write_bytes(package)
    # A profile of its own, so that a LibreOffice that is already open is left alone.
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", PDF, "--outdir", str(folder)]
    subprocess.run([*command, *sorted(map(str, folder.glob("*.docx")))], check=True, capture_output=True, timeout=300)
    return folder


def sides(pdf: Path) -> list[str]:
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
    return [" ".join(side.split()) for side in text.split("\f")[:-1]]


def printed(laid_out: tuple[Block, ...]) -> Iterator[str]:
    """What stands on a line of its own, in order; cells of tables are read across and left out."""
    for block in laid_out:
        match block:
            case Title() | Rule() | Heading() | NumberedQuestion() | WritingPrompt():
                yield block.text
            case Boxes():
                yield from (item.label for item in block.items)
            case Table():
                yield block.caption
            case _:
                pass


@pytest.mark.parametrize("sheet_id", SHEETS)
def test_every_sheet_opens_in_its_order_and_leaves_no_page_blank(catalog: Catalog, opened: Path, sheet_id: str) -> None:
    sheet = catalog.worksheet_by_id[sheet_id]
    pages = sides(opened / f"{sheet_id}.pdf")
    # Without the sheets' font LibreOffice may take a wider one.
    assert sheet.sides <= len(pages) <= sheet.sides + 1
    assert all(f"Page {number} of {len(pages)}" in page for number, page in enumerate(pages, 1))
    bodies = [page.removeprefix("The Guide ").partition(f"guide.example/worksheets/{sheet_id}/")[0] for page in pages]
    assert all(len(body) > 60 for body in bodies)
    text, position = " ".join(bodies), 0
    for part in printed(tuple(blocks(sheet, catalog.question_by_id))):
        position = text.find(part, position)
        assert position >= 0, f"{part} is missing or comes too early"
        position += len(part)
