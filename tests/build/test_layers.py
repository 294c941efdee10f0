from __future__ import annotations

import ast
import importlib.util
from typing import TYPE_CHECKING

import pytest
import yaml
from mkdocs.plugins import EVENTS

from tiny_site import HOOKS, NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ADAPTERS = sorted(HOOKS.glob("*.py"))
CORE = sorted((HOOKS / "guidebook").rglob("*.py"))
RENDERING = sorted((HOOKS / "guidebook").glob("*/pages.py"))
MODELS = sorted((HOOKS / "guidebook").glob("*/models.py"))


def name_of(path: Path) -> str:
    return path.relative_to(HOOKS).as_posix()


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, also within functions and for types alone."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)} has a relative import"
            yield str(node.module)
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_tiny_sites_use_every_hook_of_the_real_one_in_its_order() -> None:
    text = (HOOKS.parent / "mkdocs.yml").read_text("utf-8").replace("!ENV", "")
    assert yaml.safe_load(text)["hooks"] == [f"hooks/{name}.py" for name in NAMES]
    assert sorted(NAMES) == [path.stem for path in ADAPTERS]


@pytest.mark.parametrize("path", ADAPTERS, ids=name_of)
def test_adapter_is_short_and_holds_events_alone(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 60
    spec = importlib.util.spec_from_file_location(f"adapter_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    events = [name for name in vars(module) if name.startswith("on_")]
    assert events
    assert {name.removeprefix("on_") for name in events} <= set(EVENTS)
    assert all(vars(module)[name].__module__ == module.__name__ for name in events)


@pytest.mark.parametrize("path", CORE, ids=name_of)
def test_core_never_imports_mkdocs_or_an_adapter(path: Path) -> None:
    roots = {module.partition(".")[0] for module in imports(path)}
    assert not roots & {"mkdocs", "material", "properdocs", "hooks", *NAMES}


@pytest.mark.parametrize("path", RENDERING, ids=name_of)
def test_no_concept_reaches_into_the_pages_of_another(path: Path) -> None:
    reached = {module for module in imports(path) if module.startswith("guidebook.") and ".pages" in module}
    assert not reached


@pytest.mark.parametrize("path", MODELS, ids=name_of)
def test_models_import_no_rendering(path: Path) -> None:
    inside = {tuple(module.split(".")[1:]) for module in imports(path) if module.startswith("guidebook.")}
    assert all(module[0] == "fields" or module[1:2] == ("models",) for module in inside)
