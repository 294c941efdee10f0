"""Renders Markdown as the site does: with its own extensions and MkDocs' built-in ones."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import markdown
from lxml import html
from mkdocs.utils.yaml import yaml_load

CONFIG = Path(__file__).resolve().parents[1] / "mkdocs.yml"


@cache
def _renderer() -> markdown.Markdown:
    with CONFIG.open("rb") as file:
        listed = yaml_load(file)["markdown_extensions"]
    options = {name: values for entry in listed if isinstance(entry, dict) for name, values in entry.items()}
    names = [name for entry in listed for name in (entry if isinstance(entry, dict) else [entry])]
    return markdown.Markdown(
        extensions=list(dict.fromkeys(["toc", "tables", "fenced_code", *names])), extension_configs=options
    )


def render(text: str) -> html.HtmlElement:
    """The parsed HTML of some Markdown, in one `div`."""
    return html.fragment_fromstring(_renderer().reset().convert(text), create_parent="div")
