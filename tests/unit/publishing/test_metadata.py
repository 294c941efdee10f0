from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from guidebook.kept import Shelf
from guidebook.publishing.metadata import describe
from guidebook.publishing.structured import PageFacts, Section, structured_data

if TYPE_CHECKING:
    from pathlib import Path

ADDRESS = "https://guide.example/sub/"
FACTS: dict[str, Any] = {
    "title": "Title",
    "description": "What it says.",
    "language": "en",
    "license": "https://license.example/",
    "site_name": "The Guide",
}
PAGE = """<!doctype html>
<html lang="en">
<head>
<link rel="canonical" href="{canonical}">
<meta name="description" content="About {title}.">
<meta property="og:title" content="{title}"><meta property="og:site_name" content="The Guide">{head}
</head>
<body>
<article>{article}</article>
<footer>{footer}<a href="https://license.example/" rel="license">CC</a></footer>
</body>
</html>
"""
KICKER = (
    '<div class="kicker"><p>Reviewed <time datetime="2026-01-31">then</time><span class="minutes"> · 7 minutes</span>'
)


def graph(page: PageFacts, titles: dict[str, str] | None = None) -> list[dict[str, Any]]:
    data = json.loads(structured_data(page, titles or {}, ADDRESS))
    assert data["@context"] == "https://schema.org"
    return list(data["@graph"])


def facts(url: str, **changed: Any) -> PageFacts:
    return PageFacts(url=url, **{**FACTS, **changed})


def page(
    site: Path, url: str, title: str, article: str = "", *, head: str = "", footer: str = "", moved: str = ""
) -> Path:
    path = site / url.strip("/") / "index.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    canonical = ADDRESS + (moved or url)[1:]
    text = PAGE.format(canonical=canonical, title=title, article=article, head=head, footer=footer)
    path.write_bytes(text.encode())
    return path


def told(path: Path) -> list[dict[str, Any]]:
    """The graph at the end of a page, right before the body ends."""
    before, _, rest = path.read_text("utf-8").partition('<script type="application/ld+json">')
    assert before.endswith("</footer>\n")
    data, _, after = rest.partition("</script>")
    assert after == "</body>\n</html>\n"
    return list(json.loads(data)["@graph"])


def test_a_page_of_the_guide_is_a_resource_to_learn_from() -> None:
    resource, way = graph(facts("/guide/faq-2/", minutes=7, reviewed="2026-01-31"), {"/": "X", "/guide/": "Guide"})
    assert resource == {
        "@type": "LearningResource",
        "name": "Title",
        "description": "What it says.",
        "url": "https://guide.example/sub/guide/faq-2/",
        "inLanguage": "en",
        "license": "https://license.example/",
        "dateModified": "2026-01-31",
        "learningResourceType": "guide",
        "educationalUse": "self study",
        "audience": {"@type": "EducationalAudience", "educationalRole": "student"},
        "timeRequired": "PT7M",
        "isAccessibleForFree": True,
        "isPartOf": {"@type": "WebSite", "name": "The Guide", "url": ADDRESS},
    }
    assert way == {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": "The Guide", "item": ADDRESS},
            {"@type": "ListItem", "position": 2, "name": "Guide", "item": f"{ADDRESS}guide/"},
            {"@type": "ListItem", "position": 3, "name": "Title"},
        ],
    }


@pytest.mark.parametrize(
    ("url", "title", "kind", "resource", "time"),
    [
        ("/worksheets/learn-30/", "Learn in 30 minutes", "LearningResource", "worksheet", "PT30M"),
        ("/coaches/lesson-5-minutes/", "Lesson plan: 5 minutes", "LearningResource", "lesson plan", "PT5M"),
        ("/worksheets/", "Worksheets", "WebPage", None, None),
        ("/coaches/lms/", "Into your platform in 5 minutes", "WebPage", None, None),
        ("/", "Learn", "WebSite", None, None),
    ],
)
def test_kind_and_time_follow_the_place(
    url: str, title: str, kind: str, resource: str | None, time: str | None
) -> None:
    data = graph(facts(url, title=title))[0]
    assert (data["@type"], data.get("learningResourceType"), data.get("timeRequired")) == (kind, resource, time)


def test_the_home_page_is_the_site_and_names_who_runs_it() -> None:
    assert graph(facts("/")) == [
        {
            "@type": "WebSite",
            "name": "The Guide",
            "url": ADDRESS,
            "description": "What it says.",
            "inLanguage": "en",
            "license": "https://license.example/",
        }
    ]
    assert graph(facts("/", run_by="Riverside"))[0]["publisher"] == {"@type": "Organization", "name": "Riverside"}


def test_questions_and_steps_are_those_of_the_page() -> None:
    sections = (
        Section("Before", "Some"),
        Section("Why?", "So."),
        Section("Empty?", ""),
        Section("Go", "A B", ("A", "B")),
    )
    data, how, _ = graph(facts("/guide/faq/", sections=sections))
    assert data["@type"] == "FAQPage"
    assert data["mainEntity"] == [
        {"@type": "Question", "name": "Why?", "acceptedAnswer": {"@type": "Answer", "text": "So."}}
    ]
    assert how == {
        "@type": "HowTo",
        "name": "Go",
        "step": [{"@type": "HowToStep", "text": "A"}, {"@type": "HowToStep", "text": "B"}],
    }


def test_no_text_ends_the_element_or_begins_a_comment() -> None:
    hostile = "</script><!--<script>"
    text = structured_data(facts("/x/", title=hostile), {}, ADDRESS)
    assert "<" not in text
    assert json.loads(text)["@graph"][0]["name"] == hostile


def test_each_page_is_described_by_what_stands_on_it(tmp_path: Path) -> None:
    article = (
        f"{KICKER}</div><h1>Ask</h1><h2 class='how-to'>How<a class='headerlink' href='#'>#</a></h2><p>First</p>"
        "<ol><li>One <b>word</b><sup>1</sup></li><li>Two</li></ol><h2>List</h2><ol><li>No step</li></ol>"
    )
    home = page(tmp_path, "/", "Learn", footer="<div class='institution'><p><strong>Riverside</strong></p></div>")
    ask = page(tmp_path, "/guide/ask/", "Ask", article)
    page(tmp_path, "/guide/", "The guide")
    describe(tmp_path, ADDRESS, Shelf(None))
    assert told(home)[0]["publisher"]["name"] == "Riverside"
    resource, how, way = told(ask)
    assert (resource["name"], resource["description"]) == ("Ask", "About Ask.")
    assert (resource["dateModified"], resource["timeRequired"]) == ("2026-01-31", "PT7M")
    assert (how["name"], [step["text"] for step in how["step"]]) == ("How", ["One word", "Two"])
    assert [item["name"] for item in way["itemListElement"]] == ["The Guide", "The guide", "Ask"]


def test_the_sitemap_lists_each_page_once_and_no_stub_and_no_hidden_page(tmp_path: Path) -> None:
    page(tmp_path, "/b/", "B & B", KICKER)
    page(tmp_path, "/", "Learn")
    stub = page(tmp_path, "/old/", "Moved", moved="/b/")
    hidden = page(tmp_path, "/hidden/", "Hidden", head='<meta name="robots" content="noindex">')
    (tmp_path / "404.html").write_text("<html><body></body></html>", "utf-8")
    (tmp_path / "sitemap.xml.gz").write_bytes(b"old")
    untouched = [(path, path.read_bytes()) for path in (stub, hidden, tmp_path / "404.html")]
    describe(tmp_path, ADDRESS, Shelf(None))
    assert (tmp_path / "sitemap.xml").read_text("utf-8") == (
        '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        "<url><loc>https://guide.example/sub/</loc></url>\n"
        "<url><loc>https://guide.example/sub/b/</loc><lastmod>2026-01-31</lastmod></url>\n</urlset>\n"
    )
    assert not (tmp_path / "sitemap.xml.gz").exists()
    assert (tmp_path / "robots.txt").read_text("utf-8") == (
        "User-agent: *\nAllow: /\n\nSitemap: https://guide.example/sub/sitemap.xml\n"
    )
    assert (tmp_path / ".nojekyll").read_bytes() == b""
    assert [(path, path.read_bytes()) for path, _ in untouched] == untouched
