"""The pages that entries of the catalog make: where each stands, its front matter, its Markdown, and every title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidebook.addresses import (
    comparison_place,
    question_list_place,
    script_group_place,
    topic_place,
    url_of,
    worksheet_place,
)
from guidebook.comparisons.pages import comparison_page
from guidebook.questions.pages import question_filters, question_list, topic_page
from guidebook.scripts.pages import script_group_page
from guidebook.worksheets.pages import downloads_section, worksheet_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from guidebook.catalog import Catalog
    from guidebook.pages.authored import AuthoredPage
    from guidebook.questions.models import Topic

ALL_TITLE = "All questions"


def generated_pages(catalog: Catalog) -> Iterator[tuple[str, dict[str, str], str]]:
    """Source path, front matter and Markdown of the page of each entry of the catalog that has one."""
    for topic in catalog.topics:
        meta = {"kind": "topic", "title": _topic_title(topic), "description": topic.description}
        yield topic_place(topic.id), meta, topic_page(topic)
    for sheet in catalog.worksheets:
        meta = {
            "kind": "worksheet",
            "template": "worksheet.html",
            "title": sheet.title,
            "description": sheet.description,
        }
        body = worksheet_page(sheet, catalog.question_by_id, catalog.topic_of)
        if catalog.downloads:
            address = catalog.downloads.addresses[sheet.id]
            body = f"{body}\n{downloads_section(catalog.downloads.sheets[sheet.id], address)}\n"
        yield worksheet_place(sheet.id), meta, body
    for comparison in catalog.comparisons:
        meta = {"kind": "comparison", "title": comparison.title, "description": comparison.description}
        yield (
            comparison_place(comparison.id),
            meta | {"reviewed": comparison.reviewed.isoformat()},
            comparison_page(comparison, files=catalog.downloads is not None),
        )
    for group in catalog.script_groups:
        meta = {
            "kind": "script-group",
            "template": "script-group.html",
            "title": group.title,
            "description": group.description,
        }
        yield script_group_place(group.id), meta, script_group_page(group)


def list_pages(catalog: Catalog) -> Iterator[tuple[str, dict[str, object], str]]:
    """Source path, front matter and Markdown of each page that is made of many entries."""
    if catalog.topics:
        meta: dict[str, object] = {
            "kind": "question-list",
            "template": "question-list.html",
            "title": ALL_TITLE,
            "description": (
                "Every question of the bank on one page: filter by purpose, stage, audience, topic and words, and link "
                "to what you found."
            ),
            "filters": question_filters(catalog.topics),
        }
        yield question_list_place(), meta, question_list(catalog.topics)


def page_titles(authored: Iterable[AuthoredPage], catalog: Catalog) -> dict[str, str]:
    """The title of each page by its address, known before any page is written."""
    found = {topic_place(topic.id): _topic_title(topic) for topic in catalog.topics}
    found |= {worksheet_place(sheet.id): sheet.title for sheet in catalog.worksheets}
    found |= {comparison_place(table.id): table.title for table in catalog.comparisons}
    found |= {script_group_place(group.id): group.title for group in catalog.script_groups}
    found |= {question_list_place(): ALL_TITLE} if catalog.topics else {}
    found |= {page.path: str(page.front_matter.model_dump()["title"]) for page in authored if page.front_matter}
    return {url_of(path): title for path, title in found.items()}


def _topic_title(topic: Topic) -> str:
    return f"Questions: {topic.title[0].lower()}{topic.title[1:]}"
