"""QR codes, as coarse as they can be, so that they scan from a poor printer."""

from __future__ import annotations

import io

import segno

QUIET_ZONE = 4
"""Modules that stay white on each side, as the standard asks."""


def qr_svg(address: str) -> tuple[str, int]:
    """The QR code of `address` as SVG, and its side in modules with the quiet zone."""
    code = segno.make(address, error="m", micro=False, boost_error=False)
    svg = io.BytesIO()
    code.save(svg, kind="svg", border=QUIET_ZONE, dark="#000", light="#fff", svgclass=None, lineclass=None)
    return svg.getvalue().decode(), int(code.symbol_size(border=QUIET_ZONE)[0])
