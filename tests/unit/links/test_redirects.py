from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from guidebook.links.models import Redirect
from guidebook.links.redirects import check_redirects, is_file, moved_files, pointers, relative, stub_pages

TEMPLATE = """\
{% for fragment, link in fragments.items() %}
{{ fragment }}={{ link }}
{% endfor %}
{{ to }} {{ canonical }} {{ root }}
"""


def moved(source: str, to: str, why: str = "It moved") -> Redirect:
    return Redirect.model_validate({"from": source, "to": to, "since": date(2026, 1, 31), "why": why})


def test_stub_of_a_page_leads_to_its_new_address() -> None:
    stubs = stub_pages([moved("/a/b/", "/c/#d")], {"/c/"}, "https://example.org/site/", TEMPLATE)
    assert stubs == {"a/b/index.html": "../../c/#d https://example.org/site/c/ ../../\n"}


def test_stub_leads_each_anchor_to_its_own_place() -> None:
    redirects = [moved("/a/#x", "/c/#x"), moved("/a/", "/c/"), moved("/a/#y", "/d/")]
    stubs = stub_pages(redirects, {"/c/", "/d/"}, "https://example.org/", TEMPLATE)
    assert stubs == {"a/index.html": "x=../c/#x\ny=../d/\n../c/ https://example.org/c/ ../\n"}


def test_stub_of_a_page_whose_anchors_alone_moved_leads_where_the_first_went() -> None:
    stubs = stub_pages([moved("/a/#x", "/c/#x")], {"/c/"}, "https://example.org/", TEMPLATE)
    assert stubs == {"a/index.html": "x=../c/#x\n../c/ https://example.org/c/ ../\n"}


def test_living_page_has_no_stub() -> None:
    assert stub_pages([moved("/a/#x", "/c/#x")], {"/a/", "/c/"}, "https://example.org/", TEMPLATE) == {}


def test_stub_escapes_what_it_prints() -> None:
    stubs = stub_pages([moved("/a/", "/c/")], {"/c/"}, 'https://example.org/"><script>/', TEMPLATE)
    assert stubs == {"a/index.html": "../c/ https://example.org/&#34;&gt;&lt;script&gt;/c/ ../\n"}


def test_pointers_lead_from_a_living_page_to_the_new_places() -> None:
    redirects = [moved("/a/#x", "/c/#y", "Where *x* is"), moved("/b/#x", "/c/#y"), moved("/a/#z", "/c/")]
    assert pointers(redirects, "/a/", {"/c/": "c.md"}) == (
        "## Moved from this page { #moved-from-this-page }\n\n"
        "- [Where \\*x\\* is](c.md#y)\n    { #x .moved }\n"
        "- [It moved](c.md)\n    { #z .moved }"
    )


@pytest.mark.parametrize(
    "redirects",
    [
        pytest.param([moved("/b/#x", "/c/")], id="from another page"),
        pytest.param([moved("/a/", "/c/")], id="of the page itself"),
        pytest.param([moved("/a/#x", "/gone/")], id="to no page, which check_redirects tells"),
    ],
)
def test_page_without_pointers(redirects: list[Redirect]) -> None:
    assert pointers(redirects, "/a/", {"/c/": "c.md"}) == ""


@pytest.mark.parametrize(
    ("url", "address", "link"),
    [
        ("/a/b/", "/a/c/#d", "../c/#d"),
        ("/a/", "/", "../"),
        ("/a/", "/a/b/", "b/"),
        ("/a/", "/a/#x", "./#x"),
        ("/", "/a/", "a/"),
    ],
)
def test_relative(url: str, address: str, link: str) -> None:
    assert relative(url, address) == link


@pytest.mark.parametrize(
    ("redirects", "told"),
    [
        ([moved("/old/", "/new/")], []),
        ([moved("/old/#a", "/new/#x")], []),
        (
            [moved("/new/", "/other/")],
            [(0, "from", "/new/ still exists; remove the redirect, or the page or heading")],
        ),
        (
            [moved("/new/#x", "/other/")],
            [(0, "from", "/new/#x still exists; remove the redirect, or the page or heading")],
        ),
        ([moved("/old/", "/gone/")], [(0, "to", "/gone/ does not exist; give an address that does")]),
        ([moved("/old/", "/new/#gone")], [(0, "to", "/new/#gone does not exist; give an address that does")]),
        (
            [moved("/old/", "/mid/"), moved("/mid/", "/new/")],
            [(0, "to", "/mid/ has itself moved; give its new address")],
        ),
        ([moved("/old/", "/old/")], [(0, "to", "/old/ has itself moved; give its new address")]),
        (
            [moved("/old/", "/new/"), moved("/old/", "/other/")],
            [(1, "from", "/old/ is redirected already; keep one")],
        ),
    ],
)
def test_redirect_faults(redirects: list[Redirect], told: list[tuple[int, str, str]]) -> None:
    assert list(check_redirects(redirects, {"/new/", "/new/#x", "/other/"})) == told


@pytest.mark.parametrize(
    ("address", "is_one"),
    [("/a/b.pdf", True), ("/a.zip", True), ("/a/", False), ("/", False), ("/a/#b", False), ("/a.b/c/", False)],
)
def test_address_of_a_file(address: str, is_one: bool) -> None:
    assert is_file(address) is is_one


def test_file_that_moved_is_published_at_both_addresses_and_has_no_stub() -> None:
    redirects = [moved("/a/old.pdf", "/a/new.pdf"), moved("/a/lost.pdf", "/a/gone.pdf"), moved("/b/", "/c/")]
    assert moved_files(redirects, {"a/new.pdf": Path("new")}) == {"a/old.pdf": Path("new")}
    assert list(stub_pages(redirects, {"/c/"}, "https://example.org/", TEMPLATE)) == ["b/index.html"]


@pytest.mark.parametrize(
    ("source", "to", "message"),
    [
        ("/old.pdf", "/new.pdf", None),
        ("/old.pdf", "/gone.pdf", "/gone.pdf does not exist; give an address that does"),
        ("/old.pdf", "/new/", "/new/ is not of the same kind; send a file to a file and a page to a page"),
        ("/old/", "/new.pdf", "/new.pdf is not of the same kind; send a file to a file and a page to a page"),
    ],
)
def test_file_is_redirected_to_a_file(source: str, to: str, message: str | None) -> None:
    found = [told for _, _, told in check_redirects([moved(source, to)], {"/new/", "/new.pdf"})]
    assert found == ([message] if message else [])
