"""Every page of the real site, parsed."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from lxml.html import HtmlComment, fromstring

from guidebook.directives import NAMES
from guidebook.previews import FOLDER, section_of
from guidebook.scripts.models import Channel
from site_tools import SITE_URL, BuiltPage

if TYPE_CHECKING:
    from pathlib import Path

    from guidebook.catalog import Catalog

HEADINGS = "self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6"


def repeated(values: list[str]) -> list[str]:
    return [value for value, number in Counter(values).items() if number > 1]


def meta(page: BuiltPage, name: str) -> str:
    (value,) = page.tree.xpath("//meta[@name=$name or @property=$name]/@content", name=name)
    return str(value)


def test_titles_are_unique(built_pages: list[BuiltPage]) -> None:
    titles = [page.tree.findtext(".//title") or "" for page in built_pages]
    assert repeated(titles) == []
    assert "" not in titles


def test_descriptions_are_unique_and_fit_a_search_result(built_pages: list[BuiltPage]) -> None:
    descriptions = [meta(page, "description") for page in built_pages]
    assert repeated(descriptions) == []
    assert [text for text in descriptions if not 70 <= len(text) <= 160] == []


def test_link_previews_say_what_the_page_is(built: Path, built_pages: list[BuiltPage]) -> None:
    sections = {path.stem for path in (built / FOLDER).iterdir()}
    assert {"home", "guide", "questions", "worksheets", "comparisons", "scripts", "tools", "coaches"} == sections
    for page in built_pages:
        assert meta(page, "og:url") == page.tree.xpath("string(//link[@rel='canonical']/@href)"), page.url
        assert meta(page, "og:url").endswith(page.url)
        assert meta(page, "og:description") == meta(page, "description")
        assert meta(page, "og:title")
        assert meta(page, "og:image") == f"{SITE_URL}{FOLDER}/{section_of(page.url, sections)}.png", page.url
        assert meta(page, "og:image:alt").startswith("The Informational Interview Guide. ")


def test_ids_are_unique_on_each_page(built_pages: list[BuiltPage]) -> None:
    assert {page.url: ids for page in built_pages if (ids := repeated(page.tree.xpath("//@id")))} == {}


def test_a_page_has_one_title_and_skips_no_level(built_pages: list[BuiltPage]) -> None:
    for page in built_pages:
        levels = [int(heading.tag[1]) for heading in page.tree.xpath(f"//article//*[{HEADINGS}]")]
        assert levels[0] == 1, page.url
        assert levels.count(1) == 1, page.url
        assert all(after - before <= 1 for before, after in pairwise(levels)), (page.url, levels)


def test_every_heading_of_the_text_has_an_id(built_pages: list[BuiltPage]) -> None:
    found = {page.url: page.tree.xpath(f"//article//*[{HEADINGS}][not(@id)]") for page in built_pages}
    assert {url: headings for url, headings in found.items() if headings} == {}


def test_no_directive_is_left_over(built_pages: list[BuiltPage]) -> None:
    comments = [c.text.strip() for page in built_pages for c in page.tree.iter() if isinstance(c, HtmlComment)]
    assert [text for text in comments if text.split(":")[0] in NAMES] == []


def test_no_attribute_list_or_footnote_is_left_in_the_text(built_pages: list[BuiltPage]) -> None:
    for page in built_pages:
        text = page.tree.find(".//article").text_content()
        assert "{ ." not in text, page.url
        assert "[^" not in text, page.url
        assert "///" not in text, page.url


@pytest.mark.parametrize("last", ["next-step", "notes"])
def test_a_guide_page_ends_in_its_next_step_and_its_notes(built_pages: list[BuiltPage], last: str) -> None:
    guide = [page for page in built_pages if page.url.startswith("/guide/") and page.url != "/guide/sources/"]
    without = [page.url for page in guide if not page.tree.xpath("//article//h2[@id=$last]", last=last)]
    assert without == ([] if last == "next-step" else ["/guide/"])


LISTS = {"/guide/glossary/", "/guide/sources/"}
"""Guide pages that go with no sheet, and that nobody reads through."""


def test_a_guide_page_leads_to_its_sheet(built_pages: list[BuiltPage]) -> None:
    guide = [page for page in built_pages if page.url.startswith("/guide/") and page.url not in LISTS]
    assert [page.url for page in guide if not page.tree.xpath("//p[contains(@class, 'sheet')]/a")] == []


WITHOUT_ADDRESS = {"kind-home", "kind-worksheet"}
"""Kinds of pages that do not give their addresses away at the foot: a sheet does so among its files."""


def test_a_guide_page_says_how_long_it_takes_and_pages_give_their_addresses_away(
    built_pages: list[BuiltPage], catalog: Catalog
) -> None:
    for page in built_pages:
        times = page.tree.xpath("//span[@class='minutes']/text()")
        addresses = page.tree.xpath("//div[@class='coach-link']//a/@href")
        kinds = set(page.tree.xpath("string(//article/div[contains(@class, 'page')]/@class)").split())
        if "kind-guide" in kinds and page.url not in LISTS:
            assert re.fullmatch(r" · (1 minute|[1-9]\d* minutes) to read", "".join(times)), page.url
        else:
            assert times == [], page.url
        if kinds & WITHOUT_ADDRESS:
            assert addresses == [], page.url
            continue
        short = [catalog.short_address_of.get(page.url, page.url)]
        short += [entry.source for entry in catalog.short_addresses if entry.to.startswith(f"{page.url}#")]
        assert sorted(addresses) == sorted(SITE_URL.rstrip("/") + address for address in short), page.url


def test_no_colon_follows_a_heading_that_ends_in_a_mark_of_its_own(built_pages: list[BuiltPage]) -> None:
    told = [item.text for page in built_pages for item in page.tree.xpath("//div[@class='coach-link']//li")]
    assert any(text.strip().endswith("?") for text in told)
    assert [text for text in told if re.search(r"[?!.…]”?:", text) or not re.search(r"[?!.…:]”? $", text)] == []


def silent_pictures(pages: list[BuiltPage]) -> list[str]:
    return [page.url for page in pages if page.tree.xpath("//img[not(@alt)]")]


def test_pictures_say_what_they_show(built_pages: list[BuiltPage]) -> None:
    assert silent_pictures(built_pages) == []


def unfit_titles(pages: list[BuiltPage]) -> list[str]:
    """Titles that a search result would cut, or that several pages have."""
    titles = [meta(page, "og:title") for page in pages]
    return [title for title in titles if not 1 <= len(title) <= 60] + repeated(titles)


def test_titles_fit_a_search_result(built_pages: list[BuiltPage]) -> None:
    assert unfit_titles(built_pages) == []


def test_a_silent_picture_and_an_unfit_title_are_found() -> None:
    def page(url: str, title: str, picture: str) -> BuiltPage:
        head = f"<head><meta property='og:title' content='{title}'></head>"
        return BuiltPage(url, fromstring(f"<html>{head}<body>{picture}</body></html>"))

    pages = [
        page("/a/", "A", "<img src='a.png'>"),
        page("/b/", "A", "<img alt='' src='b.png'>"),
        page("/c/", "c" * 61, ""),
    ]
    assert silent_pictures(pages) == ["/a/"]
    assert unfit_titles(pages) == ["c" * 61, "A"]


def test_every_question_has_its_anchor_on_its_topic(built_pages: list[BuiltPage], catalog: Catalog) -> None:
    by_url = {page.url: page for page in built_pages}
    for topic in catalog.topics:
        headings = by_url[f"/questions/{topic.id}/"].tree.xpath("//article//h2/@id")
        assert headings == [question.id for question in topic.questions]


def test_a_sheet_numbers_its_questions_through_all_sections(built_pages: list[BuiltPage], catalog: Catalog) -> None:
    by_url = {page.url: page for page in built_pages}
    for sheet in catalog.worksheets:
        lists = by_url[f"/worksheets/{sheet.id}/"].tree.xpath("//article//ol")
        numbers = [int(ol.get("start", "1")) + i for ol in lists for i in range(len(ol.findall("li")))]
        assert numbers == list(range(1, len(sheet.questions) + 1))


def test_tables_say_what_they_are(built_pages: list[BuiltPage]) -> None:
    tables = [(page.url, table) for page in built_pages for table in page.tree.xpath("//article//table")]
    assert tables
    for url, table in tables:
        assert table.find("caption") is not None, url
        grid = "grid" in table.get("class", "").split()
        assert {cell.get("scope") for cell in table.iter("th")} in (
            [{"col"}, {"col", "row"}] if grid else [{"col", "row"}]
        )


def test_the_bank_is_large_enough(catalog: Catalog) -> None:
    assert len(catalog.topics) >= 8
    assert len(catalog.question_by_id) >= 60
    assert {15, 30, 45} <= {sheet.minutes for sheet in catalog.worksheets}


def test_sheets_come_by_moment_and_then_by_purpose_and_minutes(built_pages: list[BuiltPage]) -> None:
    (listing,) = [page for page in built_pages if page.url == "/worksheets/"]
    links = [href.rstrip("/").split("/")[-1] for href in listing.tree.xpath("//article//p[@class='card']/a/@href")]
    general = [f"{purpose}-{minutes}" for purpose in ("learn", "validate", "sharpen") for minutes in (15, 30, 45)]
    first = links.index("learn-15")
    assert links[first : first + 9] == general
    assert links.index("plan-ahead") < links.index("outreach-tracker") < links.index("first-conversation") < first
    assert links.index("debrief") > first + 9


def test_every_script_has_its_anchor_and_its_text_on_its_page(built_pages: list[BuiltPage], catalog: Catalog) -> None:
    by_url = {page.url: page for page in built_pages}
    for group in catalog.script_groups:
        blocks = by_url[f"/scripts/{group.id}/"].tree.xpath("//article//div[@class='together']")
        assert [block.find("h2").get("id") for block in blocks] == [script.id for script in group.scripts]
        for script, block in zip(group.scripts, blocks, strict=True):
            subjects = [(script.subject,)] if script.subject else []
            quotations = [tuple(line.text_content() for line in quote) for quote in block.findall("blockquote")]
            assert quotations == [*subjects, script.text], script.id
            marked = {mark.text_content() for mark in block.xpath("blockquote//*[@class='fill-in']")}
            assert marked == {f"[{name}]" for name in script.blanks}, script.id


def test_the_list_of_scripts_leads_to_every_script(built_pages: list[BuiltPage], catalog: Catalog) -> None:
    (listing,) = [page for page in built_pages if page.url == "/scripts/"]
    links = listing.tree.xpath("//article//p[@class='script-entry']/a/@href")
    assert links == [f"{group.id}/#{script.id}" for group in catalog.script_groups for script in group.scripts]


def test_there_is_a_script_for_every_moment_and_first_emails_have_a_good_length(catalog: Catalog) -> None:
    assert len(catalog.script_by_id) >= 30
    (first,) = [group for group in catalog.script_groups if group.id == "first-emails"]
    assert [script.id for script in first.scripts if not 75 <= script.words <= 150] == []
    notes = [script for script in catalog.script_by_id.values() if script.channel is Channel.LINKEDIN_NOTE]
    assert {script.limit.characters for script in notes if script.limit} == {200, 300}
    assert all(script.limit for script in notes)
    texts = [paragraph for script in catalog.script_by_id.values() for paragraph in script.text if len(paragraph) > 60]
    assert repeated(texts) == []
