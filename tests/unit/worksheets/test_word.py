from __future__ import annotations

import re
import runpy
import struct
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.oxml.ns import qn

from guidebook.problems import ProblemsError
from guidebook.tokens import read_tokens
from guidebook.worksheets.blocks import (
    Block,
    Boxes,
    Cell,
    Head,
    Heading,
    Line,
    NumberedQuestion,
    Rule,
    Space,
    Table,
    Title,
    WritingPrompt,
    blocks,
    spaces,
)
from guidebook.worksheets.brand import BRAND, STYLES_PART, zipped
from guidebook.worksheets.imprint import Imprint, Institution, Paper
from guidebook.worksheets.word import MADE, short_name, tag, worksheet_docx
from site_tools import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from guidebook.catalog import Catalog

TEMPLATE = ROOT / BRAND
SHEETS = sorted(path.stem for path in (ROOT / "docs" / "_data" / "worksheets").glob("*.yml"))
IMPRINT = Imprint("The Guide", "https://guide.example/worksheets/x/")
HOSTILE = [
    "#panic()",
    "*x*",
    "<script>alert(1)</script>",
    "a | b",
    "שלום עולם",
    "👩‍🎓 ★",
    "w" * 300,
    "&amp; & <w:t>",
    "{{x}}",
]

SMALL: tuple[Block, ...] = (
    Title("small", "Small sheet", "For a test."),
    Rule("Learn. Never ask for a job."),
    Head((Space("name", "Name"), Space("date", "Date"))),
    Heading("open", "Open"),
    Line("note", "Breathe."),
    NumberedQuestion(1, "q-one", "What is it like?", "Because.", True, Space("q-one", "What is it like?", 2)),
    WritingPrompt("I heard:", Space("open.prompt-1", "I heard:", 3)),
    Boxes((Space("open.box-1", "Say thanks."), Space("open.box-2", "Leave."))),
    Table(
        "Fill in",
        ("Who", "When"),
        (False, False),
        ((Cell("Doe"), Cell("", Space("open.doe.when", "Doe: When", 2))),),
        12,
        labeled=True,
    ),
)


@pytest.fixture(scope="module")
def tokens() -> Mapping[str, str]:
    return read_tokens(ROOT / "docs")


@pytest.fixture
def make(tokens: Mapping[str, str]) -> Callable[..., bytes]:
    def made(
        laid_out: tuple[Block, ...] = SMALL,
        imprint: Imprint = IMPRINT,
        paper: Paper = Paper.LETTER,
        template: Path = TEMPLATE,
        **changed: str,
    ) -> bytes:
        return worksheet_docx(laid_out, imprint, {**tokens, **changed}, paper, "What it is.", template)

    return made


def part(package: bytes, name: str) -> str:
    with zipfile.ZipFile(BytesIO(package)) as opened:
        return opened.read(name).decode()


def edited(package: bytes, name: str, pattern: str, new: str) -> bytes:
    """The package with the first match of `pattern` in one part replaced."""
    with zipfile.ZipFile(BytesIO(package)) as opened:
        parts = {entry: opened.read(entry) for entry in opened.namelist()}
    text, changes = re.subn(pattern, lambda _: new, parts[name].decode(), count=1, flags=re.DOTALL)
    assert changes, f"nothing in {name} matches {pattern}"
    return zipped(parts | {name: text.encode()})


def printed(paragraph: Any) -> str:
    """The text of a paragraph without what stands in its content controls."""
    runs = paragraph.xpath(".//w:t[not(ancestor::w:sdt)] | .//w:tab[parent::w:r][not(ancestor::w:sdt)]")
    return " ".join("".join(" " if run.tag == qn("w:tab") else run.text or "" for run in runs).split())


def expected(laid_out: tuple[Block, ...]) -> Iterator[str]:
    """The text of every paragraph that prints something, in order."""
    for block in laid_out:
        match block:
            case Title():
                yield from (block.text, block.intro)
            case Rule() | Heading() | WritingPrompt():
                yield block.text
            case Head():
                yield f"{block.spaces[0].label} {block.spaces[1].label}"
                yield from (space.label for space in block.spaces[2:])
            case Line():
                yield {"legend": f"★ {block.text}", "say": f"“{block.text}”"}.get(block.role, block.text)
            case NumberedQuestion():
                yield f"{block.text}{' ★ core' if block.core else ''}"
                yield block.why
            case Boxes():
                yield from (item.label for item in block.items)
            case Table():
                yield from (block.caption, *block.columns)
                yield from (cell.text for row in block.rows for cell in row if cell.text)


def inside(element: Any, path: str) -> Any:
    """The first element at `w:a/w:b` below this one."""
    return element.find("/".join(qn(step) for step in path.split("/")))


def named(control: Any) -> tuple[str, str]:
    return tuple(inside(control, f"w:sdtPr/w:{name}").get(qn("w:val")) for name in ("tag", "alias"))


def faults(package: bytes, laid_out: tuple[Block, ...]) -> set[str]:
    """What a reader, a screen reader or Word would miss in the file, by name."""
    document = docx.Document(BytesIO(package))
    body: Any = document.element.body
    styles = {style.style_id: str(style.name) for style in document.styles}
    paragraphs = [(styles[paragraph.style], paragraph) for paragraph in body.iter(qn("w:p"))]
    headings = [(style, printed(paragraph)) for style, paragraph in paragraphs if style.startswith("Heading")]
    titles = [
        (f"Heading {1 + isinstance(block, Heading)}", block.text)
        for block in laid_out
        if isinstance(block, Title | Heading)
    ]
    grids = [block for block in laid_out if isinstance(block, Table)]
    ticks = [item for block in laid_out if isinstance(block, Boxes) for item in block.items]
    numbers = [block.number for block in laid_out if isinstance(block, NumberedQuestion)]
    controls = [*body.iter(qn("w:sdt"))]
    tables = [*body.iter(qn("w:tbl"))]
    rows = [[inside(row, "w:trPr/w:tblHeader") is not None for row in table.iter(qn("w:tr"))] for table in tables]
    section = document.sections[-1]
    roots = (body, section.header._element, section.footer._element)
    about = document.core_properties
    kept = {"Heading 1", "Heading 2", "List Number", "Sheet Reason", "Sheet Prompt", "Caption"}
    found = {
        "text": [text for _, paragraph in paragraphs if (text := printed(paragraph))]
        == [" ".join(text.split()) for text in expected(laid_out)],
        "headings": headings == titles,
        "numbers": sum(style == "List Number" for style, _ in paragraphs) == len(numbers)
        and numbers == [*range(1, len(numbers) + 1)],
        "controls": [named(control) for control in controls]
        == [(tag(space.key), short_name(space.label)) for space in spaces(laid_out)],
        "tags": len({named(control)[0] for control in controls}) == len(controls),
        "limits": all(0 < len(text) <= 64 for control in controls for text in named(control)),
        "ids": [inside(control, "w:sdtPr/w:id").get(qn("w:val")) for control in controls]
        == [str(number) for number in range(1, len(controls) + 1)],
        "placeholders": all(
            (inside(control, "w:sdtPr/w:showingPlcHdr") is None)
            == (inside(control, "w:sdtPr/w14:checkbox") is not None)
            for control in controls
        ),
        "boxes": sum(inside(control, "w:sdtPr/w14:checkbox") is not None for control in controls) == len(ticks),
        "header rows": rows == [[True, *[False] * len(grid.rows)] for grid in grids],
        "split rows": all(
            inside(row, "w:trPr/w:cantSplit") is not None for table in tables for row in table.iter(qn("w:tr"))
        ),
        "keeping": all(
            inside(paragraph, "w:pPr/w:keepNext") is not None for style, paragraph in paragraphs if style in kept
        )
        and all(inside(paragraph, "w:pPr/w:keepLines") is not None for _, paragraph in paragraphs),
        "pictures": all(picture.get("descr") for root in roots for picture in root.iter(qn("wp:docPr"))),
        "language": about.language == "en-US"
        and document.styles.element.xpath("./w:docDefaults//w:lang/@w:val") == ["en-US"],
        "title": (about.title, about.revision) == (titles[0][1][:255], 1),
        "fields": re.findall(r'w:instr="([^"]+)"', part(package, "word/footer1.xml")) == [" PAGE ", " NUMPAGES "],
        "end": [body[-2].tag, body[-1].tag] == [qn("w:p"), qn("w:sectPr")],
    }
    return {name for name, holds in found.items() if not holds}


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("sheet_id", SHEETS)
def test_every_sheet_holds_what_it_should(
    catalog: Catalog, make: Callable[..., bytes], sheet_id: str, paper: Paper
) -> None:
    laid_out = tuple(blocks(catalog.worksheet_by_id[sheet_id], catalog.question_by_id))
    package = make(laid_out, paper=paper)
    assert faults(package, laid_out) == set()
    assert make(laid_out, paper=paper) == package


DOCUMENT, CORE, HEADER, FOOTER = "word/document.xml", "docProps/core.xml", "word/header1.xml", "word/footer1.xml"


@pytest.mark.parametrize(
    ("name", "pattern", "new", "fault"),
    [
        (DOCUMENT, "Breathe", "Hurry", "text"),
        (DOCUMENT, 'w:val="Heading2"', 'w:val="Heading1"', "headings"),
        (DOCUMENT, 'w:val="ListNumber"', 'w:val="SheetNote"', "numbers"),
        (DOCUMENT, '<w:tag w:val="date"/>', '<w:tag w:val="day"/>', "controls"),
        (DOCUMENT, '<w:alias w:val="Date"/>', '<w:alias w:val="Day"/>', "controls"),
        (DOCUMENT, '<w:tag w:val="date"/>', '<w:tag w:val="name"/>', "tags"),
        (DOCUMENT, '<w:tag w:val="date"/>', f'<w:tag w:val="{"d" * 65}"/>', "limits"),
        (DOCUMENT, '<w:id w:val="2"/>', '<w:id w:val="1"/>', "ids"),
        (DOCUMENT, "<w:showingPlcHdr/>", "", "placeholders"),
        (DOCUMENT, "<w14:checkbox>.*?</w14:checkbox>", "<w:text/>", "boxes"),
        (DOCUMENT, "<w:tblHeader/>", "", "header rows"),
        (DOCUMENT, "<w:cantSplit/>", "", "split rows"),
        (DOCUMENT, "<w:keepNext/>", "", "keeping"),
        (DOCUMENT, "<w:keepLines/>", "", "keeping"),
        (HEADER, ' descr="[^"]*"', "", "pictures"),
        (STYLES_PART, "en-US", "de-DE", "language"),
        (CORE, "en-US", "de-DE", "language"),
        (CORE, "Small sheet", "Word Document", "title"),
        (FOOTER, "NUMPAGES", "PAGE", "fields"),
        (DOCUMENT, r"</w:tbl><w:p>.*?</w:p>", "</w:tbl>", "end"),
    ],
)
def test_each_check_finds_its_planted_fault(
    make: Callable[..., bytes], name: str, pattern: str, new: str, fault: str
) -> None:
    package = make(imprint=HOUSE)
    assert faults(package, SMALL) == set()
    assert fault in faults(edited(package, name, pattern, new), SMALL)


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    pixels = zlib.compress((b"\0" + b"\0\x60\x50" * width) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


HOUSE = Imprint(
    "The Guide",
    "https://guide.example/worksheets/x/",
    Institution(name="Example College", unit="Career Center", contact="careers@college.example", logo="a/logo.png"),
    png(40, 20),
    "png",
)


def test_an_institution_stands_in_the_header_with_its_logo(make: Callable[..., bytes]) -> None:
    section = docx.Document(BytesIO(make(imprint=HOUSE))).sections[-1]
    lines = [paragraph.text.split("\t") for paragraph in section.header.paragraphs]
    assert [[text.strip() for text in line] for line in lines] == [
        ["Example College · Career Center", "The Guide"], ["careers@college.example"],
    ]  # fmt: skip
    header: Any = section.header._element
    (picture,) = header.iter(qn("wp:docPr"))
    assert picture.get("descr") == "Logo of Example College"
    (extent,) = header.iter(qn("wp:extent"))
    assert int(extent.get("cx")) == 2 * int(extent.get("cy"))


def test_a_wide_logo_keeps_its_shape_within_its_place(make: Callable[..., bytes]) -> None:
    wide = Imprint(HOUSE.site_name, HOUSE.address, HOUSE.institution, png(400, 20), "png")
    header: Any = docx.Document(BytesIO(make(imprint=wide))).sections[-1].header._element
    (extent,) = header.iter(qn("wp:extent"))
    assert (int(extent.get("cx")), int(extent.get("cx")) // int(extent.get("cy"))) == (45 * 36000, 20)


def test_an_svg_logo_leaves_its_place_to_the_name(make: Callable[..., bytes]) -> None:
    package = make(imprint=Imprint(HOUSE.site_name, HOUSE.address, HOUSE.institution, b"<svg/>", "svg"))
    assert "Example College" in part(package, HEADER)
    assert "wp:docPr" not in part(package, HEADER)


def test_a_broken_logo_is_told(make: Callable[..., bytes]) -> None:
    broken = Imprint(HOUSE.site_name, HOUSE.address, HOUSE.institution, b"GIF?", "png")
    with pytest.raises(ProblemsError, match=r"^mkdocs.yml:1: extra.institution.logo: cannot be read; save the logo"):
        make(imprint=broken)


def test_without_an_institution_the_site_and_the_address_stand_there(make: Callable[..., bytes]) -> None:
    package = make()
    section = docx.Document(BytesIO(package)).sections[-1]
    assert [paragraph.text for paragraph in section.header.paragraphs] == ["The Guide"]
    assert "".join(re.findall(r"<w:t [^>]*>([^<]*)<", part(package, FOOTER))) == (
        "guide.example/worksheets/x/ · CC BY 4.0Page 1 of 1"
    )
    assert 'Target="https://guide.example/worksheets/x/"' in part(package, "word/_rels/footer1.xml.rels")


@pytest.mark.parametrize(("paper", "size"), [(Paper.LETTER, (216, 279)), (Paper.A4, (210, 297))])
def test_page_has_the_size_of_the_paper_and_the_margins_of_the_tokens(
    make: Callable[..., bytes], paper: Paper, size: tuple[int, int]
) -> None:
    section: Any = docx.Document(BytesIO(make(paper=paper, **{"page-margin": "14mm 15mm 16mm"}))).sections[-1]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == size
    margins = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    assert [round(margin.mm) for margin in margins] == [14, 15, 16, 15]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(make: Callable[..., bytes], text: str) -> None:
    laid_out: tuple[Block, ...] = (
        Title("x", text, text),
        Rule(text),
        Head((Space("name", text), Space("date", text))),
        Heading("y", text),
        Line("say", text),
        NumberedQuestion(1, "z", text, text, False, Space("z", text, 2)),
        Boxes((Space("y.box-1", text),)),
        Table(text, (text, text), (False, False), ((Cell(text), Cell("", Space("y.r.c", text))),), 8, labeled=True),
    )
    house = Institution(name="Doe & Roe", unit="*x*")
    assert faults(make(laid_out, Imprint(text, "https://a.example/?a=1&b=2", house)), laid_out) == set()


def test_control_characters_do_not_come_in(make: Callable[..., bytes]) -> None:
    laid_out = (Title("x", "A\x00B\x1f", "C\ufffe\ud800D"), Line("note", "\x0bE"))
    package = make(laid_out)
    assert [paragraph.text for paragraph in docx.Document(BytesIO(package)).paragraphs] == ["AB", "CD", "E"]


def test_an_answer_has_room_after_its_control(make: Callable[..., bytes]) -> None:
    body: Any = docx.Document(BytesIO(make())).element.body
    answers = body.xpath("./w:p[w:pPr/w:pStyle[@w:val='SheetAnswer' or @w:val='SheetWriting']]")
    assert [len(answer.xpath("./w:r/w:tab")) for answer in answers] == [2, 3]
    assert ["".join(answer.xpath("./w:sdt//w:t/text()")) for answer in answers] == ["Type here", "Type here"]


def test_properties_say_what_it_is_and_never_when_it_was_made(make: Callable[..., bytes]) -> None:
    about = docx.Document(BytesIO(make())).core_properties
    assert (about.title, about.author, about.subject) == ("Small sheet", "The Guide", "What it is.")
    assert (about.created, about.modified, about.comments) == (MADE, MADE, "")
    with zipfile.ZipFile(BytesIO(make())) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Short?", "Short?"),
        ("x" * 64, "x" * 64),
        ("x" * 65, "x" * 63 + "…"),
        ("word " * 12 + "last words", "word " * 12 + "…"),
        ("a" * 30 + ", " + "b" * 40, "a" * 30 + "…"),
        ("a" * 63 + " b", "a" * 63 + "…"),
    ],
)
def test_names_of_controls_are_shortened_at_a_word(text: str, short: str) -> None:
    assert short_name(text) == short.replace(" …", "…")


def test_long_tags_stay_unique() -> None:
    keys = ["a" * 64, "a" * 65, "a" * 66, f"{'a' * 65}.b"]
    assert len({tag(key) for key in keys}) == len(keys)
    assert max(len(tag(key)) for key in keys) == 64


def test_a_template_that_lacks_styles_is_told_of_all_of_them(make: Callable[..., bytes], tmp_path: Path) -> None:
    poor = edited(TEMPLATE.read_bytes(), STYLES_PART, '"Sheet Rule"', '"Slogan"')
    poor = edited(poor, STYLES_PART, '"Sheet Grid"', '"Grid"')
    poor = edited(poor, STYLES_PART, "<w:numPr>.*?</w:numPr>", "")
    (tmp_path / "brand.docx").write_bytes(poor)
    with pytest.raises(ProblemsError) as raised:
        make(template=tmp_path / "brand.docx")
    assert str(raised.value).splitlines() == [
        f"{BRAND}:1: styles: List Number has no numbering; give the style a numbered list",
        f"{BRAND}:1: styles: lacks Sheet Grid; add a table style of that name",
        f"{BRAND}:1: styles: lacks Sheet Rule; add a paragraph style of that name",
    ]


@pytest.mark.parametrize("content", [b"", b"PK not a package", zipped({"a.txt": b"x"})])
def test_a_template_that_is_no_word_file_is_told(make: Callable[..., bytes], tmp_path: Path, content: bytes) -> None:
    (tmp_path / "brand.docx").write_bytes(content)
    with pytest.raises(ProblemsError, match="is not a Word file; save the template as"):
        make(template=tmp_path / "brand.docx")


def test_a_template_keeps_what_it_says_and_takes_the_rest_from_the_tokens(
    make: Callable[..., bytes], tmp_path: Path
) -> None:
    own = '<w:rPr><w:color w:val="AA0000"/><w:sz w:val="60"/></w:rPr>'
    pattern = r"(?<=<w:outlineLvl w:val=\"0\"/></w:pPr>)<w:rPr>.*?</w:rPr>"
    branded = edited(TEMPLATE.read_bytes(), STYLES_PART, pattern, own)
    (tmp_path / "brand.docx").write_bytes(branded)
    changed = {
        "paper-font": '"Doe Sans", sans-serif',
        "paper-title": "20pt",
        "paper-heading": "13pt",
        "paper-quiet": "#123",
    }
    styles = docx.Document(BytesIO(make(template=tmp_path / "brand.docx", **changed))).styles
    title, heading, note = (styles[name].element.xml for name in ("Heading 1", "Heading 2", "Sheet Note"))
    assert ('w:val="60"' in title, 'w:val="AA0000"' in title) == (True, True)
    assert ('w:val="26"' in heading, 'w:val="112233"' in note) == (True, True)
    assert 'w:ascii="Doe Sans"' in styles.element.xml


def test_a_letterhead_of_the_template_stays(make: Callable[..., bytes], tmp_path: Path) -> None:
    document = docx.Document(str(TEMPLATE))
    document.sections[0].header.paragraphs[0].text = "Letterhead"
    document.save(str(tmp_path / "brand.docx"))
    section = docx.Document(BytesIO(make(template=tmp_path / "brand.docx"))).sections[-1]
    assert [paragraph.text for paragraph in section.header.paragraphs] == ["Letterhead", "The Guide"]


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("page-margin", "1em", "--page-margin: must be in mm or pt, not 1em"),
        ("ruling", "wide", "--ruling: must be in mm or pt, not wide"),
        ("paper-quiet", "gray", "--paper-quiet: must be a color such as #3c4042, not gray"),
    ],
)
def test_a_token_that_word_cannot_take_is_told(make: Callable[..., bytes], name: str, value: str, message: str) -> None:
    with pytest.raises(ProblemsError, match=re.escape(message)):
        make(**{name: value})


def test_template_can_be_made_again() -> None:
    maker = runpy.run_path(str(TEMPLATE.with_name("make_brand.py")), run_name="maker")
    assert zipped(maker["parts"]()) == zipped(maker["parts"]())
    styles = docx.Document(BytesIO(zipped(maker["parts"]()))).styles
    assert {style.name for style in styles} >= {style.name for style in docx.Document(str(TEMPLATE)).styles}
