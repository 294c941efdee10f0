"""The change log as feeds that a reader subscribes to: Atom (RFC 4287) and JSON Feed 1.1, from the data alone."""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

if TYPE_CHECKING:
    from collections.abc import Sequence

    from guidebook.changes.models import Change

ATOM, JSON_FEED = "feed.xml", "feed.json"
PAGE = "corrections/"
MOST = 50
"""Entries in a feed; the page has all."""

_NAMESPACE = uuid.UUID("5d1c3f0e-6a0b-5f57-9d0f-3a3f8f3f7c11")


def entry_id(change: Change) -> str:
    """The entry's permanent name, which does not change with the address of the site."""
    return uuid.uuid5(_NAMESPACE, change.id).urn


def atom_feed(changes: Sequence[Change], site_name: str, site_url: str) -> str:
    """The newest entries of `changes`, which come newest first and are not empty."""
    base = f"{site_url.rstrip('/')}/"
    feed = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "en-US"})
    _text(feed, "id", f"{base}{PAGE}")
    _text(feed, "title", _title(site_name))
    _text(feed, "updated", _time(changes[0]))
    _text(SubElement(feed, "author"), "name", site_name)
    SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": base + ATOM})
    SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": base + PAGE})
    for change in changes[:MOST]:
        entry = SubElement(feed, "entry")
        _text(entry, "id", entry_id(change))
        _text(entry, "title", _headline(change))
        _text(entry, "updated", _time(change))
        SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": f"{base}{PAGE}#{change.id}"})
        SubElement(entry, "category", {"term": change.kind.value})
        _text(entry, "content", _content(change, base)).set("type", "text")
    indent(feed)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(feed, "unicode")}\n'


def json_feed(changes: Sequence[Change], site_name: str, site_url: str) -> str:
    """The same entries as JSON Feed 1.1."""
    base = f"{site_url.rstrip('/')}/"
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(site_name),
        "home_page_url": base + PAGE,
        "feed_url": base + JSON_FEED,
        "language": "en-US",
        "authors": [{"name": site_name, "url": base}],
        "items": [
            {
                "id": entry_id(change),
                "url": f"{base}{PAGE}#{change.id}",
                "title": _headline(change),
                "content_text": _content(change, base),
                "date_published": _time(change),
                "tags": [change.kind.value],
            }
            for change in changes[:MOST]
        ],
    }
    return json.dumps(feed, indent=2, ensure_ascii=False) + "\n"


def _title(site_name: str) -> str:
    return f"{site_name}: changes and corrections"


def _headline(change: Change) -> str:
    return f"{change.kind.capitalize()}: {change.what}"


def _content(change: Change, base: str) -> str:
    return "\n".join([change.what, *(base + address[1:] for address in change.pages)])


def _time(change: Change) -> str:
    return f"{change.date.isoformat()}T00:00:00Z"


def _text(parent: Element, tag: str, text: str) -> Element:
    child = SubElement(parent, tag)
    child.text = text
    return child
