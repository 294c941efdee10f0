"""What every built page has for a frame, whatever page it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from site_tools import BuiltPage

IN_HEAD = 'document.documentElement.classList.add("embedded")'


def inline(tree: HtmlElement) -> list[str]:
    return [script.text for script in tree.iter("script") if script.text and "embedded" in script.text]


def test_the_scripts_that_a_content_policy_has_to_name_are_the_same_on_every_page(built_pages: list[BuiltPage]) -> None:
    found = {tuple(inline(page.tree)) for page in built_pages}
    assert len(found) == 1
    assert len(found.pop()) == 2


def test_the_class_is_set_before_the_body_begins(built_pages: list[BuiltPage]) -> None:
    for page in built_pages:
        assert any(IN_HEAD in (script.text or "") for script in page.tree.find("head").iter("script")), page.url


def test_every_page_says_where_it_is_from_and_leads_to_itself(built_pages: list[BuiltPage]) -> None:
    for page in built_pages:
        [line] = page.tree.find_class("embed-source")
        assert {link.get("href") for link in line.iter("a")} <= {"./", "."}, page.url
        assert all((link.get("target"), link.get("rel")) == ("_blank", "noopener") for link in line.iter("a"))
