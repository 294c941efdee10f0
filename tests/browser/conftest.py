from __future__ import annotations

import sys
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, sync_playwright

from browser_tools import PAGES, Visit, chromium_options

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files without a line of log for each."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    """Says nothing when a browser leaves before its answer is complete."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Pass over a lost connection; report anything else."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def served(built: Path, handler: type[_Quiet] = _Quiet) -> Iterator[str]:
    """The address at which a host serves the folder for as long as it is needed."""
    with _Server(("127.0.0.1", 0), partial(handler, directory=str(built))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def address(built: Path) -> Iterator[str]:
    with served(built) as host:
        yield host


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(**chromium_options())
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """Opens pages of the site; fails the test if a page asked another host for anything, or an error was logged."""
    opener = Visit(browser, address)
    yield opener
    opener.close()


@pytest.fixture(params=sorted(PAGES))
def page_type(request: pytest.FixtureRequest) -> str:
    return str(request.param)
