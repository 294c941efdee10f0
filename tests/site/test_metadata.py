"""What programs read of the real site: structured data, sitemap, robots.txt."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import lxml.etree

from site_tools import SITE_URL, BuiltPage

if TYPE_CHECKING:
    from pathlib import Path

    from guidebook.catalog import Catalog

FAQ = "/guide/faq/"
MOST_BYTES = 400
"""What structured data may add to a page, packed; the FAQ repeats its whole text and has a budget of its own."""
MOST_BYTES_OF_FAQ = 1_200
ELEMENT = re.compile(rb'<script type="?application/ld\+json"?>.*?</script>', re.DOTALL)


def graph(page: BuiltPage) -> list[dict[str, Any]]:
    (data,) = page.tree.xpath("//script[@type='application/ld+json']/text()")
    return list(json.loads(data)["@graph"])


def words(element: Any) -> str:
    found = element.xpath(".//text()[not(ancestor::sup) and not(ancestor::a[@class='headerlink'])]")
    return " ".join("".join(found).split())


def untrue(page: BuiltPage, urls: set[str]) -> list[str]:
    """What the structured data says and the page does not."""
    main = graph(page)[0]
    title = page.tree.xpath("string(//meta[@property='og:title']/@content)")
    said = {
        "name": page.tree.xpath("string(//meta[@property='og:site_name']/@content)") if page.url == "/" else title,
        "description": page.tree.xpath("string(//meta[@name='description']/@content)"),
        "url": page.tree.xpath("string(//link[@rel='canonical']/@href)"),
        "license": page.tree.xpath("string(//footer//a[@rel='license']/@href)"),
        "inLanguage": page.tree.get("lang"),
    }
    wrong = [key for key, value in said.items() if not value or main.get(key) != value]
    items = [item for entry in graph(page) for item in entry.get("itemListElement", [])]
    wrong += [item["item"] for item in items if "item" in item and item["item"] not in urls]
    if page.url != "/" and (not items or items[-1]["name"] != title):
        wrong.append("itemListElement")
    return wrong


def test_every_page_says_what_it_is_and_says_the_truth(built_pages: list[BuiltPage]) -> None:
    urls = {SITE_URL.rstrip("/") + page.url for page in built_pages}
    assert {page.url: wrong for page in built_pages if (wrong := untrue(page, urls))} == {}
    assert untrue(built_pages[1], set()) == [SITE_URL, f"{SITE_URL}coaches/"], "a way over no page is not seen"
    kinds = Counter(graph(page)[0]["@type"] for page in built_pages)
    assert kinds["WebSite"] == kinds["FAQPage"] == 1
    assert kinds["LearningResource"] > 70


def test_sheets_lessons_and_pages_of_the_guide_say_how_long_they_take(
    built_pages: list[BuiltPage], catalog: Catalog
) -> None:
    times = {page.url: graph(page)[0].get("timeRequired") for page in built_pages}
    for sheet in catalog.worksheets:
        wanted = f"PT{sheet.minutes}M" if sheet.minutes and f"{sheet.minutes} minutes" in sheet.title else None
        assert times[f"/worksheets/{sheet.id}/"] == wanted, sheet.id
    assert times["/coaches/lesson-75-minutes/"] == "PT75M"
    assert re.fullmatch(r"PT\d+M", times["/guide/benefits/"] or "")


def test_the_questions_of_the_faq_are_asked_and_answered_in_its_own_words(built_pages: list[BuiltPage]) -> None:
    (faq,) = (page for page in built_pages if page.url == FAQ)
    asked = []
    for heading in faq.tree.xpath("//article//h3"):
        below = [element for element in heading.xpath("following-sibling::*") if element.getprevious() is heading]
        asked.append((words(heading), words(below[0])))
    told = [(entry["name"], entry["acceptedAnswer"]["text"]) for entry in graph(faq)[0]["mainEntity"]]
    assert len(told) > 40
    assert told == asked


def test_where_a_page_tells_how_to_do_something_its_steps_are_told(built_pages: list[BuiltPage]) -> None:
    told = {page.url: [entry["name"] for entry in graph(page) if entry["@type"] == "HowTo"] for page in built_pages}
    marked = {page.url: [words(h) for h in page.tree.xpath("//article//h2[@class='how-to']")] for page in built_pages}
    assert told == marked
    assert "How to play" in told["/coaches/role-play/"]
    steps = [step["text"] for page in built_pages for entry in graph(page) for step in entry.get("step", [])]
    assert len(steps) > 20
    assert "" not in steps


def test_structured_data_weighs_next_to_nothing(built: Path, built_pages: list[BuiltPage]) -> None:
    weights = {}
    for page in built_pages:
        whole = (built / page.url.strip("/") / "index.html").read_bytes()
        weights[page.url] = len(gzip.compress(whole, 9)) - len(gzip.compress(ELEMENT.sub(b"", whole), 9))
    assert weights.pop(FAQ) <= MOST_BYTES_OF_FAQ
    assert min(weights.values()) > 0
    assert {url: weight for url, weight in weights.items() if weight > MOST_BYTES} == {}


def test_the_sitemap_dates_reviewed_pages_alone_and_robots_name_it(built: Path, built_pages: list[BuiltPage]) -> None:
    sitemap = lxml.etree.parse(built / "sitemap.xml")
    listed = {str(url.findtext("{*}loc")): url.findtext("{*}lastmod") for url in sitemap.iter("{*}url")}
    reviewed = {
        SITE_URL.rstrip("/") + page.url: page.tree.xpath("string(//div[@class='kicker']//time/@datetime)") or None
        for page in built_pages
    }
    assert listed == reviewed
    assert len({date for date in listed.values() if date}) >= 1
    assert (built / "robots.txt").read_text("utf-8").splitlines()[-1] == f"Sitemap: {SITE_URL}sitemap.xml"
    assert not (built / "sitemap.xml.gz").exists()


def test_feeds_are_named_in_the_head_of_every_page(built_pages: list[BuiltPage]) -> None:
    for page in built_pages:
        types = page.tree.xpath("//head/link[@rel='alternate']/@type")
        assert types == ["application/atom+xml", "application/feed+json"], page.url
