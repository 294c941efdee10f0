"""A worksheet as a Word file: to type into, to edit, and to hand out under an institution's own name."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import zipfile
from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING

import docx
from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Length, Mm
from docx.text.run import Run

from guidebook.problems import Problem, raise_all
from guidebook.worksheets.blocks import (
    Block,
    Boxes,
    Head,
    Heading,
    Line,
    NumberedQuestion,
    Rule,
    Space,
    Table,
    Title,
    WritingPrompt,
)
from guidebook.worksheets.brand import LANGUAGE, Brand, Element, brand, page, zipped
from guidebook.worksheets.imprint import LICENSE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from docx.document import Document
    from docx.section import Section, _Footer, _Header

    from guidebook.worksheets.imprint import Imprint, Institution, Paper

TYPE_HERE = "Type here"
PLACEHOLDER = "Placeholder Text"
BLANK = "\u2002" * 4
"""What an empty cell shows: nothing, but wide enough to find and to click on."""
STAR = "★"
UNTICKED, TICKED, TICK_FONT = "☐", "☒", "MS Gothic"
MOST_UNSPLIT = 100
"""Millimeters up to which a table is kept on one page."""
LOGO_HEIGHT, LOGO_WIDTH, EDGE = Mm(9), Mm(45), Mm(7)
MADE = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
"""When every file was made, so that the same sheet gives the same bytes."""
MOST_IN_NAME, MOST_IN_PROPERTY = 64, 255
"""Letters that Word takes in the name or the tag of a content control, and in a property of a document."""

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BROKEN_IMAGE = (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError)


def worksheet_docx(  # noqa: PLR0913, PLR0917
    laid_out: tuple[Block, ...],
    imprint: Imprint,
    tokens: Mapping[str, str],
    paper: Paper,
    description: str,
    template: Path,
) -> bytes:
    """The sheet over the brand template; a logo that is an SVG is left out, as Word takes only PNG and JPEG.

    Raises `ProblemsError` if the template lacks styles or the logo cannot be read.
    """
    made = brand(template.read_bytes(), tuple(tokens.items()), paper)
    document = docx.Document(BytesIO(made.package))
    writer = _Writer(made)
    body = document.element.body
    for block in laid_out:
        for element in writer.block(block):
            body.insert(len(body) - 1, element)
    if isinstance(laid_out[-1], Table):
        # Word wants a paragraph after a table at the end; one point tall, it never makes a page of its own.
        body.insert(len(body) - 1, writer.paragraph("Normal", spacing=20))
    section = document.sections[-1]
    _set_page(section, tokens, paper)
    _fill_header(section.header, imprint, writer)
    _fill_footer(section.footer, imprint, writer)
    title = next((block.text for block in laid_out if isinstance(block, Title)), imprint.site_name)
    _set_properties(document, title, imprint.site_name, description)
    target = BytesIO()
    document.save(target)
    with zipfile.ZipFile(target) as package:
        return zipped({name: package.read(name) for name in package.namelist()})


def short_name(text: str) -> str:
    """The text, or as many of its words as the name of a content control may hold."""
    if len(text) <= MOST_IN_NAME:
        return text
    kept = text[: MOST_IN_NAME - 1]
    whole_words = kept if text[len(kept)] == " " else kept.rpartition(" ")[0]
    return f"{(whole_words or kept).rstrip(' ,;:.–—')}…"


def clean(text: str) -> str:
    """The text without what XML cannot hold: control characters and halves of pairs."""
    return _NOT_XML.sub("", text)


def column_widths(block: Table, whole: int) -> list[int]:
    """The width of each column, by its longest text but evened out, adding up to the `whole`."""
    texts = [[label] for label in block.columns]
    for row in block.rows:
        for column, cell in zip(texts, row, strict=True):
            column.append(cell.text)
    weights = [min(max(8, *map(len, column)), 60) ** 0.5 for column in texts]
    widths = [int(whole * weight / sum(weights)) for weight in weights]
    widths[-1] += whole - sum(widths)
    return widths


def tag(key: str) -> str:
    """The key of a space, or if that is too long for Word its beginning and a digest that keeps it unique."""
    if len(key) <= MOST_IN_NAME:
        return key
    return f"{key[: MOST_IN_NAME - 9]}-{hashlib.sha256(key.encode()).hexdigest()[:8]}"


def _element(name: str, *children: Element, **attributes: str) -> Element:
    element: Element = OxmlElement(name, {qn(f"w:{key}"): value for key, value in attributes.items()})
    element.extend(children)
    return element


def _w14(name: str, *children: Element, **attributes: str) -> Element:
    element: Element = OxmlElement(f"w14:{name}", {qn(f"w14:{key}"): value for key, value in attributes.items()})
    element.extend(children)
    return element


class _Writer:
    """Writes blocks as elements of one document, in the styles of its brand."""

    def __init__(self, made: Brand) -> None:
        self.brand = made
        self._numbers = count(1)

    def block(self, block: Block) -> Iterator[Element]:
        """The paragraphs and tables of a block."""
        match block:
            case Title():
                yield self.paragraph("Heading 1", self.run(block.text), keep_next=True)
                yield self.paragraph("Sheet Intro", self.run(block.intro))
            case Rule():
                yield self.paragraph("Sheet Rule", self.run(block.text))
            case Head():
                yield from self._head(block)
            case Heading():
                yield self.paragraph("Heading 2", self.run(block.text), keep_next=True)
            case Line():
                text = {"legend": f"{STAR} {block.text}", "say": f"“{block.text}”"}.get(block.role, block.text)
                yield self.paragraph(f"Sheet {block.role.title()}", self.run(text), keep_next=True)
            case NumberedQuestion():
                yield from self._question(block)
            case WritingPrompt():
                yield self.paragraph("Sheet Prompt", self.run(block.text), keep_next=True)
                yield self._answer("Sheet Writing", block.space)
            case Boxes():
                for item in block.items:
                    text = self.run(item.label, before=_element("w:tab"))
                    keep = item is not block.items[-1]
                    yield self.paragraph("Sheet Box", self._tick(item), text, keep_next=keep)
            case Table():
                yield self.paragraph("Caption", self.run(block.caption), keep_next=True)
                yield self._grid(block)

    def paragraph(self, style: str, *runs: Element, keep_next: bool = False, spacing: int = 0) -> Element:
        """A paragraph that is not split; `spacing` is an exact height of its lines in twentieths of a point."""
        properties = [_element("w:pStyle", val=self.brand.ids[style])]
        properties += [_element("w:keepNext")] if keep_next else []
        properties += [_element("w:keepLines")]
        properties += [_element("w:spacing", before="0", after="0", line=str(spacing), lineRule="exact")] * bool(
            spacing
        )
        return _element("w:p", _element("w:pPr", *properties), *runs)

    def run(self, text: str, style: str = "", before: Element | None = None) -> Element:
        """The text as it stands, whatever it looks like."""
        content = _element("w:t")
        content.text = clean(text)
        content.set(qn("xml:space"), "preserve")
        parts = [] if before is None else [before]
        return _element("w:r", *self._run_style(style), *parts, content)

    def tab(self, style: str = "") -> Element:
        """A tab, which the leader of its paragraph's style may draw as a line."""
        return _element("w:r", *self._run_style(style), _element("w:tab"))

    def _run_style(self, style: str) -> list[Element]:
        return [_element("w:rPr", _element("w:rStyle", val=self.brand.ids[style]))] if style else []

    def _control(self, space: Space, kind: Element, content: Element) -> Element:
        shown = [] if kind.tag == qn("w14:checkbox") else [_element("w:showingPlcHdr")]
        properties = _element(
            "w:sdtPr",
            _element("w:alias", val=clean(short_name(space.label))),
            _element("w:tag", val=tag(space.key)),
            _element("w:id", val=str(next(self._numbers))),
            *shown,
            kind,
        )
        return _element("w:sdt", properties, _element("w:sdtContent", content))

    def _text(self, space: Space, content: Element) -> Element:
        return self._control(space, _element("w:text", multiLine="1"), content)

    def _answer(self, style: str, space: Space) -> Element:
        """A control to type into and, on the same ruled lines, room to write on."""
        further = [_element("w:r", _element("w:br"), _element("w:tab")) for _ in range(space.lines - 1)]
        control = self._text(space, self.run(TYPE_HERE, PLACEHOLDER))
        return self.paragraph(style, control, self.tab(), *further)

    def _tick(self, space: Space) -> Element:
        states = (("checkedState", TICKED), ("uncheckedState", UNTICKED))
        kind = _w14(
            "checkbox",
            _w14("checked", val="0"),
            *(_w14(name, val=f"{ord(glyph):04X}", font=TICK_FONT) for name, glyph in states),
        )
        fonts = _element("w:rFonts", hint="eastAsia", ascii=TICK_FONT, hAnsi=TICK_FONT, eastAsia=TICK_FONT)
        glyph = self.run(UNTICKED)
        glyph.insert(0, _element("w:rPr", fonts))
        return self._control(space, kind, glyph)

    def _head(self, block: Head) -> Iterator[Element]:
        """Name and date share a line, half of it each; every other space has one to itself."""
        half = str(round(self.brand.width.twips / 2 - 100))
        gap = str(round(self.brand.width.twips / 2 + 100))
        first, second, *others = block.spaces
        shared = self.paragraph("Sheet Blank", *self._blank(first), self.tab(), *self._blank(second))
        shared[0].append(
            _element(
                "w:tabs",
                _element("w:tab", val="right", leader="underscore", pos=half),
                _element("w:tab", val="left", leader="none", pos=gap),
            )
        )
        yield shared
        for space in others:
            yield self.paragraph("Sheet Blank", *self._blank(space))

    def _blank(self, space: Space) -> Iterator[Element]:
        yield self.run(f"{space.label} ")
        yield self._text(space, self.run(TYPE_HERE, PLACEHOLDER))
        yield self.tab()

    def _question(self, block: NumberedQuestion) -> Iterator[Element]:
        core = [self.run(f"\u2003{STAR}\u00a0core", "Sheet Core")] if block.core else []
        yield self.paragraph("List Number", self.run(block.text), *core, keep_next=True)
        yield self.paragraph("Sheet Reason", self.run(block.why), keep_next=True)
        yield self._answer("Sheet Answer", block.space)

    def _grid(self, block: Table) -> Element:
        widths = column_widths(block, round(self.brand.width.twips))
        height = str(round(Mm(block.height).twips))
        table = _element("w:tbl", self._table_setup(block, sum(widths)))
        table.append(_element("w:tblGrid", *(_element("w:gridCol", w=str(width)) for width in widths)))
        head = [self.paragraph("Sheet Column", self.run(label), keep_next=True) for label in block.columns]
        table.append(_row(widths, head, _element("w:tblHeader")))
        whole = block.height * len(block.rows) <= MOST_UNSPLIT
        for row in block.rows:
            cells = []
            for position, cell in enumerate(row):
                style = "Sheet Column" if block.labeled and position == 0 else "Sheet Cell"
                content = self._text(cell.space, self.run(BLANK, PLACEHOLDER)) if cell.space else self.run(cell.text)
                cells.append(self.paragraph(style, content, keep_next=whole and row is not block.rows[-1]))
            table.append(_row(widths, cells, _element("w:trHeight", val=height, hRule="atLeast")))
        return table

    def _table_setup(self, block: Table, width: int) -> Element:
        labels = int(block.labeled)
        look = {"firstRow": "1", "lastRow": "0", "firstColumn": str(labels), "lastColumn": "0"}
        return _element(
            "w:tblPr",
            _element("w:tblStyle", val=self.brand.ids["Sheet Grid"]),
            _element("w:tblW", w=str(width), type="dxa"),
            _element("w:tblLayout", type="fixed"),
            _element("w:tblLook", val=f"{0x0620 + 0x80 * labels:04X}", **look, noHBand="1", noVBand="1"),
            _element("w:tblCaption", val=clean(block.caption)),
        )


def _row(widths: list[int], paragraphs: list[Element], *properties: Element) -> Element:
    row = _element("w:tr", _element("w:trPr", _element("w:cantSplit"), *properties))
    for width, paragraph in zip(widths, paragraphs, strict=True):
        row.append(_element("w:tc", _element("w:tcPr", _element("w:tcW", w=str(width), type="dxa")), paragraph))
    return row


def _set_page(section: Section, tokens: Mapping[str, str], paper: Paper) -> None:
    sheet = page(tokens, paper)
    section.page_width, section.page_height = sheet.width, sheet.height
    section.top_margin, section.right_margin = sheet.top, sheet.right
    section.bottom_margin, section.left_margin = sheet.bottom, sheet.left
    section.header_distance = section.footer_distance = EDGE
    section.different_first_page_header_footer = False


def _fill_header(header: _Header, imprint: Imprint, writer: _Writer) -> None:
    house = imprint.institution
    if house is None:
        _add(header, writer.paragraph("Header", writer.run(imprint.site_name)))
        return
    logo = [_logo(header, imprint, house)] if imprint.logo and imprint.logo_format != "svg" else []
    names = " · ".join(filter(None, (house.name, house.unit)))
    gap = "\u2002" if logo else ""
    _add(
        header,
        writer.paragraph("Header", *logo, writer.run(f"{gap}{names}"), writer.tab(), writer.run(imprint.site_name)),
    )
    if house.contact:
        _add(header, writer.paragraph("Header", writer.run(house.contact)))


def _fill_footer(footer: _Footer, imprint: Imprint, writer: _Writer) -> None:
    link = _element("w:hyperlink", writer.run(imprint.shown_address))
    link.set(qn("r:id"), footer.part.relate_to(clean(imprint.address), RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    pages = [
        writer.run("Page "),
        _element("w:fldSimple", writer.run("1"), instr=" PAGE "),
        writer.run(" of "),
        _element("w:fldSimple", writer.run("1"), instr=" NUMPAGES "),
    ]
    _add(footer, writer.paragraph("Footer", link, writer.run(f" · {LICENSE}"), writer.tab(), *pages))


def _add(part: _Header | _Footer, paragraph: Element) -> None:
    """Put a paragraph below what the template has there; the empty one of a new part gives way."""
    root = part._element
    first = root[0] if len(root) == 1 else None
    if first is not None and first.find(f".//{qn('w:r')}") is None:
        root.remove(first)
    root.append(paragraph)


def _logo(header: _Header, imprint: Imprint, house: Institution) -> Element:
    run = Run(_element("w:r"), header)
    try:
        picture = run.add_picture(BytesIO(imprint.logo), height=LOGO_HEIGHT)
    except _BROKEN_IMAGE:
        message = "cannot be read; save the logo anew as PNG or JPEG"
        raise_all([Problem("mkdocs.yml", 1, "extra.institution.logo", message)])
    if picture.width > LOGO_WIDTH:
        picture.height = Length(picture.height * LOGO_WIDTH // picture.width)
        picture.width = LOGO_WIDTH
    picture._inline.docPr.set("descr", f"Logo of {clean(house.name)}")
    for side in "TBLR":
        picture._inline.set(f"dist{side}", "0")
    return run._element


def _set_properties(document: Document, title: str, author: str, description: str) -> None:
    about = document.core_properties
    about.title, about.author, about.subject = (clean(text)[:MOST_IN_PROPERTY] for text in (title, author, description))
    about.last_modified_by, about.language, about.revision = about.author, LANGUAGE, 1
    about.created = about.modified = MADE
    about.comments = about.keywords = about.category = ""
