"""A host for one folder after another, which can go away; and the next build of a published site."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

from guidebook.publishing.assets import LENGTH
from guidebook.publishing.offline import tell_worker
from site_tools import ROOT

if TYPE_CHECKING:
    from types import TracebackType

HASH = re.compile(rf"\.[0-9a-f]{{{LENGTH}}}\.")


class Host:
    """Serves `folder` below the path `below`, as long as it is there; otherwise every connection breaks."""

    def __init__(self, folder: Path, below: str = "/") -> None:
        self.folder = folder
        self.below = below
        self.is_there = True
        self.failing: set[str] = set()
        self.asked: list[str] = []
        host = self

        class Handler(SimpleHTTPRequestHandler):
            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                """Say nothing."""

            def translate_path(self, path: str) -> str:
                """The file in the folder that is served now."""
                self.directory = str(host.folder)
                return super().translate_path("/" + path.removeprefix(host.below))

            def end_headers(self) -> None:
                """Let nothing but what is named by its content be used again unasked."""
                self.send_header("Cache-Control", "max-age=31536000" if HASH.search(self.path) else "no-cache")
                super().end_headers()

            def do_GET(self) -> None:
                """Answer, or break the connection."""
                path = self.path.split("?")[0]
                host.asked.append(self.path)
                if not host.is_there:
                    self.close_connection = True
                    self.connection.close()
                elif path in host.failing:
                    self.send_error(503)
                elif not path.startswith(host.below):
                    self.send_error(404)
                else:
                    super().do_GET()

        class Server(ThreadingHTTPServer):
            def handle_error(self, request: object, client_address: object) -> None:
                """Pass over what breaks with a connection."""

        self._server = Server(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}{below}"

    def __enter__(self) -> Host:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def copy(site: Path, target: Path) -> Path:
    """The site once more, as links to the same files: write a file anew instead of into it."""
    shutil.copytree(site, target, copy_function=os.link)
    return target


def rewrite(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)
    path.write_text(text, "utf-8")


def next_build(site: Path, target: Path, name: str) -> Path:
    """A build of the same pages with every style sheet, one script and the text of one page changed.

    Page, style and script each say of which build they are: by a meta element, a custom property and an attribute.
    """
    copy(site, target)
    pages = sorted(target.rglob("*.html"))
    home = (target / "index.html").read_text("utf-8")
    others = "".join(path.read_text("utf-8") for path in (target / "assets").rglob("*.js"))
    found = re.findall(r'<script [^>]*src="[^"]*?(assets/javascripts/[\w./-]+\.js)"', home)
    script = next(path for path in found if Path(path).name not in others and "/offline." not in path)
    styles = [path.relative_to(target).as_posix() for path in sorted((target / "assets").rglob("*.css"))]
    named = {style: _renamed(target, style, f':root{{--build:"{name}"}}') for style in styles}
    named[script] = _renamed(target, script, f'\ndocument.documentElement.setAttribute("data-build", "{name}");\n')
    for path in pages:
        html = path.read_text("utf-8")
        for old, new in named.items():
            html = html.replace(old, new)
        if "<article" in html:
            html = html.replace("</title>", f'</title><meta name="build" content="{name}">')
        if path == target / "guide/myths/index.html":
            html = html.replace("</h1>", f"</h1><p>Changed in build {name}.</p>")
        rewrite(path, html)
    tell(target)
    return target


def tell(site: Path) -> None:
    """Make the site's worker anew."""
    rewrite(site / "service-worker.js", (ROOT / "docs/service-worker.js").read_text("utf-8"))
    tell_worker(site, "/")


def _renamed(site: Path, path: str, more: str) -> str:
    text = (site / path).read_text("utf-8") + more
    new = HASH.sub(f".{hashlib.sha256(text.encode()).hexdigest()[:LENGTH]}.", path)
    rewrite(site / new, text)
    (site / path).unlink()
    return new
