"""Redirects in the words of hosts, so that they answer before any page is loaded; the stub pages work without them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from guidebook.links.models import ShortAddress
from guidebook.links.redirects import is_file, split

if TYPE_CHECKING:
    from collections.abc import Sequence

    from guidebook.links.models import Redirect

REDIRECTS_FILE = "_redirects"
"""Read by Netlify and Cloudflare Pages at the root of what is uploaded."""

NGINX_FILE = "redirects.nginx.conf"

_LEAST_BUCKET = 128
"""Bytes that nginx keeps together in a map; its usual 64 are few for addresses below a path."""

MOVED = 301
SHORT = 302
"""A short address leads elsewhere when its page moves; browsers keep a 301 for good and would not ask again."""


def host_redirects(moves: Sequence[Redirect | ShortAddress], site_url: str) -> list[tuple[str, str, int]]:
    """From, to and status of each redirect that a host can do, as paths from the root of the host.

    Left to the stub are fragments, which no browser sends, and so a page some of whose fragments went their own way;
    files are published at both addresses.
    """
    base = urlsplit(site_url).path.rstrip("/")
    to = {move.source: move.to for move in moves}
    own_way = {
        page
        for page, fragment in map(split, to)
        if fragment and page in to and to[f"{page}#{fragment}"] != f"{split(to[page])[0]}#{fragment}"
    }
    return [
        (base + move.source, base + move.to, SHORT if isinstance(move, ShortAddress) else MOVED)
        for move in moves
        if not split(move.source)[1] and not is_file(move.source) and move.source not in own_way
    ]


def redirects_file(moves: Sequence[Redirect | ShortAddress], site_url: str) -> str:
    """The file `_redirects`.

    Netlify prefers a page that is there, here the stub, unless the status ends in `!`; Cloudflare Pages never does, and
    passes over a status that ends so. Hence each redirect stands in both ways.
    """
    redirects = host_redirects(moves, site_url)
    lines = ["# Written by the build from docs/_data. 302: a short address may come to lead elsewhere."]
    for host, force in (("Netlify", "!"), ("Cloudflare Pages", "")):
        lines += ["", f"# {host}", *(f"{source} {to} {status}{force}" for source, to, status in redirects)]
    return "\n".join(lines) + "\n"


def nginx_file(moves: Sequence[Redirect | ShortAddress], site_url: str) -> str:
    """Maps to include in nginx's `http`, of which the file for `server` makes redirects; a query is kept."""
    redirects = host_redirects(moves, site_url)
    lines = ["# Written by `python -m guidebook links hosts`. Include this file in http { }."]
    longest = max((len(source) for source, _, _ in redirects), default=0)
    lines += ["", f"map_hash_bucket_size {max(_LEAST_BUCKET, 1 << (longest + 24).bit_length())};"]
    for name, wanted in (("guide_moved", MOVED), ("guide_short", SHORT)):
        lines += ["", f"map $uri ${name} {{", '    default "";']
        lines += [f'    {source} "{_with_query(to)}";' for source, to, status in redirects if status == wanted]
        lines.append("}")
    return "\n".join(lines) + "\n"


def _with_query(to: str) -> str:
    """What a reader asked for stays, such as `?embed=1`, before the fragment."""
    page, anchor = split(to)
    return f"{page}$is_args$args" + (f"#{anchor}" if anchor else "")
