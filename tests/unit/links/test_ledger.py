from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from guidebook.links.ledger import (
    Entry,
    article,
    compare,
    entries,
    format_ledger,
    names,
    page_addresses,
    parse_ledger,
)
from guidebook.links.models import Redirect
from small_project import load

if TYPE_CHECKING:
    from pathlib import Path

PAGE = Entry("/a/", "")
PLACE = Entry("/a/#x", "")
QUESTION = Entry("/a/#q", "question:q")
ELSEWHERE = Entry("/b/#q", "question:q")
OTHER = Entry("/b/", "")


def redirects(**to: str) -> list[Redirect]:
    addresses = {"page": "/a/", "place": "/a/#x", "question": "/a/#q"}
    return [
        Redirect.model_validate({"from": addresses[name], "to": target, "since": date(2026, 1, 31), "why": "Moved"})
        for name, target in to.items()
    ]


@pytest.mark.parametrize(
    ("recorded", "current", "moves", "lost"),
    [
        pytest.param([PAGE, PLACE], [PAGE, PLACE], {}, [], id="all there"),
        pytest.param([PAGE], [OTHER], {}, [PAGE], id="lost page"),
        pytest.param([PAGE], [OTHER], {"page": "/b/"}, [], id="redirected page"),
        pytest.param([PAGE, PLACE], [PAGE], {}, [PLACE], id="lost anchor"),
        pytest.param([PLACE], [PAGE, OTHER], {"place": "/b/"}, [], id="redirected anchor"),
        pytest.param([PAGE, PLACE], [OTHER, Entry("/b/#x", "")], {"page": "/b/"}, [], id="page redirect covers anchor"),
        pytest.param([PAGE, PLACE], [OTHER], {"page": "/b/"}, [PLACE], id="page redirect without that anchor"),
        pytest.param([QUESTION], [ELSEWHERE], {}, [QUESTION], id="moved question"),
        pytest.param([QUESTION], [ELSEWHERE], {"question": "/b/#q"}, [], id="moved question, redirected"),
        pytest.param([QUESTION], [ELSEWHERE], {"page": "/b/"}, [], id="moved question, its page redirected"),
        pytest.param([QUESTION], [ELSEWHERE, OTHER], {"question": "/b/"}, [QUESTION], id="moved, redirected elsewhere"),
        pytest.param([QUESTION], [PAGE], {}, [QUESTION], id="lost question"),
        pytest.param([QUESTION], [PAGE, OTHER], {"question": "/b/"}, [], id="question replaced by another address"),
        pytest.param([QUESTION], [QUESTION._replace(name="question:r")], {}, [QUESTION], id="address reused"),
        pytest.param([QUESTION], [QUESTION._replace(name="")], {}, [QUESTION], id="heading in a question's place"),
        pytest.param(
            [QUESTION], [ELSEWHERE, Entry("/b/#r", "")], {"question": "/b/#r"}, [QUESTION], id="id of a gone one reused"
        ),
    ],
)
def test_what_is_lost(recorded: list[Entry], current: list[Entry], moves: dict[str, str], lost: list[Entry]) -> None:
    assert list(compare(recorded, current, redirects(**moves)).lost) == lost


def test_what_is_added() -> None:
    assert compare([PAGE], [PAGE, OTHER, ELSEWHERE], []).added == (OTHER, ELSEWHERE)


def test_addresses_of_a_page() -> None:
    content = (
        '<h1 class="x" id="top">T</h1><p id="a-b">id="no"</p><li id="fn:1"></li><sup id="fnref2:1"></sup>'
        '<form id="__search"></form><div data-id="no"></div><p id=""></p><i id="q&amp;a"></i>'
        '<li class="moved" id="gone"></li><li id="gone-too" class="moved"></li>'
    )
    assert page_addresses("/p/", content) == ["/p/", "/p/#top", "/p/#a-b", "/p/#q&a"]


def test_article_of_a_page() -> None:
    assert article('<nav id="n"></nav><article class="x">\n<p>y</p></article><p>z</p>') == (
        '<article class="x">\n<p>y</p></article>'
    )
    assert article("<p>A redirect</p>") == ""


def test_names_of_what_lives_at_an_address(tmp_path: Path) -> None:
    catalog = load(tmp_path).catalog
    assert names(catalog) == {
        "/questions/work/": "topic:work",
        "/questions/work/#typical-day": "question:typical-day",
        "/questions/work/#first-step": "question:first-step",
        "/questions/work/#who-else": "question:who-else",
        "/worksheets/short/": "worksheet:short",
        "/comparisons/two-talks/": "comparison:two-talks",
        "/scripts/letters/": "script-group:letters",
        "/scripts/letters/#cold-letter": "script:cold-letter",
        "/scripts/letters/#quick-call": "script:quick-call",
        "/guide/myths/#many-agree": "claim:many-agree",
        "/guide/myths/#everyone-agrees": "claim:everyone-agrees",
        "/guide/sources/#doe-2020": "source:doe-2020",
    }
    assert entries(["/worksheets/short/", "/", "/"], catalog) == [
        Entry("/", ""),
        Entry("/worksheets/short/", "worksheet:short"),
    ]


def test_ledger_is_written_sorted_and_read_with_its_lines() -> None:
    text = format_ledger([QUESTION, PAGE, PAGE])
    head, *lines = text.splitlines()
    assert head.startswith("# Every public address that has landed.")
    assert lines == ["/a/", "/a/#q question:q"]
    assert parse_ledger(text) == [(2, PAGE), (3, QUESTION)]
