from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
import yaml

from guidebook.__main__ import main
from guidebook.downloads import CACHE
from guidebook.expand import expand
from guidebook.tokens import TOKENS
from guidebook.worksheets.files import FORMATS
from site_tools import ROOT
from small_project import INDEX, INDEX_MD, LEDGER_TXT, MOVES_YML, SHEET_YML, edited
from tiny_site import CONFIG, STUB, TinySite

if TYPE_CHECKING:
    from pathlib import Path

    from small_project import Files

SHORT_YML = "docs/_data/short-addresses/sheets.yml"
FILES = "worksheets/files"
PRINTED = f"{FILES}/short-a4.pdf"
SHARED: Files = {
    f"docs/{TOKENS}": (ROOT / "docs" / TOKENS).read_bytes(),
    SHORT_YML: "addresses:\n  - {word: talk, to: /worksheets/short/}\n",
}


@pytest.fixture
def printing(site: TinySite) -> TinySite:
    """A tiny site whose theme has the templates of the files."""
    shutil.copytree(ROOT / "overrides/print", site.root / "theme/print")
    return site


def linked(target: str) -> Files:
    return {INDEX_MD: INDEX.replace("[Ask](guide/ask.md)", f"[Ask](guide/ask.md), [print]({target})")}


def moved(source: str, to: str) -> Files:
    return {MOVES_YML: f"redirects:\n  - {{from: {source}, to: {to}, since: 2026-01-31, why: It moved}}\n"}


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_files_are_published_and_linked_and_the_templates_are_not(
    printing: TinySite, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [line for line in printing.build(SHARED | linked(PRINTED)) if not line.startswith("INFO")] == []
    built = files(printing.root / "site")
    names = {f"short{kind.ending}" for kind in FORMATS} | {"worksheets-letter.zip", "worksheets-a4.zip"}
    assert {name for name in built if name.startswith(FILES)} == {f"{FILES}/{name}" for name in names}
    assert not [name for name in built if "print/" in name or name.endswith((".typ", ".ttf")) or "LICENSE" in name]
    assert '<a href="../files/short-a4.pdf">A4</a> (1 page, ' in printing.html("/worksheets/short/")
    assert (
        printing.html("/go/talk/")
        == STUB.replace("{{ to }}", "../../worksheets/short/").replace(
            "{{ canonical }}", "https://example.org/tiny/worksheets/short/"
        )
        + "\n"
    )

    # Recorded, every address is in the ledger, and a second build makes and says nothing.
    monkeypatch.chdir(printing.root)
    assert main(["record", "site"]) == 0
    recorded = (printing.root / LEDGER_TXT).read_text("utf-8").split("\n")
    assert {f"/{PRINTED}", f"/{FILES}/worksheets-a4.zip", "/go/talk/"} <= set(recorded)
    kept = files(printing.root / ".build")
    assert printing.build(SHARED | linked(PRINTED)) == []
    assert files(printing.root / ".build") == kept
    assert files(printing.root / "site") == built


def test_expanded_tree_has_the_same_files_and_no_templates(printing: TinySite) -> None:
    printing.build(SHARED)
    expand(printing.root, printing.root / "plain")
    published, expanded = files(printing.root / "site" / FILES), files(printing.root / "plain/docs" / FILES)
    assert published == expanded
    assert len(expanded) == 12
    assert (printing.root / "plain/docs/go/talk/index.html").read_text("utf-8") == printing.html("/go/talk/")
    assert not (printing.root / "plain/theme/print").exists()
    assert (printing.root / "plain/theme/main.html").is_file()


def test_link_to_a_file_that_is_not_made_fails_a_strict_build(printing: TinySite) -> None:
    told = [line for line in printing.build(SHARED | linked(f"{FILES}/short-a5.pdf")) if "WARNING" in line]
    assert len(told) == 1
    assert f"contains a link '{FILES}/short-a5.pdf', but the target is not found" in told[0]


def test_theme_without_templates_has_pages_alone(site: TinySite) -> None:
    assert [line for line in site.build(SHARED) if not line.startswith("INFO")] == []
    assert not (site.root / "site" / FILES).exists()
    assert not (site.root / CACHE).exists()
    assert "Download" not in site.html("/worksheets/short/")


def test_file_that_is_lost_stops_the_build(printing: TinySite) -> None:
    told = printing.build({**SHARED, LEDGER_TXT: f"/{FILES}/long-a4.pdf\n"})
    assert f"{LEDGER_TXT}:1: is lost (/{FILES}/long-a4.pdf); bring it back, or add its new address" in told[0]


def test_file_that_moved_is_at_both_addresses(printing: TinySite) -> None:
    moves = moved(f"/{FILES}/long-a4.pdf", f"/{PRINTED}")
    told = printing.build({**SHARED, **moves, LEDGER_TXT: f"/{FILES}/long-a4.pdf\n"})
    assert [line for line in told if not line.startswith("INFO")] == []
    built = files(printing.root / "site")
    assert built[f"{FILES}/long-a4.pdf"] == built[PRINTED]


def test_redirect_from_a_file_that_is_still_made_stops_the_build(printing: TinySite) -> None:
    told = printing.build({**SHARED, **moved(f"/{FILES}/short-letter.pdf", f"/{PRINTED}")})
    message = f"/{FILES}/short-letter.pdf still exists; remove the redirect, or the page or heading"
    assert told[0].endswith(f"{MOVES_YML}:2: redirects.1.from: {message}")


def test_file_redirected_to_a_page_stops_the_build(printing: TinySite) -> None:
    told = printing.build({**SHARED, **moved(f"/{FILES}/long-a4.pdf", "/worksheets/short/")})
    message = "/worksheets/short/ is not of the same kind; send a file to a file and a page to a page"
    assert told[0].endswith(f"{MOVES_YML}:2: redirects.1.to: {message}")


def test_sheet_that_does_not_fit_stops_the_build_and_leaves_the_site_before_it(printing: TinySite) -> None:
    printing.build(SHARED)
    before = files(printing.root / "site")
    told = printing.build(SHARED | edited(SHEET_YML, "For a first talk.", "Für 👩."))
    lacks = "has characters that the fonts of its PDFs lack: 👩 (U+1F469); write it without them"
    assert told[0].endswith(f"{SHEET_YML}:1: {lacks}")
    assert files(printing.root / "site") == before


def test_institution_stands_in_every_file(printing: TinySite) -> None:
    config = CONFIG | {"extra": {"institution": {"name": "Example College"}}}
    printing.build(SHARED)
    before = files(printing.root / "site" / FILES)
    printing.build({**SHARED, "mkdocs.yml": yaml.safe_dump(config)})
    after = files(printing.root / "site" / FILES)
    assert [name for name in before if name.endswith((".pdf", ".zip")) and before[name] == after[name]] == []


def test_fault_in_the_institution_stops_the_build(printing: TinySite) -> None:
    config = yaml.safe_dump(CONFIG) + "extra:\n  institution:\n    name: Example College\n    logo: logo.svg\n"
    line = config.split("\n").index("    logo: logo.svg") + 1
    told = printing.build({**SHARED, "mkdocs.yml": config})
    assert told[0].split("\n")[1:] == [
        f"mkdocs.yml:{line}: institution.logo: is not a file below docs/; correct the path or add the image"
    ]
