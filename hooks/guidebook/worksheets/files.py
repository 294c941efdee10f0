"""The files of the sheets: which there are, how they are made once and kept by what they are made from."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import signal
import tempfile
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from guidebook import qr
from guidebook.packing import Packed, pack, write_whole
from guidebook.problems import Problem, ProblemsError
from guidebook.worksheets.blocks import Block, blocks
from guidebook.worksheets.imprint import LICENSE, Imprint, Institution, Paper
from guidebook.worksheets.pdf import FONTS, TEMPLATE, DoesNotFitError, Edition, Manuscript, Press, qr_code
from guidebook.worksheets.plain import worksheet_markdown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from guidebook.questions.models import BankQuestion
    from guidebook.worksheets.models import Worksheet

BRAND = "print/brand.docx"
FOLDER = "worksheets/files"
"""Where the files are published, below the root of the site."""

INLINE = 3
"""So few sheets are made in this process: starting others takes longer."""

_PACKAGES = ("typst", "pikepdf", "python-docx", "segno", "fonttools")


class Format(NamedTuple):
    """One way to have a sheet: what it is called, and the name's ending after the sheet's id."""

    label: str
    ending: str
    paper: Paper | None = None
    edition: Edition | None = None


FORMATS = (
    *(Format("PDF to print", f"-{paper}.pdf", paper, Edition.PRINT) for paper in Paper),
    *(Format("PDF to type into", f"-{paper}-fillable.pdf", paper, Edition.FILLABLE) for paper in Paper),
    *(Format("PDF in large print, 18 point", f"-{paper}-large.pdf", paper, Edition.LARGE) for paper in Paper),
    *(Format("Word, to edit", f"-{paper}.docx", paper) for paper in Paper),
    Format("Plain text (Markdown)", ".txt"),
    Format("QR code", "-qr.svg"),
)


@dataclass(frozen=True)
class SheetFile:
    """A finished file: its name as published, where it lies, its bytes, and its pages if it is a PDF."""

    name: str
    format: Format
    path: Path
    size: int
    pages: int | None


@dataclass(frozen=True)
class Job:
    """Everything that the files of one sheet are made from; `theme` is the folder of templates."""

    sheet: str
    laid_out: tuple[Block, ...]
    sides: int
    description: str
    imprint: Imprint
    theme: Path
    tokens: Mapping[str, str]
    logo: Path | None = None

    def key(self, fingerprint: str) -> str:
        """A name for the outcome: the same job with the same `fingerprint` of tools gives the same files."""
        data = [
            fingerprint,
            [(block.kind, asdict(block)) for block in self.laid_out],
            self.sheet,
            self.sides,
            self.description,
            self.imprint.site_name,
            self.imprint.address,
            self.imprint.institution.model_dump(exclude={"section"}) if self.imprint.institution else None,
            hashlib.sha256(self.imprint.logo).hexdigest(),
            self.imprint.logo_format,
            dict(self.tokens),
        ]
        return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()


class Fault(NamedTuple):
    """What an author must mend: the sheet, the field and the message."""

    sheet: str
    field: str
    message: str


class FaultsError(Exception):
    """Raised once, with the faults of all sheets and the problems of what they share."""

    def __init__(self, found: Iterable[Fault | Problem]) -> None:
        self.found = tuple(found)
        super().__init__(self.found)


@dataclass(frozen=True)
class Workshop:
    """What all sheets share: the site, the institution with its logo, the templates, and where files are kept."""

    site_name: str
    site_url: str
    institution: Institution | None
    logo: bytes
    theme: Path
    tokens: Mapping[str, str]
    cache: Path

    def job(self, sheet: Worksheet, questions: Mapping[str, BankQuestion], address: str) -> Job:
        """The job of a sheet whose short address is `address`, from the root of the site."""
        whole = self.site_url.rstrip("/") + address
        imprint = Imprint(self.site_name, whole, self.institution, self.logo, self.logo_format)
        laid_out = tuple(blocks(sheet, questions))
        return Job(sheet.id, laid_out, sheet.sides, sheet.description, imprint, self.theme, self.tokens, self.logo_file)

    @property
    def logo_format(self) -> str:
        """The ending of the logo's file; empty if there is none."""
        return self.institution.logo.rpartition(".")[2] if self.institution and self.institution.logo else ""

    @property
    def logo_file(self) -> Path | None:
        """Where a copy of the logo lies for Typst, which reads images from files."""
        if not self.logo_format:
            return None
        return self.cache / f"{hashlib.sha256(self.logo).hexdigest()}.{self.logo_format}"

    @cached_property
    def fingerprint(self) -> str:
        """Changes with the templates, the fonts, the packages and the code that make the files."""
        digest = hashlib.sha256()
        code = [*sorted(Path(__file__).parent.glob("*.py")), Path(qr.__file__)]
        fonts = sorted((self.theme / FONTS).glob("*"))
        for path in (self.theme / TEMPLATE, self.theme / BRAND, *fonts, *code):
            digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
        digest.update("".join(f"{name} {version(name)}\n" for name in _PACKAGES).encode())
        return digest.hexdigest()


def make_files(
    jobs: Iterable[Job], workshop: Workshop, progress: Callable[[int, int], None] | None = None
) -> dict[str, tuple[SheetFile, ...]]:
    """The files of each sheet by its id; what is not kept from before is made, several sheets side by side.

    `progress` is told how many of how many sheets are made. Raises `FaultsError` with what authors must mend in any.
    """
    workshop.cache.mkdir(parents=True, exist_ok=True)
    if workshop.logo_file and not workshop.logo_file.is_file():
        write_whole(workshop.logo_file, workshop.logo)
    fingerprint = workshop.fingerprint
    listed = list(jobs)
    keys = {job.sheet: job.key(fingerprint) for job in listed}
    missing = [job for job in listed if not (workshop.cache / keys[job.sheet]).is_dir()]
    faults: list[Fault | Problem] = []
    for done, result in enumerate(_results(missing, keys, workshop.cache), 1):
        faults += result
        if progress:
            progress(done, len(missing))
    if faults:
        raise FaultsError(faults)
    return {job.sheet: _kept(job.sheet, workshop.cache / keys[job.sheet]) for job in listed}


def archive(paper: Paper, files: Mapping[str, tuple[SheetFile, ...]], workshop: Workshop) -> Path:
    """A ZIP file with every sheet for one paper."""
    chosen = [file for group in files.values() for file in group if file.format.paper is paper]
    about = (
        f"{workshop.site_name}: all worksheets for {paper.label}\n{workshop.site_url.rstrip('/')}/worksheets/\n\n"
        f"License: {LICENSE}. Copy them, print them, teach with them; say where they are from.\n"
    )
    digest = hashlib.sha256(about.encode())
    for file in chosen:
        digest.update(f"{file.path.parent.name}/{file.name}\n".encode())
    target = workshop.cache / f"{digest.hexdigest()}.zip"
    if target.is_file():
        return target
    # PDF and DOCX are compressed inside.
    sheets = (Packed(f"worksheets-{paper}/{file.name}", file.path.read_bytes(), compress=False) for file in chosen)
    write_whole(target, pack([Packed("README.txt", about.encode()), *sheets]))
    return target


def _results(missing: list[Job], keys: Mapping[str, str], cache: Path) -> Iterator[list[Fault | Problem]]:
    if len(missing) <= INLINE:
        yield from (_make(job, cache / keys[job.sheet]) for job in missing)
        return
    # Started afresh: a copy of a process that serves with threads may hang, and MkDocs is not needed to make a file.
    context = multiprocessing.get_context("spawn")
    workers = min(len(missing), os.cpu_count() or 1)
    with ProcessPoolExecutor(workers, context, initializer=_ignore_interrupts) as pool:
        futures = [pool.submit(_make, job, cache / keys[job.sheet]) for job in missing]
        try:
            for future in as_completed(futures):
                yield future.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _ignore_interrupts() -> None:
    """Ctrl-C reaches every process of a terminal; the one that waits for the others stops them in good order."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


_presses: dict[str, Press] = {}


def _make(job: Job, target: Path) -> list[Fault | Problem]:
    """Make the files of a sheet in a folder of their own, which gets its name only when it is complete."""
    name = json.dumps([str(job.theme), dict(job.tokens)])
    if name not in _presses:
        _presses[name] = Press(job.theme, job.tokens)
    press = _presses[name]
    sheet = Manuscript(job.laid_out, job.imprint, job.sides, job.description, job.logo)
    if missing := press.missing_glyphs(sheet):
        listed = ", ".join(f"{glyph} (U+{ord(glyph):04X})" for glyph in missing[:10])
        message = f"has characters that the fonts of its PDFs lack: {listed}; write it without them"
        return [Fault(job.sheet, "", message)]
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".partial-") as scratch:
        folder = Path(scratch, "files")
        folder.mkdir()
        pages: dict[str, int] = {}
        for kind in FORMATS:
            file = folder / f"{job.sheet}{kind.ending}"
            try:
                file.write_bytes(_content(job, sheet, kind, press, pages))
            except DoesNotFitError as error:
                message = f"takes {error.pages} pages of {kind.paper and kind.paper.label}, not {job.sides}"
                return [Fault(job.sheet, "sides", f"{message}; shorten the sheet or raise its sides")]
            except ProblemsError as error:
                return [*error.problems]
        (folder / "pages.json").write_text(json.dumps(pages, sort_keys=True), "utf-8")
        try:
            folder.rename(target)
        except OSError:
            if not target.is_dir():  # another build made the same files meanwhile
                raise
    return []


def _content(job: Job, sheet: Manuscript, kind: Format, press: Press, pages: dict[str, int]) -> bytes:
    if kind.paper and kind.edition:
        made = press.print(sheet, kind.paper, kind.edition)
        pages[f"{job.sheet}{kind.ending}"] = made.pages
        return made.content
    if kind.paper:
        from guidebook.worksheets.word import worksheet_docx  # noqa: PLC0415 (a build that makes no file does without)

        template = job.theme / BRAND
        return worksheet_docx(job.laid_out, job.imprint, job.tokens, kind.paper, job.description, template)
    if kind.ending == ".txt":
        return worksheet_markdown(job.laid_out, job.imprint).encode()
    return qr_code(job.imprint.address)[0].encode()


def _kept(sheet: str, folder: Path) -> tuple[SheetFile, ...]:
    pages = json.loads((folder / "pages.json").read_text("utf-8"))
    names = [(f"{sheet}{kind.ending}", kind) for kind in FORMATS]
    return tuple(
        SheetFile(name, kind, folder / name, (folder / name).stat().st_size, pages.get(name)) for name, kind in names
    )
