"""The minifier with its settings: what it leaves is still valid, and means the same to style sheets and scripts."""

from __future__ import annotations

import minify

minify.config(
    {
        "html-keep-default-attr-vals": True,  # [type="text"] in a style sheet
        "html-keep-document-tags": True,
        "html-keep-end-tags": True,
        "html-keep-quotes": True,
        "html-keep-whitespace": True,  # one space between buttons, which stand in a line
    }
)


def html(text: str) -> str:
    """A page with its inline scripts and styles, each blank once."""
    return str(minify.string("text/html", text))


def css(text: str) -> str:
    """A style sheet."""
    return str(minify.string("text/css", text))


def javascript(text: str) -> str:
    """A script or a module, whose exports keep their names."""
    return str(minify.string("text/javascript", text))
