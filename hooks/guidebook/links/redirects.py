"""Addresses that moved: a stub page where a page was, a pointer on the page where an anchor was."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from jinja2 import Environment

from guidebook.text import escape

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from guidebook.links.models import Redirect, ShortAddress

STUB_TEMPLATE = "redirect-stub.html"


def split(address: str) -> tuple[str, str]:
    """Page URL and anchor of an address; the anchor may be empty."""
    url, _, anchor = address.partition("#")
    return url, anchor


def stub_pages(
    redirects: Sequence[Redirect | ShortAddress], live: Collection[str], site_url: str, template: str
) -> dict[str, str]:
    """HTML by path below the site for each page URL in `redirects` that is not in `live`; anchors of it are listed."""
    stubs = {}
    render = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(template).render
    pages = [redirect for redirect in redirects if not is_file(redirect.source)]
    moved: dict[str, list[Redirect | ShortAddress]] = {}
    for redirect in pages:
        if (url := split(redirect.source)[0]) not in live:
            moved.setdefault(url, []).append(redirect)
    for url, here in sorted(moved.items()):
        whole = next((redirect.to for redirect in here if redirect.source == url), split(here[0].to)[0])
        fragments = {split(r.source)[1]: relative(url, r.to) for r in here if split(r.source)[1]}
        stubs[f"{url.strip('/')}/index.html"] = (
            render(
                to=relative(url, whole),
                canonical=site_url.rstrip("/") + split(whole)[0],
                fragments=fragments,
                root=relative(url, "/"),
                is_short=url.startswith("/go/"),
            )
            + "\n"
        )
    return stubs


def is_file(address: str) -> bool:
    """Whether an address is that of a file and not of a page."""
    return "." in split(address)[0].rpartition("/")[2]


def moved_files(redirects: Iterable[Redirect], files: Mapping[str, Path]) -> dict[str, Path]:
    """The file to publish again at each address that a file left, by path below the site, as in `files`."""
    return {redirect.source[1:]: files[redirect.to[1:]] for redirect in redirects if redirect.to[1:] in files}


def pointers(redirects: Iterable[Redirect], url: str, link_to: dict[str, str]) -> str:
    """Markdown for the foot of the live page `url`: each anchor that left it, leading to its new place."""
    items = []
    for redirect in redirects:
        page, anchor = split(redirect.source)
        to_page, to_anchor = split(redirect.to)
        if page == url and anchor and to_page in link_to:
            link = link_to[to_page] + (f"#{to_anchor}" if to_anchor else "")
            items.append(f"- [{escape(redirect.why)}]({link})\n    {{ #{anchor} .moved }}")
    return "\n".join(["## Moved from this page { #moved-from-this-page }\n", *items]) if items else ""


def relative(url: str, address: str) -> str:
    """Relative reference from the page `url` to `address`, both from the root of the site."""
    to, anchor = split(address)
    path = posixpath.relpath(to, url)
    path = "./" if path == "." else f"{path}/"
    return f"{path}#{anchor}" if anchor else path


def check_redirects(
    redirects: Sequence[Redirect | ShortAddress], addresses: Collection[str]
) -> Iterator[tuple[int, str, str]]:
    """Position, field and message of each redirect that would not work, given all `addresses` of the site."""
    sources = {redirect.source for redirect in redirects}
    seen: set[str] = set()
    for position, redirect in enumerate(redirects):
        if redirect.source in addresses:
            yield position, "from", f"{redirect.source} still exists; remove the redirect, or the page or heading"
        if redirect.source in seen:
            yield position, "from", f"{redirect.source} is redirected already; keep one"
        seen.add(redirect.source)
        if is_file(redirect.source) != is_file(redirect.to):
            yield position, "to", f"{redirect.to} is not of the same kind; send a file to a file and a page to a page"
        elif redirect.to in sources:
            yield position, "to", f"{redirect.to} has itself moved; give its new address"
        elif redirect.to not in addresses:
            yield position, "to", f"{redirect.to} does not exist; give an address that does"
