"""Writes a cartridge as IMS Common Cartridge: a manifest, a file for each web link, and the sheets as PDFs.

The manifest follows the profile's schemas and the rules that stand in them beside the grammar: a web link has one file
and no `href`, web content names its file twice, an item that leads somewhere holds no further items.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from guidebook.packing import Packed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

MANIFEST = "imsmanifest.xml"
LINKS = "links"
SHEETS = "informational-interview-guide"
"""Where the sheets are inside; a course has files of its own beside them."""

RIGHTS = "Text CC BY 4.0, https://creativecommons.org/licenses/by/4.0/. Copy it, teach with it; say where it is from."

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_PROFILE = "http://www.imsglobal.org/profile/cc"


class Version(Enum):
    """A version of the format, by the number in its manifest; the first is what most systems take."""

    CURRENT = "1.3.0"
    OLDER = "1.1.0"

    @property
    def label(self) -> str:
        """`1.3`."""
        return self.value.removesuffix(".0")

    @property
    def suffix(self) -> str:
        """What is added to the name of a file of this version."""
        return "" if self is Version.CURRENT else f"-{self.label.replace('.', '-')}"

    @property
    def tag(self) -> str:
        """`v1p3`, as the names of the format's schemas have it."""
        return f"v{self.label.replace('.', 'p')}"


class Link(NamedTuple):
    """A link to a page: what it is called, and its whole address."""

    title: str
    address: str


class Sheet(NamedTuple):
    """A sheet as a file: what it is called, its name in the cartridge, where it lies, and its bytes' fingerprint."""

    title: str
    name: str
    path: Path
    fingerprint: str


class Part(NamedTuple):
    """A module, resolved."""

    id: str
    title: str
    entries: tuple[Link | Sheet, ...]


@dataclass(frozen=True)
class Content:
    """A cartridge with everything looked up that it needs to be written."""

    id: str
    title: str
    description: str
    parts: tuple[Part, ...]

    @property
    def links(self) -> list[Link]:
        """Each link once, in order."""
        return list(dict.fromkeys(e for part in self.parts for e in part.entries if isinstance(e, Link)))

    @property
    def sheets(self) -> list[Sheet]:
        """Each sheet once, in order."""
        return list(dict.fromkeys(e for part in self.parts for e in part.entries if isinstance(e, Sheet)))


def files(content: Content, version: Version) -> Iterator[Packed]:
    """Everything inside the cartridge, the manifest first."""
    yield Packed(MANIFEST, manifest(content, version).encode())
    for link in content.links:
        yield Packed(_link_file(content, link), web_link(link, version).encode())
    for sheet in content.sheets:
        yield Packed(f"{SHEETS}/{sheet.name}", sheet.path.read_bytes(), compress=False)


def digest(content: Content, version: Version) -> str:
    """A name for the outcome: the same content gives the same cartridge. Reads no sheet."""
    found = hashlib.sha256(manifest(content, version).encode())
    for link in content.links:
        found.update(web_link(link, version).encode())
    for sheet in content.sheets:
        found.update(f"{sheet.fingerprint}/{sheet.name}\n".encode())
    return found.hexdigest()


def web_link(link: Link, version: Version) -> str:
    """The file of one link."""
    space = f"http://www.imsglobal.org/xsd/imscc{version.tag}/imswl_{version.tag}"
    attributes = {
        "xmlns": space,
        "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
        "xsi:schemaLocation": f"{space} {_PROFILE}/cc{version.tag}/cc{version.tag}_imswl_{version.tag}.xsd",
    }
    url = _element("url", {"href": link.address, "target": "_blank"})
    return f"{_DECLARATION}{_element('webLink', attributes, _element('title', {}, escape(link.title)), url)}\n"


def manifest(content: Content, version: Version) -> str:
    """The manifest. The namespace stands first: Moodle looks for it within the first 500 characters."""
    space = f"http://www.imsglobal.org/xsd/imscc{version.tag}/imscp_v1p1"
    metadata = f"http://ltsc.ieee.org/xsd/imscc{version.tag}/LOM/manifest"
    profile = f"{_PROFILE}/cc{version.tag}"
    attributes = {
        "xmlns": space,
        "xmlns:lom": metadata,
        "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
        "identifier": _identifier(content, "manifest"),
        "xsi:schemaLocation": (
            f"{space} {profile}/cc{version.tag}_imscp_v1p2_v1p0.xsd "
            f"{metadata} {profile}/LOM/cc{version.tag}_lommanifest_v1p0.xsd"
        ),
    }
    modules = [_module(content, part) for part in content.parts]
    root = _element("item", {"identifier": _identifier(content, "root")}, *modules)
    organization = {"identifier": _identifier(content, "organization"), "structure": "rooted-hierarchy"}
    parts = [
        _metadata(content, version),
        _element("organizations", {}, _element("organization", organization, root)),
        _element("resources", {}, *_resources(content, version)),
    ]
    return f"{_DECLARATION}{_element('manifest', attributes, *parts)}\n"


def _metadata(content: Content, version: Version) -> str:
    title, about, rights = (
        _element("lom:string", {"language": "en-US"}, escape(text))
        for text in (content.title, content.description, RIGHTS)
    )
    general = _element("lom:general", {}, _element("lom:title", {}, title), _element("lom:description", {}, about))
    restricted = _element("lom:copyrightAndOtherRestrictions", {}, _element("lom:value", {}, "yes"))
    return _element(
        "metadata",
        {},
        _element("schema", {}, "IMS Common Cartridge"),
        _element("schemaversion", {}, version.value),
        _element(
            "lom:lom", {}, general, _element("lom:rights", {}, restricted, _element("lom:description", {}, rights))
        ),
    )


def _module(content: Content, part: Part) -> str:
    items = []
    for entry in part.entries:
        attributes = {
            "identifier": _identifier(content, "item", part.id, _target(entry)),
            "identifierref": _identifier(content, "resource", _target(entry)),
        }
        items.append(_element("item", attributes, _element("title", {}, escape(entry.title))))
    title = _element("title", {}, escape(part.title))
    return _element("item", {"identifier": _identifier(content, "module", part.id)}, title, *items)


def _resources(content: Content, version: Version) -> Iterator[str]:
    for link in content.links:
        attributes = {"identifier": _identifier(content, "resource", _target(link)), "type": f"imswl_xml{version.tag}"}
        yield _element("resource", attributes, _element("file", {"href": _link_file(content, link)}))
    for sheet in content.sheets:
        href = f"{SHEETS}/{sheet.name}"
        identifier = _identifier(content, "resource", _target(sheet))
        attributes = {"identifier": identifier, "type": "webcontent", "href": href}
        yield _element("resource", attributes, _element("file", {"href": href}))


def _target(entry: Link | Sheet) -> str:
    return entry.address if isinstance(entry, Link) else entry.name


def _link_file(content: Content, link: Link) -> str:
    return f"{LINKS}/{_identifier(content, 'resource', link.address)}.xml"


def _identifier(content: Content, *names: str) -> str:
    """An XML id that stays the same as long as what it names does, so that a second import finds the first."""
    named = "\n".join((content.id, *names))
    return f"i{hashlib.sha256(named.encode()).hexdigest()[:24]}"


def _element(name: str, attributes: dict[str, str], *children: str) -> str:
    """The element as text; `children` are XML already."""
    head = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<{name}{head}>{_joined(children)}</{name}>" if children else f"<{name}{head}/>"


def _joined(children: Sequence[str]) -> str:
    """Elements on lines of their own; text alone as it is."""
    if len(children) == 1 and not children[0].startswith("<"):
        return children[0]
    return "".join(f"\n{child}" for child in children) + "\n"
