"""Lighthouse on a page of each type, as on a phone: the median of several runs has to be 100 in each category."""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import subprocess
import sys
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from browser.find_chromium import find_chromium  # noqa: E402
from browser_tools import PAGES  # noqa: E402

SITE = ROOT / "site"
REPORTS = ROOT / ".build/lighthouse"
NODE = Path(sys.executable).with_name("node")
LIGHTHOUSE = ROOT / "tests/lighthouse/node_modules/lighthouse/cli/index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TIMES = ("first-contentful-paint", "largest-contentful-paint", "cumulative-layout-shift", "total-byte-weight")
COMPRESSED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt")
# What a category cannot reach, and why.
LEAST = {("unknown", "seo"): 0}
"""The page for unknown addresses tells search engines to leave it out, which Lighthouse counts against it."""


class Result(NamedTuple):
    """One run: what each category scored, of 100, and what was measured."""

    scores: dict[str, int]
    times: dict[str, float]
    failed: list[str]


class _Handler(SimpleHTTPRequestHandler):
    """Serves the site as its hosts do: compressed, assets for a year, and everything else to be asked for again."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with the file, the index of the folder, or the page for unknown addresses."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        status = 200 if path.is_file() else 404
        path = path if status == 200 else SITE / "404.html"
        body = path.read_bytes()
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(path))
        if path.suffix in COMPRESSED and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, 9, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        lasting = "/assets/" in self.path and path.suffix in (".css", ".js")
        self.send_header("Cache-Control", "public, max-age=31536000, immutable" if lasting else "no-cache")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


def audit(address: str, report: Path) -> Result:
    """Run Lighthouse once."""
    chromium = find_chromium()
    assert chromium, "no Chromium found: run `make test` once, or name one by CHROMIUM"
    flags = "--headless=new --disable-background-networking --disable-component-update"
    command = [str(NODE), str(LIGHTHOUSE), address, "--quiet", "--output=json", f"--output-path={report}"]
    command += [f"--only-categories={','.join(CATEGORIES)}"]
    command += [f"--chrome-flags={flags}{' --no-sandbox' if os.geteuid() == 0 else ''}"]
    env = os.environ | {"CHROME_PATH": chromium, "NO_UPDATE_NOTIFIER": "1"}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=180)
    if done.returncode:
        raise SystemExit(f"Lighthouse failed on {address}:\n{done.stderr[-2000:]}")
    found: dict[str, Any] = json.loads(report.read_text("utf-8"))
    categories, audits = found["categories"], found["audits"]
    return Result(
        {name: round(100 * (categories[name]["score"] or 0)) for name in CATEGORIES},
        {name: audits[name]["numericValue"] for name in TIMES},
        sorted(
            f"{reference['id']}: {audits[reference['id']]['title']}"
            for name in CATEGORIES
            for reference in categories[name]["auditRefs"]
            if reference["weight"] and (audits[reference["id"]]["score"] or 0) < 0.9
            if audits[reference["id"]]["scoreDisplayMode"] not in ("notApplicable", "manual", "informative")
        ),
    )


def summary(results: dict[str, list[Result]], runs: int) -> tuple[str, bool]:
    """A table of the medians, what failed under it, and whether every category of every page is at its best."""
    lines = [
        f"Lighthouse, mobile, median of {runs} runs",
        f"{'page':<26} perf a11y best  seo    FCP s  LCP s   CLS     KB",
    ]
    notes, good = list[str](), True
    for page, found in results.items():
        scores = {name: round(statistics.median(result.scores[name] for result in found)) for name in CATEGORIES}
        fcp, lcp, cls, weight = (statistics.median(result.times[name] for result in found) for name in TIMES)
        columns = " ".join(f"{scores[name]:>4}" for name in CATEGORIES)
        lines.append(f"{page:<26} {columns}   {fcp / 1000:>5.2f}  {lcp / 1000:>5.2f} {cls:>5.3f} {weight / 1024:>6.1f}")
        low = [name for name in CATEGORIES if scores[name] < LEAST.get((page, name), 100)]
        good = good and not low
        if low:
            notes += [f"{page}: {text}" for text in sorted({text for result in found for text in result.failed})]
    return "\n".join([*lines, *notes]) + "\n", good


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument(
        "pages", nargs="*", help="types of pages, as tests/browser_tools.py names them; all without any"
    )
    given = parser.parse_args()
    chosen = {name: address for name, address in PAGES.items() if name in (given.pages or PAGES)}
    REPORTS.mkdir(parents=True, exist_ok=True)
    results: dict[str, list[Result]] = {}
    server = ThreadingHTTPServer(("127.0.0.1", 0), lambda *args: _Handler(*args, directory=str(SITE)))
    with server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for name, address in chosen.items():
            url = f"http://127.0.0.1:{server.server_address[1]}{address}"
            reports = [REPORTS / f"{name.replace(' ', '-')}-{run + 1}.json" for run in range(given.runs)]
            results[name] = [audit(url, report) for report in reports]
            print(name, [tuple(result.scores.values()) for result in results[name]], flush=True)  # noqa: T201
        server.shutdown()
    text, good = summary(results, given.runs)
    (REPORTS / "summary.txt").write_text(text, "utf-8")
    print(text)  # noqa: T201
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
