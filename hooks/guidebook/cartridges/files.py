"""The files of the cartridges, kept by what they are made from, as the sheets are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from guidebook.cartridges.package import Content, Version, digest, files
from guidebook.packing import pack, write_whole

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "coaches/lms"
"""Where the files are published, below the root of the site."""

ENDING = ".imscc"


class CartridgeFile(NamedTuple):
    """A finished file: what is in it, in which version of the format, where it lies, and its bytes."""

    content: Content
    version: Version
    path: Path
    size: int

    @property
    def published(self) -> str:
        """Its path below the root of the site."""
        return published(self.content.id, self.version)


def published(cartridge_id: str, version: Version) -> str:
    """Where a cartridge is, below the root of the site."""
    return f"{FOLDER}/{cartridge_id}{version.suffix}{ENDING}"


def make_cartridges(content: Content, cache: Path) -> list[CartridgeFile]:
    """The cartridge in each version, made or found in `cache` from before."""
    made = []
    for version in Version:
        target = cache / f"{digest(content, version)}{ENDING}"
        if not target.is_file():
            write_whole(target, pack(files(content, version)))
        made.append(CartridgeFile(content, version, target, target.stat().st_size))
    return made
