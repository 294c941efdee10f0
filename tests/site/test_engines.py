"""The same site twice, from the expanded tree, and by another engine."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from guidebook.expand import expand
from guidebook.publishing import publish
from site_tools import ROOT, SITE_URL, build, files

if TYPE_CHECKING:
    from pathlib import Path


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("elsewhere") / "project"
    for name in ("docs", "overrides", "hooks"):
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", project)
    return project


ELSEWHERE = {
    "SOURCE_DATE_EPOCH": "1798761600",
    "PYTHONHASHSEED": "7",
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "LANG": "C",
    "COLUMNS": "40",
}
"""What differs from one computer and one day to another."""


def test_a_build_from_nothing_elsewhere_on_another_day_gives_the_same_bytes(
    built: Path, copy: Path, tmp_path: Path
) -> None:
    assert not (copy / ".build").exists()
    build(tmp_path / "site", project=copy, other=ELSEWHERE, umask=0o077)
    there = files(tmp_path / "site")
    assert differing(files(built), there) == []
    assert {".pdf", ".docx", ".zip", ".imscc", ".json", ".xml", ".js", ".css"} <= {
        path[path.rfind(".") :] for path in there
    }
    assert not any(path.endswith(".gz") for path in there)


def test_the_expanded_tree_without_hooks_gives_the_same_site(built: Path, tmp_path: Path) -> None:
    expand(ROOT, tmp_path / "plain")
    assert "hooks:" not in (tmp_path / "plain" / "mkdocs.yml").read_text("utf-8")
    build(tmp_path / "site", project=tmp_path / "plain")
    publish(tmp_path / "site", SITE_URL)
    assert differing(files(built), files(tmp_path / "site")) == []


def test_properdocs_gives_the_same_site(built: Path, tmp_path: Path) -> None:
    build(tmp_path / "site", engine="properdocs")
    assert differing(files(built), files(tmp_path / "site")) == []


def test_a_changed_word_would_be_seen(built: Path) -> None:
    site = files(built)
    changed = site | {"index.html": site["index.html"].replace(b"Never ask", b"Always ask")}
    assert differing(site, changed) == ["index.html"]
