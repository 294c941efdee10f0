"""A worksheet as PDF/UA-1 by Typst: to print, to fill in, or in large print."""

from __future__ import annotations

import io
import json
import re
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

import typst

from guidebook.problems import Problem, ProblemsError
from guidebook.qr import qr_svg
from guidebook.worksheets.blocks import Block, Line, Title, spaces
from guidebook.worksheets.imprint import LICENSE, Imprint, Paper

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

TEMPLATE = "print/worksheet.typ"
FONTS = "print/fonts"
STEP = 0.5
LARGE_RULING = 12.0
QR_SIDE = 20.0
QR_MODULE = 0.5
"""Least width of a module in millimeters: at 150 dpi that is three dots."""
_EPOCH = 0
_BROKEN_IMAGE = re.compile("failed to (decode image|parse SVG|load linked image)")


class Edition(StrEnum):
    """What a PDF is for."""

    PRINT = "print"
    FILLABLE = "fillable"
    LARGE = "large"


@dataclass(frozen=True)
class Pdf:
    """A finished file, its pages, and the ruling in millimeters at which it fits."""

    content: bytes
    pages: int
    ruling: float


class DoesNotFitError(Exception):
    """The sheet takes more `pages` than its sides even with the least ruling."""

    def __init__(self, pages: int) -> None:
        super().__init__(pages)
        self.pages = pages


@dataclass(frozen=True)
class Manuscript:
    """A sheet ready for the press; `logo` is a file, since Typst reads images from files."""

    laid_out: tuple[Block, ...]
    imprint: Imprint
    sides: int
    description: str
    logo: Path | None = None


class Press:
    """The template and the fonts, loaded once and used for many sheets. `theme` is the folder of templates."""

    def __init__(self, theme: Path, tokens: Mapping[str, str]) -> None:
        self._template = (theme / TEMPLATE).read_bytes()
        self._fonts = theme / FONTS
        self._tokens = tokens
        self._compilers: dict[Path, typst.Compiler] = {}

    def print(self, sheet: Manuscript, paper: Paper, edition: Edition) -> Pdf:
        """The sheet as PDF; large print takes the pages it needs.

        Raises `DoesNotFitError` where another edition takes more pages than the sheet has sides, and `ProblemsError` if
        the logo cannot be read.
        """
        import pikepdf  # noqa: PLC0415 (a build that makes no file does without)

        from guidebook.worksheets.forms import fill_in  # noqa: PLC0415

        data = self._data(sheet, paper, edition)
        rulings = (LARGE_RULING,) if edition is Edition.LARGE else self._rulings
        pages = 0
        for ruling in rulings:
            content = self._compile(data | {"ruling": ruling}, sheet.logo)
            with pikepdf.open(io.BytesIO(content)) as document:
                pages = len(document.pages)
                if pages <= sheet.sides or edition is Edition.LARGE:
                    if edition is Edition.FILLABLE:
                        content = fill_in(document, tuple(spaces(sheet.laid_out)), self._points("paper-text"))
                    return Pdf(content, pages, ruling)
        raise DoesNotFitError(pages)

    def missing_glyphs(self, sheet: Manuscript) -> str:
        """Characters on the sheet that the fonts do not have, each once, sorted."""
        imprint = sheet.imprint
        text = json.dumps([asdict(block) for block in sheet.laid_out], ensure_ascii=False)
        text += imprint.site_name + imprint.address + sheet.description
        if imprint.institution:
            text += "".join(value for value in imprint.institution.model_dump().values() if value)
        return "".join(sorted(set(text) - self._characters))

    @cached_property
    def _characters(self) -> frozenset[str]:
        from fontTools.ttLib import TTFont  # noqa: PLC0415

        found = []
        for path in sorted(self._fonts.glob("*.ttf")):
            with TTFont(path, lazy=True) as font:
                found.append(frozenset(map(chr, font.getBestCmap())))
        return frozenset.intersection(*found)

    @cached_property
    def _rulings(self) -> tuple[float, ...]:
        first, least = (float(self._tokens[name].removesuffix("mm")) for name in ("ruling", "ruling-least"))
        return tuple(first - STEP * step for step in range(round((first - least) / STEP) + 1))

    def _points(self, token: str) -> float:
        return float(self._tokens[token].removesuffix("pt"))

    def _data(self, sheet: Manuscript, paper: Paper, edition: Edition) -> dict[str, Any]:
        imprint = sheet.imprint
        width, height = paper.size
        qr, qr_size = qr_code(imprint.address)
        return {
            "title": next(block.text for block in sheet.laid_out if isinstance(block, Title)),
            "description": sheet.description,
            "language": "en",
            "region": "US",
            "site_name": imprint.site_name,
            "license": LICENSE,
            "address": imprint.address,
            "shown_address": imprint.shown_address,
            "institution": imprint.institution.model_dump() if imprint.institution else None,
            "logo": sheet.logo.name if sheet.logo else None,
            "qr": qr,
            "qr_size": qr_size,
            "width": width,
            "height": height,
            "fillable": edition is Edition.FILLABLE,
            "large": edition is Edition.LARGE,
            "tokens": dict(self._tokens),
            "blocks": list(_blocks(sheet.laid_out)),
        }

    def _compile(self, data: Mapping[str, Any], logo: Path | None) -> bytes:
        root = logo.parent if logo else self._fonts
        if root not in self._compilers:
            fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[self._fonts])
            self._compilers[root] = typst.Compiler(root=root, font_paths=fonts)
        try:
            content, warnings = self._compilers[root].compile_with_warnings(
                self._template,
                format="pdf",
                sys_inputs={"sheet": json.dumps(data, ensure_ascii=False)},
                pdf_standards="ua-1",
                timestamp=_EPOCH,
            )
        except typst.TypstError as error:
            if logo and _BROKEN_IMAGE.match(str(error)):
                message = "cannot be read; save the logo anew as SVG, PNG or JPG"
                raise ProblemsError([Problem("mkdocs.yml", 1, "extra.institution.logo", message)]) from None
            raise
        if warnings:
            raise RuntimeError("; ".join(warning.message for warning in warnings))
        if not isinstance(content, bytes):
            raise TypeError("Typst gave no PDF")
        return content


def qr_code(address: str) -> tuple[str, float]:
    """The QR code of `address` as SVG, and its side in millimeters with the quiet zone: 20, or more if it is dense."""
    svg, modules = qr_svg(address)
    return svg, max(QR_SIDE, modules * QR_MODULE)


def _blocks(laid_out: tuple[Block, ...]) -> Iterator[dict[str, Any]]:
    for position, block in enumerate(laid_out):
        entry = {"kind": block.kind, **asdict(block)}
        if isinstance(block, Line):
            # What follows the last question of the close belongs to what is before it.
            following = laid_out[position + 1] if position + 1 < len(laid_out) else None
            entry["last"] = following is None or following.kind == "heading"
        yield entry
