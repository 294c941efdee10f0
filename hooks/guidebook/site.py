"""The whole site as Markdown: what writers wrote, expanded, and what the catalog generates."""

from __future__ import annotations

import gc
import json
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import yaml

from guidebook.addresses import (
    PageName,
    relative_link,
    url_of,
    worksheet_place,
)
from guidebook.cartridges.contents import check_pages
from guidebook.catalog import DATA, Catalog, load_catalog
from guidebook.catalog_pages import generated_pages, list_pages, page_titles
from guidebook.directives import expand_directives
from guidebook.kept import MANY
from guidebook.links import directory as links
from guidebook.links.pages import LIST_MARKER, link_list
from guidebook.links.redirects import moved_files, pointers, split
from guidebook.navigation import OWN_SECTION, reading_order
from guidebook.own import OWN, Root, is_published, own_files, roots
from guidebook.page_checks import collisions, shared_words, unused_sources
from guidebook.pages.authored import AuthoredPage, parse_page
from guidebook.pages.models import GuidePage, PlainPage
from guidebook.pages.reading import reading_minutes
from guidebook.previews import section_of
from guidebook.problems import Problem, ProblemsError, raise_all
from guidebook.reading_lists import index as reading_lists
from guidebook.rule.data import RULE_FILE, TABLE_FILE, rule_json, table_text
from guidebook.rule.tool import checker_faults, checker_texts
from guidebook.search import index as search
from guidebook.search.check import unknown_meanings
from guidebook.settings import check_offline, read_corrections
from guidebook.sources.pages import footnotes
from guidebook.text import citations, escape
from guidebook.worksheets.imprint import read_institution

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from guidebook.downloads import Downloads

    Download = Callable[[Catalog, Mapping[str, str]], Downloads]


@dataclass(frozen=True)
class Page:
    """A page as MkDocs gets it: source path, front matter, Markdown body, and whether no file in `docs/` holds it."""

    path: str
    front_matter: Mapping[str, object]
    body: str
    generated: bool = False

    @property
    def url(self) -> str:
        """Address from the root of the site."""
        return url_of(self.path)

    @property
    def text(self) -> str:
        """The page as a file."""
        return f"---\n{_head(json.dumps(dict(self.front_matter)))}---\n\n{self.body}"


@lru_cache(MANY)
def _head(front_matter: str) -> str:
    """Front matter in YAML, given in JSON."""
    return yaml.safe_dump(json.loads(front_matter), allow_unicode=True, sort_keys=False, width=1000)


@dataclass(frozen=True)
class Site:
    """All pages by source path, in the order in which MkDocs reads a folder, and the catalog that they come from.

    `own_files` are what an institution publishes beside its own pages, and `section` is what those are called.
    """

    catalog: Catalog
    pages: Mapping[str, Page] = field(default_factory=dict)
    own_files: Mapping[str, Path] = field(default_factory=dict)
    section: str = ""

    @property
    def urls(self) -> frozenset[str]:
        """Addresses of all pages."""
        return frozenset(page.url for page in self.pages.values())

    @cached_property
    def made_files(self) -> Mapping[str, Path]:
        """Where each file beside the pages lies, by its path below the site."""
        return self.catalog.downloads.files if self.catalog.downloads else {}

    @cached_property
    def files(self) -> Mapping[str, Path]:
        """What is published beside the pages: own files, those that are made, one that moved at its old path, too."""
        made = self.catalog.downloads
        previews = {preview.name: preview.path for preview in made.previews.values()} if made else {}
        return {**self.own_files, **self.made_files, **previews, **moved_files(self.catalog.redirects, self.made_files)}

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """Text of each small file that people link to, by its path below the site."""
        texts = dict(self.catalog.downloads.texts) if self.catalog.downloads else {}
        if links.PAGE in self.pages:
            texts[links.JSON_FILE] = links.directory_json(self.directory)
            texts[links.CSV_FILE] = links.directory_csv(self.directory, self.site_url)
        return texts

    @property
    def site_url(self) -> str:
        """The address for which files are made; empty where none are."""
        return self.catalog.downloads.site_url if self.catalog.downloads else ""

    @cached_property
    def directory(self) -> links.Directory:
        """Everything that can be linked to."""
        made = self.catalog.downloads.texts if self.catalog.downloads else {}
        own = (links.JSON_FILE, links.CSV_FILE) if links.PAGE in self.pages else ()
        return links.directory(self.pages.values(), self.catalog, [*self.made_files, *made, *own])

    @cached_property
    def written(self) -> Mapping[str, str]:
        """Text of each file to write beside the pages: those that people link to, and what only a script loads."""
        written = dict(self.texts)
        if self.catalog.rule.categories:
            written[RULE_FILE] = rule_json(self.catalog.rule)
            written[TABLE_FILE] = table_text(self.catalog.rule)
        if reading_lists.PAGE in self.pages:
            written[reading_lists.INDEX_FILE] = reading_lists.index_json(self.directory)
        if search.PAGE in self.pages:
            written[search.TITLES_FILE] = search.titles_json(self.directory, self.catalog.synonyms)
            written[search.WORDS_FILE] = search.words_json(self.directory, self.pages.values())
        return written

    @property
    def generated(self) -> tuple[Page, ...]:
        """The pages that MkDocs does not find in `docs/`: what data made, and an institution's own."""
        return tuple(page for page in self.pages.values() if page.generated)


def load_site(
    docs: Path, name: str = "docs", download: Download | None = None, config_file: Path | None = None
) -> Site:
    """Read the folder `docs`, and `own` beside it, once. Raises `ProblemsError` with every problem at once.

    `download` makes the files of the catalog, given the titles of the pages by address; the pages then list them.
    `config_file` is mkdocs.yml, where a copy says whose it is.
    """
    if not docs.is_dir():
        raise ProblemsError([Problem(name, 1, "", "is not there; work in the folder that holds it")])
    was_enabled = gc.isenabled()
    gc.disable()  # all that is allocated here stays, and the collector would walk it again and again
    try:
        return _load(docs, name, download, config_file)
    finally:
        if was_enabled:
            gc.enable()


def _load(docs: Path, name: str, download: Download | None, config_file: Path | None) -> Site:
    problems: list[Problem] = []
    authored = [page for root in roots(docs, name) for page in _read_all(root)]
    try:
        catalog = load_catalog(docs, name)
    except ProblemsError as error:
        raise ProblemsError([*error.problems, *(problem for page in authored for problem in page.problems)]) from None
    titles = page_titles(authored, catalog)
    if missing := list(check_pages(catalog, titles)):
        raise ProblemsError([*missing, *(problem for page in authored for problem in page.problems)])
    section, corrections = _settings(config_file, docs) if config_file else ("", "")
    catalog = replace(catalog, corrections=corrections)
    if download:
        catalog = replace(catalog, downloads=download(catalog, titles))
    made = [_generated(path, meta, body, catalog) for path, meta, body in generated_pages(catalog)]
    lists = [_generated(path, meta, body, catalog) for path, meta, body in list_pages(catalog)]
    catalog = replace(catalog, page_names=_page_names(authored, [*made, *lists], catalog))
    written = [_authored(page, catalog) for page in authored]
    for page in authored:
        problems += page.problems
    problems += collisions(authored, [*made, *lists], name)
    problems += shared_words(authored, made, lists, catalog)
    problems += unused_sources(authored, catalog)
    raise_all(problems)
    pages = sorted([*made, *lists, *written], key=lambda page: reading_order(page.path))
    left = {split(redirect.source)[0] for redirect in catalog.redirects}
    pages = [_with_pointers(page, catalog, pages) if page.url in left else page for page in pages]
    site = _with_directory(Site(catalog, {page.path: page for page in pages}, own_files(docs), section))
    if catalog.synonyms:
        raise_all(list(unknown_meanings(catalog, site.directory)))
    return site


def _settings(config_file: Path, docs: Path) -> tuple[str, str]:
    """What the section of own pages is called, and where to report an error."""
    institution, _ = read_institution(config_file, docs)
    section = institution.section or institution.name if institution else OWN_SECTION
    check_offline(config_file)
    return section, read_corrections(config_file)


def _page_names(authored: list[AuthoredPage], made: list[Page], catalog: Catalog) -> dict[str, PageName]:
    """Each page by its address, and where a redirect leads by the address that it redirects."""
    names = {page.url: PageName(page.path, str(page.front_matter["title"])) for page in made}
    titled = ((page.path, page.front_matter.model_dump()) for page in authored if page.front_matter)
    names |= {url_of(path): PageName(path, str(meta["title"])) for path, meta in titled}
    for redirect in catalog.redirects:
        url, anchor = split(redirect.to)
        if url in names:
            path = f"{names[url].path}#{anchor}" if anchor else names[url].path
            names[redirect.source] = PageName(path, names[url].title)
    return names


def _is_page(path: Path, docs: Path) -> bool:
    parts = path.relative_to(docs).parts
    return parts[0] != DATA and not any(part.startswith(".") for part in parts) and path.is_file()


def _read_all(root: Root) -> Iterator[AuthoredPage]:
    for path in sorted(root.path.rglob("*.md")):
        relative = path.relative_to(root.path).as_posix()
        if root.name == OWN and is_published(relative):
            yield _read(path, f"{OWN}/{relative}", f"{OWN}/{relative}")
        elif root.name != OWN and _is_page(path, root.path):
            yield _read(path, relative, f"{root.name}/{relative}")


def _read(path: Path, relative: str, label: str) -> AuthoredPage:
    try:
        return parse_page(path.read_text("utf-8-sig"), relative, label)
    except UnicodeDecodeError:
        return AuthoredPage(relative, label, "", 1, None, [Problem(label, 1, "", "is not UTF-8; save it as UTF-8")])


def _authored(page: AuthoredPage, catalog: Catalog) -> Page:
    """The page with directives, next step, sheet and notes; faults are added to the page's problems."""
    for position, line in enumerate(page.body.split("\n")):
        for source_id in citations(line):
            if source_id not in catalog.source_by_id:
                message = f"cites the unknown source {source_id}; correct it or add it to docs/_data/sources/"
                page.problems.append(page.problem(position, message))
    body = expand_directives(page, catalog).strip("\n")
    if isinstance(page.front_matter, GuidePage):
        body = f"{body}\n\n{_next_step(page, page.front_matter, catalog)}"
    meta = page.front_matter.model_dump(mode="json", exclude_none=True) if page.front_matter else {}
    meta.pop("next", None)
    if isinstance(page.front_matter, PlainPage) and page.front_matter.checker:
        setup = page.front_matter.checker
        page.problems += [page.front_problem_at(loc, message) for loc, message in checker_faults(setup, catalog)]
        meta["checker"] = checker_texts(setup, catalog) if not page.problems else {}
    if isinstance(page.front_matter, GuidePage) and page.front_matter.worksheet:  # nobody reads a list through
        meta["reading_minutes"] = reading_minutes(body)
    meta |= _around(page.path, catalog)
    return Page(page.path, meta, _with_notes(f"{body}\n", catalog), generated=page.name.startswith(f"{OWN}/"))


def _generated(path: str, meta: Mapping[str, object], body: str, catalog: Catalog) -> Page:
    return Page(path, {**meta, **_around(path, catalog)}, _with_notes(body, catalog), generated=True)


def _around(path: str, catalog: Catalog) -> dict[str, object]:
    """Short addresses of the page and, by anchor, of places on it, from the site's root, and its picture."""
    url = url_of(path)
    places = catalog.short_places.get(url, {})
    page = {"short": catalog.short_address_of[url][1:]} if url in catalog.short_address_of else {}
    return {**page, **({"short_places": dict(places)} if places else {}), **_preview(url, catalog)}


def _preview(url: str, catalog: Catalog) -> dict[str, object]:
    """The picture that a link to the page shows, as front matter; nothing where none are made."""
    previews = catalog.downloads.previews if catalog.downloads else {}
    return {"preview": previews[section_of(url, previews)].front_matter} if previews else {}


def _next_step(page: AuthoredPage, meta: GuidePage, catalog: Catalog) -> str:
    parts = ["## Next step { #next-step }", f"[{escape(meta.next.why)}]({meta.next.page})\n{{ .next }}"]
    if meta.worksheet in catalog.worksheet_by_id:
        sheet = catalog.worksheet_by_id[meta.worksheet]
        link = relative_link(page.path, worksheet_place(sheet.id))
        parts.append(f"The sheet that goes with this page: [{escape(sheet.title)}]({link})\n{{ .sheet }}")
    elif meta.worksheet:
        message = f"names an unknown worksheet: {meta.worksheet}; correct the id or add it"
        page.problems.append(page.front_problem("worksheet", message))
    return "\n\n".join(parts)


def _with_notes(body: str, catalog: Catalog) -> str:
    cited = [source_id for source_id in citations(body) if source_id in catalog.source_by_id]
    return f"{body}\n{footnotes(cited, catalog.source_by_id)}\n" if cited else body


def _with_pointers(page: Page, catalog: Catalog, pages: list[Page]) -> Page:
    links = {other.url: relative_link(page.path, other.path) for other in pages}
    moved = pointers(catalog.redirects, page.url, links)
    return Page(page.path, page.front_matter, f"{page.body}\n{moved}\n", page.generated) if moved else page


def _with_directory(site: Site) -> Site:
    """The site with the list of everything that can be linked to, where a page asks for it."""
    asking = [page for page in site.pages.values() if LIST_MARKER in page.body]
    if not asking:
        return site
    listed = link_list(site.directory, {page.url: page.path for page in site.pages.values()}, site.site_url)
    changed = {page.path: replace(page, body=page.body.replace(LIST_MARKER, listed)) for page in asking}
    whole = replace(site, pages={**site.pages, **changed})
    if [*changed] == [links.PAGE]:  # whose list adds nothing but anchors that are left out
        left_out = {**site.directory.left_out, **links.directory(changed.values(), site.catalog, ()).left_out}
        vars(whole)["directory"] = replace(site.directory, left_out=left_out)
    return whole
