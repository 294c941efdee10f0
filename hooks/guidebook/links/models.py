"""What a redirect and a short address are."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from guidebook.fields import ADDRESS, SHORT_WORD, Day, Model, Text

Address = Annotated[str, Field(pattern=ADDRESS, max_length=200)]
"""A page, a place on it, or a file, from the root of the site: `/guide/benefits/#limits`, `/worksheets/files/a.pdf`."""


class Redirect(Model):
    """An address that moved. `source` is written `from` in the data."""

    source: Annotated[Address, Field(alias="from")]
    to: Address
    since: Day
    why: Text


class RedirectFile(Model):
    """Every address that moved, in the order in which they did."""

    redirects: tuple[Redirect, ...]


class ShortAddress(Model):
    """An address to print, to read aloud and to put into a QR code: `/go/<word>/` leads to `to`."""

    word: Annotated[str, Field(pattern=SHORT_WORD, min_length=2, max_length=14)]
    to: Address

    @property
    def source(self) -> str:
        """The address itself, from the root of the site."""
        return f"/go/{self.word}/"


class ShortAddressFile(Model):
    """One file of short addresses."""

    addresses: tuple[ShortAddress, ...]
