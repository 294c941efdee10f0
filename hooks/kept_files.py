"""Under `mkdocs serve`, leaves files in place that are the same, and out of the way when MkDocs cleans the site."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mkdocs.structure.files import InclusionLevel

from guidebook import kept

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files

serving: list[bool] = []
aside: list[Path] = []


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether the process stays, and builds the whole site each time."""
    serving[:] = [command == "serve" and not dirty]


def on_pre_build(config: MkDocsConfig) -> None:
    """Put the last build out of the way, if it is known what is in it."""
    if serving == [True] and kept.last("files", config.site_dir, dict) and Path(config.site_dir).is_dir():
        aside.append(Path(config.site_dir).rename(f"{config.site_dir}.aside"))


def put_back(**_: object) -> None:
    """Put it back, whatever has happened since."""
    while aside:
        aside[0].rename(aside.pop().with_suffix(""))


on_build_error = on_shutdown = put_back


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Remove what has no place any more; let each other file see for itself whether it is there already."""
    put_back()
    if serving == [True]:
        there: dict[str, object] = kept.last("files", config.site_dir, dict)
        wanted = {file.abs_dest_path for file in files if file.inclusion != InclusionLevel.EXCLUDED}
        kept.discard(there, there.keys() - wanted)
        for file in files:
            there[file.abs_dest_path] = None if file.is_documentation_page() else there.get(file.abs_dest_path)
            vars(file)["copy_file"] = partial(_copy, file, there)


def _copy(file: File, there: dict[str, object], dirty: bool = False) -> None:
    content = kept.facts(Path(file.abs_src_path)) if file.abs_src_path else file.content_bytes
    path = file.abs_dest_path
    if there.get(path) != content or not Path(path).is_file():
        there[path] = None
        type(file).copy_file(file, dirty)
        there[path] = content
