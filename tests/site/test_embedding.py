"""What every built page has for a frame, whatever page it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from site_tools import BuiltPage


def inline(tree: HtmlElement) -> list[str]:
    return [script.text for script in tree.iter("script") if script.text and "embedded" in script.text]


def test_the_script_that_a_content_policy_has_to_name_is_the_same_on_every_page(built_pages: list[BuiltPage]) -> None:
    found = {tuple(inline(page.tree)) for page in built_pages}
    assert len(found) == 1
    assert len(found.pop()) == 1


def test_the_class_is_set_before_any_style_sheet_is_waited_for(built_pages: list[BuiltPage]) -> None:
    for page in built_pages:
        first, *_ = page.tree.xpath("//head/*[self::script or self::link[@rel='stylesheet']]")
        assert 'classList.add("embedded")' in (first.text or "").replace("`", '"'), page.url


def test_every_page_says_where_it_is_from_and_leads_to_itself(built_pages: list[BuiltPage]) -> None:
    for page in built_pages:
        [line] = page.tree.find_class("embed-source")
        assert {link.get("href") for link in line.iter("a")} <= {"./", "."}, page.url
        assert all((link.get("target"), link.get("rel")) == ("_blank", "noopener") for link in line.iter("a"))
