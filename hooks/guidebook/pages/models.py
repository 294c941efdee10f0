"""What the front matter of a page holds, by its `kind`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator

from guidebook.fields import PAGE_PATH, Day, Description, Id, Model, Text, Title


class NextStep(Model):
    """Where a guide page sends its reader: a page path relative to it, and a sentence why."""

    page: Annotated[str, Field(pattern=PAGE_PATH)]
    why: Text


class TextToTry(Model):
    """A script or wording that a reader may put into the checker, and what the button says."""

    id: Id
    label: Title


class LengthToKeep(Model):
    """A length that a draft is compared with: the limit of a script."""

    script: Id
    label: Title


class CheckerSetup(Model):
    """What the page that checks a draft offers beside the checker itself."""

    examples: Annotated[tuple[TextToTry, ...], Field(min_length=1, max_length=5)]
    lengths: Annotated[tuple[LengthToKeep, ...], Field(min_length=1, max_length=5)]


Template = Literal[
    "assign.html",
    "check.html",
    "embed.html",
    "home.html",
    "link-directory.html",
    "offline.html",
    "privacy.html",
    "reading-list.html",
    "search.html",
]


class PlainPage(Model):
    """A page that is not part of the guide."""

    kind: Literal["home", "page"]
    title: Title
    description: Description
    reviewed: Day | None = None
    template: Template | None = None
    menu: Annotated[
        Title | None, Field(description="In a long menu, the name of the group that begins with this page.")
    ] = None
    checker: Annotated[CheckerSetup | None, Field(validate_default=True)] = None

    @field_validator("checker")
    @classmethod
    def _goes_with_its_template(cls, value: CheckerSetup | None, info: ValidationInfo) -> CheckerSetup | None:
        if (value is not None) != (info.data.get("template") == "check.html"):
            raise ValueError("goes with `template: check.html`; give both or neither")
        return value


class GuidePage(Model):
    """A page of the guide; ends in its next step and, except for lists, the sheet that goes with it."""

    kind: Literal["guide"]
    title: Title
    description: Description
    reviewed: Day
    next: NextStep
    worksheet: Id | None = None


FRONT_MATTER: dict[str, type[Model]] = {"home": PlainPage, "page": PlainPage, "guide": GuidePage}
