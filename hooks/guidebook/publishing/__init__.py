"""What makes a finished build ready for the wire, whichever engine built it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidebook.kept import FOLDER, Shelf
from guidebook.publishing import assets, metadata, offline, pages, policy, scripts, styles

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STEPS: tuple[Callable[[Path, str, Shelf], None], ...] = (
    metadata.describe,
    scripts.shrink,
    styles.reduce,
    pages.shrink,
    assets.name_by_content,
    policy.apply,
    offline.tell_worker,
)
"""Each rewrites the folder of the site in place, given the address that it is published at. The order matters."""


def publish(site: Path, address: str, project: Path | None = None) -> None:
    """Run every step on the built site in the folder `site`, once, for `address` (which ends in a slash).

    What may serve the next build is kept in the folder `project`, if one is given.
    """
    shelf = Shelf(project / FOLDER / "publishing" if project else None)
    for step in STEPS:
        step(site, address, shelf)
    shelf.sweep()
