from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.oxml.ns import qn

from guidebook.comparisons.word import comparison_blocks
from guidebook.tokens import read_tokens
from guidebook.worksheets.imprint import Imprint, Institution, Paper
from guidebook.worksheets.word import worksheet_docx
from site_tools import ROOT
from small_project import TABLE_YML, edited, load

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

    from guidebook.catalog import Catalog

ADDRESS = "https://guide.example/comparisons/two-talks/"
COLUMNS = """\
columns:
  - {id: learning, label: Learning}
  - {id: hiring, label: Hiring, spoken: fine}
"""


def written(catalog: Catalog, table_id: str) -> Document:
    table = catalog.comparison_by_id[table_id]
    imprint = Imprint("Small guide", ADDRESS, Institution(name="Riverside College"))
    tokens = read_tokens(ROOT / "docs", "docs")
    laid_out = comparison_blocks(table, catalog.source_by_id, ADDRESS)
    template = ROOT / "overrides/print/brand.docx"
    return docx.Document(BytesIO(worksheet_docx(laid_out, imprint, tokens, Paper.LETTER, table.description, template)))


def cells(document: Document) -> list[list[str]]:
    (table,) = document.tables
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_word_file_holds_the_table_with_its_labels_and_sources(tmp_path: Path) -> None:
    old = COLUMNS.replace(", spoken: fine", "")
    document = written(load(tmp_path, edited(TABLE_YML, old, COLUMNS)).catalog, "two-talks")
    assert cells(document) == [
        ["", "Learning", "Hiring"],
        ["Who asks", "You do. (Doe 2020)", "“They do.”"],
        ["How long", "Half an hour.", "“An hour.”"],
    ]
    assert [(p.style and p.style.name, p.text) for p in document.paragraphs] == [
        ("Heading 1", "Two kinds of talk"),
        ("Sheet Intro", "Read across."),
        ("Caption", "Two kinds of talk"),
        ("Heading 2", "What to do with it"),
        ("Sheet Note", "Keep them apart."),
        ("Sheet Note", f"This table online, with its sources in full and a link to each row: {ADDRESS}"),
    ]
    assert document.core_properties.title == "Two kinds of talk"
    assert "Riverside College" in document.sections[0].header.paragraphs[0].text


def test_heading_row_is_one_for_programs_and_repeats_on_each_page(tmp_path: Path) -> None:
    (table,) = written(load(tmp_path).catalog, "two-talks").tables
    properties: Any = table._tbl.tblPr
    marked = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.rows]
    assert marked == [True, False, False]
    look = properties.find(qn("w:tblLook"))
    assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")
    assert properties.find(qn("w:tblCaption")).get(qn("w:val")) == "Two kinds of talk"


@pytest.mark.parametrize("table_id", ["grading-a-reflection", "informational-vs-job", "say-this-not-that"])
def test_table_of_the_guide_reads_back_whole(table_id: str, catalog: Catalog) -> None:
    table = catalog.comparison_by_id[table_id]
    rows = cells(written(catalog, table_id))
    assert [row[0] for row in rows] == ["", *(row.label for row in table.rows)]
    assert rows[0][1:] == [column.label for column in table.columns]
    assert all(all(row[1:]) for row in rows)
    cites = any("[^" in text for text in table.texts)
    assert ("sources in full" in written(catalog, table_id).paragraphs[-1].text) is cites
    assert not [text for row in rows for text in row if "[^" in text]
