from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from guidebook.worksheets.blocks import (
    Block,
    Boxes,
    Cell,
    Head,
    Heading,
    Line,
    NumberedQuestion,
    Rule,
    Space,
    Table,
    Title,
    WritingPrompt,
    blocks,
)
from guidebook.worksheets.imprint import Imprint, Institution
from guidebook.worksheets.plain import worksheet_markdown
from markdown_tools import render
from site_tools import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guidebook.catalog import Catalog

SHEETS = sorted(path.stem for path in (ROOT / "docs" / "_data" / "worksheets").glob("*.yml"))
HOSTILE = [
    "#panic()",
    "*x*",
    "<script>alert(1)</script>",
    "a | b",
    "שלום עולם",
    "👩‍🎓 ★",
    "w" * 300,
    "1. x",
    "[x](y)",
    "x*",
]
IMPRINT = Imprint(
    "The Guide",
    "https://guide.example/worksheets/small/",
    Institution(name="Example College", unit="Career Center", contact="a@college.example"),
)

SMALL: tuple[Block, ...] = (
    Title("small", "Small sheet", "For a test."),
    Rule("Learn. Never ask for a job."),
    Head((Space("name", "Name"), Space("date", "Date"))),
    Line("legend", "core: ask it first."),
    Heading("open", "Open · 3 minutes"),
    Line("say", "Thank you."),
    NumberedQuestion(1, "q-one", "What is it like?", "Because.", True, Space("q-one", "What is it like?", 2)),
    Line("note", "Breathe."),
    NumberedQuestion(10, "q-two", "And then?", "Why not.", False, Space("q-two", "And then?", 2)),
    WritingPrompt("I heard …", Space("open.prompt-1", "I heard …", 3)),
    Boxes((Space("open.box-1", "Say thanks."), Space("open.box-2", "Leave."))),
    Table(
        "Fill in",
        ("Who", "When"),
        (False, False),
        ((Cell("Doe"), Cell("", Space("open.doe.when", "Doe: When", 2))),),
        12,
        labeled=True,
    ),
)
SMALL_MARKDOWN = """\
# Small sheet

For a test.

**Learn. Never ask for a job.**

- **Name:**
- **Date:**

(core): ask it first.

## Open · 3 minutes

> “Thank you.”

1. **What is it like?** (core)

   *Because.*

   Notes:

*Breathe.*

10. **And then?**

    *Why not.*

    Notes:

**I heard …**

Notes:

- [ ] Say thanks.
- [ ] Leave.

**Fill in**

| Who | When |
| --- | --- |
| Doe |  |

---

The Guide · <https://guide.example/worksheets/small/> · CC BY 4.0 · Example College, Career Center, a@college.example
"""


def test_small_sheet() -> None:
    assert worksheet_markdown(SMALL, IMPRINT) == SMALL_MARKDOWN


def test_without_an_institution_the_footer_ends_with_the_license() -> None:
    plain = Imprint("The Guide", "https://guide.example/worksheets/small/")
    assert worksheet_markdown(SMALL, plain).endswith("<https://guide.example/worksheets/small/> · CC BY 4.0\n")


def words(laid_out: tuple[Block, ...]) -> Iterator[str]:
    """What the sheet prints, in order."""
    for block in laid_out:
        match block:
            case Title():
                yield from (block.text, block.intro)
            case Rule() | Heading() | WritingPrompt():
                yield block.text
            case Line():
                yield block.text.partition(":")[2] if block.role == "legend" else block.text
            case Head():
                yield from (space.label for space in block.spaces)
            case NumberedQuestion():
                yield from (block.text, block.why)
            case Boxes():
                yield from (item.label for item in block.items)
            case Table():
                yield from (block.caption, *block.columns)
                yield from (cell.text for row in block.rows for cell in row)


def faults(markdown: str, laid_out: tuple[Block, ...]) -> set[str]:
    """What a notes app would miss, by name."""
    lines = markdown.split("\n")
    tree = render(markdown)
    for permalink in tree.xpath(".//a[@class='headerlink']"):
        permalink.drop_tree()
    questions = [block for block in laid_out if isinstance(block, NumberedQuestion)]
    prompts = [block for block in laid_out if isinstance(block, WritingPrompt)]
    grids = [block for block in laid_out if isinstance(block, Table)]
    ticks = [item for block in laid_out if isinstance(block, Boxes) for item in block.items]
    rest, in_order = " ".join(tree.text_content().split()), True
    for text in words(laid_out):
        _, found_it, rest = rest.partition(" ".join(text.split())) if text else ("", "x", rest)
        in_order &= bool(found_it)
    found = {
        "headings": [heading.text_content() for heading in tree.xpath(".//h1 | .//h2")]
        == [block.text for block in laid_out if isinstance(block, Title | Heading)],
        "order": in_order,
        "numbers": re.findall(r"^(\d+)\. \*\*", markdown, re.MULTILINE) == [str(block.number) for block in questions],
        "core": markdown.count("** (core)\n") == sum(block.core for block in questions),
        "places": sum(line.strip() == "Notes:" for line in lines) == len(questions) + len(prompts),
        "boxes": sum(line.startswith("- [ ] ") for line in lines) == len(ticks),
        "rows": sum(line.startswith("| ") for line in lines) == sum(2 + len(grid.rows) for grid in grids),
        "end": markdown.endswith("\n") and not markdown.endswith("\n\n"),
        "spaces": all(line == line.rstrip() for line in lines),
    }
    return {name for name, holds in found.items() if not holds}


@pytest.mark.parametrize("sheet_id", SHEETS)
def test_every_sheet_holds_what_it_should(catalog: Catalog, sheet_id: str) -> None:
    laid_out = tuple(blocks(catalog.worksheet_by_id[sheet_id], catalog.question_by_id))
    markdown = worksheet_markdown(laid_out, IMPRINT)
    assert faults(markdown, laid_out) == set()
    assert worksheet_markdown(laid_out, IMPRINT) == markdown


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("## Open · 3 minutes", "Open · 3 minutes", "headings"),
        ("Breathe.", "Hurry.", "order"),
        ("10. **", "2. **", "numbers"),
        (" (core)", "", "core"),
        ("    Notes:", "", "places"),
        ("- [ ] Leave.", "- Leave.", "boxes"),
        ("| Doe |  |", "Doe", "rows"),
        ("a@college.example\n", "a@college.example", "end"),
        ("Breathe.*", "Breathe.* ", "spaces"),
    ],
)
def test_each_check_finds_its_planted_fault(old: str, new: str, fault: str) -> None:
    markdown = worksheet_markdown(SMALL, IMPRINT)
    assert faults(markdown, SMALL) == set()
    assert fault in faults(markdown.replace(old, new, 1), SMALL)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    laid_out: tuple[Block, ...] = (
        Title("x", text, text),
        Rule(text),
        Head((Space("name", text), Space("date", text))),
        Heading("y", text),
        Line("say", text),
        Line("note", text),
        NumberedQuestion(1, "z", text, text, True, Space("z", text, 2)),
        WritingPrompt(text, Space("y.prompt-1", text, 2)),
        Boxes((Space("y.box-1", text),)),
        Table(text, (text, text), (False, False), ((Cell(text), Cell("", Space("y.r.c", text))),), 8, labeled=True),
    )
    markdown = worksheet_markdown(laid_out, Imprint(text, "https://guide.example/"))
    assert faults(markdown, laid_out) == set()
    assert render(markdown).xpath(".//script | .//a[@href='y']") == []
    assert len(render(markdown).xpath(".//tbody/tr/*")) == 2
