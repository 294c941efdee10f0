"""The site in a frame of another origin, as in a learning platform: what is left, what it tells, where links go."""

from __future__ import annotations

import html
import threading
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Frame, Page, expect

from browser.conftest import _Quiet, _Server
from browser_tools import PAGES, PHONE, Visit, asset
from site_tools import SITE_URL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

GUIDE = "/guide/never-ask/"
TYPE = "informational-interview-guide:height"
WHOLE = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads"
NO_STORAGE = "allow-scripts allow-popups allow-popups-to-escape-sandbox"
COURSE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A course</title>
<link rel="icon" href="data:,"><script>const heard = [];
addEventListener("message", (event) => heard.push({{origin: event.origin, ...event.data}}));</script></head>
<body><h1>A course</h1>{frame}{listener}</body></html>"""
STANDALONE = ".md-header, .md-tabs, .md-sidebar, .md-footer, .search, .md-top, .coach-link, [data-print]"


class Course(NamedTuple):
    """A page of another origin, and the frame in it."""

    page: Page
    frame: Frame

    def heard(self) -> list[dict[str, Any]]:
        return list(self.page.evaluate("heard"))

    def wait_for(self, condition: str) -> None:
        self.page.wait_for_function(condition)


class _Course(BaseHTTPRequestHandler):
    """A server of one page, which a test writes."""

    body = ""

    def do_GET(self) -> None:
        """Answer with the page."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.body.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


class _Shared(_Quiet):
    """A host that lets everybody load its modules: a frame without an origin counts as another site."""

    def end_headers(self) -> None:
        """Add the permission."""
        self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()


def serving(server: ThreadingHTTPServer) -> Iterator[str]:
    with server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def shared(built: Path) -> Iterator[str]:
    yield from serving(_Server(("127.0.0.1", 0), partial(_Shared, directory=str(built))))


@pytest.fixture(scope="session")
def elsewhere() -> Iterator[str]:
    yield from serving(_Server(("127.0.0.1", 0), _Course))


@pytest.fixture
def course(browser: Browser, address: str, elsewhere: str) -> Iterator[Callable[..., Course]]:
    """Frames a page of the site; fails the test if anything is logged as an error, unless `silent` is not wanted."""
    contexts, faults = [], list[str]()

    def frame(
        path: str, *, sandbox: str | None = WHOLE, host: str = address, silent: bool = True, **more: Any
    ) -> Course:
        attribute = "" if sandbox is None else f' sandbox="{sandbox}"'
        code = more.pop(
            "code", f'<iframe title="Guide" width="800" height="500"{attribute} src="{host}{path}"></iframe>'
        )
        _Course.body = COURSE.format(frame=code, listener=more.pop("listener", ""))
        context = browser.new_context(viewport={"width": 1000, "height": 900}, reduced_motion="reduce", **more)
        contexts.append(context)
        if silent:
            context.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
            context.on("weberror", lambda error: faults.append(str(error.error)))
        page = context.new_page()
        page.goto(f"{elsewhere}/", wait_until="load")
        return Course(page, page.frames[1])

    yield frame
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    "page_path", ["/", GUIDE, "/questions/all/", "/worksheets/learn-30/", "/scripts/first-emails/"]
)
def test_an_embedded_page_is_its_text_and_where_it_is_from(course: Callable[..., Course], page_path: str) -> None:
    frame = course(f"{page_path}?embed=1").frame
    expect(frame.locator("article h1")).to_be_visible()
    for part in frame.locator(STANDALONE).all():
        expect(part).to_be_hidden()
    source = frame.get_by_role("link", name="The Informational Interview Guide", exact=True).first
    apart = frame.get_by_role("link", name="Open in a new tab")
    for link in (source, apart):
        expect(link).to_be_visible()
        assert link.get_attribute("target") == "_blank"
        assert link.get_attribute("rel") == "noopener"
        assert link.evaluate("link => link.pathname + link.search") == page_path


def test_it_is_embedded_before_anything_is_painted(visit: Visit) -> None:
    page = visit("/")
    page.route(asset("javascripts/embed.js"), lambda route: route.abort())
    page.goto(f"{visit.address}{GUIDE}?embed=1", wait_until="load")
    expect(page.locator(".md-header")).to_be_hidden()
    expect(page.locator(".embed-source")).to_be_visible()
    visit.forgive("ERR_FAILED")


@pytest.mark.parametrize("query", ["", "?embed=0", "?embed=12", "?x=embed=1", "?notembed=1"])
def test_any_other_address_shows_the_whole_page(visit: Visit, query: str) -> None:
    page = visit(f"{GUIDE}{query}")
    expect(page.locator(".md-header")).to_be_visible()
    expect(page.locator(".embed-source")).to_be_hidden()


@pytest.mark.parametrize(("sandbox", "origin"), [(None, "site"), (WHOLE, "site"), (NO_STORAGE, "null")])
def test_the_page_around_is_told_the_height_and_again_when_it_grows(
    course: Callable[..., Course], shared: str, sandbox: str | None, origin: str
) -> None:
    framed = course(f"{GUIDE}?embed=1", sandbox=sandbox, host=shared)
    framed.wait_for("heard.length > 0")
    first = framed.heard()[-1]
    assert first == {
        "origin": shared if origin == "site" else "null",
        "type": TYPE,
        "height": framed.frame.evaluate("document.documentElement.offsetHeight"),
        "path": GUIDE,
    }
    assert first["height"] > 2000
    framed.frame.locator("summary", has_text="On this page").click()
    framed.wait_for(f"heard.at(-1).height > {first['height']} + 50")
    framed.frame.locator("summary", has_text="On this page").click()
    framed.wait_for(f"heard.at(-1).height === {first['height']}")


def test_where_storage_is_refused_everything_else_works(course: Callable[..., Course], shared: str) -> None:
    framed = course(f"{GUIDE}?embed=1", sandbox=NO_STORAGE, host=shared)
    refused = "(() => { try { localStorage.length } catch (error) { return error.name } })()"
    assert framed.frame.evaluate(refused) == "SecurityError"
    framed.frame.locator("article a[href*='objections']").first.click()
    framed.frame.wait_for_url("**/guide/objections/?embed=1*")
    expect(framed.frame.locator(".md-header")).to_be_hidden()


def test_a_host_that_shares_no_scripts_still_gives_text_height_and_links(course: Callable[..., Course]) -> None:
    framed = course(f"{GUIDE}?embed=1", sandbox=NO_STORAGE, silent=False)
    framed.wait_for("heard.length > 0")
    expect(framed.frame.locator("article h1")).to_be_visible()
    framed.frame.locator("article a[href*='objections']").first.click()
    framed.frame.wait_for_url("**/guide/objections/?embed=1*")


def test_nothing_that_the_page_around_sends_is_read(course: Callable[..., Course]) -> None:
    framed = course(f"{GUIDE}?embed=1")
    framed.wait_for("heard.length > 0")
    before = framed.frame.content()
    for message in ("{type: 'informational-interview-guide:height', height: 1}", "'<img src=x>'", "null"):
        framed.page.evaluate(f"document.querySelector('iframe').contentWindow.postMessage({message}, '*')")
    framed.page.evaluate("new Promise(requestAnimationFrame)")
    assert framed.frame.content() == before


def test_links_stay_embedded_within_the_frame(course: Callable[..., Course]) -> None:
    framed = course("/coaches/?embed=1")
    framed.frame.locator("article a[href$='never-ask/#what-counts']").first.click()
    framed.frame.wait_for_url(f"**{GUIDE}?embed=1#what-counts")
    framed.wait_for(f"heard.some(message => message.path === '{GUIDE}')")
    expect(framed.frame.locator(".md-header")).to_be_hidden()


def test_files_and_other_sites_open_a_tab_of_their_own(course: Callable[..., Course]) -> None:
    framed = course("/worksheets/learn-30/?embed=1")
    file = framed.frame.locator("#downloads ~ ul a[href$='-letter.pdf']").first
    assert file.get_attribute("target") == "_blank"
    framed = course("/guide/sources/?embed=1")
    link = framed.frame.locator("article a[href^='https://doi.org/']").first
    assert (link.get_attribute("target"), link.get_attribute("rel")) == ("_blank", "noopener")
    inside = framed.frame.locator("article .headerlink").first
    assert inside.get_attribute("target") is None


def test_a_new_tab_shows_the_whole_page_at_the_same_section(course: Callable[..., Course]) -> None:
    framed = course(f"{GUIDE}?embed=1#what-counts")
    with framed.page.context.expect_page() as opened:
        framed.frame.get_by_role("link", name="Open in a new tab").click()
    opened.value.wait_for_url(f"**{GUIDE}#what-counts")
    expect(opened.value.locator(".md-header")).to_be_visible()


def test_a_link_opened_in_a_new_tab_by_hand_shows_the_whole_page(course: Callable[..., Course]) -> None:
    framed = course(f"{GUIDE}?embed=1")
    with framed.page.context.expect_page() as opened:
        framed.frame.locator("article a[href*='objections/']").first.click(modifiers=["ControlOrMeta"])
    opened.value.wait_for_load_state()
    assert "embed" not in opened.value.url


def test_a_section_is_in_sight_at_once(course: Callable[..., Course]) -> None:
    framed = course(f"{GUIDE}?embed=1#gray-cases")
    top = framed.frame.evaluate("document.querySelector('#gray-cases').getBoundingClientRect().top")
    assert 0 <= top < 120


@pytest.mark.parametrize("moved", ["/go/counts/?embed=1", "/go/rule/?embed=1#what-counts"])
def test_a_short_address_stays_embedded(course: Callable[..., Course], moved: str) -> None:
    framed = course(moved)
    framed.frame.wait_for_url(f"**{GUIDE}?embed=1#what-counts")
    expect(framed.frame.locator(".md-header")).to_be_hidden()


def test_without_scripts_the_frame_shows_the_normal_page(course: Callable[..., Course]) -> None:
    frame = course(f"{GUIDE}?embed=1", java_script_enabled=False).frame
    expect(frame.locator("article h1")).to_be_visible()
    expect(frame.locator(".md-header")).to_be_visible()
    expect(frame.locator(".embed-source")).to_be_hidden()


def test_a_copied_section_link_is_that_of_the_whole_page(visit: Visit) -> None:
    page = visit(f"{GUIDE}?embed=1", permissions=["clipboard-read", "clipboard-write"])
    page.locator("#what-counts .headerlink").click()
    expect(page.get_by_role("status")).to_have_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{visit.address}{GUIDE}#what-counts"


@pytest.mark.parametrize("page_path", [GUIDE, "/questions/all/", "/worksheets/learn-30/", "/404.html"])
def test_axe_finds_nothing_on_an_embedded_page(visit: Visit, page_path: str) -> None:
    for size, scheme in ((PHONE, "dark"), ({"width": 800, "height": 600}, "light")):
        page = visit(f"{page_path}?embed=1", size=size, scheme=scheme)  # type: ignore[arg-type]
        assert Axe().run(page).response["violations"] == []
        assert page.evaluate("document.scrollingElement.scrollWidth") <= size["width"]


def test_paper_gets_the_normal_page(visit: Visit) -> None:
    whole, embedded = visit(GUIDE), visit(f"{GUIDE}?embed=1")
    text = "(() => document.body.innerText.replace(/\\s+/g, ' '))()"
    for page in (whole, embedded):
        page.emulate_media(media="print")
    assert embedded.evaluate(text) == whole.evaluate(text)


# ── The page that gives the code ────────────────────────────────────────────────────────────────────────────────────


def code_of(page: Page, name: str) -> str:
    return page.locator(f"#__{name}-code").inner_text()


def test_the_form_writes_the_code_of_the_page_that_is_chosen(visit: Visit) -> None:
    page = visit("/coaches/embed/", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_label("Page", exact=True).select_option(label="Benefits")
    page.get_by_label("Section, if").fill("#limits")
    page.get_by_label("Height").fill("900")
    code = code_of(page, "embed")
    assert f'src="{SITE_URL}guide/benefits/?embed=1#limits"' in code
    assert 'height="900"' in code
    assert 'title="Benefits · The Informational Interview Guide"' in code
    assert f'sandbox="{WHOLE}"' in code
    page.get_by_role("button", name="Copy the code").click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == code


def test_a_pasted_address_chooses_page_and_section(visit: Visit) -> None:
    page = visit("/coaches/embed/")
    page.get_by_label("Section, if").fill(f"{SITE_URL}guide/objections/#sneaky")
    assert f'src="{SITE_URL}guide/objections/?embed=1#sneaky"' in code_of(page, "embed")


@pytest.mark.parametrize(
    ("section", "height"),
    [('x"><script>alert(1)</script>', "1e9"), ("javascript:alert(1)", "-5"), ("https://evil.example/#a b", "")],
)
def test_what_is_typed_never_becomes_more_than_an_anchor_and_a_number(visit: Visit, section: str, height: str) -> None:
    page = visit("/coaches/embed/")
    page.get_by_label("Section, if").fill(section)
    page.get_by_label("Height").fill(height)
    code = code_of(page, "embed")
    assert f'src="{SITE_URL}guide/?embed=1"' in code
    assert any(f'height="{number}"' in code for number in (200, 700, 4000))
    assert page.locator("#__embed-code *").count() == 0


def test_without_scripts_the_code_stands_there_and_no_form(visit: Visit) -> None:
    page = visit("/coaches/embed/", scripts=False)
    assert f'src="{SITE_URL}guide/?embed=1"' in code_of(page, "embed")
    expect(page.locator(".embed-form")).to_be_hidden()
    expect(page.get_by_role("button", name="Copy the code")).to_be_hidden()


def test_the_code_and_the_script_work_in_a_page_of_another_origin(
    visit: Visit, course: Callable[..., Course], address: str
) -> None:
    page = visit("/coaches/embed/")
    code, listener = (code_of(page, name).replace(SITE_URL, f"{address}/") for name in ("embed", "listener"))
    framed = course("", code=code.replace('loading="lazy"', ""), listener=listener)
    height = framed.frame.evaluate("document.documentElement.offsetHeight")
    framed.wait_for(f"document.querySelector('iframe').getBoundingClientRect().height >= {height}")
    assert html.escape("<iframe") in page.content()


def test_the_script_trusts_nobody_else(visit: Visit, course: Callable[..., Course]) -> None:
    listener = code_of(visit("/coaches/embed/"), "listener")
    framed = course(f"{GUIDE}?embed=1", listener=listener)  # framed from an address that the script does not name
    framed.wait_for("heard.length > 0")
    framed.page.evaluate(f"postMessage({{type: '{TYPE}', height: 5000}}, '*')")
    framed.page.evaluate("new Promise(requestAnimationFrame)")
    assert framed.page.evaluate("document.querySelector('iframe').offsetHeight") < 600


def test_every_page_type_can_be_embedded(visit: Visit, page_type: str) -> None:
    page = visit(f"{PAGES[page_type]}?embed=1")
    expect(page.locator(".embed-source")).to_be_visible()
    expect(page.locator(".md-header")).to_be_hidden()
