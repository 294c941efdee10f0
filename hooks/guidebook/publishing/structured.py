"""What a page is, for programs: schema.org data in JSON-LD, from what stands on the page."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FAQ = "/guide/faq/"

_MINUTES = re.compile(r"\b(\d+)[ \N{NO-BREAK SPACE}]minutes?\b")


class Section(NamedTuple):
    """A heading and the text below it; `steps` are the items of its numbered list where that tells how to do it."""

    heading: str
    text: str
    steps: tuple[str, ...] = ()


class Use(NamedTuple):
    """What pages below an address are for: schema.org's `learningResourceType`, `educationalUse`, and for whom."""

    prefix: str
    resource: str
    purpose: str
    role: str


USES = (
    Use("/coaches/lesson-", "lesson plan", "instruction", "teacher"),
    Use("/coaches/three-weeks/", "lesson plan", "instruction", "teacher"),
    Use("/coaches/slides/", "presentation", "instruction", "teacher"),
    Use("/coaches/role-play/", "activity", "group work", "teacher"),
    Use("/coaches/assignment/", "assignment", "assignment", "teacher"),
    Use("/guide/", "guide", "self study", "student"),
    Use("/questions/", "question bank", "interview", "student"),
    Use("/scripts/", "template", "self study", "student"),
    Use("/worksheets/", "worksheet", "activity", "student"),
    Use("/comparisons/", "comparison", "self study", "student"),
)
"""The first that fits counts; a page that none fits is a plain one, and so is a list of others."""

_LISTS = {"/questions/", "/scripts/", "/worksheets/", "/comparisons/", "/guide/sources/"}


@dataclass(frozen=True)
class PageFacts:
    """What a finished page says of itself; `url` is its address from the root of the site."""

    url: str
    title: str
    description: str
    language: str
    license: str
    site_name: str
    run_by: str = ""
    reviewed: str = ""
    minutes: int = 0
    sections: tuple[Section, ...] = ()


def structured_data(page: PageFacts, titles: Mapping[str, str], address: str) -> str:
    """The content of a `<script type="application/ld+json">`; `titles` are those of all pages by address.

    `address` is the root of the site and ends in a slash.
    """
    graph = [_page(page, address), *_how_tos(page)]
    if page.url != "/":
        graph.append(_breadcrumbs(page, titles, address))
    data = {"@context": "https://schema.org", "@graph": graph}
    # No text may end the element that it stands in.
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _page(page: PageFacts, address: str) -> dict[str, object]:
    site: dict[str, object] = {"@type": "WebSite", "name": page.site_name, "url": address}
    about: dict[str, object] = {
        "name": page.title,
        "description": page.description,
        "url": address + page.url[1:],
        "inLanguage": page.language,
        "license": page.license,
    }
    if page.reviewed:
        about["dateModified"] = page.reviewed
    if page.url == "/":
        publisher = {"publisher": {"@type": "Organization", "name": page.run_by}} if page.run_by else {}
        return {**site, **about, "name": page.site_name, **publisher}
    if page.url == FAQ:
        return {"@type": "FAQPage", **about, "isPartOf": site, "mainEntity": _answers(page.sections)}
    use = next((use for use in USES if page.url.startswith(use.prefix)), None)
    if use is None or page.url in _LISTS:
        return {"@type": "WebPage", **about, "isPartOf": site}
    minutes = page.minutes or next((int(found) for found in _MINUTES.findall(page.title)), 0)
    return {
        "@type": "LearningResource",
        **about,
        "learningResourceType": use.resource,
        "educationalUse": use.purpose,
        "audience": {"@type": "EducationalAudience", "educationalRole": use.role},
        **({"timeRequired": f"PT{minutes}M"} if minutes else {}),
        "isAccessibleForFree": True,
        "isPartOf": site,
    }


def _answers(sections: Sequence[Section]) -> list[dict[str, object]]:
    return [
        {
            "@type": "Question",
            "name": section.heading,
            "acceptedAnswer": {"@type": "Answer", "text": section.text},
        }
        for section in sections
        if section.heading.endswith("?") and section.text
    ]


def _how_tos(page: PageFacts) -> list[dict[str, object]]:
    return [
        {
            "@type": "HowTo",
            "name": section.heading,
            "step": [{"@type": "HowToStep", "text": step} for step in section.steps],
        }
        for section in page.sections
        if section.steps
    ]


def _breadcrumbs(page: PageFacts, titles: Mapping[str, str], address: str) -> dict[str, object]:
    """The way from the home page: every folder above that has a page of its own."""
    parts = page.url.strip("/").split("/")
    above = ["/", *(f"/{'/'.join(parts[:depth])}/" for depth in range(1, len(parts)))]
    way = [(url, page.site_name if url == "/" else titles[url]) for url in above if url in titles]
    items: list[dict[str, object]] = [{"name": name, "item": address + url[1:]} for url, name in way]
    items.append({"name": page.title})
    listed = [{"@type": "ListItem", "position": place, **item} for place, item in enumerate(items, 1)]
    return {"@type": "BreadcrumbList", "itemListElement": listed}
