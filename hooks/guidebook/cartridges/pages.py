"""Markdown of the cartridges: what there is to download."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidebook.addresses import relative_link
from guidebook.text import count, escape, file_size

if TYPE_CHECKING:
    from collections.abc import Sequence

    from guidebook.cartridges.files import CartridgeFile


def cartridge_list(files: Sequence[CartridgeFile], page: str) -> str:
    """Each cartridge with its files, one for each version of the format, on the page `page`."""
    items = []
    for content in dict.fromkeys(file.content for file in files):
        sheets = f" and {count(len(content.sheets), 'sheet')}" if content.sheets else ""
        holds = f"{count(len(content.links), 'link')}{sheets}"
        items.append(f"- **{escape(content.title)}** ({holds}). {escape(content.description)}\n")
        for file in (file for file in files if file.content == content):
            link = relative_link(page, file.published)
            name = f"{escape(content.title)}, version {file.version.label}"
            items.append(f"    - [{name}]({link}) ({file_size(file.size)})")
        items.append("")
    return "\n".join(items)
