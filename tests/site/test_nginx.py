"""The real site served by nginx with the configuration that the project writes, at the root and below a path."""

from __future__ import annotations

import gzip
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

import pytest

from guidebook.hosting.nginx import FEEDS, LOCATION_FILE, MAPS_FILE, TYPES, nginx_files
from guidebook.hosting.rules import parse_headers
from guidebook.links.hosts import NGINX_FILE, nginx_file
from guidebook.links.models import Redirect
from guidebook.publishing.policy import HEADERS_FILE
from nginx_tools import Server, nginx

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from guidebook.catalog import Catalog

PAGE, PDF, SHORT = "/guide/benefits/", "/worksheets/files/learn-30-letter.pdf", "/go/benefits/"
MOVED = Redirect.model_validate(
    {"from": "/old/", "to": "/guide/faq/#asking", "since": date(2026, 1, 31), "why": "Gone"}
)


@contextmanager
def serving(folder: Path, built: Path, catalog: Catalog, base: str = "", **changed: str) -> Iterator[Server]:
    """The site at `base`; `changed` replaces text in a file of the configuration."""
    root = folder / "www"
    place = root / base.lstrip("/")
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(built)
    site_url = f"https://guide.example{base}/"
    rules = parse_headers((built / HEADERS_FILE).read_text("utf-8"))
    files = nginx_files(nginx_file([MOVED, *catalog.short_addresses], site_url), rules, site_url)
    for old, new in changed.items():
        assert old in files[LOCATION_FILE]
        files[LOCATION_FILE] = files[LOCATION_FILE].replace(old, new)
    with nginx(folder / "nginx", root, files) as server:
        yield server


@pytest.fixture(scope="module", params=["", "/sub/path"], ids=["root", "below a path"])
def base(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def server(base: str, built: Path, catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("nginx"), built, catalog, base) as running:
        yield running


def test_a_page_is_packed_and_asked_for_again(server: Server, base: str, built: Path) -> None:
    answer = server.get(base + PAGE, accept_encoding="gzip")
    assert answer.status == 200
    assert gzip.decompress(answer.body) == (built / PAGE.strip("/") / "index.html").read_bytes()
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["cache-control"] == "no-cache"
    again = server.get(base + PAGE, accept_encoding="gzip", if_none_match=answer.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    plain = server.get(base + PAGE)
    assert "content-encoding" not in plain.headers
    assert plain.body == gzip.decompress(answer.body)


def test_every_answer_carries_the_headers_of_the_site(server: Server, base: str, built: Path) -> None:
    (everywhere,) = (rule for rule in parse_headers((built / HEADERS_FILE).read_text("utf-8")) if rule.path == "/*")
    assert everywhere.headers
    for path in (PAGE, PDF, SHORT, "/nowhere/", "/feed.xml"):
        answer = server.get(base + path)
        assert {name: answer.headers.get(name.lower()) for name in everywhere.headers} == everywhere.headers, path
        assert "x-frame-options" not in answer.headers
        assert "frame-ancestors" not in answer.headers.get("content-security-policy", "")


def test_each_file_has_its_own_headers(server: Server, base: str, built: Path) -> None:
    rules = [rule for rule in parse_headers((built / HEADERS_FILE).read_text("utf-8")) if rule.path != "/*"]
    tried = 0
    for path in (f"/{file.relative_to(built).as_posix()}" for file in sorted(built.glob("assets/**/*.*"))):
        wanted = {name: value for rule in rules if rule.covers(path) for name, value in rule.headers.items()}
        answer = server.get(base + path)
        assert answer.status == 200, path
        assert {name: answer.headers.get(name.lower()) for name in wanted} == wanted, path
        assert answer.headers["cache-control"] == wanted.get("Cache-Control", "no-cache"), path
        assert ("access-control-allow-origin" in answer.headers) == ("Access-Control-Allow-Origin" in wanted), path
        tried += bool(wanted)
    assert tried > 10


def test_an_unknown_address_gets_the_page_that_helps_with_the_right_status(
    server: Server, base: str, built: Path
) -> None:
    helpful = (built / "404.html").read_bytes()
    for path in (
        "/nowhere/",
        "/guide/nowhere.html",
        "/assets/",
        "/_headers",
        "/_redirects",
        "/.nojekyll",
        "/assets/x.1234567890.js",
    ):
        answer = server.get(base + path)
        assert (answer.status, answer.body) == (404, helpful), path
        assert answer.headers["cache-control"] == "no-cache", path


@pytest.mark.parametrize(
    ("path", "status", "to"),
    [
        ("/guide/benefits", 301, "/guide/benefits/"),
        ("/old/", 301, "/guide/faq/#asking"),
        ("/old/?embed=1", 301, "/guide/faq/?embed=1#asking"),
        (SHORT, 302, "/guide/benefits/"),
        (f"{SHORT}?embed=1&x=%22%3Cb%3E", 302, "/guide/benefits/?embed=1&x=%22%3Cb%3E"),
        ("/go/benefits", 301, "/go/benefits/"),
    ],
)
def test_what_moved_and_what_is_short_leads_on(server: Server, base: str, path: str, status: int, to: str) -> None:
    answer = server.get(base + path)
    assert (answer.status, answer.headers["location"]) == (status, base + to)


def test_no_address_leads_to_another_host(server: Server, base: str) -> None:
    for path in ("//evil.example/..%2f", "//evil.example/%2e%2e", f"{base}//evil.example/go/benefits"):
        assert server.get(path).headers.get("location", "/").startswith("/")
        assert not server.get(path).headers.get("location", "/").startswith("//")


def test_every_short_address_is_a_redirect_to_a_page(server: Server, base: str, catalog: Catalog) -> None:
    assert len(catalog.short_addresses) > 100
    for short in catalog.short_addresses:
        answer = server.get(base + short.source)
        assert (answer.status, answer.headers["location"]) == (302, base + short.to), short.word


def test_a_file_comes_in_parts_and_unpacked(server: Server, base: str, built: Path) -> None:
    whole = (built / PDF[1:]).read_bytes()
    part = server.get(base + PDF, range="bytes=100-199", accept_encoding="gzip")
    assert (part.status, part.body) == (206, whole[100:200])
    assert part.headers["content-range"] == f"bytes 100-199/{len(whole)}"
    answer = server.get(base + PDF, accept_encoding="gzip")
    assert (answer.status, answer.headers["content-type"], answer.body) == (200, "application/pdf", whole)
    assert answer.headers["accept-ranges"] == "bytes"


def test_every_kind_of_file_has_its_type(server: Server, base: str, built: Path) -> None:
    samples = {path.suffix[1:]: path for path in sorted(built.rglob("*.*")) if path.is_file()}
    known = {ending: kind for kind, endings in TYPES.items() for ending in endings}
    assert samples.keys() - {"nojekyll", ""} <= known.keys()
    for ending in samples.keys() & known.keys():
        path = samples[ending].relative_to(built).as_posix()
        kind = server.get(f"{base}/{path}").headers["content-type"]
        if f"/{path}" not in FEEDS:
            assert kind.partition(";")[0] == known[ending], path
    for path, kind in FEEDS.items():
        assert server.get(base + path).headers["content-type"] == f"{kind}; charset=utf-8"
    assert server.get(f"{base}/robots.txt").headers["content-type"] == "text/plain; charset=utf-8"


def test_what_lies_packed_beside_a_file_is_sent_as_it_is(built: Path, catalog: Catalog, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("slow", "utf-8")
    (tmp_path / "site/index.html.gz").write_bytes(gzip.compress(b"packed before"))
    (tmp_path / "site" / HEADERS_FILE).write_bytes((built / HEADERS_FILE).read_bytes())
    with serving(tmp_path / "run", tmp_path / "site", catalog) as running:
        assert gzip.decompress(running.get("/", accept_encoding="gzip").body) == b"packed before"


def test_nginx_has_nothing_to_say_about_the_configuration(server: Server) -> None:
    warned = [line for line in server.log.read_text("utf-8").splitlines() if "[error]" not in line]
    assert warned == []


def test_a_planted_fault_would_be_seen(built: Path, catalog: Catalog, tmp_path: Path) -> None:
    faults = {
        "error_page 404 ": "error_page 418 ",
        "return 302 $guide_short": "return 301 $guide_short",
        "add_header Cache-Control $guide_cache_control always;": "",
        "gzip on;": "gzip off;",
    }
    with serving(tmp_path, built, catalog, **faults) as running:
        assert running.get("/nowhere/").body != (built / "404.html").read_bytes()
        assert running.get(SHORT).status == 301
        answer = running.get(PAGE, accept_encoding="gzip")
        assert answer.headers.keys().isdisjoint({"cache-control", "content-encoding"})


def test_the_files_name_each_other_as_they_are_installed(built: Path) -> None:
    rules = parse_headers((built / HEADERS_FILE).read_text("utf-8"))
    files = nginx_files("", rules, "https://guide.example/")
    assert set(files) == {NGINX_FILE, MAPS_FILE, LOCATION_FILE, "server.nginx.conf"}
    server = files["server.nginx.conf"]
    assert [name for name in files if f"include guide/{name};" in server] == [NGINX_FILE, MAPS_FILE, LOCATION_FILE]
    assert "server_name guide.example;" in server
