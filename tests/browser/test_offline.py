"""Reading without a connection: what is kept, that builds never mix, and that it can all be taken back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from offline_tools import Host, copy, next_build, rewrite, tell
from site_tools import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

REST = 3000
PDF = "worksheets/files/learn-30-letter.pdf"
KEPT = """async () => Object.fromEntries(await Promise.all((await caches.keys()).map(
  async (name) => [name, (await (await caches.open(name)).keys()).map(({ url }) => url)])))"""
BUILD_OF = """() => [document.querySelector("meta[name=build]")?.content ?? "A",
  getComputedStyle(document.documentElement).getPropertyValue("--build").replaceAll('"', "") || "A",
  document.documentElement.getAttribute("data-build") ?? "A"]"""

REGISTERING = re.compile(r'<script type="module" src="[^"]*javascripts/offline\.[^"]*"></script>')


@pytest.fixture
def host(built: Path) -> Iterator[Host]:
    with Host(built) as running:
        yield running


@pytest.fixture
def reader(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens an address in a browser that lets workers in; fails the test if the console told of an error."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def opened(address: str, script: str = "") -> Page:
        context = browser.new_context(service_workers="allow", accept_downloads=True)
        contexts.append(context)
        if script:
            context.add_init_script(script)
        context.on("weberror", lambda error: faults.append(f"error: {error.error}"))
        context.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page = context.new_page()
        page.clock.install()
        page.goto(address, wait_until="load")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not [fault for fault in faults if "Failed to load resource" not in fault], faults


def stay(page: Page) -> None:
    """Stay on the page until the site is kept."""
    page.clock.fast_forward(REST)
    assert page.evaluate("navigator.serviceWorker.ready.then(() => true)")


def kept(page: Page) -> dict[str, list[str]]:
    found: dict[str, list[str]] = page.evaluate(KEPT)
    return found


def is_styled(page: Page) -> bool:
    return page.evaluate("getComputedStyle(document.querySelector('.md-header')).position") in {"sticky", "fixed"}


def registrations(page: Page) -> list[str]:
    every = "navigator.serviceWorker.getRegistrations()"
    found: list[str] = page.evaluate(f"{every}.then((all) => all.map(({{ scope }}) => scope))")
    return found


def take_update(page: Page) -> str:
    """Let the browser look for a new worker, and wait until that one is in charge, or has failed: which of the two."""
    outcome: str = page.evaluate(
        """async () => {
          const registration = await navigator.serviceWorker.getRegistration();
          await registration.update();
          const next = registration.installing ?? registration.waiting ?? registration.active;
          while (!["activated", "redundant"].includes(next.state))
            await new Promise((changed) => next.addEventListener("statechange", changed, { once: true }));
          return next.state;
        }"""
    )
    return outcome


def test_what_was_read_the_guide_sheets_and_tools_stay_readable(host: Host, reader: Callable[..., Page]) -> None:
    page = reader(f"{host.address}questions/pay/?from=mail#pay-published-range")
    stay(page)
    page.goto(f"{host.address}comparisons/message-length/")
    assert page.evaluate(f"fetch('/{PDF}').then((answer) => answer.status)") == 200
    host.is_there = False

    for path in ("questions/pay/", "questions/pay/?a=b#pay-published-range", "comparisons/message-length/", ""):
        answer = page.goto(host.address + path)
        assert answer is not None
        assert answer.status == 200, path
        expect(page.locator("h1")).to_be_visible()
        assert is_styled(page)
    for path in ("guide/never-ask/", "worksheets/learn-30/", "worksheets/", "coaches/assign/"):
        answer = page.goto(host.address + path)
        assert answer is not None
        assert answer.status == 200, path

    assert page.evaluate(f"fetch('/{PDF}').then(async (answer) => (await answer.text()).slice(0, 5))") == "%PDF-"

    page.goto(f"{host.address}tools/check/")
    page.get_by_role("textbox", name="Your message or your questions").fill("Are you hiring?")
    expect(page.locator(".verdict")).to_have_text("1 place asks for a job")

    page.goto(f"{host.address}coaches/assign/")
    page.get_by_label("Search").last.fill("never ask")
    expect(page.locator(".assign-results li").first).to_be_visible()


def test_a_page_that_is_not_kept_says_so_and_lists_what_is(host: Host, reader: Callable[..., Page]) -> None:
    page = reader(f"{host.address}questions/pay/")
    stay(page)
    host.is_there = False
    for path in ("coaches/lms/", "scripts/first-emails/", "no/such/page"):
        answer = page.goto(host.address + path)
        assert answer is not None
        assert answer.status == 503
        expect(page.locator("h1")).to_contain_text("Reading offline")
        assert is_styled(page)
        expect(page.locator(".kept-said")).to_contain_text("on this device")
    expect(page.locator(".kept-list").get_by_role("link", name="Questions: pay", exact=False).first).to_be_visible()
    page.locator(".kept-list").get_by_role("link", name="Never ask for a job").first.click()
    expect(page).to_have_url(f"{host.address}guide/never-ask/")
    page.goto(f"{host.address}no/such/page")
    page.locator("header a").first.click()
    expect(page).to_have_url(host.address)


def test_only_whole_good_answers_are_kept_each_once(host: Host, reader: Callable[..., Page]) -> None:
    page = reader(host.address)
    stay(page)
    page.goto(f"{host.address}questions/all/?words=pay#x")
    page.goto(f"{host.address}questions/all/?words=time")
    page.goto(f"{host.address}questions/index.html")
    page.goto(f"{host.address}no-such-page/")
    assert page.evaluate(f"fetch('/{PDF}', {{headers: {{Range: 'bytes=0-9'}}}}).then((answer) => answer.ok)")
    page.evaluate("fetch('/sitemap.xml')")
    page.goto(f"{host.address}guide/")
    page.wait_for_function(f"async () => (await ({KEPT})()) && (await caches.match('/questions/')) !== undefined")
    (urls,) = kept(page).values()
    paths = [url.removeprefix(host.address) for url in urls]
    assert len(paths) == len(set(paths))
    assert paths.count("questions/all/") == 1
    assert "questions/" in paths
    assert [path for path in paths if "?" in path] == ["service-worker.js?held"]
    assert not [path for path in paths if "no-such" in path or "index.html" in path or path.endswith((".pdf", ".xml"))]
    assert "service-worker.js" not in paths


def test_a_host_that_fails_or_keeps_silent_is_stood_in_for(host: Host, reader: Callable[..., Page]) -> None:
    page = reader(f"{host.address}questions/pay/")
    stay(page)
    host.failing = {"/questions/pay/", "/questions/"}
    answer = page.goto(f"{host.address}questions/pay/")
    assert answer is not None
    assert answer.status == 200
    answer = page.goto(f"{host.address}questions/")
    assert answer is not None
    assert answer.status == 503
    expect(page.locator("body")).to_contain_text("Error response")  # what the host says, since nothing is kept


def test_builds_never_mix_and_the_old_one_goes(
    built: Path, host: Host, reader: Callable[..., Page], tmp_path: Path
) -> None:
    page = reader(f"{host.address}questions/pay/")
    stay(page)
    (first,) = kept(page)
    other = page.context.new_page()  # stays open with the old build
    other.goto(f"{host.address}coaches/assign/")
    before = len(host.asked)

    host.folder = next_build(built, tmp_path / "B", "B")
    host.failing = {"/service-worker.js"}  # no update yet
    page.goto(f"{host.address}guide/")
    assert page.evaluate(BUILD_OF) == ["B", "B", "B"]  # the old worker hands on what it does not know
    host.is_there = False
    page.goto(f"{host.address}guide/")
    assert page.evaluate(BUILD_OF) == ["A", "A", "A"], "what the old worker kept is of its own build"
    host.is_there = True
    host.failing = set()
    assert take_update(page) == "activated"
    assert len(kept(page)) == 2, "the old cache stays for the page that is open with it"
    assert not [path for path in host.asked[before:] if path.endswith(".docx")]
    host.is_there = False
    for path in ("questions/pay/", "guide/", "guide/myths/", "worksheets/learn-30/", "tools/check/", "no/such/page"):
        page.goto(host.address + path)
        assert page.evaluate(BUILD_OF) == ["B", "B", "B"], path
    page.goto(f"{host.address}guide/myths/")
    expect(page.get_by_text("Changed in build B.")).to_be_visible()
    assert other.evaluate(BUILD_OF) == ["A", "A", "A"]
    late = "Promise.all([...document.querySelectorAll('link[rel=stylesheet]')].map(({ href }) => fetch(href)))"
    answers = f"{late}.then((answers) => answers.map(({{ ok }}) => ok))"
    assert all(other.evaluate(answers)), "an open page still gets what the host has no longer"

    other.close()
    page.goto(f"{host.address}guide/")
    page.goto(f"{host.address}guide/myths/")
    page.wait_for_function("(first) => caches.has(first).then((has) => !has)", arg=first)
    (second,) = kept(page)
    assert second != first
    assert registrations(page) == [host.address]


def test_an_update_that_breaks_off_leaves_the_old_build_whole(
    built: Path, host: Host, reader: Callable[..., Page], tmp_path: Path
) -> None:
    page = reader(f"{host.address}questions/pay/")
    stay(page)
    site = next_build(built, tmp_path / "B", "B")
    style = re.search(r"/assets/stylesheets/[^\"]+", (site / "questions/pay/index.html").read_text("utf-8"))
    assert style is not None
    host.folder = site
    host.failing = {style[0]}
    assert take_update(page) == "redundant"
    host.is_there = False
    for path in ("questions/pay/", "guide/myths/", "worksheets/learn-30/"):
        page.goto(host.address + path)
        assert page.evaluate(BUILD_OF) == ["A", "A", "A"], path


def test_an_update_loads_what_changed_and_no_more(
    built: Path, host: Host, reader: Callable[..., Page], tmp_path: Path
) -> None:
    page = reader(f"{host.address}questions/pay/")
    stay(page)
    site = copy(built, tmp_path / "C")
    changed = site / "guide/myths/index.html"
    rewrite(changed, changed.read_text("utf-8").replace("</h1>", "</h1><p>Changed.</p>"))
    tell(site)
    host.folder = site
    before = len(host.asked)
    assert take_update(page) == "activated"
    assert sorted(set(host.asked[before:])) == ["/guide/myths/", "/service-worker.js"]


def test_switched_off_it_takes_itself_back(
    built: Path, host: Host, reader: Callable[..., Page], tmp_path: Path
) -> None:
    page = reader(f"{host.address}questions/pay/")
    stay(page)
    page.evaluate("async () => { await caches.open('somebody else'); }")
    site = copy(built, tmp_path / "off")
    rewrite(site / "service-worker.js", (ROOT / "docs/service-worker.js").read_text("utf-8"))
    for path in site.rglob("index.html"):
        rewrite(path, REGISTERING.sub("", path.read_text("utf-8")))
    host.folder = site
    page.goto(f"{host.address}guide/")
    page.evaluate("navigator.serviceWorker.getRegistration().then((found) => found?.update())")
    page.wait_for_function("() => navigator.serviceWorker.getRegistrations().then((all) => !all.length)")
    page.goto(f"{host.address}guide/myths/")
    page.clock.fast_forward(REST)
    expect(page.locator("h1")).to_be_visible()
    assert kept(page) == {"somebody else": []}
    assert registrations(page) == []
    host.is_there = False
    with pytest.raises(Error, match="ERR_EMPTY_RESPONSE"):
        page.goto(f"{host.address}questions/pay/")


def test_it_keeps_to_its_folder_of_a_host(built: Path, reader: Callable[..., Page]) -> None:
    with Host(built, "/guides/interviews/") as host:
        page = reader(f"{host.address}questions/pay/")
        page.evaluate("async () => { await caches.open('guidebook ' + location.origin + '/guides/ 0'); }")
        stay(page)
        assert registrations(page) == [host.address]
        assert len(kept(page)) == 2
        host.is_there = False
        for path, status in (("worksheets/learn-30/", 200), ("guide/", 200), ("coaches/lms/", 503)):
            answer = page.goto(host.address + path)
            assert answer is not None
            assert answer.status == status, path
            assert is_styled(page)
        page.locator("header a").first.click()
        expect(page).to_have_url(host.address)


def test_in_a_frame_it_does_not_begin(host: Host, reader: Callable[..., Page], tmp_path: Path) -> None:
    frames = [f'<iframe src="{host.address}guide/{query}"></iframe>' for query in ("", "?embed=1")]
    (tmp_path / "course.html").write_text(f"<!doctype html><title>Course</title>{''.join(frames)}", "utf-8")
    with Host(tmp_path) as course:
        page = reader(f"{course.address}course.html")
        page.clock.fast_forward(2 * REST)
        for frame in page.frames[1:]:
            assert frame.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0


def test_before_it_is_published_it_does_not_begin(
    built: Path, host: Host, reader: Callable[..., Page], tmp_path: Path
) -> None:
    host.folder = copy(built, tmp_path / "served")
    module = "assets/javascripts/offline.js"
    rewrite(host.folder / module, (ROOT / "docs" / module).read_text("utf-8"))
    rewrite(host.folder / "blank.html", "<!doctype html><title>x</title>")
    page = reader(f"{host.address}blank.html")
    page.evaluate("import('/assets/javascripts/offline.js')")
    page.clock.fast_forward(2 * REST)
    assert registrations(page) == []


def test_where_storage_is_refused_the_site_works(host: Host, reader: Callable[..., Page]) -> None:
    refused = """const no = async () => { throw new DOMException("no", "SecurityError"); };
      if (self.isSecureContext) ServiceWorkerContainer.prototype.register = CacheStorage.prototype.keys = no;"""
    page = reader(f"{host.address}questions/pay/", refused)
    page.clock.fast_forward(REST)
    expect(page.locator("h1")).to_be_visible()
    page.goto(f"{host.address}offline/")
    expect(page.locator(".kept-said")).to_contain_text("Nothing is kept on this device yet")


def test_an_install_that_fails_breaks_nothing(host: Host, reader: Callable[..., Page]) -> None:
    host.failing = {"/offline/"}
    page = reader(f"{host.address}questions/pay/")
    page.clock.fast_forward(REST)
    page.wait_for_function("() => navigator.serviceWorker.getRegistrations().then((all) => !all.length)")
    page.goto(f"{host.address}guide/")
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate("navigator.serviceWorker.controller") is None
    host.failing = set()
    page.clock.fast_forward(REST)
    stay(page)
    host.is_there = False
    answer = page.goto(f"{host.address}worksheets/learn-30/")
    assert answer is not None
    assert answer.status == 200


def test_who_saves_data_gets_only_what_was_opened(
    built: Path, host: Host, reader: Callable[..., Page], tmp_path: Path
) -> None:
    site = copy(built, tmp_path / "sparing")
    worker = (site / "service-worker.js").read_text("utf-8")
    sparing = 'Object.defineProperty(navigator, "connection", { value: { saveData: true } });\n'
    rewrite(site / "service-worker.js", sparing + worker)
    host.folder = site
    page = reader(f"{host.address}questions/pay/")
    stay(page)
    (urls,) = kept(page).values()
    pages = {url.removeprefix(host.address) for url in urls if url.endswith("/")}
    assert pages == {"offline/", "questions/pay/"}
    assert not [url for url in urls if "search-" in url], "what is loaded when it is used is kept when it is"
    page.goto(f"{host.address}scripts/")
    page.goto(f"{host.address}guide/")
    host.is_there = False
    answers: list[Any] = [page.goto(host.address + path) for path in ("scripts/", "questions/pay/", "worksheets/")]
    assert [answer.status for answer in answers] == [200, 200, 503]
