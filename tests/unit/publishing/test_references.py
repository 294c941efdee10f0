"""What a reference means, and where one is found, by hand for each way to write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from guidebook.publishing.references import References

if TYPE_CHECKING:
    from pathlib import Path

FILES = ("index.html", "one.css", "a b.css", "guide/two.css", "guide/deep/three.css")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path


@pytest.mark.parametrize("address", ["https://example.org/", "https://example.org/sub/", "/", "/sub/"])
@pytest.mark.parametrize(
    ("place", "reference", "means"),
    [
        ("index.html", "one.css", "one.css"),
        ("index.html", "./one.css?v=1#top", "one.css"),
        ("index.html", "a%20b.css", "a b.css"),
        ("index.html", "guide/deep/../two.css", "guide/two.css"),
        ("guide/deep/index.html", "three.css", "guide/deep/three.css"),
        ("guide/deep/index.html", "../../one.css", "one.css"),
        ("guide/deep/index.html", "../../gone.css", None),
        ("guide/deep/index.html", "../../guide/", None),
        ("guide/deep/index.html", "../../guide", None),
        ("guide/deep/index.html", "#one.css", None),
        ("guide/deep/index.html", "https://elsewhere.example/one.css", None),
        ("guide/deep/index.html", "//elsewhere.example/one.css", None),
        ("guide/deep/index.html", "mailto:one.css", None),
        ("guide/deep/index.html", "http://[one.css", None),
    ],
)
def test_a_reference_means_a_file_of_the_site(
    site: Path, address: str, place: str, reference: str, means: str | None
) -> None:
    assert References(site, address).target(place, reference) == means


@pytest.mark.parametrize(
    ("address", "reference", "means"),
    [
        ("https://example.org/sub/", "https://example.org/sub/one.css", "one.css"),
        ("https://example.org/sub/", "https://example.org/one.css", None),
        ("https://example.org/sub/", "http://example.org/sub/one.css", None),
        ("https://example.org/sub/", "/sub/guide/two.css", "guide/two.css"),
        ("https://example.org/sub/", "/one.css", None),
        ("https://example.org/sub/", "../one.css", None),
        ("https://example.org/sub/", "../sub/one.css", "one.css"),
        ("https://example.org/", "../one.css", "one.css"),
        ("/", "/one.css", "one.css"),
    ],
)
def test_addresses_from_the_root_are_told_by_where_the_site_is(
    site: Path, address: str, reference: str, means: str | None
) -> None:
    assert References(site, address).target("index.html", reference) == means


PAGE = """<!doctype html><link rel=stylesheet href=one.css><p title="a < b" data-style='guide/two.css'>x</p>
<p>Write <code>&lt;link href="one.css"></code> and < href="one.css" ></p><a href="guide/">Guide</a>
<img alt="3 > 2" src="one.css"><a href="one.css?v=1#top">file</a><a data-other="none">.css</a>"""


def test_references_are_found_in_tags_alone(site: Path) -> None:
    found = References(site, "/").of("index.html", PAGE)
    assert list(found) == ["one.css", "guide/two.css", "one.css", "one.css"]


def test_what_is_put_stands_in_the_place_of_the_name_alone(site: Path) -> None:
    text = References(site, "/").rewritten("index.html", PAGE, lambda path, _: f"new-{path.rpartition('/')[2]}")
    assert text == (
        PAGE.replace("href=one.css>", "href=new-one.css>")
        .replace("guide/two.css", "guide/new-two.css")
        .replace('src="one.css"', 'src="new-one.css"')
        .replace("one.css?v=1#top", "new-one.css?v=1#top")
    )


def test_only_a_file_that_a_tag_refers_to_is_given_with_its_tag(site: Path) -> None:
    given: list[tuple[str, str]] = []
    References(site, "/").rewritten("index.html", PAGE, lambda path, tag: given.append((path, tag)))
    assert given[0] == ("one.css", "<link rel=stylesheet href=one.css>")
    assert given[1] == ("guide/two.css", """<p title="a < b" data-style='guide/two.css'>""")
