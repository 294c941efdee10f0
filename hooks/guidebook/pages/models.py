"""What the front matter of a page holds, by its `kind`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from guidebook.fields import PAGE_PATH, Day, Description, Id, Model, Text, Title


class NextStep(Model):
    """Where a guide page sends its reader: a page path relative to it, and a sentence why."""

    page: Annotated[str, Field(pattern=PAGE_PATH)]
    why: Text


class PlainPage(Model):
    """A page that is not part of the guide."""

    kind: Literal["home", "page"]
    title: Title
    description: Description
    template: Literal["home.html", "assign.html", "reading-list.html"] | None = None


class GuidePage(Model):
    """A page of the guide; ends in its next step and, except for lists, the sheet that goes with it."""

    kind: Literal["guide"]
    title: Title
    description: Description
    reviewed: Day
    next: NextStep
    worksheet: Id | None = None


FRONT_MATTER: dict[str, type[Model]] = {"home": PlainPage, "page": PlainPage, "guide": GuidePage}
