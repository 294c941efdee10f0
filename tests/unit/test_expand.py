from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from mkdocs.utils.yaml import yaml_load

from guidebook.expand import expand
from guidebook.problems import ProblemsError
from small_project import INDEX_MD, MOVES, MOVES_YML, write_project

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = """\
# The small guide.
site_name: Small
site_url: !ENV [NO_SUCH_VARIABLE, "https://example.org/small/"]
exclude_docs: |
  /_data/
theme:
  name: null
  custom_dir: overrides
hooks:
  - hooks/a.py
  # a comment
nav:
  - Home: index.md
  - Questions: questions/*
watch: [hooks]
validation: {links: {anchors: warn}}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    others = {
        "mkdocs.yml": CONFIG,
        "overrides/redirect-stub.html": "{{ to }} {{ canonical }}",
        "overrides/main.html": "M",
        "docs/assets/a.css": "a {}",
    }
    write_project(root, {MOVES_YML: MOVES, **others})
    return root


def files(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def test_expanded_tree_needs_no_hook(project: Path, tmp_path: Path) -> None:
    target = tmp_path / "plain"
    site = expand(project, target)
    assert files(target) == [
        "docs/_redirects",
        "docs/assets/a.css",
        "docs/comparisons/two-talks.md",
        "docs/guide/ask.md",
        "docs/guide/old-ask/index.html",
        "docs/guide/sources.md",
        "docs/index.md",
        "docs/questions/all.md",
        "docs/questions/work.md",
        "docs/scripts/letters.md",
        "docs/worksheets/short.md",
        "mkdocs.yml",
        "overrides/main.html",
        "overrides/redirect-stub.html",
    ]
    for path, page in site.pages.items():
        assert (target / "docs" / path).read_text("utf-8") == page.text
    assert (target / "docs/guide/old-ask/index.html").read_text("utf-8") == (
        "../ask/ https://example.org/small/guide/ask/\n"
    )


def test_config_loses_what_hooks_need_and_gets_the_whole_navigation(project: Path, tmp_path: Path) -> None:
    expand(project, tmp_path / "plain")
    text = (tmp_path / "plain/mkdocs.yml").read_text("utf-8")
    config = yaml_load(text)
    assert text.startswith('# The small guide.\nsite_name: Small\nsite_url: !ENV [NO_SUCH_VARIABLE, "https')
    assert list(config) == ["site_name", "site_url", "theme", "validation", "nav"]
    assert config["nav"] == [
        {"Home": "index.md"},
        {
            "Questions": [
                "questions/index.md",
                {"All questions": "questions/all.md"},
                {"The work itself": "questions/work.md"},
            ]
        },
    ]


def test_empty_folder_may_be_the_target_and_a_second_run_gives_the_same(project: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    expand(project, first)
    expand(project, second)
    assert files(first) == files(second)
    assert all((first / name).read_bytes() == (second / name).read_bytes() for name in files(first))


def test_full_target_is_left_alone(project: Path, tmp_path: Path) -> None:
    target = tmp_path / "plain"
    target.mkdir()
    (target / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(ProblemsError, match=r"plain:1: exists already; name a new or an empty folder$"):
        expand(project, target)
    assert files(target) == ["mine.txt"]


def test_faulty_project_writes_nothing(project: Path, tmp_path: Path) -> None:
    (project / INDEX_MD).write_text("", "utf-8")
    with pytest.raises(ProblemsError, match=r"^docs/index.md:1: has no front matter"):
        expand(project, tmp_path / "plain")
    assert [path.name for path in tmp_path.iterdir()] == ["project"]


def test_folder_without_a_project_is_told(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match=r"^mkdocs.yml:1: is not in .*; name the folder that holds it$"):
        expand(tmp_path, tmp_path / "plain")
