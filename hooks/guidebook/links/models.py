"""What a redirect is."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from guidebook.fields import ADDRESS, Day, Model, Text

Address = Annotated[str, Field(pattern=ADDRESS, max_length=200)]
"""A page or a place on it, from the root of the site: `/guide/benefits/` or `/guide/benefits/#limits`."""


class Redirect(Model):
    """An address that moved. `source` is written `from` in the data."""

    source: Annotated[Address, Field(alias="from")]
    to: Address
    since: Day
    why: Text


class RedirectFile(Model):
    """Every address that moved, in the order in which they did."""

    redirects: tuple[Redirect, ...]
