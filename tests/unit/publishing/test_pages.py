from __future__ import annotations

from typing import TYPE_CHECKING

from guidebook.publishing.minifier import html
from guidebook.publishing.pages import shrink

if TYPE_CHECKING:
    from pathlib import Path

ADDRESS = "https://example.org/"


def test_comments_and_needless_blanks_go() -> None:
    assert html('<!doctype html>\n<html><body>\n <!-- no -->\n <p  class="a">One\n   two</p>\n</body></html>') == (
        '<!doctype html><html><body>\n<p class="a">One\ntwo</p>\n</body></html>'
    )


def test_words_stay_apart_and_text_to_copy_stays_as_it_is() -> None:
    text = "<p><button>Print</button> <button>Copy</button> <b>a</b> b</p>"
    assert html(text) == text
    kept = "<pre><code>\n  two\n\n    four\n</code></pre><textarea>\n  a  b\n</textarea>"
    assert html(kept) == kept


def test_what_style_sheets_scripts_and_readers_need_stays() -> None:
    for kept in (
        '<input type="text" class="a" disabled>',
        '<form method="get"><button type="submit">Send</button></form>',
        '<td headers="a" colspan="2">1</td>',
        "<template><li> <a></a> </li></template>",
        '<a href="../a/?b=1&amp;c=2#d" target="_blank" rel="noopener">e</a>',
    ):
        assert html(kept) == kept
    assert (
        html('<img src="a.svg" alt=""><option value="">Any</option>')
        == '<img src="a.svg" alt><option value>Any</option>'
    )


def test_text_in_an_attribute_keeps_its_lines() -> None:
    assert html('<b data-text="One\n\n two  &lt;b&gt;">x</b>') == '<b data-text="One\n\n two  <b>">x</b>'


def test_every_page_is_minified_and_nothing_else_touched(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    for name in ("index.html", "a/index.html", "404.html", "a/notes.txt"):
        (tmp_path / name).write_text("<p>a   b</p>", "utf-8")
    shrink(tmp_path, ADDRESS)
    texts = {path.relative_to(tmp_path).as_posix(): path.read_text("utf-8") for path in tmp_path.rglob("*.*")}
    assert texts == {
        "index.html": "<p>a b</p>",
        "a/index.html": "<p>a b</p>",
        "404.html": "<p>a b</p>",
        "a/notes.txt": "<p>a   b</p>",
    }


def test_the_engine_is_not_named(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text('<!doctype html><meta name="generator" content="mkdocs-1.6.1, mkdocs-material-9.8.1">\n<p>Text</p>')
    shrink(tmp_path, ADDRESS)
    assert "generator" not in page.read_text("utf-8")
