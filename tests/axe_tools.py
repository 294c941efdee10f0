"""Axe with its best practices and the size of targets, as economically as its answer allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Page

AXE = Axe()
COLOR_RULES = ("color-contrast", "link-in-text-block")
"""What can differ between two schemes of one layout."""

_RUN = """async (only) => {
    const options = { resultTypes: ["violations"], preload: false };
    if (only) options.runOnly = { type: "rule", values: only };
    else options.rules = { "target-size": { enabled: true } };
    const { violations } = await axe.run(document, options);
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target, html, any, all, none }) => {
        const why = [...any, ...all, ...none].map(({ message }) => message).join("; ");
        return `${id}: ${target.flat().join(" ")}: ${why}: ${html.slice(0, 160)}`;
    }));
}"""


def violations(page: Page, only: Sequence[str] | None = None) -> list[str]:
    """What axe finds on the page as it is now, a line for each element; by its `only` rules, or by all."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.axe_script)
    return list(page.evaluate(_RUN, only))
