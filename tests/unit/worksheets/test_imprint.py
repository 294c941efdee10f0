from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from guidebook.problems import ProblemsError
from guidebook.worksheets.imprint import MOST_LOGO_BYTES, Imprint, Institution, Paper, read_institution

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "site_name: !ENV [NAME, x]\nhooks:\n  - a.py\n"
BLOCK = """\
extra:
  generator: false
  institution:
    name: Example College
    unit: "Career: Center"
    contact: Room 1
    logo: assets/logo.svg
  homepage: .
"""
ENDS = "must be the path of an SVG, PNG or JPG such as own/logo.svg, not “{}”; correct it"
SPELLING = "check its spelling and indent, or remove it"
PLAIN = "must be plain text without HTML, links or headings; say it in words"
NO_FILE = "is not a file below docs/; correct the path or add the image"


def read(root: Path, text: str) -> tuple[Institution | None, bytes]:
    config, docs = root / "mkdocs.yml", root / "docs"
    config.write_text(text, "utf-8")
    (docs / "assets").mkdir(parents=True, exist_ok=True)
    (docs / "assets/logo.svg").write_bytes(b"<svg/>")
    return read_institution(config, docs)


def test_whole_block_is_read_with_its_logo(tmp_path: Path) -> None:
    institution = Institution(name="Example College", unit="Career: Center", contact="Room 1", logo="assets/logo.svg")
    assert read(tmp_path, HEAD + BLOCK) == (institution, b"<svg/>")


@pytest.mark.parametrize(
    "text", ["", HEAD, "extra:\n", "extra: {generator: false}\n", "- extra\n", "extra: [institution]\n"]
)
def test_site_without_the_block_has_no_institution(text: str, tmp_path: Path) -> None:
    assert read(tmp_path, text) == (None, b"")


@pytest.mark.parametrize(
    "block",
    ["extra: {institution: {name: Example College}}\n", "extra:\n    institution:\n        name: Example College\n"],
)
def test_name_alone_is_enough_in_any_style(block: str, tmp_path: Path) -> None:
    assert read(tmp_path, HEAD + block) == (Institution(name="Example College"), b"")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("    unit:", "    units:", f"8: institution.units: is not a field here; {SPELLING}"),
        ("    name: Example College\n", "", "6: institution.name: is missing; add it"),
        ("Example College", "x" * 61, "7: institution.name: must be at most 60 characters, not 61; shorten it"),
        ("Example College", "2026", "7: institution.name: must be text, not 2026; put it in quotes"),
        ("Room 1", "<b>Room</b>", f"9: institution.contact: {PLAIN}"),
        ("logo.svg", "other.svg", f"10: institution.logo: {NO_FILE}"),
        ("assets/logo.svg", "assets", f"10: institution.logo: {ENDS.format('assets')}"),
        ("logo.svg", "logo.webp", f"10: institution.logo: {ENDS.format('assets/logo.webp')}"),
        ("assets/logo.svg", "../logo.svg", f"10: institution.logo: {ENDS.format('../logo.svg')}"),
        ("assets/logo.svg", "/etc/logo.svg", f"10: institution.logo: {NO_FILE}"),
    ],
)  # fmt: skip
def test_fault_is_told_with_its_line(old: str, new: str, told: str, tmp_path: Path) -> None:
    assert BLOCK.count(old) == 1
    with pytest.raises(ProblemsError) as caught:
        read(tmp_path, HEAD + BLOCK.replace(old, new))
    assert str(caught.value).split("\n") == [f"mkdocs.yml:{told}"]


@pytest.mark.parametrize("value", ["Example College", "[Example College]", "", "{}"])
def test_block_that_is_no_block_is_told(value: str, tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match=r"^mkdocs.yml:\d: institution"):
        read(tmp_path, f"extra:\n  institution: {value}\n")


def test_logo_through_a_link_out_of_docs_is_told(tmp_path: Path) -> None:
    (tmp_path / "secret.svg").write_bytes(b"<svg/>")
    (tmp_path / "docs/assets").mkdir(parents=True)
    (tmp_path / "docs/assets/link.svg").symlink_to(tmp_path / "secret.svg")
    with pytest.raises(ProblemsError, match=r"^mkdocs.yml:10: institution.logo: is not a file below docs/"):
        read(tmp_path, HEAD + BLOCK.replace("logo.svg", "link.svg"))


def test_logo_may_lie_in_the_own_folder(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own/logo.png").write_bytes(b"own")
    text = HEAD + BLOCK.replace("assets/logo.svg", "own/logo.png")
    assert read(tmp_path, text)[1] == b"own"
    with pytest.raises(ProblemsError, match=r"^mkdocs.yml:10: institution.logo: is not a file below own/"):
        read(tmp_path, text.replace("logo.png", "logo.jpg"))


@pytest.mark.parametrize(("size", "is_told"), [(MOST_LOGO_BYTES, False), (MOST_LOGO_BYTES + 1, True)])
def test_logo_that_is_too_large_is_told(size: int, is_told: bool, tmp_path: Path) -> None:
    (tmp_path / "docs/assets").mkdir(parents=True)
    (tmp_path / "docs/assets/large.png").write_bytes(b"x" * size)
    text = HEAD + BLOCK.replace("logo.svg", "large.png")
    if is_told:
        with pytest.raises(ProblemsError, match=r"^mkdocs.yml:10: institution.logo: is larger than 500 kB"):
            read(tmp_path, text)
    else:
        assert read(tmp_path, text)[1] == b"x" * size


def test_address_is_shown_without_its_scheme() -> None:
    assert Imprint("Site", "https://guide.example/go/x/").shown_address == "guide.example/go/x/"
    assert Imprint("Site", "/go/x/").shown_address == "/go/x/"


def test_papers_are_those_of_the_world() -> None:
    assert {paper.label: paper.size for paper in Paper} == {"US Letter": (215.9, 279.4), "A4": (210.0, 297.0)}
