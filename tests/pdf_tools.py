"""Reads finished PDFs for tests: text by the structure tree, form fields, fonts, and what poppler draws."""

from __future__ import annotations

import re
import subprocess
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

import pikepdf
import zxingcpp
from PIL import Image, ImageChops

from guidebook.worksheets.blocks import (
    Block,
    Boxes,
    Head,
    Heading,
    Line,
    NumberedQuestion,
    Rule,
    Table,
    Title,
    WritingPrompt,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from guidebook.worksheets.blocks import Space

POINTS = 72 / 25.4
"""Points in a millimeter."""
DARK = 200
"""A pixel darker than this is ink."""

_CODES = re.compile(r"beginbfchar(.*?)endbfchar", re.DOTALL)
_CODE = re.compile(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_PICTURE = re.compile(rb"P5\n(\d+) (\d+)\n255\n")
_BLANK = re.compile("[\\s\u00ad\u200b]+")

Rectangle = tuple[float, float, float, float]
"""Left, lower, right and upper edge in points, or left, upper, right and lower in pixels."""


class Run(NamedTuple):
    """A piece of text as it is drawn; `mark` is its number in the structure of its page, None for an artifact."""

    page: int
    mark: int | None
    size: float
    text: str


class Leaf(NamedTuple):
    """What the structure tree holds at its ends: marked content of a page, or an annotation; and the tag around it."""

    tag: str
    page: int
    mark: int | None
    annotation: Any = None


def runs(document: pikepdf.Pdf) -> Iterator[Run]:
    """All text of the document in the order in which it is drawn."""
    for number, page in enumerate(document.pages):
        fonts = {name: _letters(font) for name, font in _fonts(page).items()}
        within: list[tuple[int | None, bool]] = [(None, False)]  # the mark, and whether the text is told instead
        name, size = "", 0.0
        for instruction in pikepdf.parse_content_stream(page):
            operands: Any = instruction.operands
            operator = str(instruction.operator)
            mark, replaced = within[-1]
            match operator:
                case "BDC" | "BMC":
                    properties = operands[1] if len(operands) > 1 else {}
                    mark = int(properties["/MCID"]) if "/MCID" in properties else mark
                    if "/ActualText" in properties:
                        yield Run(number, mark, size, str(properties["/ActualText"]))
                    within.append((mark, replaced or "/ActualText" in properties))
                case "EMC":
                    within.pop()
                case "Tf":
                    name, size = str(operands[0]), float(operands[1])
                case "Tj" | "TJ" if not replaced:
                    pieces = operands[0] if operator == "TJ" else operands
                    codes = b"".join(bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String))
                    text = "".join(fonts[name][codes[at : at + 2]] for at in range(0, len(codes), 2))
                    yield Run(number, mark, size, text)


def _fonts(page: Any) -> dict[str, Any]:
    return dict(page.get("/Resources", {}).get("/Font", {}))


def _letters(font: Any) -> dict[bytes, str]:
    """The text of each two-byte code, as the font tells those who copy or read aloud."""
    table = font.ToUnicode.read_bytes().decode("ascii")
    pairs = [pair for part in _CODES.findall(table) for pair in _CODE.findall(part)]
    return {bytes.fromhex(code): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}


def leaves(document: pikepdf.Pdf) -> Iterator[Leaf]:
    """The ends of the structure tree in reading order."""
    pages = {page.objgen: number for number, page in enumerate(document.pages)}

    def walk(node: Any, tag: str, page: int) -> Iterator[Leaf]:
        if isinstance(node, int):
            yield Leaf(tag, page, node)
        elif isinstance(node, pikepdf.Array):
            for kid in node:
                yield from walk(kid, tag, page)
        else:
            page = pages[node.Pg.objgen] if "/Pg" in node else page
            if node.get("/Type") == "/OBJR":
                yield Leaf(tag, page, None, node.Obj)
            elif node.get("/Type") == "/MCR":
                yield Leaf(tag, page, int(node.MCID))
            elif "/K" in node:
                yield from walk(node.K, str(node.get("/S", "")), page)

    return walk(document.Root.StructTreeRoot, "", 0)


def spoken(document: pikepdf.Pdf, drawn_text: Iterable[Run]) -> str:
    """The text as a screen reader gets it, squeezed; `drawn_text` is what `runs` found in the document."""
    found: dict[tuple[int, int | None], str] = {}
    for run in drawn_text:
        found[run.page, run.mark] = found.get((run.page, run.mark), "") + run.text
    marked = (leaf for leaf in leaves(document) if leaf.mark is not None)
    return squeezed("".join(found.get((leaf.page, leaf.mark), "") for leaf in marked))


def squeezed(text: str) -> str:
    """The text without spaces, soft hyphens and places to break, which depend on where lines end."""
    return _BLANK.sub("", text)


def text_of(laid_out: Iterable[Block], site: str, *, institution: str = "", large: bool = False) -> str:
    """What the PDF of the blocks must say, squeezed; `site` is the site's name, `institution` all that stands of it."""
    parts = [institution or site]
    for block in laid_out:
        match block:
            case Title():
                parts += [block.text, block.intro]
            case Head():
                parts += [space.label for space in block.spaces]
            case Line():
                parts += [f"“{block.text}”" if block.role == "say" else block.text]
            case NumberedQuestion():
                parts += [f"{block.number}.", block.text, "core" if block.core else "", block.why]
            case Boxes():
                parts += [space.label for space in block.items]
            case Table():
                parts += [block.caption, *block.columns, *(cell.text for row in block.rows for cell in row)]
            case Rule() | Heading() | WritingPrompt():
                parts += [block.text]
    return squeezed("".join([*parts, f"{site}. CC BY 4.0." if large else ""]))


def loose_fonts(document: pikepdf.Pdf) -> list[str]:
    """Fonts that pages use and that the file does not bring along."""
    fonts = [font for page in document.pages for font in _fonts(page).values()]
    inner = [font.get("/DescendantFonts", [font])[0] for font in fonts]
    return sorted({str(font.BaseFont) for font in inner if "/FontFile2" not in font.get("/FontDescriptor", {})})


def field_faults(document: pikepdf.Pdf, spaces: Iterable[Space], margins: Rectangle) -> Iterator[str]:
    """What is wrong with the form of a sheet; `margins` are those of its pages in points, from left to top."""
    widgets = [leaf for leaf in leaves(document) if leaf.annotation is not None]
    labels = [(space.key.replace(".", "_"), space.label) for space in spaces]
    told = [(str(leaf.annotation.get("/T", "")), str(leaf.annotation.get("/TU", ""))) for leaf in widgets]
    if told != labels:
        yield f"has the fields {sorted(set(told) ^ set(labels)) or 'in another order'}"
    if len({name for name, _ in told}) != len(told):
        yield "has a name twice"
    listed = {widget.objgen for widget in document.Root.AcroForm.Fields}
    drawn = {widget.objgen for page in document.pages for widget in page.get("/Annots", [])}
    if listed != drawn or listed != {leaf.annotation.objgen for leaf in widgets}:
        yield "has a field that is not in the form, on a page and in the structure"
    for (name, _), leaf in zip(told, widgets, strict=True):
        if leaf.tag != "/Form":
            yield f"{name}: is tagged {leaf.tag}"
        left, lower, right, upper = (float(edge) for edge in leaf.annotation.Rect)
        width, height = (float(edge) for edge in list(document.pages[leaf.page].MediaBox)[2:])
        within = (margins[0], margins[1], width - margins[2], height - margins[3])
        if not (within[0] <= left < right <= within[2] and within[1] <= lower < upper <= within[3]):
            yield f"{name}: is outside the margins"
        if leaf.annotation.FT == "/Btn" and set(leaf.annotation.AP.N.keys()) != {"/Yes", "/Off"}:
            yield f"{name}: cannot be ticked"
    for one, other in combinations(widgets, 2):
        if one.page == other.page and _overlap(one.annotation.Rect, other.annotation.Rect):
            yield f"{one.annotation.T} and {other.annotation.T}: overlap"


def _overlap(one: Any, other: Any) -> bool:
    slack = 0.1
    first, second = [float(edge) for edge in one], [float(edge) for edge in other]
    return all(min(first[at + 2], second[at + 2]) - max(first[at], second[at]) > slack for at in (0, 1))


def drawn(path: Path, resolution: int, *options: str) -> list[Image.Image]:
    """The pages as poppler draws them, in gray."""
    done = subprocess.run(
        ["pdftoppm", "-gray", "-r", str(resolution), *options, str(path)], capture_output=True, check=True
    )
    pictures, at = [], 0
    while match := _PICTURE.match(done.stdout, at):
        width, height = int(match[1]), int(match[2])
        at = match.end() + width * height
        pictures.append(Image.frombytes("L", (width, height), done.stdout[match.end() : at]))
    return pictures


def ink(picture: Image.Image) -> Rectangle | None:
    """The box around everything that is drawn, in pixels from the upper left."""
    return picture.point([255] * DARK + [0] * (256 - DARK)).getbbox()


def off_margins(picture: Image.Image, resolution: int, margins: Rectangle) -> bool:
    """Whether something is drawn outside of the margins, given in millimeters: left, top, right, bottom."""
    left, top, right, bottom = (margin / 25.4 * resolution for margin in margins)
    box = ink(picture) or (left, top, left, top)
    over = (left - box[0], top - box[1], box[2] - picture.width + right, box[3] - picture.height + bottom)
    return max(over) > 1


def noisy(picture: Image.Image, noise: bytes, share: float) -> Image.Image:
    """The picture with as much of the `noise`, one byte a pixel, as a poor scanner adds."""
    return ImageChops.blend(picture, Image.frombytes("L", picture.size, noise), share)


def decoded(picture: Image.Image) -> list[str]:
    """What the QR codes on the picture say."""
    return [code.text for code in zxingcpp.read_barcodes(picture)]
