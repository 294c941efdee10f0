"""Writes the site as an ordinary MkDocs project that needs no hook: the way to another engine."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from yaml_env_tag import construct_env_tag

from guidebook.catalog import DATA
from guidebook.downloads import CACHE, Project, make_downloads
from guidebook.links.hosts import REDIRECTS_FILE, redirects_file
from guidebook.links.redirects import STUB_TEMPLATE, stub_pages
from guidebook.navigation import expand_nav
from guidebook.problems import Problem, ProblemsError
from guidebook.site import Site, load_site

if TYPE_CHECKING:
    from guidebook.links.models import Redirect, ShortAddress

CONFIG = "mkdocs.yml"
PRINT = "print"
_DROPPED = ("hooks", "watch", "exclude_docs")


class _ConfigLoader(yaml.SafeLoader):
    """Reads mkdocs.yml with its `!ENV` values."""


_ConfigLoader.add_constructor("!ENV", construct_env_tag)


def expand(source: Path, target: Path) -> Site:
    """Write the project in the folder `source` to `target`, which must be new or empty. Raises `ProblemsError`."""
    config_file = source / CONFIG
    if not config_file.is_file():
        raise ProblemsError([Problem(CONFIG, 1, "", f"is not in {source}; name the folder that holds it")])
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise ProblemsError([Problem(str(target), 1, "", "exists already; name a new or an empty folder")])
    text = config_file.read_text("utf-8")
    config = yaml.load(text, Loader=_ConfigLoader)  # noqa: S506 (a subclass of SafeLoader)
    docs = source / config.get("docs_dir", "docs")
    overrides = source / config["theme"]["custom_dir"] if "custom_dir" in config.get("theme", {}) else None
    theme = overrides or source
    project = Project(config_file, docs, theme, source / CACHE, config["site_name"], config.get("site_url") or "/")
    make = partial(make_downloads, project=project) if project.makes_files else None
    site = load_site(docs, docs.name, make, config_file)
    unfinished = target.with_name(f"{target.name}.partial")
    shutil.rmtree(unfinished, ignore_errors=True)
    shutil.copytree(docs, unfinished / docs.name, ignore=_without_data(docs))
    for page in site.pages.values():
        _write(unfinished / docs.name / page.path, page.text)
    if overrides:
        shutil.copytree(overrides, target_overrides := unfinished / overrides.relative_to(source))
        shutil.rmtree(target_overrides / PRINT, ignore_errors=True)
    for name, made in site.files.items():
        (unfinished / docs.name / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(made, unfinished / docs.name / name)
    for name, content in site.written.items():
        _write(unfinished / docs.name / name, content)
    moves: list[Redirect | ShortAddress] = [*site.catalog.redirects, *site.catalog.short_addresses]
    if moves and overrides:
        template = (overrides / STUB_TEMPLATE).read_text("utf-8")
        for path, html in stub_pages(moves, site.urls, config["site_url"], template).items():
            _write(unfinished / docs.name / path, html)
        _write(unfinished / docs.name / REDIRECTS_FILE, redirects_file(moves, config["site_url"]))
    _write(unfinished / CONFIG, _without_hooks(text, config, site))
    if target.exists():
        target.rmdir()
    unfinished.replace(target)
    return site


def _without_hooks(text: str, config: dict[str, Any], site: Site) -> str:
    """mkdocs.yml letter by letter, but without what hooks need and with the whole navigation."""
    node = yaml.compose(text, Loader=_ConfigLoader)
    for key, value in reversed(node.value if node else ()):
        if key.value in (*_DROPPED, "nav"):
            text = text[: key.start_mark.index] + text[value.end_mark.index :]
    nav = yaml.safe_dump({"nav": expand_nav(config.get("nav"), site)}, allow_unicode=True, sort_keys=False)
    return f"{text.rstrip()}\n\n{nav}" if config.get("nav") else text


def _without_data(docs: Path) -> Any:
    return lambda folder, names: [DATA] if Path(folder) == docs and DATA in names else []


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())  # line ends as they are
