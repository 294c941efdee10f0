"""Everything that can be downloaded: made from the catalog once a build, before the pages that list it are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from guidebook.cartridges.contents import contents
from guidebook.cartridges.files import CartridgeFile, make_cartridges
from guidebook.cartridges.package import Sheet
from guidebook.comparisons.files import FOLDER as TABLES
from guidebook.comparisons.files import comparison_csv
from guidebook.links.directory import QR_FOLDER
from guidebook.problems import ProblemsError
from guidebook.qr import qr_codes
from guidebook.tokens import read_tokens
from guidebook.worksheets.files import FOLDER, Fault, FaultsError, SheetFile, Workshop, archive, make_files
from guidebook.worksheets.imprint import Paper, read_institution
from guidebook.worksheets.pdf import TEMPLATE, Edition

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from guidebook.catalog import Catalog


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

    `texts` are files that need no keeping, by path below the site: each comparison as CSV, and a QR code for each short
    address. `site_url` is what they are made for, and `cartridges` are what a learning platform imports.
    """

    sheets: Mapping[str, tuple[SheetFile, ...]]
    archives: tuple[Archive, ...]
    addresses: Mapping[str, str]
    texts: Mapping[str, str]
    site_url: str
    cartridges: tuple[CartridgeFile, ...] = ()

    @property
    def files(self) -> dict[str, Path]:
        """Where each file lies, by its path below the site."""
        found = {f"{FOLDER}/{file.name}": file.path for files in self.sheets.values() for file in files}
        found |= {f"{FOLDER}/{archive.name}": archive.path for archive in self.archives}
        return found | {cartridge.published: cartridge.path for cartridge in self.cartridges}


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
    tables = {
        f"{TABLES}/{table.id}.csv": comparison_csv(table, catalog.source_by_id, project.site_url)
        for table in catalog.comparisons
    }
    letters = {sheet.id: _letter(sheet.title, sheets[sheet.id]) for sheet in catalog.worksheets}
    cartridges = [
        file
        for cartridge in catalog.cartridges
        for file in make_cartridges(contents(cartridge, catalog, titles, letters, project.site_url), project.cache)
    ]
    base = project.site_url.rstrip("/")
    codes = qr_codes((base + short.source for short in catalog.short_addresses), project.cache)
    texts = tables | {f"{QR_FOLDER}/{short.word}.svg": codes[base + short.source] for short in catalog.short_addresses}
    addresses = {job.sheet: job.imprint.address for job in jobs}
    return Downloads(sheets, archives, addresses, texts, project.site_url, tuple(cartridges))


def _letter(title: str, files: Iterable[SheetFile]) -> Sheet:
    """The PDF to print on US Letter, as a cartridge has it; its folder is named for what it is made from."""
    file = next(f for f in files if f.format.paper is Paper.LETTER and f.format.edition is Edition.PRINT)
    return Sheet(f"{title} (sheet to print, PDF)", file.name, file.path, file.path.parent.name)
