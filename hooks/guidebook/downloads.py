"""Everything that can be downloaded: made from the catalog once a build, before the pages that list it are written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from guidebook.cartridges.contents import contents
from guidebook.cartridges.files import CartridgeFile, make_cartridges
from guidebook.cartridges.package import Sheet
from guidebook.changes.feeds import ATOM, JSON_FEED, atom_feed, json_feed
from guidebook.comparisons.files import FOLDER as TABLES
from guidebook.comparisons.files import comparison_csv
from guidebook.comparisons.word import comparison_blocks
from guidebook.kept import content, last
from guidebook.links.directory import QR_FOLDER
from guidebook.packing import write_whole
from guidebook.previews import TEMPLATE as PREVIEW
from guidebook.previews import TOKENS as PREVIEW_TOKENS
from guidebook.previews import Preview, Studio
from guidebook.problems import ProblemsError
from guidebook.qr import qr_codes
from guidebook.tokens import TOKENS, read_tokens
from guidebook.worksheets.files import (
    BRAND,
    FOLDER,
    Fault,
    FaultsError,
    Job,
    SheetFile,
    Workshop,
    archive,
    make_files,
)
from guidebook.worksheets.imprint import Imprint, Paper, read_institution
from guidebook.worksheets.pdf import TEMPLATE, Edition

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from guidebook.catalog import Catalog
    from guidebook.worksheets.imprint import Institution


PRINT = "print"
"""The folder of the theme that has every template and font of the files."""

CACHE = ".build/worksheets"
"""Finished files, below the project; `make clean` removes them."""


@dataclass(frozen=True)
class Archive:
    """All sheets for one paper, as published."""

    paper: Paper
    name: str
    path: Path
    size: int


@dataclass(frozen=True)
class Downloads:
    """The files of each sheet by its id, the archives, the short address of each sheet as printed, and small texts.

    By path below the site, `tables` are the comparisons as Word files, and `texts` files that need no keeping: each
    comparison as CSV, the feeds of changes, and a QR code for each short address. `site_url` is what they are made for,
    `cartridges` are what a learning platform imports, and `previews` the picture of each section by its name.
    """

    sheets: Mapping[str, tuple[SheetFile, ...]]
    archives: tuple[Archive, ...]
    addresses: Mapping[str, str]
    texts: Mapping[str, str]
    site_url: str
    cartridges: tuple[CartridgeFile, ...] = ()
    tables: Mapping[str, Path] = field(default_factory=dict)
    previews: Mapping[str, Preview] = field(default_factory=dict)

    @property
    def files(self) -> dict[str, Path]:
        """Where each file lies, by its path below the site."""
        found = {f"{FOLDER}/{file.name}": file.path for files in self.sheets.values() for file in files}
        found |= {f"{FOLDER}/{archive.name}": archive.path for archive in self.archives}
        found |= {cartridge.published: cartridge.path for cartridge in self.cartridges}
        return {**found, **self.tables}

    @property
    def are_there(self) -> bool:
        """Whether nobody has removed a file meanwhile."""
        return all(path.is_file() for path in [*self.files.values(), *(one.path for one in self.previews.values())])


@dataclass(frozen=True)
class Project:
    """What the files need to know of the project; `theme` is the folder of templates, `cache` keeps finished files."""

    config_file: Path
    docs: Path
    theme: Path
    cache: Path
    site_name: str
    site_url: str

    @property
    def makes_files(self) -> bool:
        """Whether the theme has the templates of the files; without them there are pages alone."""
        return (self.theme / TEMPLATE).is_file()


def make_downloads(
    catalog: Catalog,
    titles: Mapping[str, str],
    project: Project,
    progress: Callable[[int, int], None] | None = None,
) -> Downloads:
    """All files of the catalog, made or found from before; `titles` are those of the pages by address.

    Raises `ProblemsError` with what authors must mend.
    """
    institution = read_institution(project.config_file, project.docs)
    tokens = (project.docs / TOKENS).parent  # a folder, since a file may be missing
    key = (catalog, dict(titles), project, institution, content(project.theme / PRINT), content(tokens))
    return last("downloads", key, lambda: _make(catalog, titles, project, progress), lambda made: made.are_there)


def _make(
    catalog: Catalog, titles: Mapping[str, str], project: Project, progress: Callable[[int, int], None] | None
) -> Downloads:
    institution, logo = read_institution(project.config_file, project.docs)
    tokens = read_tokens(project.docs, project.docs.name)
    workshop = Workshop(project.site_name, project.site_url, institution, logo, project.theme, tokens, project.cache)
    urls = {sheet.id: f"/worksheets/{sheet.id}/" for sheet in catalog.worksheets}
    short = {sheet_id: catalog.short_address_of.get(url, url) for sheet_id, url in urls.items()}
    jobs = [workshop.job(sheet, catalog.question_by_id, short[sheet.id]) for sheet in catalog.worksheets]
    places = dict(zip(short, catalog.places["worksheets"], strict=True))
    try:
        sheets = make_files(jobs, workshop, progress)
    except FaultsError as error:
        raise ProblemsError(
            places[fault.sheet].problem(fault.field, fault.message) if isinstance(fault, Fault) else fault
            for fault in error.found
        ) from None
    packed = [(paper, archive(paper, sheets, workshop)) for paper in Paper] if sheets else []
    archives = tuple(Archive(paper, f"worksheets-{paper}.zip", path, path.stat().st_size) for paper, path in packed)
    texts = {
        f"{TABLES}/{table.id}.csv": comparison_csv(table, catalog.source_by_id, project.site_url)
        for table in catalog.comparisons
    }
    base = project.site_url.rstrip("/")
    codes = qr_codes((base + short.source for short in catalog.short_addresses), project.cache)
    texts |= {f"{QR_FOLDER}/{short.word}.svg": codes[base + short.source] for short in catalog.short_addresses}
    if catalog.changes:
        texts[ATOM] = atom_feed(catalog.changes, project.site_name, project.site_url)
        texts[JSON_FEED] = json_feed(catalog.changes, project.site_name, project.site_url)
    letters = {sheet.id: _letter(sheet.title, sheets[sheet.id]) for sheet in catalog.worksheets}
    cartridges = [
        file
        for cartridge in catalog.cartridges
        for file in make_cartridges(contents(cartridge, catalog, titles, letters, project.site_url), project.cache)
    ]
    addresses = {job.sheet: job.imprint.address for job in jobs}
    tables = _tables(catalog, workshop)
    previews = _previews(titles, project, institution)
    return Downloads(sheets, archives, addresses, texts, project.site_url, tuple(cartridges), tables, previews)


def _previews(titles: Mapping[str, str], project: Project, institution: Institution | None) -> dict[str, Preview]:
    """The picture of each section that links show where they are pasted."""
    if not (project.theme / PREVIEW).is_file():
        return {}
    tokens = read_tokens(project.docs, project.docs.name, PREVIEW_TOKENS)
    return Studio(project.site_name, institution, project.theme, tokens, project.cache).make(titles)


def _letter(title: str, files: Iterable[SheetFile]) -> Sheet:
    """The PDF to print on US Letter, as a cartridge has it; its folder is named for what it is made from."""
    file = next(f for f in files if f.format.paper is Paper.LETTER and f.format.edition is Edition.PRINT)
    return Sheet(f"{title} (sheet to print, PDF)", file.name, file.path, file.path.parent.name)


def _tables(catalog: Catalog, workshop: Workshop) -> dict[str, Path]:
    """Each comparison as a Word file on US Letter, made once and kept by what it is made from."""
    made = {}
    for table in catalog.comparisons:
        page = f"/comparisons/{table.id}/"
        address = workshop.site_url.rstrip("/") + catalog.short_address_of.get(page, page)
        imprint = Imprint(workshop.site_name, address, workshop.institution, workshop.logo, workshop.logo_format)
        laid_out = comparison_blocks(table, catalog.source_by_id, address)
        job = Job(table.id, laid_out, 1, table.description, imprint, workshop.theme, workshop.tokens)
        path = workshop.cache / f"{job.key(workshop.fingerprint)}.docx"
        if not path.is_file():
            from guidebook.worksheets.word import worksheet_docx  # noqa: PLC0415 (a build that makes no file does without)

            template = workshop.theme / BRAND
            write_whole(
                path, worksheet_docx(laid_out, imprint, workshop.tokens, Paper.LETTER, table.description, template)
            )
        made[f"{TABLES}/{table.id}.docx"] = path
    return made
