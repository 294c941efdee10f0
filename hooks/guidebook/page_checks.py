"""What all pages together must hold: an address each, words of their own, and every source cited."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from guidebook.addresses import url_of
from guidebook.navigation import SECTIONS
from guidebook.problems import Problem
from guidebook.text import citations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from guidebook.catalog import Catalog
    from guidebook.pages.authored import AuthoredPage
    from guidebook.site import Page


def collisions(authored: Iterable[AuthoredPage], made: Iterable[Page], name: str) -> Iterator[Problem]:
    """Pages that writers wrote for an address that another page has; `name` is the folder that the others stand in."""
    taken = {page.url: f"{name}/{page.path}" for page in made}
    for page in authored:
        url = url_of(page.path)
        if url in taken:
            message = f"has the address {url} of the page {taken[url]}; rename or remove one of them"
            yield Problem(page.name, 1, "", message)
        taken[url] = page.name


def shared_words(
    authored: Iterable[AuthoredPage], made: Iterable[Page], lists: Iterable[Page], catalog: Catalog
) -> Iterator[Problem]:
    """Titles and descriptions are each unique, or search results and link lists could not tell pages apart."""
    first = {(key, str(page.front_matter[key])): page.url for page in lists for key in ("title", "description")}
    places = chain.from_iterable(catalog.places[section] for section in SECTIONS)
    for place, problem, meta in [
        *((at.file.name, at.problem, page.front_matter) for page, at in zip(made, places, strict=True)),
        *((page.name, page.front_problem, page.front_matter.model_dump()) for page in authored if page.front_matter),
    ]:
        for key in ("title", "description"):
            value = str(meta[key])
            if (key, value) in first:
                yield problem(key, f"is the same as that of {first[key, value]}; make it its own")
            first.setdefault((key, value), place)


def unused_sources(authored: Iterable[AuthoredPage], catalog: Catalog) -> Iterator[Problem]:
    """Sources that no page, table, script or claim cites."""
    cited = {source_id for page in authored for source_id in citations(page.body)}
    cited |= {source_id for table in catalog.comparisons for text in table.texts for source_id in citations(text)}
    cited |= {source_id for group in catalog.script_groups for source_id in citations(group.intro)}
    cited |= {source for claim in catalog.claims for text in claim.cited_texts.values() for source in citations(text)}
    for source, place in zip(catalog.sources, catalog.places["sources"], strict=True):
        if source.id not in cited:
            yield place.problem("id", f"{source.id} is cited nowhere; cite it as [^{source.id}] or remove it")
