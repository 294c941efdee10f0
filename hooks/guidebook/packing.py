"""Files that are made: ZIP files of which two builds give the same bytes, and writing that nobody sees half of."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONG_AGO = (1980, 1, 1, 0, 0, 0)


class Packed(NamedTuple):
    """A file to pack: its path inside, its content, and whether to compress what is not compressed already."""

    name: str
    content: bytes
    compress: bool = True


def pack(files: Iterable[Packed]) -> bytes:
    """The ZIP file of `files`."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        for file in files:
            entry = zipfile.ZipInfo(file.name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED if file.compress else zipfile.ZIP_STORED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, file.content)
    return content.getvalue()


def write_whole(target: Path, content: bytes) -> None:
    """Write the file so that nobody ever sees half of it."""
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".partial-") as folder:
        partial = Path(folder, "file")
        partial.write_bytes(content)
        partial.replace(target)
