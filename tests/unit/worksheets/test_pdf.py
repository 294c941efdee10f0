from __future__ import annotations

import io
from itertools import product
from typing import TYPE_CHECKING

import page as validator
import pikepdf
import pytest
from PIL import Image

from guidebook.problems import ProblemsError
from guidebook.worksheets.imprint import Institution, Paper
from guidebook.worksheets.pdf import DoesNotFitError, Edition, Pdf, Press, qr_code
from pdf_tools import decoded, drawn, off_margins, runs, spoken, squeezed, text_of
from small_sheet import ADDRESS, SITE_NAME, every_block, lined, manuscript

if TYPE_CHECKING:
    from pathlib import Path

    from guidebook.worksheets.pdf import Manuscript

EVERY = list(product(Paper, Edition))
LITERAL = [
    "#panic()", "*x* _y_", "<script>alert(1)</script>", "$x$", "@label", "= x", "- x", "+ x", "1. x", "/ x: y", "// x",
    "/* x */", "`x`", "~", "\\", "\\u{1f600}", "[x](y)", "]", "}", "\"x\" 'y'", "a -- b --- c ...", "https://a.b/c_d",
    "<x>", "%", "{{ x }}", "#import \"x\": *", "Ærøskøbing, Łódź, naïve", "e\u0301",
]  # fmt: skip
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10"/></svg>'

LINKED = LOGO.replace("<rect", "<image href='http://a.example/b.png'")


def said(pdf: Pdf) -> str:
    with pikepdf.open(io.BytesIO(pdf.content)) as document:
        return spoken(document, runs(document))


def alternatives(pdf: Pdf) -> list[str]:
    with pikepdf.open(io.BytesIO(pdf.content)) as document:
        items = [item for item in document.objects if isinstance(item, pikepdf.Dictionary)]
        return sorted(str(item.Alt) for item in items if item.get("/S") == "/Figure")


@pytest.mark.parametrize(("paper", "edition"), EVERY)
def test_every_edition_is_valid_scanned_and_the_same_twice(
    press: Press, paper: Paper, edition: Edition, tmp_path: Path
) -> None:
    sheet = manuscript(every_block("What is it?"))
    pdf = press.print(sheet, paper, edition)
    report = validator.validate_pdf_bytes(pdf.content, profile="ua1")
    assert report.is_compliant, str(report)
    assert press.print(sheet, paper, edition) == pdf
    path = tmp_path / "sheet.pdf"
    path.write_bytes(pdf.content)
    pictures = drawn(path, 150)
    assert len(pictures) == pdf.pages
    assert decoded(pictures[0]) == [ADDRESS]
    assert (pictures[0].width, pictures[0].height) == {Paper.LETTER: (1275, 1650), Paper.A4: (1241, 1754)}[paper]


@pytest.mark.parametrize("text", LITERAL)
def test_text_prints_as_it_was_written(press: Press, text: str) -> None:
    laid_out = every_block(text)
    institution = Institution.model_construct(name=text, unit=text, contact=text)
    sheet = manuscript(laid_out, site_name=text, institution=institution)
    assert press.missing_glyphs(sheet) == ""
    pdf = press.print(sheet, Paper.LETTER, Edition.FILLABLE)
    assert said(pdf) == text_of(laid_out, text, institution=f"{text}·{text}·{text}")


def test_other_text_would_be_seen(press: Press) -> None:
    pdf = press.print(manuscript(every_block("*x*")), Paper.LETTER, Edition.PRINT)
    assert said(pdf) != text_of(every_block("x"), SITE_NAME)


@pytest.mark.parametrize(
    ("text", "missing"),
    [("Why?", ""), ("שלום", "ולםש"), ("👩 x 🎓", "🎓👩"), ("x\u202ey", "\u202e"), ("مرحبا", "ابحرم")],
)
def test_characters_without_a_glyph_are_named_wherever_they_stand(press: Press, text: str, missing: str) -> None:
    sheets = [
        manuscript(every_block(text)),
        manuscript(every_block("x"), site_name=text),
        manuscript(every_block("x"), institution=Institution(name="xx", unit="xx", contact=f"x{text}")),
    ]
    assert [press.missing_glyphs(sheet) for sheet in sheets] == [missing] * 3


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("word", ["x" * 200, "Donaudampfschifffahrt" * 9, "https://guide.example/" + "x-y/" * 40])
def test_very_long_word_stays_inside_the_margins(press: Press, word: str, edition: Edition, tmp_path: Path) -> None:
    pdf = press.print(manuscript(every_block(word), sides=9), Paper.LETTER, edition)
    assert said(pdf) == text_of(every_block(word), SITE_NAME, large=edition is Edition.LARGE)
    path = tmp_path / "sheet.pdf"
    path.write_bytes(pdf.content)
    assert [off_margins(picture, 60, (15, 14, 15, 6)) for picture in drawn(path, 60)] == [False] * pdf.pages


def test_lines_come_closer_until_the_sheet_fits_and_no_closer(press: Press) -> None:
    def ruling(lines: int) -> float:
        return press.print(manuscript(lined(lines), sides=1), Paper.LETTER, Edition.PRINT).ruling

    fitting = [ruling(lines) for lines in (15, 16, 17)]
    assert fitting == [8, 7.5, 6.5]
    with pytest.raises(DoesNotFitError) as caught:
        ruling(18)
    assert caught.value.pages == 2


def test_large_print_takes_the_pages_it_needs(press: Press) -> None:
    pdf = press.print(manuscript(lined(30), sides=1), Paper.A4, Edition.LARGE)
    assert (pdf.pages > 1, pdf.ruling) == (True, 12)
    with pikepdf.open(io.BytesIO(pdf.content)) as document:
        assert min(run.size for run in runs(document)) == 18


def branded(tmp_path: Path, ending: str) -> Manuscript:
    logo = tmp_path / f"logo.{ending}"
    if ending == "svg":
        logo.write_text(LOGO, "utf-8")
    else:
        Image.new("RGB", (200, 100), "black").save(logo)
    institution = Institution(name="Example College", unit="Career Center", contact="Room 1", logo=logo.name)
    return manuscript(every_block("Why?"), institution=institution, logo=logo)


@pytest.mark.parametrize("ending", ["svg", "png", "jpg"])
@pytest.mark.parametrize(("paper", "edition"), EVERY)
def test_institution_and_logo_stand_on_every_edition(
    press: Press, paper: Paper, edition: Edition, ending: str, tmp_path: Path
) -> None:
    pdf = press.print(branded(tmp_path, ending), paper, edition)
    report = validator.validate_pdf_bytes(pdf.content, profile="ua1")
    assert report.is_compliant, str(report)
    assert said(pdf).startswith("ExampleCollege·CareerCenter·Room1")
    assert alternatives(pdf) == ["Example College", f"QR code that opens {ADDRESS}"]


@pytest.mark.parametrize(
    ("ending", "content"),
    [("png", b"x"), ("jpg", b"<svg/>"), ("svg", b""), ("svg", b"x"), ("svg", LINKED.encode())],
)
def test_logo_that_is_no_image_is_told(press: Press, ending: str, content: bytes, tmp_path: Path) -> None:
    sheet = branded(tmp_path, ending)
    (tmp_path / f"logo.{ending}").write_bytes(content)
    with pytest.raises(
        ProblemsError, match=r"^mkdocs.yml:1: extra.institution.logo: cannot be read; save the logo anew"
    ):
        press.print(sheet, Paper.A4, Edition.PRINT)


@pytest.mark.parametrize(("paper", "edition"), EVERY)
def test_long_institution_and_address_stay_inside_the_margins(
    press: Press, paper: Paper, edition: Edition, tmp_path: Path
) -> None:
    unit, contact = f"{'Career ' * 10}Center", f"{'x@a.example ' * 9}x"
    institution = Institution(name=f"{'College ' * 6}College", unit=unit, contact=contact)
    address = f"https://careers.example.edu/{'interviews/' * 3}go/first-talk/"
    sheet = manuscript(every_block("Why?"), address=address, institution=institution)
    pdf = press.print(sheet, paper, edition)
    path = tmp_path / "sheet.pdf"
    path.write_bytes(pdf.content)
    assert [off_margins(picture, 60, (15, 14, 15, 6)) for picture in drawn(path, 60)] == [False] * pdf.pages
    with pikepdf.open(path) as document:
        assert address.removeprefix("https://") in squeezed("".join(run.text for run in runs(document)))


def test_sheet_without_an_institution_names_the_site_and_has_the_code_alone(press: Press) -> None:
    pdf = press.print(manuscript(every_block("Why?")), Paper.A4, Edition.PRINT)
    assert said(pdf).startswith("Smallguide")
    assert alternatives(pdf) == [f"QR code that opens {ADDRESS}"]


@pytest.mark.parametrize(
    ("address", "side"),
    [
        ("https://guide.example/go/learn-brief/", 20),
        (f"https://guide.example/{'x' * 18}/", 20),
        (ADDRESS + "x" * 90, 26.5),
    ],
)
def test_code_is_20_millimeters_wide_or_wider_for_a_long_address(address: str, side: float) -> None:
    svg, width = qr_code(address)
    assert width == side
    assert svg.startswith("<?xml")
    assert qr_code(address) == (svg, width)


def test_code_of_a_long_address_is_still_read(press: Press, tmp_path: Path) -> None:
    address = f"https://careers.example.edu/services/{'interviews-' * 6}/go/first-talk/"
    pdf = press.print(manuscript(every_block("Why?"), address=address), Paper.LETTER, Edition.PRINT)
    path = tmp_path / "sheet.pdf"
    path.write_bytes(pdf.content)
    assert decoded(drawn(path, 150)[0]) == [address]
