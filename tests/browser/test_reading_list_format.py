"""The format of reading lists: the browser's module against the reference, over generated lists and damaged links."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from guidebook.reading_lists.index import KINDS
from guidebook.site import load_site
from reading_list_tools import (
    LONGEST,
    LONGEST_ITEM_NOTE,
    LONGEST_NOTE,
    LONGEST_TITLE,
    WHOLE,
    Item,
    ReadingList,
    check_value,
    damaged_links,
    decode,
    encode,
    signed,
    tidy,
)
from site_tools import ROOT, published

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

LOAD = "async module => { window.lists = await import(`/${module}`); }"
DECODE = """fragments => fragments.map(fragment => {
  try { return lists.decode(fragment); }
  catch (error) { if (!(error instanceof lists.Damaged)) return String(error); return error.reason; }
})"""
REASONS = {"long", "signs", "other", "version", "cut", "changed", "wrong"}

repeatable = settings(max_examples=300, deadline=None, derandomize=True, database=None)


@pytest.fixture(scope="module")
def page(browser: Browser, address: str, built: Path) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}/404.html")
    page.evaluate(LOAD, published(built, "assets/javascripts/reading-list.js"))
    yield page
    context.close()


letters = st.characters(exclude_categories=["Cs"])
words = st.text(letters, max_size=60) | st.text("aZ0-_.;=/+ \n’é漢🎓\u202e\u0000<>&\"'", max_size=60)
segment = st.from_regex(r"[a-z0-9-]{1,12}", fullmatch=True)
top = (
    st.sampled_from(["guide", "questions", "worksheets", "comparisons", "scripts", "coaches", "reading-list"]) | segment
)


@st.composite
def paths(draw: st.DrawFn) -> str:
    folders = "".join(f"{part}/" for part in [draw(top), *draw(st.lists(segment, max_size=3))])
    page = draw(st.sampled_from(["/", f"/{folders}", f"/{folders}", f"/{folders}{draw(segment)}.pdf"]))
    return page + draw(st.just("") | segment.map(lambda anchor: f"#{anchor}"))


@st.composite
def lists(draw: st.DrawFn) -> ReadingList:
    places: list[str] = draw(st.lists(paths(), min_size=1, max_size=15))
    pages = [place.partition("#")[0] for place in places]
    places += [f"{page}#{draw(segment)}" for page in pages if draw(st.booleans())]  # more than one of a page
    unique = list(dict.fromkeys(sorted(places) if draw(st.booleans()) else places))
    items = tuple(Item(path, tidy(draw(st.just("") | words), LONGEST_ITEM_NOTE)) for path in unique)
    due = draw(st.just("") | st.dates().map(lambda day: f"20{day.isoformat()[2:]}"))
    assume(not due.endswith("02-29"))
    return ReadingList(tidy(draw(words), LONGEST_TITLE), tidy(draw(words), LONGEST_NOTE), due, items)


@given(lists())
@repeatable
def test_a_list_is_written_and_read_as_by_the_reference(page: Page, wanted: ReadingList) -> None:
    fragment = page.evaluate("list => lists.encode(list)", wanted.as_data())
    assert fragment == encode(wanted)
    assume(len(fragment) <= LONGEST)
    assert decode(fragment) == wanted
    assert page.evaluate(DECODE, [fragment]) == [wanted.as_data()]


@given(st.lists(st.integers(0, 0xFFFF) | st.sampled_from([0x20, 0xD83C, 0xDF93, 0x202E, 0x200D, 0xA]), max_size=40))
@repeatable
def test_any_text_is_tidied_as_by_the_reference_and_then_stays(page: Page, units: list[int]) -> None:
    once, twice = page.evaluate(
        "units => { const once = lists.tidy(String.fromCharCode(...units), 20); return [once, lists.tidy(once, 20)]; }",
        units,
    )
    text = b"".join(unit.to_bytes(2, "little") for unit in units).decode("utf-16-le", "surrogatepass")
    assert once == twice == tidy(text, 20)


@pytest.mark.parametrize(
    ("fragment", "reason"),
    [
        ("x" * (LONGEST + 1), "long"),
        (encode(WHOLE).replace("Before", "B<fore"), "signs"),
        (encode(WHOLE) + "%", "signs"),
        (encode(WHOLE) + "%00", "signs"),
        (encode(WHOLE) + "\u202e", "signs"),
        ("reading", "other"),
        ("__proto__", "other"),
        ("eyJ0aXRsZSI6IngifQ==", "other"),
        (signed("2;Title;;;Gnever-ask"), "version"),
        (signed("01;Title;;;Gnever-ask"), "version"),
        (encode(WHOLE)[:-1], "cut"),
        (encode(WHOLE)[:30], "cut"),
        ("1;", "cut"),
        (encode(WHOLE).replace("Before", "Beforf"), "changed"),
        (encode(WHOLE).replace("20261204", "20261205"), "changed"),
        (encode(WHOLE)[:-1] + "A", "cut"),
        *(
            (signed(body), "wrong")
            for body in [
                "1",
                "1;T",
                "1;T;;",
                "1;T;;;",  # an empty address
                "1;T;;20261301;Gnever-ask",
                "1;T;;20260230;Gnever-ask",
                "1;T;;2026;Gnever-ask",
                "1;T;;99991231;Gnever-ask",
                "1;T;;;javascript/..",
                "1;T;;;/example.org",
                "1;T;;;//example.org",
                "1;T;;;../../x",
                "1;T;;;G../x",
                "1;T;;;Gnever-ask/",
                "1;T;;;guide/never-ask",  # there is a shorter way
                "1;T;;;Gnever-ask;Gnever-ask_what",  # likewise
                "1;T;;;Gnever-ask;Gnever-ask",  # twice the same
                "1;T;;;Gnever-ask=",
                "1;T;;;Gnever-ask=a=b",
                "1;T;;;Gnever-ask_a_b",
                "1;T;;;Gnever-ask_",
                "1;T;;;Gnever-Ask",
                "1;.PA==.;;;Gnever-ask",
                "1;.P.;;;Gnever-ask",
                "1;.PB.;;;Gnever-ask",  # bits beyond the end
                "1;.QQ.;;;Gnever-ask",  # a letter that needs no run
                "1;.Lg..Lg.;;;Gnever-ask",  # two runs that are one
                "1;.gICA.;;;Gnever-ask",  # not UTF-8
                "1;.7aCA.;;;Gnever-ask",  # half a character
                "1;.AA.;;;Gnever-ask",  # a control character
                "1;.4oCu.abc;;;Gnever-ask",  # text turned around
                "1;_T;;;Gnever-ask",  # untidy
                "1;T.;;;Gnever-ask",
                f"1;{'T' * (LONGEST_TITLE + 1)};;;Gnever-ask",
                f"1;T;{'T' * (LONGEST_NOTE + 1)};;Gnever-ask",
                f"1;T;;;Gnever-ask={'T' * (LONGEST_ITEM_NOTE + 1)}",
                "1;T;;;__proto__",
                "1;T;;;constructor;__proto__",
            ]
        ),
    ],
)
def test_a_damaged_link_is_refused_and_the_reason_told(page: Page, fragment: str, reason: str) -> None:
    assert page.evaluate(DECODE, [fragment]) == [reason]
    assert decode(fragment) is None


def test_a_program_that_writes_percent_signs_does_no_harm(page: Page) -> None:
    quoted = "".join(f"%{ord(sign):02X}" if sign in ";_=/." else sign for sign in encode(WHOLE))
    assert page.evaluate(DECODE, [quoted]) == [WHOLE.as_data()]


def test_two_thousand_damaged_and_hostile_links_are_judged_as_by_the_reference(page: Page) -> None:
    links = damaged_links(2000)
    found = page.evaluate(DECODE, links)
    expected = [read.as_data() if (read := decode(link)) else None for link in links]
    assert [one if isinstance(one, dict) else None for one in found] == expected
    reasons = Counter(one for one in found if isinstance(one, str))
    assert set(reasons) <= REASONS
    assert min(reasons[reason] for reason in REASONS - {"long", "version"}) > 10, reasons
    assert sum(1 for one in expected if one) > 10  # hostile, and yet a list: its text is only ever text


def test_every_changed_or_missing_character_is_seen(page: Page) -> None:
    link = encode(WHOLE)
    wrong = [link[:at] + ("b" if sign == "a" else "a") + link[at + 1 :] for at, sign in enumerate(link)]
    wrong += [link[:at] + link[at + 1 :] for at in range(len(link))] + [link[:at] for at in range(1, len(link))]
    assert {type(one) for one in page.evaluate(DECODE, wrong)} == {str}


def test_the_check_value_is_the_crc_that_zip_files_have() -> None:
    assert check_value("123456789") == "1kl8mjq"  # 0xcbf43926, the check value that the CRC catalog gives for CRC-32


def test_forty_items_with_a_title_a_note_and_a_due_date_fit_by_far() -> None:
    chance = random.Random(7)  # noqa: S311
    things = [thing.path for thing in load_site(ROOT / "docs").directory.things if thing.kind in KINDS]
    address = "https://careers.riverside-college.example/interviews/reading-list/#"
    note = "Read these before class on Friday. Bring the sheet, printed, and two questions of your own; we’ll practice."
    sizes = []
    for _ in range(200):
        items = tuple(Item(path) for path in chance.sample(things, 50))
        sizes.append(len(address + encode(ReadingList("Before your first talk", note, "2026-12-04", items))))
    assert max(sizes) <= LONGEST
