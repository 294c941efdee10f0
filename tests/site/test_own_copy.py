"""A sample institution’s copy: the real site with `tests/riverside/own/` and its block in mkdocs.yml, parsed."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import docx
import feedparser
import pikepdf
import pytest

from guidebook.expand import CONFIG, expand
from guidebook.links.check import record
from guidebook.publishing import publish
from guidebook.publishing.offline import WORKER
from guidebook.search.index import TITLES_FILE
from guidebook.site import load_site
from guidebook.worksheets.files import FORMATS
from pdf_tools import runs
from site_tools import ROOT, SITE_URL, BuiltPage, build, files, pages, published

if TYPE_CHECKING:
    from pathlib import Path

    import lxml.html

SAMPLE = ROOT / "tests/riverside"
COPIED = ("docs", "hooks", "overrides")
PLACEHOLDER = "  # Whoever runs a copy names itself here"
LEDGER = "_data/links/ledger.txt"


def branded(text: str) -> str:
    """mkdocs.yml with the block of the sample in place of the one that is commented out."""
    before, _, after = text.partition(PLACEHOLDER)
    return before + (SAMPLE / "extra.yml").read_text("utf-8") + "\n" + after.partition("\n\n")[2]


def digests(folder: Path) -> dict[str, str]:
    return {name: hashlib.sha256(content).hexdigest() for name, content in files(folder).items()}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of the copy, its site built in `site/` and its new addresses recorded."""
    project = tmp_path_factory.mktemp("copy")
    for name in COPIED:
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(SAMPLE / "own", project / "own")
    (project / CONFIG).write_text(branded((ROOT / CONFIG).read_text("utf-8")), "utf-8")
    build(project / "site", project=project)
    record(project / "docs", load_site(project / "docs").catalog, project / "site")
    return project


@pytest.fixture(scope="module")
def copied_pages(copy: Path) -> list[BuiltPage]:
    return pages(copy / "site")


def page(copied_pages: list[BuiltPage], url: str) -> lxml.html.HtmlElement:
    (found,) = (page.tree for page in copied_pages if page.url == url)
    return found


def test_what_the_guide_brings_stays_as_it_was(copy: Path) -> None:
    assert {name: digests(copy / name) for name in ("docs", "overrides")} == {
        name: digests(ROOT / name) for name in ("docs", "overrides")
    }


def test_every_page_says_who_runs_the_copy(copied_pages: list[BuiltPage]) -> None:
    assert len(copied_pages) > 100
    for found in copied_pages:
        tree = found.tree
        assert tree.xpath("string(//header//p[@class='run-by'])") == "Riverside College", found.url
        footer = " ".join(tree.xpath("string(//footer//div[@class='institution'])").split())
        assert footer == "Riverside College · Career Center · careers@riverside.example", found.url
        assert tree.xpath("//footer//div[@class='institution']//a/@href") == ["mailto:careers@riverside.example"]
        (logo,) = tree.xpath("//footer//img")
        assert urljoin(urljoin(SITE_URL, found.url), logo.get("src")) == f"{SITE_URL}own/logo.svg"
        assert logo.get("alt") == ""
        # On paper the line above the text says so, and on a sheet the block above it.
        on_paper = "//p[contains(@class, 'print-header')]//text() | //article//div[@class='institution']//strong/text()"
        assert "Riverside College" in " ".join(tree.xpath(on_paper)), found.url


def test_switched_off_nothing_is_kept_offline(copy: Path, built: Path, copied_pages: list[BuiltPage]) -> None:
    for found in copied_pages:
        assert found.tree.xpath("//script[contains(@src, 'offline.')]") == [], found.url
    assert not list((copy / "site/assets/javascripts").glob("offline.*"))
    assert (copy / "site" / WORKER).read_text("utf-8") == (copy / "docs" / WORKER).read_text("utf-8")
    assert '"kept":' in (built / WORKER).read_text("utf-8")


def test_the_guide_itself_names_nobody(built_pages: list[BuiltPage]) -> None:
    for found in built_pages:
        assert found.tree.xpath("//*[@class='institution' or @class='run-by']") == [], found.url


def test_own_questions_sheet_and_page_are_part_of_the_site(copy: Path, copied_pages: list[BuiltPage]) -> None:
    assert page(copied_pages, "/questions/rc-campus/").xpath("//article//h2/@id") == [
        "rc-campus-used-since",
        "rc-campus-learned-anew",
    ]
    listed = page(copied_pages, "/questions/all/").xpath("//article//@href")
    assert [href for href in listed if "rc-campus" in href]
    visit = page(copied_pages, "/own/visit-us/")
    assert visit.xpath("string(//nav[@aria-label='Sections']//a[@aria-current])") == "At Riverside"
    assert visit.xpath("//article//img/@src") == ["../logo.svg"]
    assert (copy / "site/own/logo.svg").read_bytes() == (SAMPLE / "own/logo.svg").read_bytes()
    assert not (copy / "site/own/_data").exists()
    for word in ("alumni-call", "visit-us"):
        assert (copy / "site/go" / word / "index.html").is_file()
    index = json.loads((copy / "site" / published(copy / "site", TITLES_FILE)).read_text("utf-8"))
    assert {"/own/visit-us/", "/worksheets/rc-alumni-15/"} < {path for _, _, path, *_ in index["pages"]}


def test_own_sheet_has_every_file_under_the_institutions_name(copy: Path, copied_pages: list[BuiltPage]) -> None:
    made = copy / "site/worksheets/files"
    linked = page(copied_pages, "/worksheets/rc-alumni-15/").xpath("//article//a/@href | //article//img/@src")
    for kind in FORMATS:
        name = f"rc-alumni-15{kind.ending}"
        assert (made / name).is_file()
        assert f"../files/{name}" in linked
        if kind.ending.endswith(".pdf"):
            with pikepdf.open(made / name) as document:
                text = "".join(run.text for run in runs(document)).replace(" ", "")
            assert "RiversideCollege" in text, name
            assert "/go/alumni-call/" in text, name
        elif kind.ending.endswith(".docx"):
            header = docx.Document(str(made / name)).sections[0].header
            assert "Riverside College · Career Center" in header.paragraphs[0].text
    with zipfile.ZipFile(made / "worksheets-a4.zip") as archive:
        assert "worksheets-a4/rc-alumni-15-a4.pdf" in archive.namelist()


def test_tables_of_the_guide_carry_the_name_too(copy: Path) -> None:
    header = docx.Document(str(copy / "site/comparisons/files/grading-a-reflection.docx")).sections[0].header
    assert "Riverside College · Career Center" in header.paragraphs[0].text


def test_own_change_is_in_the_log_and_in_the_feed(copy: Path, copied_pages: list[BuiltPage]) -> None:
    log = page(copied_pages, "/corrections/")
    assert log.xpath("//p[@id='rc-alumni-sheet']/following-sibling::p[1]/a/@href") == [
        "../worksheets/rc-alumni-15/",
        "../questions/rc-campus/",
        "../own/visit-us/",
    ]
    assert log.xpath("//article//a[starts-with(@href, 'mailto:')]/@href") == ["mailto:careers@riverside.example"]
    feed = feedparser.parse((copy / "site/feed.xml").read_bytes())
    assert feed.entries[0].link == f"{SITE_URL}corrections/#rc-alumni-sheet"


def test_own_addresses_are_in_the_own_ledger(copy: Path) -> None:
    lines = (copy / "own" / LEDGER).read_text("utf-8").split("\n")
    assert "/questions/rc-campus/#rc-campus-used-since question:rc-campus-used-since" in lines
    assert {"/own/visit-us/", "/own/visit-us/#rc-visit", "/go/visit-us/", "/go/alumni-call/"} < set(lines)
    assert {f"/worksheets/files/rc-alumni-15{kind.ending}" for kind in FORMATS} < set(lines)
    upstream = set((ROOT / "docs" / LEDGER).read_text("utf-8").split("\n")) - {""}
    assert {line for line in lines if line and not line.startswith("#")} & upstream == set()


def test_expanded_copy_builds_the_same_site(copy: Path, tmp_path: Path) -> None:
    expand(copy, tmp_path / "plain")
    again = tmp_path / "again"
    build(again, project=tmp_path / "plain")
    publish(again, SITE_URL)
    first, second = files(copy / "site"), files(again)
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
