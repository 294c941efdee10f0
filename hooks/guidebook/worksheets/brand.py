"""The brand template of the Word files: which styles it has to hold, and what these take from the design tokens.

What a style of the template says for itself stands; a font, size, color or measure that it leaves open comes from the
tokens. So a designer changes tokens.css and an institution changes the template, and neither undoes the other.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.opc.oxml import serialize_part_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.shared import Length, Mm, Pt

from guidebook.problems import Problem, raise_all
from guidebook.tokens import TOKENS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from guidebook.worksheets.imprint import Paper

Element = Any
"""An element of a Word file; python-docx makes its methods at run time, where no type checker sees them."""

BRAND = "overrides/print/brand.docx"
LANGUAGE = "en-US"
STYLES_PART, DOCUMENT_PART, FONTS_PART = "word/styles.xml", "word/document.xml", "word/fontTable.xml"
MARKUP = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14"'
FALLBACK_FONT = "Calibri"
"""What Word takes where the reader does not have the tokens' font: it is about as wide."""


class _Look(NamedTuple):
    kind: str = "paragraph"
    size: str = ""
    color: str = ""
    ruled: bool = False
    leader: WD_TAB_LEADER | None = None


_LINES, _SPACES = WD_TAB_LEADER.LINES, WD_TAB_LEADER.SPACES
_STYLES = {
    "Normal": _Look(),
    "Heading 1": _Look(size="paper-title"),
    "Heading 2": _Look(size="paper-heading"),
    "List Number": _Look(),
    "Caption": _Look(size="paper-small", color="paper-quiet"),
    "Header": _Look(size="paper-fine", color="paper-quiet", leader=_SPACES),
    "Footer": _Look(size="paper-fine", color="paper-quiet", leader=_SPACES),
    "Placeholder Text": _Look("character", size="paper-fine", color="paper-line"),
    "Sheet Intro": _Look(),
    "Sheet Rule": _Look(),
    "Sheet Blank": _Look(size="paper-small", ruled=True, leader=_LINES),
    "Sheet Legend": _Look(size="paper-small", color="paper-quiet"),
    "Sheet Note": _Look(size="paper-small", color="paper-quiet"),
    "Sheet Say": _Look(),
    "Sheet Core": _Look("character", size="paper-small"),
    "Sheet Reason": _Look(size="paper-small", color="paper-quiet"),
    "Sheet Answer": _Look(ruled=True, leader=_LINES),
    "Sheet Prompt": _Look(),
    "Sheet Writing": _Look(ruled=True, leader=_LINES),
    "Sheet Box": _Look(),
    "Sheet Column": _Look(size="paper-small"),
    "Sheet Cell": _Look(size="paper-small"),
    "Sheet Grid": _Look("table"),
}


@dataclass(frozen=True)
class Brand:
    """A template made ready for one paper: `package` is a DOCX with an empty body, `ids` its style ids by name."""

    package: bytes
    ids: Mapping[str, str]
    width: Length


class Page(NamedTuple):
    """Width, height and margins of a page."""

    width: Length
    height: Length
    top: Length
    right: Length
    bottom: Length
    left: Length


def page(tokens: Mapping[str, str], paper: Paper) -> Page:
    """The page of a paper, with the margins that the tokens give it as CSS does: one to four lengths."""
    sides = [_length(tokens, "page-margin", part) for part in tokens["page-margin"].split()]
    top = sides[0]
    right = sides[1] if len(sides) > 1 else top
    bottom = sides[2] if len(sides) > 2 else top
    left = sides[3] if len(sides) > 3 else right
    width, height = (Mm(side) for side in paper.size)
    return Page(width, height, top, right, bottom, left)


def length(tokens: Mapping[str, str], name: str) -> Length:
    """A token that is one length in mm or pt. Raises `ProblemsError`."""
    return _length(tokens, name, tokens[name])


def ruling(tokens: Mapping[str, str]) -> Length:
    """From one writing line to the next: halfway between the tokens' two, as nobody can try what fits in Word."""
    return Length((length(tokens, "ruling") + length(tokens, "ruling-least")) // 2)


@lru_cache(maxsize=8)
def brand(template: bytes, tokens: tuple[tuple[str, str], ...], paper: Paper) -> Brand:
    """The template made ready, once a process. Raises `ProblemsError`, with every style that it lacks."""
    values = dict(tokens)
    parts = _parts(template)
    styles = parse_xml(parts[STYLES_PART])
    found = {(style.get(qn("w:type")), _name(style)): style for style in styles.findall(qn("w:style"))}
    raise_all(_faults(found))
    sheet = page(values, paper)
    width = Length(sheet.width - sheet.left - sheet.right)
    _fill_defaults(styles, values)
    for name, look in _STYLES.items():
        _fill(found[look.kind, name.lower()], look, values, width)
    _fill_borders(styles, values)
    parts[STYLES_PART] = serialize_part_xml(styles)
    parts[DOCUMENT_PART] = serialize_part_xml(_emptied(parse_xml(parts[DOCUMENT_PART])))
    if FONTS_PART in parts:
        parts[FONTS_PART] = serialize_part_xml(_fonts(parse_xml(parts[FONTS_PART]), font(values)))
    ids = {name: str(found[look.kind, name.lower()].get(qn("w:styleId"))) for name, look in _STYLES.items()}
    return Brand(zipped(parts), ids, width)


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A package of the parts: the same parts give the same bytes, whenever and in whatever order they were written."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name in sorted(
            parts, key=lambda name: (name != "[Content_Types].xml", not name.startswith("_rels/"), name)
        ):
            entry = zipfile.ZipInfo(name)
            entry.create_system = 3
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, parts[name])
    return target.getvalue()


def font(tokens: Mapping[str, str]) -> str:
    """The first family of the tokens' font, since Word takes one name."""
    return tokens["paper-font"].partition(",")[0].strip(" \"'")


def color(tokens: Mapping[str, str], name: str) -> str:
    """A color token as Word writes it: six digits. Raises `ProblemsError`."""
    digits = tokens[name].removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    if len(digits) != 6 or not set(digits.lower()) <= set("0123456789abcdef"):
        raise_all([_token_problem(name, f"must be a color such as #3c4042, not {tokens[name]}; Word knows no other")])
    return digits.upper()


def _length(tokens: Mapping[str, str], name: str, text: str) -> Length:
    number, unit = text[:-2], text[-2:]
    try:
        return {"mm": Mm, "pt": Pt}[unit](float(number))
    except (KeyError, ValueError):
        raise_all([_token_problem(name, f"must be in mm or pt, not {text}; paper has no pixels")])
        raise AssertionError from None


def _token_problem(name: str, message: str) -> Problem:
    return Problem(f"docs/{TOKENS}", 1, f"--{name}", message)


def _parts(template: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(BytesIO(template)) as package:
            parts = {name: package.read(name) for name in package.namelist() if not name.endswith("/")}
    except zipfile.BadZipFile:
        parts = {}
    if not {STYLES_PART, DOCUMENT_PART} <= parts.keys():
        raise_all([Problem(BRAND, 1, "", "is not a Word file; save the template as .docx")])
    return parts


def _name(style: Element) -> str:
    name = style.find(qn("w:name"))
    return str(name.get(qn("w:val"))).lower() if name is not None else ""


def _faults(found: Mapping[tuple[str | None, str], Element]) -> list[Problem]:
    lost = [
        Problem(BRAND, 1, "styles", f"lacks {name}; add a {look.kind} style of that name")
        for name, look in _STYLES.items()
        if (look.kind, name.lower()) not in found
    ]
    numbered = found.get(("paragraph", "list number"))
    if numbered is not None and numbered.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is None:
        lost.append(Problem(BRAND, 1, "styles", "List Number has no numbering; give the style a numbered list"))
    return lost


def _emptied(document: Element) -> Element:
    root = parse_xml(f"<w:document {nsdecls('w', 'r', 'wp', 'a', 'pic', 'w14')} {MARKUP}><w:body/></w:document>")
    setups = document.findall(f"{qn('w:body')}/{qn('w:sectPr')}")
    root[0].append(setups[0] if setups else OxmlElement("w:sectPr"))
    return root


def _fonts(table: Element, name: str) -> Element:
    if name not in [entry.get(qn("w:name")) for entry in table]:
        entry = OxmlElement("w:font", {qn("w:name"): name})
        for tag, value in (("altName", FALLBACK_FONT), ("charset", "00"), ("family", "swiss"), ("pitch", "variable")):
            entry.append(OxmlElement(f"w:{tag}", {qn("w:val"): value}))
        table.append(entry)
    return table


def _child(parent: Element, tag: str) -> Element:
    child = parent.find(qn(tag))
    if child is None:
        child = OxmlElement(tag)
        parent.insert(0, child)
    return child


def _fill_defaults(styles: Element, tokens: Mapping[str, str]) -> None:
    rpr = _child(_child(_child(styles, "w:docDefaults"), "w:rPrDefault"), "w:rPr")
    if rpr.find(qn("w:rFonts")) is None:
        names = dict.fromkeys((qn("w:ascii"), qn("w:hAnsi"), qn("w:cs")), font(tokens))
        rpr.insert(0, OxmlElement("w:rFonts", names))
    _fill_text(rpr, "paper-text", "paper-ink", tokens)
    for language in rpr.findall(qn("w:lang")):
        rpr.remove(language)
    rpr.append(OxmlElement("w:lang", {qn("w:val"): LANGUAGE}))


def _fill_text(rpr: Element, size: str, ink: str, tokens: Mapping[str, str]) -> None:
    if ink and rpr.find(qn("w:color")) is None:
        rpr.get_or_add_color().set(qn("w:val"), color(tokens, ink))
    if size and rpr.find(qn("w:sz")) is None:
        rpr.get_or_add_sz().set(qn("w:val"), str(round(length(tokens, size).pt * 2)))


def _fill(style: Element, look: _Look, tokens: Mapping[str, str], width: Length) -> None:
    if look.size or look.color:
        _fill_text(style.get_or_add_rPr(), look.size, look.color, tokens)
    if look.ruled:
        spacing = style.get_or_add_pPr().get_or_add_spacing()
        if spacing.get(qn("w:line")) is None:
            spacing.set(qn("w:line"), str(round(ruling(tokens).twips)))
            spacing.set(qn("w:lineRule"), "exact")
    if look.leader is not None and style.get_or_add_pPr().find(qn("w:tabs")) is None:
        style.pPr.get_or_add_tabs().insert_tab_in_order(width, WD_TAB_ALIGNMENT.RIGHT, look.leader)


def _fill_borders(styles: Element, tokens: Mapping[str, str]) -> None:
    for border in styles.xpath("//w:pBdr/*[@w:color='auto'] | //w:tblBorders/*[@w:color='auto']"):
        border.set(qn("w:color"), color(tokens, "paper-line"))
