from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
import pytest

from guidebook.worksheets import forms as forms_module
from guidebook.worksheets.blocks import Space, spaces
from guidebook.worksheets.forms import fill_in
from guidebook.worksheets.imprint import Paper
from guidebook.worksheets.pdf import Edition, Press
from pdf_tools import POINTS, drawn, field_faults, ink
from small_sheet import every_block, manuscript

if TYPE_CHECKING:
    from pathlib import Path

LAID_OUT = every_block("What is it?")
SPACES = tuple(spaces(LAID_OUT))
RESOLUTION = 100
TYPED = "Grüße (a) \\ 100 %"


@pytest.fixture(scope="module")
def marked(press: Press) -> bytes:
    """The sheet before its marked links become fields."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(forms_module, "fill_in", lambda document, *_: saved(document))
        return press.print(manuscript(LAID_OUT), Paper.LETTER, Edition.FILLABLE).content


@pytest.fixture(scope="module")
def fillable(marked: bytes) -> bytes:
    return filled_in(marked, SPACES)


def saved(document: pikepdf.Pdf) -> bytes:
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def filled_in(content: bytes, places: tuple[Space, ...]) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as document:
        return fill_in(document, places, 10.5)


def test_each_space_is_a_field_with_its_label(fillable: bytes) -> None:
    margins = (15 * POINTS - 0.1, 16 * POINTS - 0.1, 15 * POINTS - 0.1, 14 * POINTS - 0.1)
    with pikepdf.open(io.BytesIO(fillable)) as document:
        assert list(field_faults(document, SPACES, margins)) == []
        fields = {str(field.T): field for field in document.Root.AcroForm.Fields}
    assert list(fields) == [space.key.replace(".", "_") for space in SPACES]
    kinds = {name: (str(field.FT), int(field.get("/Ff", 0)) >> 12) for name, field in fields.items()}
    assert {name for name, kind in kinds.items() if kind == ("/Btn", 0)} == {f"write_box-{at}" for at in (1, 2, 3)}
    assert {name for name, kind in kinds.items() if kind == ("/Tx", 1)} == {"first-step", "levels_opening_good"}


def test_same_sheet_gives_the_same_bytes(marked: bytes, fillable: bytes) -> None:
    assert filled_in(marked, SPACES) == fillable


def test_no_marked_link_is_left(marked: bytes, fillable: bytes) -> None:
    for content, links in ((marked, len(SPACES)), (fillable, 0)):
        with pikepdf.open(io.BytesIO(content)) as document:
            found = [note for page in document.pages for note in page.Annots if note.Subtype == "/Link"]
            assert len(found) == links


def test_space_without_a_field_is_told(marked: bytes) -> None:
    with pytest.raises(ValueError, match=rf"^has {len(SPACES)} fields where the sheet has {len(SPACES) + 1} spaces$"):
        filled_in(marked, (*SPACES, Space("more", "More")))


def test_field_without_a_space_is_told(marked: bytes) -> None:
    with pytest.raises(ValueError, match=r"^has a field for an unknown space, name$"):
        filled_in(marked, SPACES[1:])


def test_field_that_stands_twice_is_told(marked: bytes) -> None:
    with pikepdf.open(io.BytesIO(marked)) as document:
        document.pages[0].Annots[0].A.URI = document.pages[0].Annots[1].A.URI
        with pytest.raises(
            ValueError, match=rf"^has {len(SPACES)} fields where the sheet has {len(SPACES) - 1} spaces$"
        ):
            fill_in(document, SPACES[1:], 10.5)


def typed_into(content: bytes, path: Path) -> None:
    """Type into every field and tick every box, as a reader of PDFs does."""
    with pikepdf.open(io.BytesIO(content)) as document:
        for field in document.Root.AcroForm.Fields:
            if field.FT == "/Tx":
                field.V = pikepdf.String(TYPED)
            else:
                field.V = field.AS = pikepdf.Name.Yes
        document.Root.AcroForm.NeedAppearances = True
        document.generate_appearance_streams()
        document.save(path)


def written(path: Path) -> dict[str, bool]:
    """Whether poppler draws something within the field, by its name."""
    pictures = drawn(path, RESOLUTION)
    found = {}
    with pikepdf.open(path) as document:
        for page, picture in zip(document.pages, pictures, strict=True):
            for field in page.get("/Annots", []):
                left, lower, right, upper = (round(float(edge) * RESOLUTION / 72) for edge in field.Rect)
                box = (left + 3, picture.height - upper + 3, right - 3, picture.height - lower - 3)
                found[str(field.T)] = ink(picture.crop(box)) is not None
    return found


def test_filled_form_keeps_and_shows_what_was_typed(fillable: bytes, tmp_path: Path) -> None:
    path = tmp_path / "filled.pdf"
    typed_into(fillable, path)
    with pikepdf.open(path) as document:
        values = {str(field.T): str(field.V) for field in document.Root.AcroForm.Fields}
    boxes = {f"write_box-{at}": "/Yes" for at in (1, 2, 3)}
    assert values == {space.key.replace(".", "_"): TYPED for space in SPACES} | boxes
    assert written(path) == dict.fromkeys(values, True)


def test_empty_form_shows_nothing_in_its_fields(fillable: bytes, tmp_path: Path) -> None:
    path = tmp_path / "empty.pdf"
    path.write_bytes(fillable)
    assert set(written(path).values()) == {False}
