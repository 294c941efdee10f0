"""Draws the SVG of a QR code, so that a decoder can read it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import lxml.etree
from PIL import Image, ImageDraw

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

MODULE = 6
"""Dots a module."""

_STEP = re.compile(r"([Mmh])\s*(-?[\d.]+)(?:[\s,]+(-?[\d.]+))?")


def picture(svg: str) -> Picture:
    """The code as a picture: runs of dark modules on white, as the path draws them."""
    root = lxml.etree.fromstring(svg.encode())
    side = int(root.get("width", "0"))
    drawn = Image.new("L", (side * MODULE, side * MODULE), 255)
    pen = ImageDraw.Draw(drawn)
    x = y = 0.0
    for path in root.iter("{*}path"):
        if path.get("stroke") is None:
            continue
        for command, one, other in _STEP.findall(path.get("d", "")):
            if command == "h":
                left, top = round(x * MODULE), round((y - 0.5) * MODULE)
                pen.rectangle((left, top, left + round(float(one) * MODULE) - 1, top + MODULE - 1), fill=0)
                x += float(one)
            elif command == "m":
                x, y = x + float(one), y + float(other)
            else:
                x, y = float(one), float(other)
    return drawn
