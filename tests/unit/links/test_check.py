from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from guidebook.links.check import check_links, record, unrecorded
from guidebook.problems import ProblemsError
from small_project import LEDGER_TXT, MOVES, MOVES_YML, edited, load

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from small_project import Content

RENDERED = {
    "/": '<h1 id="guide"></h1>',
    "/guide/ask/": '<h1 id="how-to-ask"></h1><li class="moved" id="old-place"></li>',
    "/questions/work/": '<h2 id="typical-day"></h2>',
}


def told(root: Path, changed: Mapping[str, Content], rendered: Mapping[str, str]) -> list[str]:
    catalog = load(root, changed).catalog
    with pytest.raises(ProblemsError) as caught:
        check_links(root / "docs", catalog, rendered)
    return str(caught.value).split("\n")


def test_redirects_and_pointers_of_a_sound_site_are_no_faults(tmp_path: Path) -> None:
    check_links(tmp_path / "docs", load(tmp_path, {MOVES_YML: MOVES}).catalog, RENDERED)


def test_lost_address_is_told_with_its_line_in_the_ledger(tmp_path: Path) -> None:
    ledger = "# Heading\n/\n/#lost\n/questions/work/#who-else question:who-else\n"
    how = "bring it back, or add its new address to docs/_data/links/redirects.yml"
    assert told(tmp_path, {LEDGER_TXT: ledger}, RENDERED) == [
        f"{LEDGER_TXT}:3: is lost (/#lost); {how}: {{from: /#lost, to: …, since: …, why: …}}",
        (
            f"{LEDGER_TXT}:4: is lost (/questions/work/#who-else question:who-else); {how}: "
            "{from: /questions/work/#who-else, to: …, since: …, why: …}"
        ),
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "from: /guide/old-ask/",
            "from: /questions/work/",
            "2: redirects.1.from: /questions/work/ still exists; remove the redirect, or the page or heading",
        ),
        (
            "to: /questions/work/#typical-day",
            "to: /questions/",
            "7: redirects.2.to: /questions/ does not exist; give an address that does",
        ),
        (
            "to: /guide/ask/\n",
            "to: /guide/ask/#old-place\n",
            "3: redirects.1.to: /guide/ask/#old-place has itself moved; give its new address",
        ),
        (
            "from: /guide/ask/#old-place",
            "from: /guide/old-ask/",
            "6: redirects.2.from: /guide/old-ask/ is redirected already; keep one",
        ),
    ],
)
def test_redirect_fault_is_told_with_its_line(old: str, new: str, message: str, tmp_path: Path) -> None:
    assert told(tmp_path, edited(MOVES_YML, old, new), RENDERED) == [f"{MOVES_YML}:{message}"]


def test_redirect_fault_is_told_in_the_file_that_holds_it(tmp_path: Path) -> None:
    more = "redirects:\n  - {from: /x/, to: /y/, since: 2026-01-31, why: It moved}\n"
    name = "docs/_data/links/zz-more.yml"
    assert told(tmp_path, {MOVES_YML: MOVES, name: more}, RENDERED) == [
        f"{name}:2: redirects.1.to: /y/ does not exist; give an address that does"
    ]


def test_record_adds_what_is_new_and_never_removes_a_line(tmp_path: Path) -> None:
    catalog = load(tmp_path, {LEDGER_TXT: "/gone/\n"}).catalog
    for url, content in RENDERED.items():
        page = tmp_path / "site" / url.strip("/") / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f'<nav id="nav"></nav><article>{content}</article>', "utf-8")
    stub = tmp_path / "site/guide/old-ask/index.html"
    stub.parent.mkdir()
    stub.write_text('<p id="moved">Moved</p>', "utf-8")
    ledger = tmp_path / LEDGER_TXT

    assert len(unrecorded(tmp_path / "docs", catalog, RENDERED)) == 6
    assert record(tmp_path / "docs", catalog, tmp_path / "site") == 6
    written = ledger.read_bytes()
    assert written.decode().splitlines()[1:] == [
        "/",
        "/#guide",
        "/gone/",
        "/guide/ask/",
        "/guide/ask/#how-to-ask",
        "/questions/work/ topic:work",
        "/questions/work/#typical-day question:typical-day",
    ]
    assert record(tmp_path / "docs", catalog, tmp_path / "site") == 0
    assert ledger.read_bytes() == written
    assert [path.name for path in ledger.parent.iterdir()] == ["ledger.txt"]
    assert unrecorded(tmp_path / "docs", catalog, RENDERED) == ()
