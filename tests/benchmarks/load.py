"""Under load: nginx on loopback with the project's configuration, and h2load asking for pages and files, mixed."""

from __future__ import annotations

import gzip
import random
import re
import shutil
import subprocess
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from guidebook.hosting.nginx import PACKED, TYPES, nginx_files
from guidebook.hosting.rules import parse_headers
from guidebook.links.hosts import nginx_file
from guidebook.publishing.policy import HEADERS_FILE
from guidebook.site import load_site
from nginx_tools import nginx
from site_tools import ROOT, SITE_URL, build

if TYPE_CHECKING:
    from pathlib import Path

SECONDS = 30
CONNECTIONS = 32
PAGES_TO_A_FILE = 3
"""Of what readers ask for, so many are pages for each sheet, table or other file."""

_PACKED_ENDINGS = {ending for kind in (*PACKED, "text/html") for ending in TYPES.get(kind, ())}
_ASSETS = re.compile(r'(?:src|href)="?[./]*(assets/[^"\s>#?]+\.(?:css|js|svg))')


class Run(NamedTuple):
    """What a run brought: requests in all, those without a good answer, bytes, and each answer's microseconds."""

    requests: int
    errors: int
    bytes: int
    statuses: Counter[int]
    times: list[int]


def run(scratch: Path) -> None:
    """Print requests a second, how long they took, bytes and errors; packed on the fly, and packed in advance."""
    if not shutil.which("h2load"):
        package = "nghttp2" if shutil.which("brew") else "nghttp2-client"
        subprocess.run(["sh", str(ROOT / "tests/install-packages.sh"), package], check=True)
    site = scratch / "site"
    build(site)
    addresses = load_site(ROOT / "docs").catalog.short_addresses
    files = nginx_files(
        nginx_file(addresses, SITE_URL), parse_headers((site / HEADERS_FILE).read_text("utf-8")), SITE_URL
    )
    paths = mixture(site, [short.source for short in addresses])
    print(f"{len(paths):,} requests in turn, {CONNECTIONS} connections, {SECONDS} seconds each way")
    for number, way in enumerate(("packed on the fly", "packed in advance")):
        if number:
            pack_in_advance(site)
        with nginx(scratch / f"nginx-{number}", site, files) as server:
            report(way, under_load(server.port, paths, scratch / f"asked-{number}"))


def mixture(site: Path, short: list[str]) -> list[str]:
    """Pages with their style sheets and modules, files and short addresses, in an order that is always the same."""
    found = sorted(site.rglob("*"))
    pages = [path for path in found if path.name == "index.html" and f"/{path.relative_to(site).parent}/" not in short]
    files = [path for path in found if path.suffix in {".pdf", ".docx", ".csv", ".txt", ".imscc", ".xml"}]
    mixed = random.Random(1)  # noqa: S311 (an order, no secret)
    asked = [f"/{path.parent.relative_to(site).as_posix()}/".replace("/./", "/") for path in pages] * PAGES_TO_A_FILE
    asked += [f"/{path.relative_to(site).as_posix()}" for path in mixed.sample(files, min(len(files), len(pages)))]
    asked += [f"/{asset}" for path in pages for asset in _ASSETS.findall(path.read_text("utf-8"))]
    asked += short
    mixed.shuffle(asked)
    return asked


def pack_in_advance(site: Path) -> None:
    """What `gzip -9 -k` does for whoever runs a server of their own."""
    for path in sorted(site.rglob("*")):
        if path.suffix[1:] in _PACKED_ENDINGS:
            path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))


def under_load(port: int, paths: list[str], scratch: Path) -> Run:
    """Ask the server at `port` on this machine for `paths`, over and over."""
    scratch.mkdir()
    asked, log = scratch / "paths.txt", scratch / "log.tsv"
    asked.write_text("".join(f"http://127.0.0.1:{port}{path}\n" for path in paths), "utf-8")
    command = ["h2load", "--h1", "-t", "1", "-c", str(CONNECTIONS), "-D", str(SECONDS), "-T", "10", "-N", "10"]
    command += ["-H", "accept-encoding: gzip", "-i", str(asked), f"--log-file={log}"]
    told = subprocess.run(command, check=True, capture_output=True, text=True, timeout=SECONDS + 60).stdout
    counts = re.search(r"requests: (\d+) total, .* (\d+) failed, (\d+) errored, (\d+) timeout", told)
    traffic = re.search(r"traffic: \S+ \((\d+)\) total", told)
    if not counts or not traffic:
        raise RuntimeError(f"h2load told nothing that can be read:\n{told}")
    rows = [tuple(map(int, line.split("\t")[1:3])) for line in log.read_text("utf-8").splitlines()]
    statuses = Counter(status for status, _ in rows)
    bad = sum(number for status, number in statuses.items() if not 200 <= status < 400)
    errors = max(bad, sum(map(int, counts.groups()[1:])))
    return Run(len(rows), errors, int(traffic[1]), statuses, sorted(time for _, time in rows))


def report(way: str, found: Run) -> None:
    """Print a run."""
    print(f"  {way}: {found.requests / SECONDS:,.0f} requests/s, {found.bytes / SECONDS / 1e6:.1f} MB/s;", end=" ")
    parts = (0.5, 0.9, 0.99, 0.999)
    marks = [(f"{part * 100:g} %", found.times[int(part * (len(found.times) - 1))] / 1000) for part in parts]
    print(", ".join(f"{mark} within {time:.1f} ms" for mark, time in marks))
    statuses = ", ".join(f"{number:,} × {status}" for status, number in sorted(found.statuses.items()))
    print(f"    {found.requests:,} answers ({statuses}), {found.errors:,} errors", end=" ")
    print(f"(goal: none: {'MISSED' if found.errors or not found.requests else 'met'})")
