"""Turns the marked links of a PDF into form fields: the place, the tag and the reading order are there already."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from pikepdf import Array, Dictionary, Name, Pdf, String

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guidebook.worksheets.blocks import Space

FIELD = "field:"
CHECK = "check:"
_PRINTED = 4
_MULTI_LINE = 1 << 12


def fill_in(document: Pdf, spaces: tuple[Space, ...], font_size: float) -> bytes:
    """The document with a form field for each of `spaces`, saved so that the same input gives the same bytes.

    Raises `ValueError` if the marked links are not just those spaces.
    """
    by_key = {space.key: space for space in spaces}
    found: list[str] = []
    fields = Array()
    helvetica = document.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    )
    resources = Dictionary(Font=Dictionary(Helv=helvetica))
    parents = _parent_tree(document)
    for annotation in _annotations(document):
        kind, _, key = _target(annotation).partition(":")
        if f"{kind}:" not in (FIELD, CHECK):
            continue
        found.append(key)
        space = by_key.get(key)
        if space is None:
            raise ValueError(f"has a field for an unknown space, {key}")
        _as_widget(annotation, space)
        if f"{kind}:" == CHECK:
            _as_box(document, annotation)
        else:
            _as_text(document, annotation, font_size, space)
        parents[int(annotation.StructParent)].S = Name.Form
        fields.append(annotation)
    if sorted(found) != sorted(by_key):
        raise ValueError(f"has {len(found)} fields where the sheet has {len(by_key)} spaces")
    document.Root.AcroForm = Dictionary(
        Fields=fields, DR=resources, DA=String(f"/Helv {font_size:g} Tf 0 g"), NeedAppearances=False
    )
    result = io.BytesIO()
    document.save(result, deterministic_id=True)
    return result.getvalue()


def _annotations(document: Pdf) -> Iterator[Any]:
    for page in document.pages:
        yield from page.get("/Annots", [])


def _target(annotation: Any) -> str:
    action = annotation.get("/A")
    return str(action.get("/URI", "")) if action is not None else ""


def _size(annotation: Any) -> tuple[float, float]:
    left, bottom, right, top = (float(value) for value in annotation.Rect)
    return right - left, top - bottom


def _parent_tree(document: Pdf) -> dict[int, Any]:
    """Structure element by the number that an annotation refers to it with."""
    found: dict[int, Any] = {}

    def walk(node: Any) -> None:
        numbers = node.get("/Nums", [])
        for position in range(0, len(numbers), 2):
            found[int(numbers[position])] = numbers[position + 1]
        for kid in node.get("/Kids", []):
            walk(kid)

    walk(document.Root.StructTreeRoot.ParentTree)
    return found


def _as_widget(annotation: Any, space: Space) -> None:
    for key in ("/A", "/Border", "/QuadPoints", "/Contents", "/H", "/C"):
        if key in annotation:
            del annotation[key]
    annotation.Subtype = Name.Widget
    annotation.T = String(space.key.replace(".", "_"))
    annotation.TU = String(space.label)
    annotation.F = _PRINTED


def _as_text(document: Pdf, annotation: Any, font_size: float, space: Space) -> None:
    width, height = _size(annotation)
    annotation.FT = Name.Tx
    annotation.V = String("")
    annotation.DA = String(f"/Helv {min(font_size, max(6.0, height - 4)):g} Tf 0 g")
    if space.lines > 1:
        annotation.Ff = _MULTI_LINE
    annotation.AP = Dictionary(N=_drawing(document, width, height, b"/Tx BMC EMC"))


def _as_box(document: Pdf, annotation: Any) -> None:
    width, height = _size(annotation)
    tick = (
        f"q 1.2 w 1 J {width * 0.2:.2f} {height * 0.5:.2f} m {width * 0.42:.2f} {height * 0.24:.2f} l "
        f"{width * 0.82:.2f} {height * 0.8:.2f} l S Q"
    )
    annotation.FT = Name.Btn
    annotation.V = annotation.AS = Name.Off
    annotation.DA = String("/ZaDb 0 Tf 0 g")
    annotation.MK = Dictionary(CA=String("4"))
    annotation.AP = Dictionary(
        N=Dictionary(Yes=_drawing(document, width, height, tick.encode()), Off=_drawing(document, width, height, b""))
    )


def _drawing(document: Pdf, width: float, height: float, content: bytes) -> Any:
    drawing = document.make_stream(content)
    drawing.Type, drawing.Subtype = Name.XObject, Name.Form
    drawing.BBox = Array([0, 0, round(width, 3), round(height, 3)])
    drawing.Resources = Dictionary()
    return drawing
