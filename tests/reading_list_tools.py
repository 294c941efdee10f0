"""The reference for the links of reading lists, written from the format's description; and damaged links."""

from __future__ import annotations

import base64
import binascii
import json
import random
import re
import zlib
from datetime import date
from typing import NamedTuple

LONGEST = 2000
LONGEST_TITLE, LONGEST_NOTE, LONGEST_ITEM_NOTE = 100, 400, 200
FOLDERS = {"guide": "G", "questions": "Q", "worksheets": "W", "comparisons": "T", "scripts": "S", "coaches": "C"}
PATH = r"/([a-z0-9-]+/)*([a-z0-9-]+(\.[a-z0-9-]+)+)?(#[a-z0-9-]+)?"
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

# What JavaScript calls white space, and control characters.
SPACE = "\t\n\v\f\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff\x00-\x1f\x7f-\x9f"
UNSEEN = re.compile(
    "[\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)


class Item(NamedTuple):
    path: str
    note: str = ""


class ReadingList(NamedTuple):
    title: str
    note: str
    due: str
    items: tuple[Item, ...]

    def as_data(self) -> dict[str, object]:
        """As JavaScript has it."""
        items = [item._asdict() for item in self.items]
        return {"title": self.title, "note": self.note, "due": self.due, "items": items}


def tidy(text: str, longest: int) -> str:
    line = re.sub(f"[{SPACE}]+", " ", UNSEEN.sub("", text)).strip(" ")
    return line[:longest].strip(" ")


def check_value(body: str) -> str:
    number, digits = zlib.crc32(body.encode("ascii")), ""
    for _ in range(7):
        number, digit = divmod(number, 36)
        digits = DIGITS[digit] + digits
    return digits


def signed(body: str) -> str:
    """The body with its check value, whatever it holds."""
    return f"{body};{check_value(body)}"


def encode(given: ReadingList) -> str:
    """The fragment of a list."""
    fields = ["1", _text(given.title), _text(given.note), given.due.replace("-", "")]
    before = None
    for item in given.items:
        page, _, anchor = item.path.partition("#")
        place = "" if anchor and page == before else _page(page)
        before = page
        fields.append(place + (f"_{anchor}" if anchor else "") + (f"={_text(item.note)}" if item.note else ""))
    return signed(";".join(fields))


def decode(fragment: str) -> ReadingList | None:
    """The list of a fragment, None if it is damaged: slowly, by trying whether the list is written just so."""
    body, _, check = fragment.rpartition(";")
    if len(fragment) > LONGEST or not re.fullmatch(r"1(;[A-Za-z0-9_./=;-]*)?", body) or check_value(body) != check:
        return None
    _, title, note, due, *rest = [*body.split(";"), *[""] * 3][: max(4, body.count(";") + 1)]
    try:
        items, page = [], ""
        for field in rest:
            place, mark, remark = field.partition("=")
            written, anchored, anchor = place.partition("_")
            if written or not anchored:
                page = _whole(written)
            items.append(Item(page + (f"#{anchor}" if anchored else ""), _plain(remark) if mark else ""))
        day = date(int(due[:4]), int(due[4:6]), int(due[6:])).isoformat() if due else ""
        found = ReadingList(_plain(title), _plain(note), day, tuple(items))
    except (ValueError, binascii.Error):
        return None
    limits = [(found.title, LONGEST_TITLE), (found.note, LONGEST_NOTE)]
    limits += [(item.note, LONGEST_ITEM_NOTE) for item in items]
    paths = [item.path for item in items]
    sound = (
        bool(items)
        and len(set(paths)) == len(paths)
        and all(re.fullmatch(PATH, path) for path in paths)
        and (not due or due.startswith("20"))
        and all(tidy(text, longest) == text for text, longest in limits)
    )
    return found if sound and encode(found) == fragment else None


def _text(text: str) -> str:
    def run(match: re.Match[str]) -> str:
        return "." + base64.urlsafe_b64encode(match[0].encode()).rstrip(b"=").decode() + "."

    return re.sub(r"[^A-Za-z0-9 -]+(?: [^A-Za-z0-9 -]+)*", run, text).replace(" ", "_")


def _plain(written: str) -> str:
    parts = re.split(r"\.([A-Za-z0-9_-]+)\.", written)
    return "".join(
        base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)).decode() if at % 2 else part.replace("_", " ")
        for at, part in enumerate(parts)
    )


def _page(page: str) -> str:
    if page == "/":
        return page
    folder, slash, rest = page[1:].removesuffix("/").partition("/")
    return FOLDERS[folder] + rest if folder in FOLDERS else folder + slash + rest


def _whole(place: str) -> str:
    if place == "/":
        return place
    folder = next((name for name, letter in FOLDERS.items() if place.startswith(letter)), "")
    path = f"{folder}/{place[1:]}".removesuffix("/") if folder else place
    return f"/{path}" if "." in path.rpartition("/")[2] else f"/{path}/"


WHOLE = ReadingList(
    "Before the talk", "Read, then print.", "2026-12-04", (Item("/guide/never-ask/", "Twice"), Item("/"))
)
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    '"><svg onload=alert(1)>',
    "{{constructor.constructor('alert(1)')()}}",
    "\u202eevil\u202c",
    "\ud7ff\ue000\ufffe",
    "\x00\x07\x1b[31m",
    "漢字🎓" * 20,
    "__proto__",
    "[" * 500 + "]" * 500,
    json.dumps({"__proto__": {"title": 1}, "items": [{"path": "javascript:alert(1)"}]}),
]


def damaged_links(number: int) -> list[str]:
    """Links changed by chance, cut, put together, and hostile ones, some of them with a good check value."""
    chance = random.Random(6)  # noqa: S311
    good = [
        encode(WHOLE),
        encode(ReadingList("", "", "", (Item("/worksheets/learn-15/"),))),
        encode(ReadingList("漢字 “quoted”", "a. b. c.", "", tuple(Item(f"/guide/a/#{at}", "n’") for at in range(40)))),
    ]
    signs = "abzAZ019-_.;=/%<>\"'& \u202e\u0000é漢🎓#"

    def one() -> str:
        link = chance.choice(good)
        at = chance.randrange(len(link))
        hostile = chance.choice(HOSTILE)
        inside = base64.urlsafe_b64encode(hostile.encode()).decode().rstrip("=")
        return chance.choice(
            [
                link[:at] + chance.choice(signs) + link[at + 1 :],
                link[:at] + chance.choice(signs) + link[at:],
                link[:at],
                link[at:],
                link[:at] + chance.choice(good)[at:],
                hostile,
                inside,
                link[:at] + hostile + link[at:],
                signed(f"1;.{inside}.;;;Gnever-ask"),
                signed(f"1;T;.{inside}.;;{inside}"),
                signed(f"1;T;;;Gnever-ask=.{inside}.;{inside}"),
                signed("1;" + ";".join(chance.choice(signs[:15]) for _ in range(at))),
                signed(link[:at]),
            ]
        )

    return [one() for _ in range(number)]
