"""Under `mkdocs serve`, gives a page as it was rendered at the last build if all that templates may see is the same.

That is: the page, the whole navigation, mkdocs.yml, and the theme. What a template includes is part of the theme.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from guidebook import kept, rendered

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

    Outputs = dict[str, tuple[str, str]]

serving: list[bool] = []


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether the process stays."""
    serving[:] = [command == "serve"]


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Keep the navigation for when its pages have titles."""
    config.extra["kept_pages"] = nav


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Let each page's template look up first whether the page was rendered before."""
    settings = Path(config.config_file_path).read_bytes().decode()
    if serving == [True] and "INHERIT:" not in settings:
        theme = [kept.content(Path(folder)) for folder in config.theme.dirs if "site-packages" not in folder]
        common = kept.digest(kept.environment(), settings, config.site_url, theme, str(config.extra["kept_pages"]))
        outputs: Outputs = kept.last("pages", config.config_file_path, dict)
        for gone in outputs.keys() - files.src_uris.keys():
            del outputs[gone]
        vars(env)["get_template"] = rendered.looking_up(env.get_template, partial(_render, common, outputs))


def _render(common: str, outputs: Outputs, template: Any, context: Any) -> str:
    page = context["page"]
    if page is None:
        return str(template.render(context))
    facts = [template.name, page.url, page.canonical_url, page.edit_url, page.file.inclusion.value, repr(page.meta)]
    key = kept.digest(common, facts, rendered.as_text(page))
    if outputs.get(page.file.src_uri, ("", ""))[0] != key:
        outputs[page.file.src_uri] = (key, template.render(context))
    return outputs[page.file.src_uri][1]
