from __future__ import annotations

import pytest

from guidebook.text import citations, count, enumeration, escape, escape_cited, file_size, quote
from markdown_tools import render

HOSTILE = [
    "*x*", "**x** _y_ __z__", "a_b_c", "<script>alert(1)</script>", "a < b > c", "<!-- topics -->", "<https://a.b>",
    "{ #x }", "{: .x }", "x {#y}", "{", "}", "[a](b)", "![a](b)", "[a][b]", "[a]: b", "[^x]", "[^x]: y", "[TOC]",
    "|", "a | b", "a\\|b", "\\", "a\\", "\\*", "&", "&amp;", "&lt;b&gt;", "`x`", "```", "~~~", "~ x",
    "1. x", "1) x", "12. x", "1.", "1", "# x", "#x", "x #", "C# and F##", "###", "- x", "-", "+ x", "+", "* x", "> x",
    ": x", ":   x", ":", "= x", "===", "---", "***", "___", "^ x", ".x", ")x", "!!! note", "!", "?x", "%", "@x",
    "https://example.org/a_b_c", "a@example.org", "*[HTML]: x", "“x”", "x…", "שלום (1) *x*", "مرحبا # x",
    "👩‍🎓 *x*", "é", "e\u0301",
]  # fmt: skip

# Where text stands, as the pages of the core write it, and where to find it again.
PLACES = {
    "paragraph": ("{0}\n", "p"),
    "paragraph with class": ("{0}\n{{ .facts }}\n", "p[@class='facts']"),
    "heading": ("# {0} {{ #here }}\n", "h1[@id='here']"),
    "subheading": ("## {0} {{ #here .question }}\n", "h2[@id='here'][@class='question']"),
    "table head": ("| | {0} |\n| --- | --- |\n| a | b |\n", "//thead/tr/th"),
    "table row head": ("| a | b |\n| --- | --- |\n| {0} {{ #here }} | c |\n", "//tbody/tr/th[@id='here']"),
    "table cell": ("| a | b |\n| --- | --- |\n| c | {0} |\n", "//tbody/tr/td"),
    "list item": ("- {0}\n    {{ .box }}\n", "ul/li[@class='box']"),
    "paragraph in a list": ("1.  One\n\n    {0}\n    {{ .why }}\n", "ol/li/p[@class='why']"),
    "link": ("[{0}](a.md)\n", "p/a[@href='a.md']"),
    "definition": ("Term\n:   {0}\n", "dl/dd"),
    "quotation": ("> “{0}”\n> {{ .say }}\n", "blockquote/p[@class='say']"),
}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_prints_as_written(text: str) -> None:
    printed = {place: printed_in(template.format(escape(text)), path) for place, (template, path) in PLACES.items()}
    words = " ".join(text.split())
    assert printed == {place: f"“{words}”" if place == "quotation" else words for place in PLACES}


def printed_in(source: str, path: str) -> str:
    """The text of the one element at `path`, with the names of any elements that it should not have."""
    (found,) = render(source).xpath(path.replace("//", ".//"))
    for permalink in found.findall("a[@class='headerlink']"):
        found.remove(permalink)
    return " ".join([*found.text_content().split(), *(f"<{child.tag}>" for child in found)])


def test_footnote_references_stay_references() -> None:
    assert escape_cited("*One*[^doe-2020] and [this].[^roe-2021]") == (
        "\\*One\\*[^doe-2020] and \\[this\\].[^roe-2021]"
    )


def test_citations_come_once_each_in_order() -> None:
    assert citations("a[^b] c[^a] d[^b] [not] ^no") == ("b", "a")


def test_quote() -> None:
    assert quote("*Why?*") == "“\\*Why?\\*”"


@pytest.mark.parametrize(("words", "line"), [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_enumeration(words: list[str], line: str) -> None:
    assert enumeration(words) == line


@pytest.mark.parametrize(("number", "shown"), [(0, "0 pages"), (1, "1 page"), (2, "2 pages"), (1200, "1,200 pages")])
def test_count(number: int, shown: str) -> None:
    assert count(number, "page") == shown


@pytest.mark.parametrize(
    ("size", "told"),
    [
        (0, "1 kB"),
        (499, "1 kB"),
        (1_499, "1 kB"),
        (1_501, "2 kB"),
        (64_200, "64 kB"),
        (999_499, "999 kB"),
        (999_500, "1.0 MB"),
        (1_449_000, "1.4 MB"),
        (12_345_678, "12.3 MB"),
    ],
)
def test_file_size(size: int, told: str) -> None:
    assert file_size(size) == told
