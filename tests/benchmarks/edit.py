"""How long after saving a file under `make serve` the browser may have the new page, on the real site.

From the moment that the file is saved to the answer to the page's own question for news, and the new page itself.
Changes are looked for five times a second, and MkDocs then waits for a tenth of a second without any: 0.1 to 0.3 s.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

from bench_tools import project
from guidebook.kept import FOLDER
from site_tools import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUNDS = int(os.environ.get("ROUNDS", "5"))
MOST = 1.0
ADDRESS = "127.0.0.1:8765"
_EPOCH = re.compile(r"livereload\((\d+), ")

EDITS = {
    "a page": ("docs/guide/prepare.md", "You need four things", "guide/prepare/"),
    "a question": ("docs/_data/questions/pay.yml", "order: ", "questions/pay/"),
    "a template": ("overrides/main.html", '<div class="page kind-', "guide/prepare/"),
    "a style sheet": ("docs/assets/stylesheets/screen.css", "}", "assets/stylesheets/screen.css"),
}
"""What is edited: the file, a text in it that the edit changes, and the address that shows it."""
MARKED = {
    "a page": "Edit {} came in time. You need four things",
    "a question": "# edit {}\norder: ",
    "a template": '<!-- edit {} --><div class="page kind-',
    "a style sheet": "}} /* edit {} */",
}


def run(scratch: Path) -> None:
    """Print the time from saving to the new page for each sort of file."""
    folder = project(scratch / "project")
    if (ROOT / FOLDER).is_dir():
        shutil.copytree(ROOT / FOLDER, folder / FOLDER, ignore=shutil.ignore_patterns("site", "old", ".partial-*"))
    with served(folder) as server:
        for name, (path, text, address) in EDITS.items():
            before = processor_seconds(server)
            spent = [after_edit(folder / path, text, MARKED[name].format(number), address) for number in range(ROUNDS)]
            each = (processor_seconds(server) - before) / ROUNDS / 2
            middle = statistics.median(spent)
            print(f"{name}: median {middle:.2f} s, least {min(spent):.2f}, most {max(spent):.2f};", end=" ")
            print(f"{each:.2f} s of the processor for each build", end=" ")
            print(f"(goal: {MOST:.0f} s where the engine allows: {'met' if middle <= MOST else 'MISSED'})", flush=True)


@contextmanager
def served(folder: Path) -> Iterator[int]:
    """The project under `mkdocs serve`, ready; the number of the process."""
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", ADDRESS]
    env = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": f"http://{ADDRESS}/"}
    server = subprocess.Popen(command, cwd=folder, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not _text(""):
            if server.poll() is not None:
                sys.exit("mkdocs serve could not start")
            time.sleep(0.2)
        yield server.pid
    finally:
        server.terminate()
        server.wait()


def processor_seconds(process: int) -> float:
    """What a process has taken of the processor, as Linux tells; zero elsewhere."""
    with suppress(OSError):
        fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def after_edit(path: Path, text: str, new: str, address: str) -> float:
    """Seconds from saving the edit to having the page; the file is as before afterward."""
    before = path.read_text("utf-8")
    epoch = _epoch()
    start = time.monotonic()
    path.write_text(before.replace(text, new, 1), "utf-8")
    while _text(f"livereload/{epoch}/1") == epoch:
        pass
    shown = _text(address)
    spent = time.monotonic() - start
    if path.suffix != ".yml" and new not in shown:
        sys.exit(f"{path.name} was edited, and {address} does not show it")
    epoch = _epoch()
    path.write_text(before, "utf-8")
    while _text(f"livereload/{epoch}/2") == epoch:
        pass
    return spent


def _epoch() -> str:
    """The version of the site that the browser has."""
    match = _EPOCH.search(_text(""))
    return match[1] if match else sys.exit("the served page does not ask for news")


def _text(address: str) -> str:
    with suppress(URLError, ConnectionError), urlopen(f"http://{ADDRESS}/{address}", timeout=90) as answer:
        return str(answer.read().decode())
    return ""
