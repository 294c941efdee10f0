"""Keeps templates as compiled by an earlier build; Jinja compiles one again when its source has changed."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import FileSystemBytecodeCache

from guidebook import kept

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Give the environment a folder that is named for the versions of what compiles."""
    folder = Path(config.docs_dir).parent / kept.FOLDER / "templates" / kept.environment()[:16]
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        env.bytecode_cache = FileSystemBytecodeCache(str(folder))
