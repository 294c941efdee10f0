"""A configuration for nginx, from the rules that other hosts read."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from guidebook.hosting.rules import EVERYTHING
from guidebook.links.hosts import MOVED, NGINX_FILE, SHORT
from guidebook.publishing.policy import CACHE_OF_PAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from guidebook.hosting.rules import Rule

MAPS_FILE, LOCATION_FILE, SERVER_FILE = "headers.nginx.conf", "guide.nginx.conf", "server.nginx.conf"

TYPES = {
    "application/json": ("json", "map"),
    "application/manifest+json": ("webmanifest",),
    "application/octet-stream": ("imscc",),  # as a ZIP file some browsers would unpack it
    "application/pdf": ("pdf",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ("docx",),
    "application/wasm": ("wasm",),
    "application/xml": ("xml",),
    "application/zip": ("zip",),
    "font/woff2": ("woff2",),
    "image/jpeg": ("jpg", "jpeg"),
    "image/png": ("png",),
    "image/svg+xml": ("svg",),
    "text/css": ("css",),
    "text/csv": ("csv",),
    "text/html": ("html",),
    "text/javascript": ("js", "mjs"),
    "text/plain": ("txt",),
}
"""Media types of all files of the site; an institution's own files may be of others."""

PACKED = (
    "application/atom+xml",
    "application/feed+json",
    "application/json",
    "application/manifest+json",
    "application/wasm",
    "application/xml",
    "image/svg+xml",
    "text/css",
    "text/csv",
    "text/javascript",
    "text/plain",
)
"""What is sent compressed, beside HTML."""

FEEDS = {"/feed.xml": "application/atom+xml", "/feed.json": "application/feed+json"}
"""Files whose type their endings do not tell."""

_CACHE = "Cache-Control"

_HIDDEN = ("_headers", "_redirects", ".nojekyll")


def nginx_files(redirects: str, rules: Sequence[Rule], site_url: str) -> dict[str, str]:
    """The files by their names: two to include in `http`, one in `server`, and a whole server that includes them.

    `redirects` is the map of redirects, and `rules` are what the site's file `_headers` says, for `site_url`.
    """
    url = urlsplit(site_url)
    base = url.path.rstrip("/")
    names = sorted({name for rule in rules for name in rule.headers} | {_CACHE})
    return {
        NGINX_FILE: redirects,
        MAPS_FILE: _maps(names, rules, base),
        LOCATION_FILE: _location(names, base),
        SERVER_FILE: _server(url.hostname or "localhost"),
    }


def _maps(names: Iterable[str], rules: Sequence[Rule], base: str) -> str:
    """For each header a map from the path to its value; nginx leaves out a header that has none."""
    lines = ["# Written by `python -m guidebook links hosts`. Include this file in http { }."]
    for name in names:
        values = {rule.path: rule.headers[name] for rule in rules if name in rule.headers}
        default = values.pop(EVERYTHING, CACHE_OF_PAGES if name == _CACHE else "")
        lines += ["", f"map $uri {_variable(name)} {{", f"    default {_quoted(default)};"]
        lines += [f"    {_key(base + path)} {_quoted(value)};" for path, value in values.items()]
        lines.append("}")
    return "\n".join(lines) + "\n"


def _location(names: Iterable[str], base: str) -> str:
    types = [f"        {kind} {' '.join(endings)};" for kind, endings in TYPES.items()]
    lines = [
        "# Written by `python -m guidebook links hosts`. Include this file in server { }, whose root holds the site.",
        f"location {base}/ {{",
        "    index index.html;",
        "    try_files $uri $uri/ =404;",
        "    absolute_redirect off;",
        f"    if ($guide_moved) {{ return {MOVED} $guide_moved; }}",
        f"    if ($guide_short) {{ return {SHORT} $guide_short; }}",
        f"    error_page 404 {base}/404.html;",
        f"    error_page 403 =404 {base}/404.html;",
        "    server_tokens off;",
        "",
        "    etag on;",
        *(f"    add_header {name} {_variable(name)} always;" for name in names),
        "",
        "    gzip on;",
        "    gzip_static on;",
        "    gzip_vary on;",
        "    gzip_proxied any;",
        "    gzip_comp_level 6;",
        "    gzip_min_length 512;",
        f"    gzip_types {' '.join(PACKED)};",
        "",
        "    charset utf-8;",
        f"    charset_types {' '.join(kind for kind in PACKED if not kind.startswith('image/'))};",
        "    default_type application/octet-stream;",
        "    types {",
        *types,
        "    }",
        "",
        f"    location ~ {_pattern(base)}/({'|'.join(map(_pattern, _HIDDEN))})$ {{ return 404; }}",
        *(f"    location = {base}{path} {{ types {{ }} default_type {kind}; }}" for path, kind in FEEDS.items()),
        "}",
    ]
    return "\n".join(lines) + "\n"


def _server(host: str) -> str:
    return f"""# Written by `python -m guidebook links hosts`: a whole server.
# Change listen, server_name and root to yours.
include guide/{NGINX_FILE};
include guide/{MAPS_FILE};

server {{
    listen 80;
    listen [::]:80;
    server_name {host};
    root /var/www/guide;
    include guide/{LOCATION_FILE};
}}
"""


def _variable(name: str) -> str:
    return f"$guide_{name.lower().replace('-', '_')}"


def _key(path: str) -> str:
    """A path, or a pattern for those that begin with one, as the key of a map."""
    return f'"~^{_pattern(path[:-1])}"' if path.endswith("*") else path


def _pattern(text: str) -> str:
    return text.replace(".", "\\.")


def _quoted(value: str) -> str:
    """A value in quotes; Raises `ValueError` for what would mean something else there."""
    if any(sign in value for sign in '"\\$\n'):
        raise ValueError(f"{value} cannot stand in a configuration of nginx")
    return f'"{value}"'
