"""What one build keeps for the next: never out of date, never silent, and never needed."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import markdown
import pytest
import yaml

from guidebook.kept import SPARE, Shelf
from small_project import ASK, ASK_MD, INDEX, INDEX_MD, edited
from tiny_site import CONFIG

if TYPE_CHECKING:
    from pathlib import Path

    from tiny_site import TinySite

LINKED = INDEX.replace("[Ask](guide/ask.md)", "[Ask](guide/ask.md#in-short)")
LOST = INDEX.replace("guide/ask.md", "guide/lost.md")


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The first line of each page that Python-Markdown renders."""
    seen: list[str] = []
    convert = markdown.Markdown.convert

    def counted(self: markdown.Markdown, source: str) -> str:
        seen.append(source.strip().split("\n")[0])
        return convert(self, source)

    monkeypatch.setattr(markdown.Markdown, "convert", counted)
    return seen


def with_config(**settings: object) -> dict[str, str]:
    return {"mkdocs.yml": yaml.safe_dump(CONFIG | settings)}


def site_of(site: TinySite) -> dict[str, bytes]:
    built = site.root / "site"
    return {str(path.relative_to(built)): path.read_bytes() for path in built.rglob("*") if path.is_file()}


def test_what_did_not_change_is_not_rendered_again_and_is_the_same(site: TinySite, rendered: list[str]) -> None:
    site.build()
    first, pages = site_of(site), len(rendered)
    site.build()
    assert pages > 5
    assert len(rendered) == pages
    assert {path: data for path, data in site_of(site).items() if "sitemap" not in path} == {
        path: data for path, data in first.items() if "sitemap" not in path
    }


def test_an_edited_page_alone_is_rendered_again(site: TinySite, rendered: list[str]) -> None:
    site.build()
    rendered.clear()
    site.build(edited(ASK_MD, "Be brief.", "Be very brief."))
    assert rendered == ["# How to ask {#how-to-ask}"]
    assert "very brief" in site.html("/guide/ask/")


def test_edited_data_are_seen(site: TinySite, rendered: list[str]) -> None:
    site.build()
    rendered.clear()
    site.build(edited("docs/_data/questions/work.yml", "wording: How did you begin?", "wording: How did you start?"))
    assert "How did you start?" in site.html("/questions/work/")
    assert len(rendered) == 3  # the topic, the list of all questions, and the sheet that asks it


def test_an_edited_template_is_seen(site: TinySite) -> None:
    site.build()
    site.build({"theme/main.html": "<main>{{ page.content }}</main>\n"})
    assert site.html("/guide/ask/").startswith("<main>")


def test_a_link_that_leads_nowhere_warns_at_every_build(site: TinySite) -> None:
    for _ in range(2):
        assert any("guide/lost.md" in line for line in site.build({INDEX_MD: LOST}))


def test_a_warning_that_was_not_told_is_told_later(site: TinySite) -> None:
    logging.getLogger("mkdocs.structure").setLevel(logging.ERROR)  # as `mkdocs build -q` does
    try:
        assert not any("guide/lost.md" in line for line in site.build({INDEX_MD: LOST}))
    finally:
        logging.getLogger("mkdocs.structure").setLevel(logging.NOTSET)
    assert any("guide/lost.md" in line for line in site.build({INDEX_MD: LOST}))


def test_an_anchor_that_another_page_lost_warns_though_this_page_is_kept(site: TinySite, rendered: list[str]) -> None:
    assert site.build({INDEX_MD: LINKED}) == site.build({INDEX_MD: LINKED})
    rendered.clear()
    lines = site.build({INDEX_MD: LINKED, ASK_MD: ASK.replace("{#in-short}", "{#in-brief}")})
    assert rendered == ["# How to ask {#how-to-ask}"]
    assert any("does not contain an anchor '#in-short'" in line for line in lines)


def test_a_page_that_went_away_is_told_by_the_page_that_links_to_it(site: TinySite) -> None:
    guide = ASK.replace("sources.md", "more.md")
    more = ASK.replace("How to ask", "More").replace("how to ask", "more").replace("{page: sources.md", "{page: ask.md")
    more = more.replace("People like it.[^doe-2020]", "More.").replace("description: Mo", "description: Some mo")
    site.build({ASK_MD: guide, "docs/guide/more.md": more})
    (site.root / "docs/guide/more.md").unlink()
    assert any("'guide/ask.md' contains a link 'more.md'" in line for line in site.build({ASK_MD: guide}))


def test_other_settings_give_other_pages(site: TinySite) -> None:
    site.build()
    assert "headerlink" not in site.html("/guide/ask/")
    extensions = [{"toc": {"permalink": True}} if name == "toc" else name for name in CONFIG["markdown_extensions"]]  # type: ignore[attr-defined]
    site.build(with_config(markdown_extensions=extensions))
    assert "headerlink" in site.html("/guide/ask/")


def test_other_versions_give_other_pages(site: TinySite, rendered: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    site.build()
    pages = len(rendered)
    monkeypatch.setattr("guidebook.kept.environment", lambda: "another Python-Markdown")
    site.build()
    assert len(rendered) == 2 * pages


def test_nothing_is_kept_with_an_extension_that_may_read_files(site: TinySite, rendered: list[str]) -> None:
    config = with_config(markdown_extensions=[*CONFIG["markdown_extensions"], "pymdownx.snippets"])  # type: ignore[misc]
    site.build(config)
    pages = len(rendered)
    site.build(config)
    assert len(rendered) == 2 * pages


@pytest.mark.parametrize("damage", [b"", b"\xff", b"[1]", b'{"content"'])
def test_what_is_damaged_is_made_again(site: TinySite, damage: bytes) -> None:
    site.build()
    first = site.html("/guide/ask/")
    kept = [path for path in (site.root / ".build").rglob("*") if path.is_file()]
    assert len(kept) > 5
    for path in kept:
        path.write_bytes(damage)
    site.build()
    assert site.html("/guide/ask/") == first


def test_a_folder_that_cannot_be_made_is_done_without(site: TinySite) -> None:
    (site.root / ".build").write_text("in the way", "utf-8")
    site.build()
    assert "People like it." in site.html("/guide/ask/")


def test_a_shelf_is_swept_when_most_of_it_is_unused(tmp_path: Path) -> None:
    for number in range(SPARE + 1):
        Shelf(tmp_path).put(f"old-{number}", "old")
    shelf = Shelf(tmp_path)
    shelf.put("new", "new")
    shelf.sweep()
    assert [path.name for path in tmp_path.iterdir()] == ["new"]
    few = Shelf(tmp_path)
    few.put("other", "other")
    few.sweep()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "other"]
