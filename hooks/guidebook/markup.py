"""Python-Markdown extension: tables that everybody can read, sheets to write on, and sections that stay together.

Tables get scopes, a caption (the paragraph of class `caption` right before them), a named region that scrolls by
keyboard, and a label on each cell so that a narrow screen can stack them. An element with the attribute `lines=N` gets
N ruled lines after its content. A heading with `together=true` and all that belongs to it become one block, which print
keeps on one side. The source stays readable Markdown without the extension.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

if TYPE_CHECKING:
    from markdown import Markdown

LINK_TITLE = "Copy a link to this row"
_HEADING = re.compile(r"h[1-6]")
_ALIGNMENT = re.compile(r"text-align:\s*(left|center|right);?")


class MarkupExtension(Extension):
    """Registers the tree processors after attribute lists (priority 8) and before the table of contents (5)."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Add the processors to `md`."""
        md.treeprocessors.register(_Tables(md), "guidebook_tables", 7)
        md.treeprocessors.register(_RuledLines(md), "guidebook_ruled_lines", 6)
        md.treeprocessors.register(_Together(md), "guidebook_together", 5.5)


class _Tables(Treeprocessor):
    """Gives every table its caption, scopes, labels and a scrollable region."""

    def run(self, root: Element) -> None:
        """Rewrite the tables below `root` in place."""
        for parent in list(root.iter()):
            children = list(parent)
            for position, child in enumerate(children):
                if child.tag == "table":
                    before = children[position - 1] if position else None
                    caption = before if before is not None and "caption" in before.get("class", "").split() else None
                    _wrap(parent, child, caption)


def _wrap(parent: Element, table: Element, caption: Element | None) -> None:
    region = Element("div", {"class": "table-scroll", "role": "region", "tabindex": "0"})
    region.tail, table.tail = table.tail, None
    parent[list(parent).index(table)] = region
    region.append(table)
    if caption is not None:
        parent.remove(caption)
        caption.tag, caption.tail = "caption", None
        name = caption.get("id", "")
        region.set("aria-labelledby", name) if name else region.set("aria-label", _text(caption))
        if "grid" in (classes := caption.get("class", "").split()):
            table.set("class", " ".join(name for name in classes if name != "caption"))
            caption.set("class", "caption")
        table.insert(0, caption)
    else:
        region.set("aria-label", "Table")
    headers = [_text(cell) for cell in table.findall("thead/tr/th")]
    for cell in table.findall("thead/tr/th"):
        if _text(cell):
            cell.set("scope", "col")
        else:
            cell.tag = "td"
    _label_rows(table, headers)
    for cell in table.iter():
        if match := _ALIGNMENT.fullmatch(cell.get("style", "")):
            del cell.attrib["style"]
            cell.set("class", f"{cell.get('class', '')} align-{match[1]}".strip())


def _label_rows(table: Element, headers: list[str]) -> None:
    """A row's first cell names the row and carries its anchor; the others carry the names of their columns."""
    for row in table.findall("tbody/tr"):
        for column, cell in enumerate(row.findall("td")):
            if column == 0 and _text(cell):
                cell.tag = "th"
                cell.set("scope", "row")
                if anchor := cell.get("id"):
                    link = SubElement(cell, "a", {"class": "headerlink", "href": f"#{anchor}", "title": LINK_TITLE})
                    link.text = "#"
            elif column and headers[column]:
                cell.set("data-label", headers[column])


def _text(element: Element) -> str:
    """Text for an attribute; Python-Markdown puts escaped characters and entities back there as it does in text."""
    return " ".join("".join(element.itertext()).split())


class _RuledLines(Treeprocessor):
    """Turns the attribute `lines=N` into N empty ruled lines, hidden from screen readers."""

    def run(self, root: Element) -> None:
        """Append the lines below `root` in place."""
        for element in list(root.iter()):
            count = element.get("lines", "")
            if re.fullmatch(r"[1-9]", count):
                del element.attrib["lines"]
                ruled = SubElement(element, "span", {"class": "ruled", "aria-hidden": "true"})
                for _ in range(int(count)):
                    SubElement(ruled, "span", {"class": "ruled-line"})


class _Together(Treeprocessor):
    """Puts a heading marked `together=true`, and what follows up to the next heading of its level, into one block."""

    def run(self, root: Element) -> None:
        """Wrap the sections among the children of `root`."""
        block: Element | None = None
        for child in list(root):
            if block is not None and _HEADING.fullmatch(child.tag) and child.tag <= block[0].tag:
                block = None
            if child.attrib.pop("together", "") == "true" and _HEADING.fullmatch(child.tag):
                block = Element("div", {"class": "together"})
                block.text = block.tail = "\n"
                root.insert(list(root).index(child), block)
            if block is not None:
                root.remove(child)
                block.append(child)


def makeExtension(**options: object) -> MarkupExtension:  # noqa: N802
    """Python-Markdown's entry point."""
    return MarkupExtension(**options)
