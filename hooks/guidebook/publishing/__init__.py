"""What makes a finished build ready for the wire, whichever engine built it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidebook.publishing import assets, metadata, offline, pages, policy, scripts, styles

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STEPS: tuple[Callable[[Path, str], None], ...] = (
    metadata.describe,
    scripts.shrink,
    styles.reduce,
    pages.shrink,
    assets.name_by_content,
    policy.apply,
    offline.tell_worker,
)
"""Each rewrites the folder of the site in place, given the address that it is published at. The order matters."""


def publish(site: Path, address: str) -> None:
    """Run every step on the built site in the folder `site`, once, for `address` (which ends in a slash)."""
    for step in STEPS:
        step(site, address)
