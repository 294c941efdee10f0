"""What programs read of the site: structured data on each page, the sitemap, and robots.txt."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import lxml.html
from pydantic import TypeAdapter

from guidebook.kept import code, digest, environment
from guidebook.publishing import structured
from guidebook.publishing.structured import PageFacts, Section, structured_data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guidebook.kept import Shelf

SITEMAP, ROBOTS, NO_JEKYLL = "sitemap.xml", "robots.txt", ".nojekyll"
HOW_TO = "how-to"
"""The class of a heading whose section tells in a numbered list how to do something."""

_FACTS = TypeAdapter(PageFacts | None)
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_END = "</body>"
_SPACE = re.compile(r"[ \t\r\n]+")


def describe(site: Path, address: str, shelf: Shelf) -> None:
    """Tell programs what each page of the built site is, and where the pages are; `address` ends in a slash.

    The `shelf` keeps what a page says as long as its text is the same.
    """
    common = digest(environment(), code([Path(__file__), Path(structured.__file__)]), address)
    texts, found = {}, {}
    for path in sorted(site.rglob("index.html")):
        folder = path.parent.relative_to(site).as_posix()
        url, text = "/" if folder == "." else f"/{folder}/", path.read_bytes().decode()
        told = shelf.made(digest(common, url, text), partial(_facts_as_json, url, text, address))
        if facts := _FACTS.validate_json(told):
            texts[path], found[path] = text, facts
    titles = {facts.url: facts.title for facts in found.values()}
    for path, facts in found.items():
        before, end, after = texts[path].rpartition(_END)
        data = structured_data(facts, titles, address)
        # At the end, where the words that it repeats are near enough to be packed with them.
        path.write_bytes(f'{before}<script type="application/ld+json">{data}</script>{end}{after}'.encode())
    (site / SITEMAP).write_text(_sitemap(sorted(found.values(), key=lambda facts: facts.url), address), "utf-8")
    (site / f"{SITEMAP}.gz").unlink(missing_ok=True)
    (site / ROBOTS).write_text(f"User-agent: *\nAllow: /\n\nSitemap: {address}{SITEMAP}\n", "utf-8")
    # GitHub leaves out `_redirects` and the like if it is published from a branch without this file.
    (site / NO_JEKYLL).touch()


def _facts_as_json(url: str, text: str, address: str) -> str:
    return _FACTS.dump_json(_facts(url, text, address)).decode()


def _facts(url: str, text: str, address: str) -> PageFacts | None:
    """What the page says; None if it is a stub, or is known under another address."""
    tree = lxml.html.fromstring(text)
    if _first(tree, "//link[@rel='canonical']/@href") != address + url[1:] or _meta(tree, "robots"):
        return None
    minutes = re.search(r"\d+", _first(tree, "//*[@class='minutes']"))
    return PageFacts(
        url=url,
        title=_meta(tree, "og:title"),
        description=_meta(tree, "description"),
        language=tree.get("lang", ""),
        license=_first(tree, "//a[@rel='license']/@href"),
        site_name=_meta(tree, "og:site_name"),
        run_by=_first(tree, "//footer//*[@class='institution']//strong"),
        reviewed=_first(tree, "//*[@class='kicker']//time/@datetime"),
        minutes=int(minutes[0]) if minutes else 0,
        sections=tuple(_sections(tree)),
    )


def _first(tree: lxml.html.HtmlElement, path: str) -> str:
    return str(tree.xpath(f"string({path})"))


def _meta(tree: lxml.html.HtmlElement, name: str) -> str:
    return str(tree.xpath("string(//meta[@name=$name or @property=$name]/@content)", name=name))


def _sections(tree: lxml.html.HtmlElement) -> Iterator[Section]:
    """Each heading of the text with what stands below it."""
    for heading in tree.xpath("//article//*[self::h2 or self::h3 or self::h4]"):
        text, steps = [], []
        for below in heading.itersiblings():
            if below.tag in _HEADINGS:
                break
            text.append(_text(below))
            if below.tag == "ol" and HOW_TO in heading.get("class", "").split():
                steps += [_text(item) for item in below.iterchildren("li")]
        yield Section(_text(heading), " ".join(filter(None, text)), tuple(steps))


def _text(element: lxml.html.HtmlElement) -> str:
    """The words without the sign that links to a heading and without the numbers of notes."""
    words = element.xpath(".//text()[not(ancestor::sup or ancestor::*[contains(@class, 'headerlink')])]")
    return _SPACE.sub(" ", "".join(words)).strip()


def _sitemap(pages: list[PageFacts], address: str) -> str:
    """Only pages that say when they were last reviewed have a date: any other would be that of the build."""
    dates = {facts.url: f"<lastmod>{facts.reviewed}</lastmod>" if facts.reviewed else "" for facts in pages}
    lines = [f"<url><loc>{escape(address + url[1:])}</loc>{date}</url>" for url, date in dates.items()]
    head = '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return "\n".join([head, *lines, "</urlset>"]) + "\n"
