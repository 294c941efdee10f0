from __future__ import annotations

from typing import TYPE_CHECKING

from guidebook.worksheets.blocks import (
    Block,
    Boxes,
    Cell,
    Heading,
    Line,
    NumberedQuestion,
    Space,
    Table,
    blocks,
    spaces,
)
from small_project import SHEET_YML, UNTIMED, UNTIMED_YML, edited, load

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from small_project import Content


def laid_out(root: Path, sheet: str, changed: Mapping[str, Content] | None = None) -> tuple[Block, ...]:
    catalog = load(root, {UNTIMED_YML: UNTIMED, **(changed or {})}).catalog
    return tuple(blocks(catalog.worksheet_by_id[sheet], catalog.question_by_id))


def test_blocks_come_in_the_order_in_which_they_are_printed(tmp_path: Path) -> None:
    found = laid_out(tmp_path, "short")
    kinds = "title rule head heading boxes line heading line question question heading line question heading boxes"
    assert " ".join(block.kind for block in found) == kinds
    assert [block.text for block in found if isinstance(block, Heading)] == [
        "Before you go",
        "A day · 11 minutes",
        "Close · 4 minutes",
        "Afterward",
    ]
    assert [(block.number, block.core) for block in found if isinstance(block, NumberedQuestion)] == [
        (1, True),
        (2, True),
        (3, True),
    ]


def test_note_of_the_close_comes_after_its_last_question(tmp_path: Path) -> None:
    changed = edited(
        SHEET_YML, "    say: Here is my last question.", "    note: Go.\n    say: Here is my last question."
    )
    found = laid_out(tmp_path, "short", changed)
    assert [block.kind for block in found[-5:]] == ["line", "question", "line", "heading", "boxes"]
    assert found[-3] == Line("note", "Go.")


def test_spaces_come_in_reading_order_with_what_belongs_there(tmp_path: Path) -> None:
    assert list(spaces(laid_out(tmp_path, "short"))) == [
        Space("name", "Name"),
        Space("date", "Date"),
        Space("meeting-with", "Meeting with"),
        Space("aim", "What I most want to learn"),
        Space("before.box-1", "Read their page."),
        Space("before.box-2", "Bring a pen."),
        Space("before.box-3", "Set a clock."),
        Space("typical-day", "What did you do yesterday?", 3),
        Space("first-step", "How did you begin?", 2),
        Space("who-else", "Who else would be good to talk to?", 1),
        Space("after.box-1", "Write it down."),
        Space("after.box-2", "Say thank you."),
        Space("after.box-3", "Tell them later."),
    ]


def test_spaces_of_prompts_and_grids(tmp_path: Path) -> None:
    assert list(spaces(laid_out(tmp_path, "tracker"))) == [
        Space("name", "Name"),
        Space("date", "Date"),
        Space("write.prompt-1", "What did you hear?", 2),
        Space("write.box-1", "Say thank you."),
        Space("people.row-1.who", "Line 1: Who", 2),
        Space("people.row-1.when", "Line 1: When", 2),
        Space("people.row-2.who", "Line 2: Who", 2),
        Space("people.row-2.when", "Line 2: When", 2),
    ]


def test_grid_has_labels_given_text_and_spaces(tmp_path: Path) -> None:
    sheet = UNTIMED.replace("{id: good, label: Good}]", "{id: good, label: Good}, {id: by, label: By, narrow: true}]")
    found = laid_out(tmp_path, "tracker", {UNTIMED_YML: sheet})
    assert found[-1] == Table(
        "Ring one",
        ("What", "Good", "By"),
        (False, False, True),
        ((Cell("Opening"), Cell("Says | why."), Cell("", Space("levels.opening.by", "Opening: By", 2))),),
        8,
        labeled=True,
    )
    assert [block.height for block in found if isinstance(block, Table)] == [11, 8]
    assert [len(block.items) for block in found if isinstance(block, Boxes)] == [1]
