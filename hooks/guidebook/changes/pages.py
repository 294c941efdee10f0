"""The change log and where to report an error, as Markdown."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from guidebook.addresses import relative_link
from guidebook.text import escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from guidebook.addresses import PageName
    from guidebook.changes.models import Change

# Not by strftime, which follows the locale of the machine.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def change_log(changes: Sequence[Change], named: Mapping[str, PageName], page: str) -> str:
    """The entries, which come newest first, under a heading for each month; `named` gives each address its page."""
    parts = []
    for (year, month), group in groupby(changes, key=lambda change: (change.date.year, change.date.month)):
        parts.append(f"### {_MONTHS[month - 1]} {year} {{ #in-{year}-{month:02} }}")
        parts += [
            f"- **{_MONTHS[change.date.month - 1]} {change.date.day}, {change.kind}.** {escape(change.what)}\n"
            f"    {{ #{change.id} .change }}\n\n    {' · '.join(_links(change, named, page))}"
            for change in group
        ]
    return "\n\n".join(parts)


def where_to_report(contact: str) -> str:
    """A paragraph with the address for corrections, or that there is none."""
    if not contact:
        return (
            "**This copy of the guide has not named an address for corrections.** Tell the person who gave you the "
            "link, who can pass it on to whoever runs the copy."
        )
    shown = escape(contact.partition("://")[2].rstrip("/") if "://" in contact else contact)
    link = contact if "://" in contact else f"mailto:{contact}"
    return f"**Report it here:** [{shown}](<{link}>)"


def _links(change: Change, named: Mapping[str, PageName], page: str) -> Iterator[str]:
    for address in change.pages:
        url, mark, anchor = address.partition("#")
        if moved := named.get(address):
            yield f"[{escape(moved.title)}]({relative_link(page, moved.path)})"
        elif there := named.get(url):
            target = there.path.partition("#")[0] + mark + anchor
            yield f"[{escape(there.title)}]({relative_link(page, target)})"
        else:
            yield f"`{address}`"
