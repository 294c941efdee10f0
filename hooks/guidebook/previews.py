"""Link previews: the picture that a link shows where it is pasted, one for each section, made by Typst and kept."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import typst
from PIL import Image

from guidebook.own import OWN
from guidebook.packing import write_whole
from guidebook.worksheets.pdf import FONTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from guidebook.worksheets.imprint import Institution

TEMPLATE = "print/preview.typ"
FOLDER = "assets/images/previews"
"""Where the pictures are published, below the root of the site. Their names stay, since others keep them."""

HOME = "home"
MOTTO = "Learn. Never ask for a job."
OFFER = "The guide, the questions, and sheets to print."
TOKENS = ("paper-font", "paper", "ink", "quiet", "pine", "clay", "edge")
COLORS = 64
"""Enough for five inks and their soft edges, at a third of the bytes."""

_PIXELS_PER_INCH = 72.0


@dataclass(frozen=True)
class Preview:
    """A picture as published: its address from the root of the site, where it lies, and what it says in words."""

    name: str
    path: Path
    alt: str

    @property
    def front_matter(self) -> dict[str, str]:
        """What a page says of the picture."""
        return {"image": self.name, "alt": self.alt}


@dataclass(frozen=True)
class Studio:
    """What all pictures share; `theme` is the folder of templates, `cache` keeps finished ones."""

    site_name: str
    institution: Institution | None
    theme: Path
    tokens: Mapping[str, str]
    cache: Path

    def make(self, titles: Mapping[str, str]) -> dict[str, Preview]:
        """The picture of each section by its name, given the title of each page by its address."""
        return {section: self._preview(section, title) for section, title in _sections(titles, self.institution)}

    def _preview(self, section: str, title: str) -> Preview:
        headline, foot = (MOTTO.replace(". ", ".\n"), OFFER) if section == HOME else (title, MOTTO)
        who = self.institution
        run_by = " · ".join(part for part in (who.name, who.unit) if part) if who else ""
        words = {
            "site_name": self.site_name,
            "headline": headline,
            "foot": "\n".join(line for line in (foot, run_by) if line),
        }
        said = [self.site_name + ".", headline if headline.endswith(".") else f"{headline}.", foot, run_by]
        alt = " ".join(part.replace("\n", " ") for part in said if part)
        return Preview(f"{FOLDER}/{section}.png", self._picture(words), alt)

    def _picture(self, words: Mapping[str, str]) -> Path:
        """The finished picture of `words`, found from before or made."""
        template = (self.theme / TEMPLATE).read_bytes()
        fonts = self.theme / FONTS
        data = json.dumps({**words, "tokens": dict(self.tokens)}, ensure_ascii=False, sort_keys=True)
        digest = hashlib.sha256(template + data.encode() + Path(__file__).read_bytes())
        for font in sorted(fonts.glob("*.ttf")):
            digest.update(hashlib.sha256(font.read_bytes()).digest())
        digest.update(f"{version('typst')} {version('pillow')}".encode())
        path = self.cache / f"{digest.hexdigest()}.png"
        if not path.is_file():
            self.cache.mkdir(parents=True, exist_ok=True)
            write_whole(path, _draw(template, data, fonts))
        return path


def section_of(url: str, sections: Iterable[str]) -> str:
    """The section among `sections` that the page at `url` belongs to; pages outside of one go with the home page."""
    first = url.strip("/").partition("/")[0]
    return first if first in sections else HOME


def _sections(titles: Mapping[str, str], institution: Institution | None) -> list[tuple[str, str]]:
    """Each folder that holds pages, with its first page's title; an institution's own are called as in the menu."""
    folders = {url.split("/")[1] for url in titles if url.count("/") > 2}
    found = {HOME: ""}
    for url in sorted(titles):
        if (section := url.split("/")[1]) in folders:
            found.setdefault(section, titles[url])
    if OWN in found and institution:
        found[OWN] = institution.section or institution.name
    return list(found.items())


def _draw(template: bytes, data: str, fonts: Path) -> bytes:
    found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])
    compiler = typst.Compiler(root=fonts, font_paths=found)
    content, warnings = compiler.compile_with_warnings(
        template, format="png", ppi=_PIXELS_PER_INCH, sys_inputs={"preview": data}
    )
    if warnings:
        raise RuntimeError("; ".join(warning.message for warning in warnings))
    if not isinstance(content, bytes):
        raise TypeError("Typst gave no single picture")
    with Image.open(io.BytesIO(content)) as picture:
        reduced = picture.convert("RGB").quantize(COLORS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    packed = io.BytesIO()
    reduced.save(packed, "PNG", optimize=True)
    return packed.getvalue()
