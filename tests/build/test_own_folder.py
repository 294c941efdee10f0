from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.commands.build import build
from mkdocs.config import load_config

from small_project import TOPIC_YML
from tiny_site import write_site

if TYPE_CHECKING:
    from small_project import Files
    from tiny_site import TinySite

VISIT = """\
---
kind: page
title: Visit us
description: Where the office of the tests is, when it is open, what to bring to it, and whom you may meet there.
---

# Visit us {#visit-us}

[Ask](../guide/ask.md), and look at [the map](map.svg).
"""
OWN: Files = {"own/visit.md": VISIT, "own/map.svg": "<svg/>"}


def test_own_page_and_file_are_published_where_they_lie(site: TinySite) -> None:
    assert [line for line in site.build(OWN) if not line.startswith("INFO")] == []
    assert '<a href="../../guide/ask/">Ask</a>' in site.html("/own/visit/")
    assert '<a href="../map.svg">' in site.html("/own/visit/")
    assert (site.root / "site/own/map.svg").read_text("utf-8") == "<svg/>"


def test_broken_link_of_an_own_page_fails_a_strict_build(site: TinySite) -> None:
    told = site.build({**OWN, "own/visit.md": VISIT.replace("map.svg", "plan.svg")})
    (warning,) = (line for line in told if line.startswith("WARNING"))
    assert "Doc file 'own/visit.md' contains a link 'plan.svg', but the target 'own/plan.svg' is not found" in warning


def test_id_that_the_guide_has_stops_the_build(site: TinySite) -> None:
    topic = "id: rc\nquestions: [{id: typical-day}]\n"
    told = site.build({**OWN, "own/_data/questions/rc.yml": topic})
    assert f"own/_data/questions/rc.yml:2: questions.1.id: typical-day is taken by {TOPIC_YML}:7; choose" in told[0]


def test_live_preview_watches_the_folder(site: TinySite) -> None:
    write_site(site.root, OWN)
    config = load_config(str(site.root / "mkdocs.yml"))
    build(config)
    assert config.watch == [str(site.root / "own")]
