"""What `mkdocs serve` shows after an edit is what a new start would show: nothing that it reuses is out of date."""

from __future__ import annotations

import gc
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
import pytest
import yaml
from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File

from guidebook import kept
from small_project import (
    ASK,
    ASK_MD,
    CHANGES,
    CHANGES_YML,
    INDEX,
    INDEX_MD,
    MOVES,
    MOVES_YML,
    TABLE_YML,
    TOPIC_YML,
    edited,
)
from tiny_site import CONFIG

if TYPE_CHECKING:
    from collections.abc import Iterator

    from small_project import Content
    from tiny_site import TinySite

TEMPLATE = """\
{% set here = page %}{% include "part.html" %}<main>{{ page.content }}</main>
{% for item in nav.items %}{{ item.title }} {% endfor %}{{ page.next_page.title }} {{ page.meta.description }}
{{ config.site_name }} {% if config.extra.institution %}{{ config.extra.institution.name }}{% endif %}
{{ page.toc | length }}
"""
OWN_PAGE = "---\nkind: page\ntitle: Visit us\ndescription: {}\n---\n\n# Visit us {{#visit}}\n\nCome.\n"
ABOUT = "How to visit the people of the small guide, who are here for nothing else than for the tests alone."
LINKED = INDEX.replace("[Ask](guide/ask.md)", "[Ask](guide/ask.md#in-short)")
SECOND = ASK.replace("How to ask", "More").replace("how-to-ask", "more").replace("How to ask somebody", "Asking people")
FILES: dict[str, Content] = {
    "theme/main.html": TEMPLATE,
    "theme/part.html": "<header>{{ here.title }}</header>\n",
    "docs/assets/one.css": "p { color: black }\n",
    "own/visit.md": OWN_PAGE.format(ABOUT),
    "own/logo.txt": "logo\n",
    "own/signs/one.txt": "one\n",
    "docs/guide/second.md": SECOND.replace("How to ask somebody", "Ask somebody").replace(
        "next: {page: sources.md", "next: {page: ask.md"
    ),
    INDEX_MD: LINKED,
    MOVES_YML: MOVES,
    CHANGES_YML: CHANGES.replace(", /guide/gone/", ""),
}


def config(**settings: object) -> Content:
    return yaml.safe_dump(CONFIG | settings)


EDITS: dict[str, dict[str, Content]] = {
    "nothing": {},
    "a page": {ASK_MD: ASK.replace("Be brief.", "Be very brief.")},
    "the title of a page": {ASK_MD: ASK.replace("title: How to ask", "title: How to ask well")},
    "the description of a page": {ASK_MD: ASK.replace("once they have said yes", "once they said yes")},
    "a heading": {ASK_MD: ASK.replace("## In short", "## Shorter")},
    "an anchor that another page leads to": {ASK_MD: ASK.replace("{#in-short}", "{#in-brief}")},
    "a page that is removed": {"docs/guide/second.md": None},
    "a question": edited(TOPIC_YML, "wording: How did you begin?", "wording: How did you start?"),
    "the title of a topic": edited(TOPIC_YML, "title: The work itself", "title: The work"),
    "a table": edited(TABLE_YML, "label: Who asks", "label: Who is asking"),
    "a redirect": {MOVES_YML: MOVES.replace("#typical-day\n", "#first-step\n")},
    "a template": {"theme/main.html": TEMPLATE.replace("<main>", "<main><!-- edited -->")},
    "what a template includes": {"theme/part.html": "<header>{{ here.title }}!</header>\n"},
    "a template of a page type": {"theme/worksheet.html": "<main>{{ page.content }}</main>\n"},
    "a style sheet": {"docs/assets/one.css": "p { color: green }\n"},
    "an own page": {"own/visit.md": OWN_PAGE.format(ABOUT).replace("Come.", "Do come.")},
    "an own file": {"own/logo.txt": "another logo\n"},
    "an own file that is removed": {"own/logo.txt": None},
    "an own file that becomes a folder": {"own/logo.txt": None, "own/logo.txt/large.txt": "logo\n"},
    "an own folder that becomes a file": {"own/signs/one.txt": None, "own/signs": "signs\n"},
    "an own file of the same length": {"own/logo.txt": "ogol\n"},
    "own data": {"own/_data/questions/own.yml": None},
    "the name of the site": {"mkdocs.yml": config(site_name="Tinier")},
    "who runs it": {"mkdocs.yml": config(extra={"institution": {"name": "Riverside"}})},
}


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    kept.forget()
    yield
    kept.forget()


def built(site: TinySite, files: dict[str, Content]) -> tuple[list[str], dict[str, bytes]]:
    """What a build says, and every file that it makes but the sitemap, which tells the day."""
    shutil.rmtree(site.root / "own", ignore_errors=True)
    for name, content in files.items():
        if content is None:
            (site.root / name).unlink(missing_ok=True)
    said = site.build(files)
    folder = site.root / "site"
    made = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return said, {name: path.read_bytes() for name, path in made.items() if "sitemap" not in name}


def serve(site: TinySite, files: dict[str, Content]) -> tuple[list[str], dict[str, bytes]]:
    """The first build of a process that serves the site."""
    site.build(files)
    load_config(str(site.root / "mkdocs.yml")).plugins.on_startup(command="serve", dirty=False)
    return built(site, files)


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_shows_what_a_new_start_shows(site: TinySite, name: str) -> None:
    files = FILES | ({"own/_data/questions/own.yml": OWN_TOPIC} if name == "own data" else {})
    _, before = serve(site, files)
    after = built(site, files | EDITS[name])
    assert (after[1] == before) is (name == "nothing")
    shutil.rmtree(site.root / ".build")
    kept.forget()
    assert built(site, files | EDITS[name]) == after
    if name == "an anchor that another page leads to":
        assert any("does not contain an anchor '#in-short'" in line for line in after[0])
    # And back again.
    assert built(site, files)[1] == before


OWN_TOPIC = """\
id: own
title: Our own work
order: 20
description: Questions about what fills a day of our own work, from the first hour of it to the very last.
intro: Ask what they did.
questions:
  - id: own-day
    wording: What did you do on campus?
    why: A real day says more.
    listen_for: Hours.
    follow_ups: ["What came after that?"]
    purposes: [learn]
    stage: middle
    audience: [everyone]
    minutes: 3
"""


def test_only_what_changed_is_rendered(site: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    rendered: list[str] = []
    render = jinja2.Template.render

    def noted(self: jinja2.Template, *args: dict[str, object], **others: object) -> str:
        rendered.extend(str(context["page"].url) for context in args if context["page"])  # type: ignore[attr-defined]
        return render(self, *args, **others)

    serve(site, FILES)
    monkeypatch.setattr(jinja2.Template, "render", noted)
    built(site, FILES | EDITS["a page"])
    assert rendered == ["guide/ask/"]
    rendered.clear()
    built(site, FILES | EDITS["a template"])
    assert len(rendered) > 8


def test_only_what_changed_is_written(site: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    copy = File.copy_file

    def noted(self: File, dirty: bool = False) -> None:
        written.append(self.src_uri)
        copy(self, dirty)

    monkeypatch.setattr(File, "copy_file", noted)
    serve(site, FILES)
    assert {"assets/one.css", "guide/old-ask/index.html"} <= set(written)
    written.clear()
    built(site, FILES | EDITS["a page"])
    assert [path for path in written if not path.startswith("own/")] == []
    (site.root / "site/guide/old-ask/index.html").unlink()
    built(site, FILES | EDITS["a style sheet"])
    assert [path for path in written if not path.startswith("own/")] == ["assets/one.css", "guide/old-ask/index.html"]


def test_a_file_whose_place_a_page_took_is_written_when_it_is_back(site: TinySite) -> None:
    drawn = FILES | {"docs/drawn/index.html": "<p>drawn</p>"}
    _, before = serve(site, drawn)
    (site.root / "docs/drawn/index.html").rename(site.root / "kept.html")
    page = FILES["docs/guide/second.md"]
    built(site, FILES | {"docs/drawn.md": page, "docs/guide/second.md": None})
    assert b"<main>" in (site.root / "site/drawn/index.html").read_bytes()
    (site.root / "docs/drawn.md").unlink()
    (site.root / "kept.html").rename(site.root / "docs/drawn/index.html")
    assert built(site, drawn)[1] == before


def test_the_last_build_stays_where_one_stopped(site: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    _, before = serve(site, FILES)
    with monkeypatch.context() as patch:
        patch.setattr("mkdocs.commands.build.get_navigation", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            built(site, FILES | EDITS["a page"])
    assert {path.name for path in site.root.iterdir() if path.name.startswith("site")} == {"site"}
    assert (site.root / "site/guide/ask/index.html").read_bytes() == before["guide/ask/index.html"]
    assert built(site, FILES)[1] == before


def test_a_file_that_could_not_be_written_is_written_the_next_time(
    site: TinySite, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve(site, FILES)
    after = built(site, FILES | EDITS["a style sheet"])[1]
    built(site, FILES)

    def half(self: File, dirty: bool = False) -> None:
        Path(self.abs_dest_path).write_text("p {", "utf-8")
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(File, "copy_file", half)
        with pytest.raises(OSError, match="No space"):
            built(site, FILES | EDITS["a style sheet"])
    built(site, FILES | {"docs/assets/one.css": FILES["docs/assets/one.css"]})
    assert built(site, FILES | EDITS["a style sheet"])[1] == after


@pytest.mark.parametrize("theme_too", [False, True])
def test_changes_are_looked_for_often_wherever_they_were(site: TinySite, theme_too: bool) -> None:
    site.build(FILES)
    config = load_config(str(site.root / "mkdocs.yml"))
    with LiveReloadServer(lambda: None, "127.0.0.1", 0, str(site.root / "site")) as server:
        for path in [config.docs_dir, config.config_file_path, *(config.theme.dirs if theme_too else [])]:
            server.watch(path)
        before, paths = server.observer, dict(server._watched_paths)
        folders = {emitter.watch.path for emitter in before.emitters}
        config.plugins.on_serve(server, config=config, builder=lambda: None)
    assert dict(server._watched_paths) == paths
    assert server.observer.timeout < before.timeout
    assert {emitter.watch.path for emitter in server.observer.emitters} == folders
    assert not before.emitters


def test_data_are_read_again_only_if_one_has_changed(site: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    serve(site, FILES)
    monkeypatch.setattr("guidebook.catalog.read_data", lambda *_: 1 / 0)
    built(site, FILES | EDITS["a page"])
    with pytest.raises(ZeroDivisionError):
        built(site, FILES | EDITS["a question"])


def test_a_fault_is_told_at_every_build_until_it_is_mended(site: TinySite) -> None:
    serve(site, FILES)
    wrong = FILES | edited(TOPIC_YML, "minutes: 3", "minutes: 30")
    for _ in range(2):
        said, _ = built(site, wrong)
        assert any("must be at most 15, not 30" in line for line in said)
        assert gc.isenabled()
    said, _ = built(site, FILES)
    assert not any("must be at most 15" in line for line in said)
