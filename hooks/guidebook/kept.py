"""What one build keeps for the next: outcomes, each by all that it comes from, so that nothing kept can be out of date.

A shelf is a folder in `.build/`, which `make clean` removes. Whatever cannot be read or written there is done again.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")

FOLDER = ".build"
"""Beside `docs/`."""

MANY = 20_000
"""So many outcomes of a small function stay in the memory of a process, which under `serve` builds again and again."""

SPARE = 2
"""So many times what a build used may lie on a shelf unused: for other addresses, and for going back and forth."""


_last: dict[str, tuple[object, Any]] = {}


def digest(*parts: object) -> str:
    """A name for `parts`, which must be plain data; other data gives other names."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


@cache
def environment() -> str:
    """Changes with Python and with the version of any installed package."""
    folders = (Path(folder) for folder in sys.path)
    installed = {path.name for folder in folders if folder.is_dir() for path in folder.glob("*.dist-info")}
    return digest(sys.version, sorted(installed))


def code(files: Iterable[Path]) -> str:
    """Changes with the content of `files`."""
    return digest(*(hashlib.sha256(path.read_bytes()).hexdigest() for path in files))


def content(folder: Path) -> list[tuple[str, str]]:
    """Each file below `folder` with the digest of what is in it."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return [(path.relative_to(folder).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()) for path in found]


def facts(path: Path) -> tuple[str, int, int]:
    """Changes, with little to read, whenever the file is written."""
    told = path.stat()
    return str(path), told.st_mtime_ns, told.st_size


def discard(there: dict[str, object], gone: Iterable[str]) -> None:
    """Remove each file in `gone`, also from what is `there`, and folders that are empty then."""
    for path in gone:
        del there[path]
        Path(path).unlink(missing_ok=True)
        with suppress(OSError):
            os.removedirs(Path(path).parent)


def last(name: str, key: object, make: Callable[[], T], is_good: Callable[[T], bool] = lambda _: True) -> T:
    """What `make` makes; what it made under that `name` the last time in this process, if `key` was equal then.

    `is_good` says whether that is still so of what lies outside of the process.
    """
    if name not in _last or _last[name][0] != key or not is_good(_last[name][1]):
        _last[name] = (key, make())
    made: T = _last[name][1]
    return made


def forget() -> None:
    """Remember nothing that was made before."""
    _last.clear()


@dataclass
class Shelf:
    """Texts by key, each a file in `folder`; without a folder nothing is kept."""

    folder: Path | None
    used: set[str] = field(default_factory=set)

    def get(self, key: str) -> str | None:
        """The text kept under `key`, if there is one."""
        self.used.add(key)
        if not self.folder:
            return None
        try:
            return (self.folder / key).read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def put(self, key: str, text: str) -> None:
        """Keep `text` under `key`."""
        self.used.add(key)
        if not self.folder:
            return
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            partial = self.folder / f"{key}.{os.getpid()}"
            partial.write_bytes(text.encode())
            partial.replace(self.folder / key)

    def made(self, key: str, make: Callable[[], str]) -> str:
        """The text kept under `key` if it is whole; else what `make` makes, which is kept."""
        check, _, text = (self.get(key) or "").partition("\n")
        if check != digest(text):
            text = make()
            self.put(key, f"{digest(text)}\n{text}")
        return text

    def sweep(self) -> None:
        """Remove what was not used, once there is much of it."""
        if not self.folder:
            return
        with suppress(OSError):
            unused = [path for path in sorted(self.folder.iterdir()) if path.name not in self.used]
            if len(unused) > SPARE * len(self.used):
                for path in unused:
                    path.unlink(missing_ok=True)
