"""The cartridges against the official schemas, which are fetched once into .build/ and never committed.

Their license lets a project that takes them from their makers pass them on only after it has registered there.
"""

from __future__ import annotations

import io
import urllib.request
import zipfile
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from site_tools import ROOT, build

if TYPE_CHECKING:
    from pathlib import Path

KEPT = ROOT / ".build" / "cartridge-schemas"
LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"


class _Kept(etree.Resolver):
    """Gives the parser each schema from the folder, fetching it the first time; nothing else is read."""

    def resolve(self, system_url: str, public_id: str, context: Any) -> Any:  # type: ignore[override] # noqa: ARG002
        return self.resolve_string(fetched(system_url), context, base_url=system_url)


def fetched(address: str) -> bytes:
    path = KEPT / PurePosixPath(address).name
    if not path.is_file():
        safe = address.replace("http://www.imsglobal.org/", "https://purl.imsglobal.org/").replace(
            "http://", "https://"
        )
        assert safe.startswith("https://"), address
        try:
            with urllib.request.urlopen(safe, timeout=60) as answer:  # noqa: S310 (https alone, asserted)
                content = answer.read()
        except OSError as error:
            pytest.fail(f"{safe} could not be fetched: {error}; save it as {path.relative_to(ROOT)}", pytrace=False)
        KEPT.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return path.read_bytes()


def schema(document: etree._Element) -> etree.XMLSchema:
    """The schema that the document says is its own."""
    namespace = etree.QName(document).namespace
    places = document.get(LOCATION, "").split()
    address = dict(zip(places[::2], places[1::2], strict=True))[namespace]
    parser = etree.XMLParser()
    parser.resolvers.add(_Kept())
    return etree.XMLSchema(etree.fromstring(fetched(address), parser, base_url=address))


@pytest.fixture(scope="session")
def cartridges(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    site = tmp_path_factory.mktemp("built") / "site"
    build(site)
    found = sorted((site / "coaches" / "lms").glob("*.imscc"))
    assert found
    return found


def test_every_manifest_and_every_link_is_valid(cartridges: list[Path]) -> None:
    schemas: dict[str, etree.XMLSchema] = {}
    faults = []
    for path in cartridges:
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as packed:
            for name in (name for name in packed.namelist() if name.endswith(".xml")):
                document = etree.fromstring(packed.read(name))
                space = str(etree.QName(document).namespace)
                if space not in schemas:
                    schemas[space] = schema(document)
                if not schemas[space].validate(document):
                    faults.append(f"{path.name}/{name}: {schemas[space].error_log}")
    assert faults == []


def test_a_planted_fault_is_seen(cartridges: list[Path]) -> None:
    with zipfile.ZipFile(cartridges[0]) as packed:
        text = packed.read("imsmanifest.xml")
    damaged = etree.fromstring(text.replace(b"rooted-hierarchy", b"tree"))
    assert not schema(damaged).validate(damaged)
