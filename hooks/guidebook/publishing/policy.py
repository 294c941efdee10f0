"""What a browser may do with a page: the content policy and the other headers, for every host that serves the site.

Where a host sends no headers of ours, the policy in each page's head holds. Framing stays allowed, since coaches embed
pages in learning platforms.
"""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

from guidebook.publishing.assets import FOLDER, hashed_files

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

HEADERS_FILE = "_headers"
DIRECTIVES = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
}
"""The content policy without the inline scripts, whose hashes join `script-src`."""
HEADERS = {
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
"""Beside the content policy, on every answer."""
SHARED_HEADERS = {"Access-Control-Allow-Origin": "*"}
"""On what pages load: in a frame without an origin of its own, modules and data of this site count as another's."""
CACHE_OF_PAGES = "no-cache"
CACHE_OF_HASHED = "public, max-age=31536000, immutable"
HASHED_FOLDERS = ("assets/javascripts/", "assets/stylesheets/")
"""Folders in which every file is named by its content, but for licenses."""

_INLINE = re.compile(
    r"<script\b(?P<attributes>(?:\"[^\"]*\"|'[^']*'|[^\"'>])*)>(?P<text>.*?)</script>", re.DOTALL | re.IGNORECASE
)
_TYPE = re.compile(r"""\btype=["']?(?P<type>[^"'\s>]+)""")
_RUNNING = {"", "module", "text/javascript"}
_CHARSET = re.compile(r"<meta charset=[^>]*>")


def apply(site: Path, *_: object) -> None:
    """Put the content policy into every page and write the file of headers for Netlify and Cloudflare Pages."""
    pages = {path: path.read_bytes().decode() for path in sorted(site.rglob("*.html"))}
    policy = content_policy(hashes(pages.values()))
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    for path, text in pages.items():
        path.write_bytes(_CHARSET.sub(lambda charset: f"{charset[0]}{meta}", text, count=1).encode())
    (site / HEADERS_FILE).write_bytes(headers_file(policy, hashed_files(site)).encode())


def hashes(pages: Iterable[str]) -> list[str]:
    """A source for each different inline script that runs on the pages, sorted."""
    return sorted({_source(text) for page in pages for text in inline_scripts(page)})


def inline_scripts(page: str) -> list[str]:
    """The text of each script of a page that has no file, data left out."""
    found = []
    for script in _INLINE.finditer(page):
        type_ = _TYPE.search(script["attributes"])
        runs = (type_["type"].lower() if type_ else "") in _RUNNING
        if runs and not re.search(r"\ssrc=", script["attributes"]):
            found.append(script["text"])
    return found


def _source(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def content_policy(script_hashes: Iterable[str]) -> str:
    """The value of Content-Security-Policy, with those inline scripts allowed."""
    directives = DIRECTIVES | {"script-src": " ".join([DIRECTIVES["script-src"], *script_hashes])}
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


def headers_file(policy: str, hashed: Iterable[str]) -> str:
    """The headers in the format of Netlify and Cloudflare Pages.

    Both join what several patterns give one header, so no two patterns here set the same; and both have browsers ask
    again for what no pattern names, which is what pages need.
    """
    others = [path for path in hashed if not path.startswith(HASHED_FOLDERS)]
    cached = [*(f"{folder}*" for folder in HASHED_FOLDERS), *others]
    blocks = {
        "*": {"Content-Security-Policy": policy, **HEADERS},
        f"{FOLDER}*": SHARED_HEADERS,
        **{pattern: {"Cache-Control": CACHE_OF_HASHED} for pattern in cached},
    }
    lines = [
        [f"/{pattern}", *(f"  {name}: {value}" for name, value in headers.items())]
        for pattern, headers in blocks.items()
    ]
    return "\n".join("\n".join(block) + "\n" for block in lines)
