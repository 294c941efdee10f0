from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from small_project import ASK_MD, INDEX, INDEX_MD, edited, load, problems

if TYPE_CHECKING:
    from pathlib import Path

TITLE = "# The guide {#guide}"
NO_FRONT_MATTER = "1: has no front matter; begin with `---`, kind, title, description, `---`"
NEEDS_ID = "needs a permanent id in kebab case; end the heading with {#its-id}"
HTML = "write Markdown, HTML stands in overrides/ alone"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", NO_FRONT_MATTER),
        ("# The guide {#guide}\n", NO_FRONT_MATTER),
        ("\n---\nkind: page\n---\n", NO_FRONT_MATTER),
        ("---\nkind: page\n", NO_FRONT_MATTER),
        (b"---\nkind: page\xff\n---\n", "1: is not UTF-8; save it as UTF-8"),
        ("---\n---\n# The guide {#guide}\n", "2: is empty; fill it in or delete it"),
        (
            "---\nkind: page\ntitle: a: b\n---\n# The guide {#guide}\n",
            "3: is not valid YAML: mapping values are not allowed in this context; check quotes, colons and indents",
        ),
    ],
)
def test_page_that_cannot_be_read_is_told(text: str | bytes, message: str, tmp_path: Path) -> None:
    assert problems(tmp_path, {INDEX_MD: text}) == [f"{INDEX_MD}:{message}"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (TITLE, "# The guide", f"7: {NEEDS_ID}"),
        (TITLE, "# The guide {.lead}", f"7: {NEEDS_ID}"),
        (TITLE, "# The guide {#The_Guide}", f"7: {NEEDS_ID}"),
        (TITLE, "Text.", "6: has no title; begin the page with a `# ` heading"),
        (TITLE, f"{TITLE}\n\n### Deep {{#deep}}", "9: skips from heading level 1 to 3; use level 2"),
        (TITLE, "## The guide {#guide}", "7: skips from heading level 0 to 2; use level 1"),
        (TITLE, f"{TITLE}\n\n# Again {{#again}}", "9: is a second title; a page has one `# ` heading"),
        (TITLE, f"{TITLE}\n\n## Two {{#guide}}", "9: has the id guide of an earlier heading; choose another"),
        (TITLE, f"{TITLE}\n\n##Two", f"9: {NEEDS_ID}"),
        (TITLE, f"{TITLE}\n\nTwo\n---", "10: makes the line above a heading; write `## ` before that line instead"),
        (TITLE, f"{TITLE}\n\nTwo\n===", "10: makes the line above a heading; write `## ` before that line instead"),
        (TITLE, f"{TITLE}\n\nA <br> b", f"9: contains HTML (<br>); {HTML}"),
        (TITLE, f"{TITLE}\n\n</div>", f"9: contains HTML (</div>); {HTML}"),
        (
            TITLE,
            f"{TITLE}\n\nSo.[^roe-2021]",
            "9: cites the unknown source roe-2021; correct it or add it to docs/_data/sources/",
        ),
        ("kind: page", "kind: pages", "2: kind: must be one of guide, home, page; choose one"),
        ("kind: page\n", "", "2: kind: must be one of guide, home, page; choose one"),
        ("kind: page", "kind: [page]", "2: kind: must be one of guide, home, page; choose one"),
        ("title: The guide\n", "", "2: title: is missing; add it"),
        (
            "title: The guide",
            "title: The guide\nauthor: Me",
            "4: author: is not a field here; check its spelling and indent, or remove it",
        ),
        ("title: The guide", "title: The guide\ntitle: Mine", "4: title: stands twice, first in line 3; keep one"),
        ("title: The guide", "title: 5", "3: title: must be text, not 5; put it in quotes"),
        (
            "that there is.",
            f"that there is{'.' * 80}",
            "4: description: must be at most 160 characters, not 169; shorten it",
        ),
        (
            "title: The guide",
            "title: The guide\ntemplate: x.html",
            (
                "4: template: must be assign.html, check.html, embed.html, home.html, link-directory.html, "
                "offline.html, privacy.html, reading-list.html or search.html, not “x.html”; choose one"
            ),
        ),
    ],
)
def test_fault_is_told_with_its_line(old: str, new: str, message: str, tmp_path: Path) -> None:
    assert problems(tmp_path, edited(INDEX_MD, old, new)) == [f"{INDEX_MD}:{message}"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "worksheet: short",
            "worksheet: long",
            "7: worksheet: names an unknown worksheet: long; correct the id or add it",
        ),
        ("reviewed: 2026-01-31\n", "", "2: reviewed: is missing; add it"),
        (
            "reviewed: 2026-01-31",
            "reviewed: January",
            "5: reviewed: must be a date, not “January”; write it as 2026-11-22 without quotes",
        ),
        (
            "{page: sources.md, why: See the sources.}",
            "sources.md",
            "6: next: must be a block of fields, not “sources.md”; indent its fields below it",
        ),
        (
            "page: sources.md",
            "page: /guide/sources/",
            "6: next.page: must be the path of a page such as ../guide/benefits.md, not “/guide/sources/”; correct it",
        ),
    ],
)
def test_fault_of_a_guide_page_is_told_with_its_line(old: str, new: str, message: str, tmp_path: Path) -> None:
    assert problems(tmp_path, edited(ASK_MD, old, new)) == [f"{ASK_MD}:{message}"]


@pytest.mark.parametrize(
    "fine",
    [
        "```\n# No heading\n<b>x</b>\n```",
        "Write `<b>` in templates alone.",
        "See <https://example.org/> or <mailto:a@example.org>.",
        "One.\n\n---\n\nTwo.",
        "| a | b |\n| --- | --- |\n| c | d |",
        "## Two {#two}\n\n### Three {: #three .wide }\n\n## Four {#four}",
    ],
)
def test_what_is_no_fault(fine: str, tmp_path: Path) -> None:
    site = load(tmp_path, {INDEX_MD: INDEX.replace(TITLE, f"{TITLE}\n\n{fine}")})
    assert fine in site.pages["index.md"].body
