from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from guidebook.kept import Shelf
from guidebook.publishing import styles

if TYPE_CHECKING:
    from pathlib import Path

ADDRESS = "https://example.org/sub/"
BASE_CSS = """\
@charset "utf-8";
:root { --used: 1px; --through: var(--used); --left: 2px }
/* a comment */
.page, .gone { margin: var(--through) }
.gone { color: red }
table { color: green }
.page { & .door { color: blue } & .gone { color: red } }
.copied { color: olive }
.embedded .page { color: teal }
@media print { .door { color: black } .gone { color: red } }
@media print { .gone { color: red } }
@keyframes played { from { top: 0 } }
@keyframes unplayed { from { top: 1px } }
.door { animation: played 1s }
@page { margin: 1cm }
"""
HEAD = """<!doctype html><html><head><script>root.classList.add("embedded")</script>
<link rel="stylesheet" href="{root}assets/stylesheets/base.css">
<link rel="stylesheet" href="{root}assets/stylesheets/more.css">
<script type="module" src="{root}assets/javascripts/all.js"></script>{more}</head><body>"""
HOME = HEAD.format(root="", more="") + '<div class="page kind-home"><p class="door">a</p></div></body></html>'
GUIDE = HEAD.format(root="../", more="") + '<div class="page kind-guide"><table></table></div></body></html>'
TOOL = (
    HEAD.format(root="../", more='<script type="module" src="../assets/javascripts/tool.js"></script>')
    + '<div class="page kind-guide"></div></body></html>'
)
PARTED = """<html><head><link rel="stylesheet" href="/sub/assets/stylesheets/base.css"></head><body></body></html>"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    files = {
        "index.html": HOME,
        "guide/index.html": GUIDE,
        "tool/index.html": TOOL,
        "404.html": PARTED,
        "moved/index.html": "<html><head></head><body>no style</body></html>",
        "assets/stylesheets/base.css": BASE_CSS,
        "assets/stylesheets/more.css": ".page { padding: 0 } .late { color: navy }",
        "assets/javascripts/all.js": 'import("./later.js")',
        "assets/javascripts/later.js": 'node.className="copied"',
        "assets/javascripts/tool.js": 'node.className="late"',
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    styles.reduce(tmp_path, ADDRESS, Shelf(None))
    return tmp_path


def sheet(site: Path, kind: str) -> str:
    return (site / "assets/stylesheets" / f"{kind}.css").read_text("utf-8")


def test_each_kind_of_page_gets_one_sheet_with_what_can_match_there_in_its_order(site: Path) -> None:
    assert sheet(site, "home") == (
        ":root{--used:1px;--through:var(--used)}.page{margin:var(--through)}.page{& .door{color:blue}}"
        ".copied{color:olive}.embedded .page{color:teal}@media print{.door{color:#000}}"
        "@keyframes played{from{top:0}}.door{animation:played 1s}@page{margin:1cm}.page{padding:0}"
    )
    guide = sheet(site, "guide")
    assert "table{color:green}" in guide
    assert "door" not in guide
    assert "played" not in guide
    assert "late" not in guide


def test_a_page_with_scripts_of_its_own_is_a_kind_of_its_own(site: Path) -> None:
    assert ".late{color:navy}" in sheet(site, "guide-tool")


def test_pages_link_their_sheet_where_the_first_of_the_others_was(site: Path) -> None:
    text = (site / "guide/index.html").read_text("utf-8")
    assert text.count("stylesheet") == 2  # the folder is called so, too
    assert '</script>\n<link rel="stylesheet" href="../assets/stylesheets/guide.css">\n<script' in text
    assert 'href="assets/stylesheets/home.css"' in (site / "index.html").read_text("utf-8")
    assert 'href="/sub/assets/stylesheets/other.css"' in (site / "404.html").read_text("utf-8")
    assert "stylesheet" not in (site / "moved/index.html").read_text("utf-8")
