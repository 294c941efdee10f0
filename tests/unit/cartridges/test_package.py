from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cartridge_tools import read_cartridge
from guidebook.cartridges.files import make_cartridges
from guidebook.cartridges.package import Content, Link, Part, Sheet, Version, digest, files, manifest, web_link
from guidebook.cartridges.pages import cartridge_list
from guidebook.packing import Packed, pack

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HOSTILE = "Ask & listen: <b>\"why\"</b> 'now' ]]>"
RULE = Link("The rule", "https://guide.example/rule/")


@pytest.fixture
def content(tmp_path: Path) -> Content:
    path = tmp_path / "short-letter.pdf"
    path.write_bytes(b"%PDF-1.7 a sheet")
    sheet = Sheet("A short talk (PDF)", "short-letter.pdf", path, "abc")
    parts = (
        Part("start", "Start", (RULE, Link(HOSTILE, "https://guide.example/a/?b=1&c=2"))),
        Part("sheets", HOSTILE, (sheet, RULE)),
    )
    return Content("small", "Small guide", HOSTILE, parts)


@pytest.mark.parametrize("version", Version)
def test_a_platform_finds_modules_links_and_sheets(content: Content, version: Version) -> None:
    read = read_cartridge(pack(files(content, version)))
    assert read.faults == []
    assert read.version == version.value
    assert read.modules == {
        "Start": [("The rule", RULE.address), (HOSTILE, "https://guide.example/a/?b=1&c=2")],
        HOSTILE: [
            ("A short talk (PDF)", "informational-interview-guide/short-letter.pdf"),
            ("The rule", RULE.address),
        ],
    }


def test_moodle_finds_the_namespace_where_it_looks(content: Content) -> None:
    start = manifest(content, Version.OLDER)[:500].lower().replace('"', "")
    assert "xmlns=http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1" in start


def test_two_builds_give_the_same_bytes_and_two_versions_do_not(content: Content) -> None:
    first, second, older = (
        hashlib.sha256(pack(files(content, version))).hexdigest()
        for version in (Version.CURRENT, Version.CURRENT, Version.OLDER)
    )
    assert first == second != older


def test_identifiers_stay_where_a_title_or_another_entry_changes(content: Content) -> None:
    def resource(of: Content) -> str:
        return next(
            file.name for file in files(of, Version.CURRENT) if b"/rule/" in file.content and "xml" in file.name
        )

    names = [file.name for file in files(content, Version.CURRENT)]
    renamed = replace(content, parts=(Part("start", "Begin", (RULE,)),))
    kept = [file.name for file in files(renamed, Version.CURRENT)]
    assert kept[1:] == names[1:2]
    assert [file.name for file in files(replace(content, id="other"), Version.CURRENT)][1] != names[1]


def test_a_cartridge_is_kept_until_something_in_it_changes(content: Content, tmp_path: Path) -> None:
    made = make_cartridges(content, tmp_path)
    stamps = [file.path.stat().st_mtime_ns for file in made]
    assert [file.published for file in made] == ["coaches/lms/small.imscc", "coaches/lms/small-1-1.imscc"]
    assert [file.path.stat().st_mtime_ns for file in make_cartridges(content, tmp_path)] == stamps
    changed = {
        digest(replace(content, title="Other"), Version.CURRENT),
        digest(replace(content, parts=(Part("start", "Start", (RULE._replace(title="It"),)),)), Version.CURRENT),
        digest(
            replace(content, parts=(*content.parts[:1], Part("sheets", HOSTILE, (_other_sheet(content), RULE)))),
            Version.CURRENT,
        ),
        digest(content, Version.CURRENT),
        digest(content, Version.OLDER),
    }
    assert len(changed) == 5


def _other_sheet(content: Content) -> Sheet:
    return content.sheets[0]._replace(fingerprint="def")


def test_the_list_names_each_file_with_its_size_and_what_it_holds(content: Content, tmp_path: Path) -> None:
    text = cartridge_list(make_cartridges(content, tmp_path), "coaches/lms.md")
    assert "- **Small guide** (2 links and 1 sheet). " in text
    assert "    - [Small guide, version 1.3](lms/small.imscc) (2 kB)" in text
    assert "    - [Small guide, version 1.1](lms/small-1-1.imscc) (2 kB)" in text
    bare = replace(content, parts=(Part("start", "Start", (RULE,)),))
    assert "(1 link). " in cartridge_list(make_cartridges(bare, tmp_path), "coaches/lms.md")


Damage = "Callable[[list[Packed]], list[Packed]]"


def _in_manifest(old: str, new: str) -> Callable[[list[Packed]], list[Packed]]:
    def damage(packed: list[Packed]) -> list[Packed]:
        text = packed[0].content.decode()
        assert old in text
        return [Packed(packed[0].name, text.replace(old, new, 1).encode()), *packed[1:]]

    return damage


def _in_link(old: str, new: str) -> Callable[[list[Packed]], list[Packed]]:
    def damage(packed: list[Packed]) -> list[Packed]:
        text = packed[1].content.decode()
        assert old in text
        return [packed[0], Packed(packed[1].name, text.replace(old, new, 1).encode()), *packed[2:]]

    return damage


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        (lambda packed: packed[:-1], "is not in the cartridge"),
        (lambda packed: [*packed, Packed("stray.xml", b"<a/>")], "no resource names it"),
        (lambda packed: [*packed, Packed("../up.pdf", b"%PDF-")], "is no plain path"),
        (lambda packed: [*packed[:-1], Packed(packed[-1].name, b"<html>")], "is no PDF"),
        (_in_manifest("<title>Start</title>", ""), "every item but the first has a title"),
        (_in_manifest("1.3.0", "1.1.0"), "schemaversion"),
        (_in_manifest("imswl_xmlv1p3", "imswl_xmlv1p1"), "is no type"),
        (_in_manifest("IMS Common Cartridge", "Cartridge"), "schema is not"),
        (_in_manifest("rooted-hierarchy", "tree"), "no rooted hierarchy"),
        (_in_manifest('identifierref="i', 'identifierref="x'), "no resource has this identifier"),
        (_in_manifest('identifier="i', 'identifier="1'), "is no XML id"),
        (_in_manifest('type="webcontent" href', 'type="webcontent" name'), "has the attributes"),
        (_in_manifest("<organizations>", "<organizations><organization/>"), "organizations: holds"),
        (_in_link('href="https://guide.example/rule/"', 'href="/rule/"'), "is no whole address"),
        (_in_link("<title>The rule</title>", ""), "is no web link"),
        (_in_link("The rule", " "), "has no title"),
    ],
)
def test_a_planted_fault_is_seen(content: Content, damage: Callable[[list[Packed]], list[Packed]], fault: str) -> None:
    faults = read_cartridge(pack(damage(list(files(content, Version.CURRENT))))).faults
    assert [text for text in faults if fault in text], faults


def test_a_link_is_one_file_of_its_version() -> None:
    assert "imsccv1p1/imswl_v1p1" in web_link(RULE, Version.OLDER)
    assert "v1p3" not in web_link(RULE, Version.OLDER)
