"""Everything that a page asks its own host for is there: at the root of a host, and below a path."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html
import pytest

from site_tools import SITE_URL, SUB_PATH

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ORIGIN = SITE_URL.rstrip("/")
ATTRIBUTES = "//@href | //@src | //@action | //@poster | //meta[@property='og:url' or @property='og:image']/@content"
IN_STYLE = re.compile(r"url\(\s*[\"']?(?!data:|#)([^)\"']+)")
IN_MODULE = re.compile(r"""(?:\bimport|\bfrom|\bimport\()\s*["']([./][^"']+)["']""")
# What pages offer that is made of sheets; the site below a path is built without them.
MADE = re.compile(r"/(worksheets|comparisons)/files/|/qr/|\.imscc$|/feed\.(xml|json)$|/previews/")


class Asked(NamedTuple):
    """What a file of the site asks for: which file, and the path on the host."""

    by: str
    path: str


def asked(root: Path) -> Iterator[Asked]:
    """Every request to the own host that the files below `root` lead to, seen from the top of the host."""
    for file in sorted(root.rglob("*")):
        place = file.relative_to(root).as_posix()
        if file.suffix == ".html":
            tree = lxml.html.parse(file).getroot()
            found = [str(value) for value in tree.xpath(ATTRIBUTES)]
            found = [value for value in found if not value.startswith(("#", "mailto:")) and " " not in value]
        elif file.suffix in {".css", ".js"}:
            found = (IN_STYLE if file.suffix == ".css" else IN_MODULE).findall(file.read_text("utf-8"))
        else:
            continue
        here = f"{ORIGIN}/{place.removesuffix('index.html')}"
        for value in found:
            url = urljoin(here, value)
            if url.startswith(f"{ORIGIN}/") and (value.startswith("http") or "//" not in value):
                yield Asked(place, unquote(urlsplit(url).path))


def missing(root: Path, base: str) -> list[Asked]:
    """What is asked for and is not there, or is outside of `base`."""
    here = {path: (root / path.lstrip("/")) for path in {request.path for request in asked(root)}}
    answers = {
        path: file.is_file() or (path.endswith("/") and (file / "index.html").is_file()) for path, file in here.items()
    }
    return [request for request in asked(root) if not request.path.startswith(base) or not answers[request.path]]


def test_everything_that_is_asked_for_is_there(built: Path) -> None:
    assert missing(built, "/") == []
    assert len(set(asked(built))) > 5_000


def test_everything_is_there_below_a_path_too(below_a_path: Path) -> None:
    assert {request for request in missing(below_a_path, SUB_PATH) if not MADE.search(request.path)} == set()
    assert len(set(asked(below_a_path))) > 5_000


def test_what_the_site_says_of_itself_names_the_path(below_a_path: Path) -> None:
    site = below_a_path / SUB_PATH.strip("/")
    address = f"{ORIGIN}{SUB_PATH}"
    sitemap = (site / "sitemap.xml").read_text("utf-8")
    assert re.findall(r"<loc>(?!" + re.escape(address) + ")", sitemap) == []
    assert sitemap.count("<loc>") > 100
    assert (site / "robots.txt").read_text("utf-8").endswith(f"Sitemap: {address}sitemap.xml\n")
    for line in (site / "_redirects").read_text("utf-8").splitlines():
        assert not line or line.startswith(("#", SUB_PATH)), line
    faq = lxml.html.parse(site / "guide/faq/index.html").getroot()
    assert faq.xpath("string(//link[@rel='canonical']/@href)") == f"{address}guide/faq/"


@pytest.mark.parametrize("link", ["/guide/", f"{SUB_PATH}nowhere/", "../../../../up.html", f"{ORIGIN}/x"])
def test_a_link_that_leaves_the_path_or_leads_nowhere_is_found(link: str, tmp_path: Path) -> None:
    page = tmp_path / SUB_PATH.strip("/") / "guide/index.html"
    page.parent.mkdir(parents=True)
    text = '<html><body><a href="{}">x</a><a href="./#y">y</a><a href="//other.example/z">z</a></body></html>'
    page.write_text(text.format("../guide/"), "utf-8")
    assert missing(tmp_path, SUB_PATH) == []
    page.write_text(text.format(link), "utf-8")
    assert [request.by for request in missing(tmp_path, SUB_PATH)] == ["sub/path/guide/index.html"]
