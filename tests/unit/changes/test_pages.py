from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from guidebook.changes.pages import where_to_report
from guidebook.site import load_site
from markdown_tools import render
from small_project import CHANGES, CHANGES_YML, INDEX, INDEX_MD, MOVES, MOVES_YML, load, problems, write_project

if TYPE_CHECKING:
    from pathlib import Path

LOG = INDEX.replace("[Ask](guide/ask.md)", "<!-- changes -->")
REPORT = INDEX.replace("[Ask](guide/ask.md)", "<!-- where-to-report -->")


def test_log_has_a_heading_for_each_month_and_links_each_page_by_its_title(tmp_path: Path) -> None:
    body = load(tmp_path, {CHANGES_YML: CHANGES, MOVES_YML: MOVES, INDEX_MD: LOG}).pages["index.md"].body
    assert body.partition("# The guide {#guide}\n\n")[2] == (
        "### March 2026 { #in-2026-03 }\n\n"
        "- **March 2, corrected.** The page on asking no longer repeats a question.\n    { #fixed-ask .change }\n\n"
        "    [How to ask](guide/ask.md)\n\n"
        "- **March 2, added.** There is a sheet, and \\*one\\* question.\n    { #new-sheet .change }\n\n"
        "    [A short talk](worksheets/short.md) · [Questions: the work itself](questions/work.md#typical-day)\n\n"
        "### January 2026 { #in-2026-01 }\n\n"
        "- **January 31, moved.** It began somewhere else.\n    { #begun .change }\n\n"
        "    [How to ask](guide/ask.md) · [Questions: the work itself](questions/work.md#typical-day) · "
        "`/guide/gone/`\n"
    )


def test_entries_are_anchors_in_the_page(tmp_path: Path) -> None:
    body = load(tmp_path, {CHANGES_YML: CHANGES, MOVES_YML: MOVES, INDEX_MD: LOG}).pages["index.md"].body
    tree = render(body)
    assert tree.xpath("//li/p[@class='change']/@id") == ["fixed-ask", "new-sheet", "begun"]
    assert tree.xpath("//h3/@id") == ["in-2026-03", "in-2026-01"]


@pytest.mark.parametrize(
    ("contact", "text"),
    [
        ("errors@guide.example", "[errors@guide.example](<mailto:errors@guide.example>)"),
        ("https://guide.example/report_it/", "[guide.example/report\\_it](<https://guide.example/report_it/>)"),
    ],
)
def test_report_goes_where_the_copy_says(contact: str, text: str, tmp_path: Path) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text(f"extra:\n  corrections: {contact}\n", "utf-8")
    site = load_site(write_project(tmp_path, {INDEX_MD: REPORT}), config_file=config)
    assert f"**Report it here:** {text}" in site.pages["index.md"].body
    (link,) = render(where_to_report(contact)).xpath("//a/@href")
    assert link == (contact if "://" in contact else f"mailto:{contact}")


def test_copy_without_an_address_says_so(tmp_path: Path) -> None:
    body = load(tmp_path, {INDEX_MD: REPORT}).pages["index.md"].body
    assert "has not named an address for corrections" in body
    assert "](" not in body


@pytest.mark.parametrize("value", ["careers", "a@b", "ftp://guide.example/", "javascript:alert(1)", "a b@c.example"])
def test_address_that_is_none_is_told_with_its_line(value: str, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"site_name: x\nextra:\n  corrections: {value}\n", "utf-8")
    docs = write_project(tmp_path)
    told = problems(tmp_path, {}, config_file=tmp_path / "mkdocs.yml")
    assert docs.is_dir()
    wanted = "must be a web address such as https://example.org/ or an e-mail address"
    assert told == [f"mkdocs.yml:3: corrections: {wanted}, not “{value}”; correct it"]
