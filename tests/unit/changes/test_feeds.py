"""The feeds, read by a feed reader's parser."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import feedparser

from guidebook.changes.feeds import MOST, atom_feed, entry_id, json_feed
from small_project import CHANGES, CHANGES_YML, load

if TYPE_CHECKING:
    from pathlib import Path

    from guidebook.changes.models import Change

NAME, URL = "Jobs & “talks” <small>", "https://guide.example/copy/"
# What JSON Feed 1.1 says of each field of an item that we write; `id` is required, and one of the contents.
ITEM = {"id": str, "url": str, "title": str, "content_text": str, "date_published": str, "tags": list}


def changes(root: Path, text: str = CHANGES) -> tuple[Change, ...]:
    return load(root, {CHANGES_YML: text}).catalog.changes


def parsed(text: str) -> Any:
    feed = feedparser.parse(text.encode())
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def test_atom_is_well_formed_and_complete(tmp_path: Path) -> None:
    feed = parsed(atom_feed(changes(tmp_path), NAME, URL))
    assert feed.version == "atom10"
    assert feed.feed.title == f"{NAME}: changes and corrections"
    assert feed.feed.id == f"{URL}corrections/"
    assert feed.feed.updated == "2026-03-02T00:00:00Z"
    assert feed.feed.author == NAME
    assert {(link.rel, link.href) for link in feed.feed.links} == {
        ("self", f"{URL}feed.xml"),
        ("alternate", f"{URL}corrections/"),
    }
    newest = feed.entries[0]
    assert [entry.link for entry in feed.entries] == [
        f"{URL}corrections/#{name}" for name in ("fixed-ask", "new-sheet", "begun")
    ]
    assert newest.title == "Corrected: The page on asking no longer repeats a question."
    assert newest.updated == "2026-03-02T00:00:00Z"
    assert newest.content[0].type == "text/plain"
    assert newest.content[0].value.split("\n")[1:] == [f"{URL}guide/ask/"]


def test_json_feed_has_the_fields_of_its_version(tmp_path: Path) -> None:
    feed = json.loads(json_feed(changes(tmp_path), NAME, URL))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["home_page_url"], feed["feed_url"]) == (f"{URL}corrections/", f"{URL}feed.json")
    assert feed["title"].startswith(NAME)
    assert feed["authors"] == [{"name": NAME, "url": URL}]
    for item in feed["items"]:
        assert {key: type(value) for key, value in item.items()} == ITEM


def test_both_feeds_say_the_same(tmp_path: Path) -> None:
    listed = changes(tmp_path)
    atom = parsed(atom_feed(listed, NAME, URL)).entries
    items = json.loads(json_feed(listed, NAME, URL))["items"]
    assert [(e.id, e.link, e.title, e.updated, e.content[0].value) for e in atom] == [
        (i["id"], i["url"], i["title"], i["date_published"], i["content_text"]) for i in items
    ]


def test_names_of_entries_are_permanent(tmp_path: Path) -> None:
    listed = changes(tmp_path)
    names = [entry_id(change) for change in listed]
    assert names[0] == "urn:uuid:31a9153b-e833-5629-9301-46fd9855f60a"
    assert len(set(names)) == len(names)
    elsewhere = parsed(atom_feed(listed, "Other", "https://other.example/")).entries
    assert [entry.id for entry in elsewhere] == names


def test_feed_holds_the_newest_entries_alone(tmp_path: Path) -> None:
    entry = "  - {{id: c-{0}, date: 2026-01-31, kind: added, pages: [/], what: There is more.}}\n"
    listed = changes(tmp_path, "changes:\n" + "".join(entry.format(number) for number in range(MOST + 3)))
    assert len(parsed(atom_feed(listed, NAME, URL)).entries) == MOST
    assert [item["url"].partition("#")[2] for item in json.loads(json_feed(listed, NAME, URL))["items"]] == [
        f"c-{number}" for number in range(MOST)
    ]
