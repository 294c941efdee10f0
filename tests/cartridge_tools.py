"""Reads a cartridge as a learning platform would: the grammar of the manifest, and whether what it names is there."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

# The children of each element, in order (+ one or more, * any number, ? at most one), and the attributes it must have.
_GRAMMAR = {
    "manifest": ("metadata organizations resources", {"identifier"}),
    "metadata": ("schema schemaversion lom:lom", set[str]()),
    "lom:lom": ("lom:general lom:rights", set[str]()),
    "lom:general": ("lom:title lom:description", set[str]()),
    "lom:rights": ("lom:copyrightAndOtherRestrictions lom:description", set[str]()),
    "lom:copyrightAndOtherRestrictions": ("lom:value", set[str]()),
    "lom:title": ("lom:string", set[str]()),
    "lom:description": ("lom:string", set[str]()),
    "lom:string": ("", {"language"}),
    **dict.fromkeys(("schema", "schemaversion", "title", "lom:value"), ("", set[str]())),
    "organizations": ("organization", set[str]()),
    "organization": ("item", {"identifier", "structure"}),
    "item": ("title? item*", {"identifier"}),
    "resources": ("resource+", set[str]()),
    "resource": ("file", {"identifier", "type"}),
    "file": ("", {"href"}),
}
_MAY_HAVE = {"item": {"identifierref"}, "resource": {"href"}}
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
_ID = re.compile(r"[A-Za-z_][\w.-]*")


class Read(NamedTuple):
    """A cartridge as read: its modules with their items (title, and address or path), and its faults."""

    version: str
    modules: dict[str, list[tuple[str, str]]]
    faults: list[str]

    @property
    def links(self) -> list[str]:
        return [target for items in self.modules.values() for _, target in items if "://" in target]

    @property
    def sheets(self) -> list[str]:
        return [target for items in self.modules.values() for _, target in items if "://" not in target]


def read_cartridge(content: bytes) -> Read:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = packed.namelist()
        files = {name: packed.read(name) for name in names}
    root = etree.fromstring(files["imsmanifest.xml"])
    space = str(root.nsmap[None])
    number = (re.fullmatch(r"http://www\.imsglobal\.org/xsd/imsccv(1p[13])/imscp_v1p1", space) or [None, "?"])[1]
    tag, version = f"v{number}", f"{str(number).replace('p', '.')}.0"
    faults = [f"{name}: stands twice" for name in {name for name in names if names.count(name) > 1}]
    faults += [f"{name}: is no plain path" for name in names if not re.fullmatch(r"([\w-]+/)*[\w-]+\.(xml|pdf)", name)]
    faults += _grammar(root, {None: space, "lom": f"http://ltsc.ieee.org/xsd/imscc{tag}/LOM/manifest"})
    q = {"c": space}
    if (told := root.findtext("c:metadata/c:schemaversion", namespaces=q)) != version:
        faults.append(f"schemaversion is {told} in a manifest of {version}")
    if root.findtext("c:metadata/c:schema", namespaces=q) != "IMS Common Cartridge":
        faults.append("schema is not IMS Common Cartridge")
    ids = _attributes(root, "identifier")
    faults += [f"{name}: identifier stands twice" for name in {name for name in ids if ids.count(name) > 1}]
    faults += [f"{name}: is no XML id" for name in ids if not _ID.fullmatch(name)]
    targets: dict[str, str] = {}
    for resource in root.iterfind("c:resources/c:resource", q):
        found = list(_resource(resource, space, tag, files))
        faults += [text for kind, text in found if kind == "fault"]
        targets |= {resource.get("identifier", ""): text for kind, text in found if kind == "target"}
    named = {"imsmanifest.xml", *_attributes(root, "href")}
    faults += [f"{name}: no resource names it" for name in sorted(set(names) - named)]
    modules: dict[str, list[tuple[str, str]]] = {}
    for item in root.iterfind("c:organizations/c:organization/c:item/c:item", q):
        children = item.findall("c:item", q)
        if item.get("identifierref") or not children:
            faults.append(f"{item.findtext('c:title', namespaces=q)}: is a module without items")
        entries = modules.setdefault(item.findtext("c:title", "", q), [])
        for child in children:
            reference = child.get("identifierref", "")
            if child.find("c:item", q) is not None:
                faults.append(f"{reference}: an item that leads somewhere holds items")
            if reference not in targets:
                faults.append(f"{reference}: no resource has this identifier")
            entries.append((child.findtext("c:title", "", q), targets.get(reference, "")))
    used = set(_attributes(root, "identifierref"))
    faults += [f"{name}: no item leads to it" for name in sorted(set(targets) - used)]
    if any(item.get("structure") != "rooted-hierarchy" for item in root.iterfind(".//c:organization", q)):
        faults.append("the organization is no rooted hierarchy")
    return Read(version, modules, faults)


def _resource(resource: etree._Element, space: str, tag: str, files: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """Faults of the resource, and the address or path that it leads to."""
    hrefs = [file.get("href", "") for file in resource.iterfind(f"{{{space}}}file")]
    kind, href = resource.get("type"), hrefs[0] if hrefs else ""
    for missing in (name for name in hrefs if name not in files):
        yield "fault", f"{missing}: is not in the cartridge"
    if kind == "webcontent":
        if resource.get("href") != href:
            yield "fault", f"{href}: web content must name its file as its own href, too"
        if not files.get(href, b"").startswith(b"%PDF-"):
            yield "fault", f"{href}: is no PDF"
        yield "target", href
    elif kind == f"imswl_xml{tag}":
        if resource.get("href") is not None or len(hrefs) != 1:
            yield "fault", f"{href}: a web link has one file and no href"
        if href in files:
            yield from _web_link(href, files[href], f"http://www.imsglobal.org/xsd/imscc{tag}/imswl_{tag}")
    else:
        yield "fault", f"{kind}: is no type of version {tag}"


def _attributes(root: etree._Element, name: str) -> list[str]:
    return [value for element in root.iter(etree.Element) if (value := element.get(name)) is not None]


def _web_link(name: str, content: bytes, space: str) -> Iterator[tuple[str, str]]:
    root = etree.fromstring(content)
    children = [child.tag for child in root]
    if root.tag != f"{{{space}}}webLink" or children != [f"{{{space}}}title", f"{{{space}}}url"]:
        yield "fault", f"{name}: is no web link of this version"
        return
    address = root[1].get("href", "")
    if not re.fullmatch(r"https?://[^\s<>\"]+", address):
        yield "fault", f"{name}: {address} is no whole address"
    if not (root[0].text or "").strip():
        yield "fault", f"{name}: has no title"
    yield "target", address


def _grammar(root: etree._Element, spaces: dict[str | None, str]) -> Iterator[str]:
    prefixes = {space: f"{prefix}:" if prefix else "" for prefix, space in spaces.items()}

    def name_of(element: etree._Element) -> str:
        name = etree.QName(element)
        return f"{prefixes.get(name.namespace or '', '?:')}{name.localname}"

    for element in root.iter(etree.Element):
        name = name_of(element)
        if name not in _GRAMMAR:
            yield f"{name}: is not known here"
            continue
        children, attributes = _GRAMMAR[name]
        pattern = "".join(
            f"(?:{re.escape(child.rstrip('+*?'))} ){child[len(child.rstrip('+*?')) :]}" for child in children.split()
        )
        found = "".join(f"{name_of(child)} " for child in element)
        if not re.fullmatch(pattern, found):
            yield f"{name}: holds {found.split()}, not {children}"
        has = set(map(str, element.attrib)) - {_XSI}
        if not attributes <= has <= attributes | _MAY_HAVE.get(name, set()):
            yield f"{name}: has the attributes {sorted(has)}"
        if name == "item" and (element.getparent() is not None and name_of(element.getparent()) == "item") != (  # type: ignore[arg-type]
            element.find(f"{{{spaces[None]}}}title") is not None
        ):
            yield "item: every item but the first has a title"
