"""Field types that several concepts share: what an id, a title or a line of prose may be."""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

KEBAB_CASE = r"^[a-z0-9]+(-[a-z0-9]+)*$"
ENDS_AS_QUESTION = r"\?$"
ADDRESS = r"^/([a-z0-9-]+/)*([a-z0-9-]+\.(csv|docx|imscc|json|pdf|svg|txt|xml|zip)|(#[a-z0-9]+(-[a-z0-9]+)*)?)$"
PAGE_ADDRESS = r"^/([a-z0-9-]+/)*$"
SHORT_WORD = r"^[a-z]+(-[a-z]+)*$"
WEB_ADDRESS = r"^https?://[^\s<>\"]+$"
CONTACT = r"^(https?://[^\s<>\"]+|[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+)$"
DOI = r"^10\.\d{4,9}/\S+$"
PAGE_PATH = r"^[a-z0-9./-]+\.md(#[a-z0-9-]+)?$"
LOGO_PATH = r"^[A-Za-z0-9_/-]+\.(svg|png|jpg)$"
ID_PATTERN = re.compile(KEBAB_CASE)
CITATION = re.compile(r"\[\^([^\]\s]+)\]")

_MARKUP = re.compile(r"</?[A-Za-z][^>]*>|<!--|\]\(|^\s*#{1,6}\s")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u200b\u2028\u2029\ufeff]")


class Model(BaseModel):
    """Base of all data: frozen, no coercion, no unknown field."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


def _plain(value: str) -> str:
    if value != value.strip():
        raise ValueError("must not begin or end with a space; remove it")
    if _CONTROL.search(value):
        raise ValueError("must be one paragraph without control characters; use a folded block (>-) for long text")
    if _MARKUP.search(value):
        raise ValueError("must be plain text without HTML, links or headings; say it in words")
    return value


def _uncited(value: str) -> str:
    if CITATION.search(value):
        raise ValueError("must not cite a source; citations stand in comparisons, claims and pages")
    return value


CitedText = Annotated[str, Field(min_length=2, max_length=600), AfterValidator(_plain)]
"""Plain text that may carry footnote references `[^source-id]`."""

Text = Annotated[CitedText, AfterValidator(_uncited)]
"""Plain text, 2 to 600 characters, one paragraph."""

Id = Annotated[str, Field(min_length=2, max_length=48, pattern=KEBAB_CASE)]
"""A permanent name in kebab case: it becomes a URL or an anchor and is never used again for something else."""

Title = Annotated[Text, Field(max_length=60)]
Description = Annotated[Text, Field(min_length=70, max_length=160)]
"""What search engines and link previews show; the length that they print whole."""

Question = Annotated[Text, Field(max_length=200, pattern=ENDS_AS_QUESTION)]
"""Something to ask aloud; ends with a question mark."""

Day = dt.date


class PurposeName(StrEnum):
    """Why one holds an informational interview; the three run through the whole site."""

    LEARN = "learn"
    VALIDATE = "validate"
    SHARPEN = "sharpen"


Purpose = Annotated[PurposeName, Field(strict=False)]
"""A purpose by its word; YAML knows no enumerations, hence not strict."""
