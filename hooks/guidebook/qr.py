"""QR codes, as coarse as they can be, so that they scan from a poor printer."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import segno

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

QUIET_ZONE = 4
"""Modules that stay white on each side, as the standard asks."""

_KEPT = "qr.json"


def qr_svg(address: str) -> tuple[str, int]:
    """The QR code of `address` as SVG, and its side in modules with the quiet zone."""
    code = segno.make(address, error="m", micro=False, boost_error=False)
    svg = io.BytesIO()
    code.save(svg, kind="svg", border=QUIET_ZONE, dark="#000", light="#fff", svgclass=None, lineclass=None)
    return svg.getvalue().decode(), int(code.symbol_size(border=QUIET_ZONE)[0])


def qr_codes(addresses: Iterable[str], cache: Path) -> dict[str, str]:
    """The QR code of each address as SVG, kept in the folder `cache`: two hundred of them take over a second."""
    path = cache / _KEPT
    kept = _read(path)
    codes = {address: kept.get(address) or qr_svg(address)[0] for address in addresses}
    if codes != kept:
        cache.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".partial")
        partial.write_text(json.dumps({"made by": segno.__version__, "codes": codes}), "utf-8")
        partial.replace(path)
    return codes


def _read(path: Path) -> dict[str, str]:
    """What is kept; nothing if another version made it, or it cannot be read."""
    try:
        kept = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    is_ours = isinstance(kept, dict) and kept.get("made by") == segno.__version__
    return dict(kept["codes"]) if is_ours else {}
