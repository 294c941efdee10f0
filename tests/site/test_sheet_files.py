"""The files of the real sheets: what a reader downloads, prints, types into and scans."""

from __future__ import annotations

import io
import zipfile
from operator import delitem
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import page as validator
import pikepdf
import pytest

from guidebook.text import count, file_size
from guidebook.tokens import read_tokens
from guidebook.worksheets.blocks import Block, blocks, spaces
from guidebook.worksheets.files import FORMATS
from guidebook.worksheets.imprint import Paper
from guidebook.worksheets.pdf import Edition
from pdf_tools import (
    POINTS,
    decoded,
    drawn,
    field_faults,
    ink,
    leaves,
    loose_fonts,
    noisy,
    off_margins,
    runs,
    spoken,
    text_of,
)
from site_tools import ROOT, SITE_URL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from lxml.html import HtmlElement
    from PIL import Image

    from guidebook.catalog import Catalog
    from site_tools import BuiltPage

    Damage = Callable[[pikepdf.Pdf], object]
    Margins = tuple[float, float, float]

SITE_NAME = "The Informational Interview Guide"
COARSE, FINE = 60, 150
"""Dots an inch: enough to see that something is there, and what an office scanner takes."""
QR_CORNER = 45
"""Millimeters from the upper right corner that hold the code."""
FOOTER = {Edition.PRINT: 9, Edition.FILLABLE: 9, Edition.LARGE: 6}
"""Millimeters that stay white below the footer: a laser printer leaves out 4.2."""


class Made(NamedTuple):
    """A published PDF of a sheet and what it was to become."""

    path: Path
    paper: Paper
    edition: Edition
    title: str
    sides: int
    laid_out: tuple[Block, ...]
    address: str


@pytest.fixture(scope="module")
def folder(built: Path) -> Path:
    return built / "worksheets/files"


@pytest.fixture(scope="module")
def margins() -> Margins:
    top, side, bottom = read_tokens(ROOT / "docs")["page-margin"].split()
    return float(side.removesuffix("mm")), float(top.removesuffix("mm")), float(bottom.removesuffix("mm"))


@pytest.fixture(scope="module")
def made(folder: Path, catalog: Catalog) -> list[Made]:
    return [
        Made(
            folder / f"{sheet.id}{kind.ending}",
            kind.paper,
            kind.edition,
            sheet.title,
            sheet.sides,
            tuple(blocks(sheet, catalog.question_by_id)),
            SITE_URL.rstrip("/") + catalog.short_address_of[f"/worksheets/{sheet.id}/"],
        )
        for sheet in catalog.worksheets
        for kind in FORMATS
        if kind.paper and kind.edition
    ]


def one(made: list[Made], edition: Edition) -> Made:
    return next(pdf for pdf in made if pdf.path.name.startswith("learn-30-letter") and pdf.edition is edition)


def damaged(pdf: Made, damage: Damage) -> bytes:
    content = io.BytesIO()
    with pikepdf.open(pdf.path) as document:
        damage(document)
        document.save(content)
    return content.getvalue()


# ── As a whole ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_sheet_has_every_file_and_no_other_file_is_there(folder: Path, catalog: Catalog) -> None:
    names = {f"{sheet.id}{kind.ending}" for sheet in catalog.worksheets for kind in FORMATS}
    assert {path.name for path in folder.iterdir()} == names | {f"worksheets-{paper}.zip" for paper in Paper}


def test_every_pdf_passes_the_validator_of_pdf_ua(made: list[Made]) -> None:
    reports = {pdf.path.name: validator.validate_pdf(pdf.path, profile="ua1") for pdf in made}
    assert {name: str(report) for name, report in reports.items() if not report.is_compliant} == {}
    assert len(reports) >= 20 * 6


def unnamed(document: pikepdf.Pdf) -> None:
    with document.open_metadata() as metadata:
        del metadata["dc:title"]


def unlabeled(document: pikepdf.Pdf) -> None:
    del document.Root.AcroForm.Fields[0]["/TU"]


def untagged(document: pikepdf.Pdf) -> None:
    document.pages[0].contents_add(b"0 0 9 9 re f")


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda document: delitem(document.Root, "/Lang"), id="no language"),
        pytest.param(lambda document: delitem(document.Root, "/StructTreeRoot"), id="no structure"),
        pytest.param(lambda document: delitem(document.Root, "/MarkInfo"), id="not marked"),
        pytest.param(unnamed, id="no title"),
        pytest.param(unlabeled, id="field without a label"),
        pytest.param(untagged, id="drawn outside of the structure"),
    ],
)
def test_the_validator_sees_a_planted_fault(made: list[Made], damage: Damage) -> None:
    content = damaged(one(made, Edition.FILLABLE), damage)
    assert not validator.validate_pdf_bytes(content, profile="ua1").is_compliant


# ── Inside ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def faults(pdf: Made, document: pikepdf.Pdf, margins: Margins) -> Iterator[str]:
    """What a validator cannot know to be wrong with a PDF."""
    large = pdf.edition is Edition.LARGE
    if str(document.Root.get("/Lang", "")) != "en-US":
        yield "language"
    if str(document.docinfo.get("/Title", "")) != pdf.title:
        yield "title"
    if loose_fonts(document):
        yield "fonts"
    if not large and len(document.pages) > pdf.sides:
        yield "pages"
    text = list(runs(document))
    if spoken(document, text) != text_of(pdf.laid_out, SITE_NAME, large=large):
        yield "text"
    if large and min(run.size for run in text) < 18:
        yield "size"
    footers = [f"Page {number} of {len(document.pages)}" for number in range(1, len(document.pages) + 1)]
    if [run.text for run in text if run.mark is None and run.text.startswith("Page ")] != footers:
        yield "footer"
    if pdf.edition is Edition.FILLABLE:
        side, top, bottom = (margin * POINTS - 0.1 for margin in margins)
        yield from field_faults(document, spaces(pdf.laid_out), (side, bottom, side, top))
    elif "/AcroForm" in document.Root or any(leaf.annotation is not None for leaf in leaves(document)):
        yield "has fields"


def test_every_pdf_says_what_its_sheet_says_in_its_order(made: list[Made], margins: Margins) -> None:
    found = {}
    for pdf in made:
        with pikepdf.open(pdf.path) as document:
            found[pdf.path.name] = list(faults(pdf, document, margins))
    assert {name: told for name, told in found.items() if told} == {}


def swapped(document: pikepdf.Pdf) -> None:
    kids = document.Root.StructTreeRoot.K[0].K
    position = next(at for at, kid in enumerate(kids) if kid.S == "/H2")
    kids[position], kids[position + 1] = kids[position + 1], kids[position]


def unembedded(document: pikepdf.Pdf) -> None:
    font = next(iter(document.pages[0].Resources.Font.values()))
    del font.DescendantFonts[0].FontDescriptor["/FontFile2"]


def retagged(document: pikepdf.Pdf) -> None:
    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Form":
            item.S = pikepdf.Name.Link


def change(**entries: object) -> Callable[[pikepdf.Pdf], None]:
    """A damage to the second field of a form."""

    def damage(document: pikepdf.Pdf) -> None:
        for key, value in entries.items():
            setattr(document.Root.AcroForm.Fields[1], key, value)

    return damage


def onto_the_first(document: pikepdf.Pdf) -> None:
    first, second = list(document.Root.AcroForm.Fields)[:2]
    second.Rect = first.Rect


@pytest.mark.parametrize(
    ("edition", "damage", "told"),
    [
        (Edition.PRINT, lambda document: setattr(document.Root, "Lang", pikepdf.String("de")), "language"),
        (Edition.PRINT, lambda document: delitem(document.docinfo, "/Title"), "title"),
        (Edition.PRINT, unembedded, "fonts"),
        (Edition.PRINT, lambda document: document.add_blank_page(), "pages"),
        (Edition.PRINT, lambda document: document.add_blank_page(), "footer"),
        (Edition.PRINT, swapped, "text"),
        (Edition.FILLABLE, lambda document: document.pages[0].Annots.pop(1), "has a field that is not in"),
        (Edition.FILLABLE, change(T=pikepdf.String("name")), "has a name twice"),
        (Edition.FILLABLE, change(TU=pikepdf.String("Text")), "has the fields"),
        (Edition.FILLABLE, change(Rect=pikepdf.Array([20, 300, 99, 310])), "date: is outside the margins"),
        (Edition.FILLABLE, change(Rect=pikepdf.Array([99, 300, 99, 310])), "date: is outside the margins"),
        (Edition.FILLABLE, onto_the_first, "name and date: overlap"),
        (Edition.FILLABLE, retagged, "name: is tagged /Link"),
        (
            Edition.FILLABLE,
            lambda document: delitem(document.Root.AcroForm.Fields[4].AP.N, "/Off"),
            "before_box-1: cannot be ticked",
        ),
    ],
)
def test_a_planted_fault_in_a_pdf_is_seen(
    made: list[Made],
    margins: Margins,
    edition: Edition,
    damage: Damage,
    told: str,
) -> None:
    pdf = one(made, edition)
    with pikepdf.open(io.BytesIO(damaged(pdf, damage))) as document:
        found = list(faults(pdf, document, margins))
    assert [fault for fault in found if fault.startswith(told)], found


@pytest.mark.parametrize(("read_as", "told"), [(Edition.LARGE, "size"), (Edition.PRINT, "has fields")])
def test_one_edition_in_the_place_of_another_is_seen(
    made: list[Made], margins: Margins, read_as: Edition, told: str
) -> None:
    pdf = one(made, Edition.FILLABLE)
    with pikepdf.open(pdf.path) as document:
        assert told in list(faults(pdf._replace(edition=read_as), document, margins))


# ── As poppler draws it ─────────────────────────────────────────────────────────────────────────────────────────────


def drawing_faults(pdf: Made, margins: Margins, path: Path) -> Iterator[str]:
    side, top, bottom = margins
    pictures = drawn(path, COARSE)
    for number, picture in enumerate(pictures, 1):
        if off_margins(picture, COARSE, (side, top, side, FOOTER[pdf.edition])):
            yield f"page {number}: something is drawn outside the margins"
    last = pictures[-1]
    if ink(last.crop((0, 0, last.width, last.height - round(bottom / 25.4 * COARSE)))) is None:
        yield "the last page is empty"


def test_nothing_is_drawn_outside_the_margins_and_no_last_page_is_empty(made: list[Made], margins: Margins) -> None:
    found = {pdf.path.name: list(drawing_faults(pdf, margins, pdf.path)) for pdf in made}
    assert {name: told for name, told in found.items() if told} == {}


def footed(document: pikepdf.Pdf) -> None:
    """Add a page that holds nothing but a footer."""
    document.add_blank_page(page_size=(612, 792))
    document.pages[-1].contents_add(b"50 30 300 6 re f")


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda document: document.pages[0].contents_add(b"30 400 9 9 re f"), "page 1: something is drawn outside"),
        (lambda document: document.pages[1].contents_add(b"575 400 9 9 re f"), "page 2: something is drawn outside"),
        (lambda document: document.pages[1].contents_add(b"90 758 9 9 re f"), "page 2: something is drawn outside"),
        (lambda document: document.pages[1].contents_add(b"90 9 9 9 re f"), "page 2: something is drawn outside"),
        (lambda document: document.add_blank_page(page_size=(612, 792)), "the last page is empty"),
        (footed, "the last page is empty"),
    ],
)
def test_a_planted_fault_in_the_drawing_is_seen(
    made: list[Made],
    margins: Margins,
    damage: Damage,
    told: str,
    tmp_path: Path,
) -> None:
    pdf = one(made, Edition.PRINT)
    planted = tmp_path / "planted.pdf"
    planted.write_bytes(damaged(pdf, damage))
    assert [fault[: len(told)] for fault in drawing_faults(pdf, margins, planted)] == [told]


def corner(paper: Paper, path: Path) -> Image.Image:
    """The upper right corner of the first page, as an office scanner sees it."""
    side, width = (round(length / 25.4 * FINE) for length in (QR_CORNER, paper.size[0]))
    crop = ("-x", str(width - side), "-y", "0", "-W", str(side), "-H", str(side))
    (picture,) = drawn(path, FINE, "-f", "1", "-l", "1", *crop)
    return picture


def test_the_code_leads_to_the_short_address_of_the_sheet_even_through_noise(made: list[Made]) -> None:
    noise = Random(3)  # noqa: S311 (no secret)
    printed = [pdf for pdf in made if pdf.edition is Edition.PRINT]
    read = {}
    for pdf in printed:
        picture = corner(pdf.paper, pdf.path)
        poor = noisy(picture, noise.randbytes(picture.width * picture.height), 0.2)
        read[pdf.path.name] = [*decoded(picture), *decoded(poor)]
    assert read == {pdf.path.name: [pdf.address, pdf.address] for pdf in printed}


def test_a_spoiled_code_is_not_read(made: list[Made], tmp_path: Path) -> None:
    planted = tmp_path / "planted.pdf"
    pdf = one(made, Edition.PRINT)
    planted.write_bytes(
        damaged(pdf, lambda document: document.pages[0].contents_add(b"1 1 1 rg 520 700 24 24 re 545 730 20 12 re f"))
    )
    assert decoded(corner(pdf.paper, planted)) == []


# ── On the pages ────────────────────────────────────────────────────────────────────────────────────────────────────


def stated(tree: HtmlElement) -> dict[str, str]:
    """What stands in brackets after each link to a file."""
    links = tree.xpath("//article//a[contains(@href, 'files/')]")
    return {link.get("href").rpartition("/")[2]: (link.tail or "").partition(")")[0].strip(" (") for link in links}


def real(path: Path) -> str:
    size = file_size(path.stat().st_size)
    if path.suffix == ".zip":
        return f"ZIP, {size}"
    if path.suffix != ".pdf":
        return size
    with pikepdf.open(path) as document:
        return f"{count(len(document.pages), 'page')}, {size}"


def test_each_page_lists_its_files_with_their_real_pages_and_sizes(
    folder: Path, built_pages: list[BuiltPage], catalog: Catalog
) -> None:
    by_url = {page.url: page.tree for page in built_pages}
    for sheet in catalog.worksheets:
        names = [f"{sheet.id}{kind.ending}" for kind in FORMATS if not kind.ending.endswith(".svg")]
        told = stated(by_url[f"/worksheets/{sheet.id}/"])
        assert told == {name: real(folder / name) for name in names}
        assert list(told) == names


def test_a_wrong_size_or_number_of_pages_is_seen(folder: Path, tmp_path: Path) -> None:
    assert real(folder / "learn-30-letter.pdf").startswith("2 pages, ")
    other = tmp_path / "other.pdf"
    with pikepdf.open(folder / "learn-30-letter.pdf") as document:
        del document.pages[1]
        document.save(other)
    assert real(other).startswith("1 page, ")
    assert real(other) != real(folder / "learn-30-letter.pdf")


def test_each_page_shows_its_short_address_and_the_code_for_it(built_pages: list[BuiltPage], catalog: Catalog) -> None:
    by_url = {page.url: page.tree for page in built_pages}
    for sheet in catalog.worksheets:
        address = SITE_URL.rstrip("/") + catalog.short_address_of[f"/worksheets/{sheet.id}/"]
        tree = by_url[f"/worksheets/{sheet.id}/"]
        assert tree.xpath("string(//p[@class='short-address']/strong)") == address
        (code,) = tree.xpath("//article//img[contains(@class, 'qr')]")
        assert (code.get("src"), code.get("alt")) == (f"../files/{sheet.id}-qr.svg", f"QR code that opens {address}")


def test_a_short_address_leads_to_its_place(built: Path, catalog: Catalog) -> None:
    for short in catalog.short_addresses:
        stub = (built / short.source.strip("/") / "index.html").read_text("utf-8")
        assert f'<a href="../..{short.to}">' in stub
        assert (built / short.to.partition("#")[0].strip("/") / "index.html").is_file()


def test_every_short_address_is_short_enough_for_its_code(catalog: Catalog) -> None:
    assert [short.word for short in catalog.short_addresses if len(f"https://guide.example{short.source}") > 40] == []
    assert {f"/worksheets/{sheet.id}/" for sheet in catalog.worksheets} <= catalog.short_address_of.keys()


# ── All at once ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("paper", Paper)
def test_an_archive_holds_each_file_for_its_paper_and_nothing_else(
    folder: Path, catalog: Catalog, paper: Paper
) -> None:
    names = [f"{sheet.id}{kind.ending}" for sheet in catalog.worksheets for kind in FORMATS if kind.paper is paper]
    with zipfile.ZipFile(folder / f"worksheets-{paper}.zip") as archive:
        assert archive.namelist() == ["README.txt", *(f"worksheets-{paper}/{name}" for name in names)]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None
        assert all(archive.read(f"worksheets-{paper}/{name}") == (folder / name).read_bytes() for name in names)
        assert f"all worksheets for {paper.label}\n{SITE_URL}worksheets/\n" in archive.read("README.txt").decode()


def test_the_list_of_sheets_links_both_archives(folder: Path, built_pages: list[BuiltPage]) -> None:
    (tree,) = [page.tree for page in built_pages if page.url == "/worksheets/"]
    assert stated(tree) == {name: real(folder / name) for name in ("worksheets-letter.zip", "worksheets-a4.zip")}
