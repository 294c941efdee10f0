from __future__ import annotations

import pytest

from markdown_tools import render

TABLE = """\
What *it* is
{{ {0} }}

| Thing | A &amp; B\\_C | |
| --- | --: | --- |
| One {{ #one }} | 1 | x |
"""


def test_table_has_caption_scopes_labels_and_a_region_that_scrolls() -> None:
    (region,) = render(TABLE.format(".caption")).xpath("./*")
    assert dict(region.attrib) == {
        "class": "table-scroll",
        "role": "region",
        "tabindex": "0",
        "aria-label": "What it is",
    }
    assert [child.tag for child in region.find("table")] == ["caption", "thead", "tbody"]
    assert region.find("table/caption").text_content() == "What it is"
    assert [(cell.tag, cell.get("scope")) for cell in region.find("table/thead/tr")] == [
        ("th", "col"),
        ("th", "col"),
        ("td", None),
    ]
    head, number, last = region.find("table/tbody/tr")
    assert (head.tag, dict(head.attrib)) == ("th", {"id": "one", "scope": "row"})
    assert (number.tag, dict(number.attrib)) == ("td", {"class": "align-right", "data-label": "A & B_C"})
    assert dict(last.attrib) == {}


def test_region_is_named_by_a_caption_that_has_an_id() -> None:
    (region,) = render(TABLE.format("#this .caption")).xpath("./*")
    assert (region.get("aria-labelledby"), region.get("aria-label")) == ("this", None)
    assert region.find("table/caption").get("id") == "this"


def test_table_without_caption_leaves_the_paragraph_before_it() -> None:
    paragraph, region = render(TABLE.format(".lead")).xpath("./*")
    assert paragraph.get("class") == "lead"
    assert region.get("aria-label") == "Table"
    assert region.find("table/caption") is None


def test_label_keeps_characters_that_markdown_escapes() -> None:
    cell = render("| | \\*A\\* &lt; \\|B\\| |\n| --- | --- |\n| x | y |\n").find(".//tbody//td")
    assert cell is not None
    assert cell.get("data-label") == "*A* < |B|"


def test_lines_become_ruled_lines_that_screen_readers_skip() -> None:
    (paragraph,) = render("Why\n{ .why lines=3 }\n").xpath("./p")
    assert dict(paragraph.attrib) == {"class": "why"}
    (ruled,) = paragraph
    assert (ruled.get("class"), ruled.get("aria-hidden")) == ("ruled", "true")
    assert [line.get("class") for line in ruled] == ["ruled-line"] * 3


def test_lines_that_are_no_small_number_stay_for_the_html_check_to_find() -> None:
    for count in ("many", "0", "99"):
        (paragraph,) = render(f"Why\n{{ lines={count} }}\n").xpath("./p")
        assert (paragraph.get("lines"), len(paragraph)) == (count, 0)


def test_heading_and_what_belongs_to_it_become_one_block() -> None:
    found = render(
        "# Page { #page }\n\n## One { #one together=true }\n\nText\n\n### Inner { #inner }\n\n- Item\n\n"
        "## Two { #two together=true }\n\nMore\n\n## Three { #three }\n\nRest\n"
    )
    assert [child.tag for child in found] == ["h1", "div", "div", "h2", "p"]
    assert [[child.tag for child in block] for block in found.xpath("div[@class='together']")] == [
        ["h2", "p", "h3", "ul"],
        ["h2", "p"],
    ]
    assert found.xpath("//@together") == []


@pytest.mark.parametrize("line", ["## One { #one together=false }", "Text\n{ together=true }"])
def test_nothing_else_is_put_together(line: str) -> None:
    found = render(f"{line}\n\nMore\n")
    assert found.xpath(".//div") == []
    assert found.xpath("//@together") == []
