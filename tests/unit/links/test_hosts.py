from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from guidebook.links.hosts import host_redirects, nginx_file, redirects_file
from guidebook.links.models import Redirect, ShortAddress

if TYPE_CHECKING:
    from collections.abc import Sequence


def moved(source: str, to: str) -> Redirect:
    return Redirect.model_validate({"from": source, "to": to, "since": date(2026, 1, 31), "why": "It moved"})


SHORT = ShortAddress(word="ask", to="/guide/ask/#in-short")
MOVES: Sequence[Redirect | ShortAddress] = (moved("/old/", "/new/"), SHORT)


def test_pages_move_for_good_and_short_addresses_may_move_again() -> None:
    assert host_redirects(MOVES, "https://example.org/") == [
        ("/old/", "/new/", 301),
        ("/go/ask/", "/guide/ask/#in-short", 302),
    ]


def test_a_site_below_a_path_has_it_in_every_redirect() -> None:
    assert host_redirects(MOVES[:1], "https://example.org/guide/") == [("/guide/old/", "/guide/new/", 301)]


def test_fragments_and_files_are_left_to_what_the_site_publishes() -> None:
    moves = [moved("/live/#x", "/new/#x"), moved("/a/old.pdf", "/a/new.pdf")]
    assert host_redirects(moves, "/") == []


def test_a_page_whose_sections_went_their_own_way_is_left_to_its_stub() -> None:
    scattered = [moved("/old/", "/new/"), moved("/old/#x", "/other/#x")]
    together = [moved("/old/", "/new/"), moved("/old/#x", "/new/#x")]
    assert host_redirects(scattered, "/") == []
    assert host_redirects(together, "/") == [("/old/", "/new/", 301)]


def test_file_of_netlify_and_cloudflare() -> None:
    assert redirects_file(MOVES, "https://example.org/").splitlines()[1:] == [
        "",
        "# Netlify",
        "/old/ /new/ 301!",
        "/go/ask/ /guide/ask/#in-short 302!",
        "",
        "# Cloudflare Pages",
        "/old/ /new/ 301",
        "/go/ask/ /guide/ask/#in-short 302",
    ]


def test_file_of_nginx() -> None:
    assert nginx_file(MOVES, "https://example.org/").splitlines()[2:] == [
        "map_hash_bucket_size 128;",
        "",
        "map $uri $guide_moved {",
        '    default "";',
        '    /old/ "/new/$is_args$args";',
        "}",
        "",
        "map $uri $guide_short {",
        '    default "";',
        '    /go/ask/ "/guide/ask/$is_args$args#in-short";',
        "}",
    ]


def test_nginx_keeps_room_for_long_addresses() -> None:
    text = nginx_file([moved(f"/{'x' * 150}/", "/new/")], "/")
    assert "map_hash_bucket_size 256;" in text
