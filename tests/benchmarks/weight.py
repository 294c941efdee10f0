"""What a first visit of each type of page weighs, compressed by gzip, and what publishing costs."""

from __future__ import annotations

import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from browser_tools import chromium_options
from guidebook.expand import expand
from guidebook.kept import Shelf
from guidebook.publishing import STEPS
from site_tools import ROOT, SITE_URL, build
from weight_tools import KB, budget, weights

if TYPE_CHECKING:
    from pathlib import Path


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files without a line of log for each."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


def run(scratch: Path) -> None:
    """Print bytes and requests of each type of page, then the processor seconds of each step of publishing."""
    site = scratch / "site"
    expand(ROOT, scratch / "plain")
    build(site, project=scratch / "plain")
    spent = []
    for step in STEPS:
        start = time.process_time()
        step(site, SITE_URL, Shelf(None))
        spent.append(f"{step.__module__.rpartition('.')[2]} {time.process_time() - start:.2f}")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(**chromium_options())
            found = weights(chromium, f"http://127.0.0.1:{server.server_address[1]}", site)
            chromium.close()
        server.shutdown()
    print(f"  {'page':26}{'KB':>6}{'of':>5}{'requests':>10}  {'HTML':>6}{'CSS':>6}{'JS':>6}{'data':>6}")
    for page_type, weight in found.items():
        parts = "".join(f"{weight.of(suffix) / KB:6.1f}" for suffix in ("", "css", "js", "json"))
        most = budget(page_type)
        line = f"  {page_type:26}{weight.total / KB:6.1f}{most // KB:>5}{len(weight.files):>10}  {parts}"
        print(line if weight.total <= most else f"{line}  MISSED")
    print(f"  publishing, processor seconds: {', '.join(spent)}")
