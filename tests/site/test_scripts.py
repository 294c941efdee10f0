"""What no script of ours may do: make markup or code of text. The minified ones of others are held to the same."""

from __future__ import annotations

import re

import pytest

from site_tools import ROOT

FORBIDDEN = {
    "markup from text": (
        r"\.(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write|createContextualFragment|setHTMLUnsafe|srcdoc"
    ),
    "code from text": r"\beval\s*\(|\bnew\s+Function\b|\bFunction\s*\(|set(?:Timeout|Interval)\s*\(\s*[\"'`]",
    "a handler as an attribute": r"setAttribute\(\s*[\"'`]on",
    "an address of another host": r"[\"'`](?:https?:)?//[a-z]",
    "cookies": r"document\.cookie|cookieStore",
    "messages from elsewhere": r"addEventListener\(\s*[\"'`]message[\"'`]|\bonmessage\b",
}
ALLOWED = {
    ("assign.js", "an address of another host"): "the namespace of SVG",
    ("check.js", "messages from elsewhere"): "the answers of its own worker",
    ("search.js", "messages from elsewhere"): "the answers of its own worker",
    ("search-worker.js", "messages from elsewhere"): "a worker hears its own page alone",
    ("check-worker.js", "messages from elsewhere"): "a worker hears its own page alone",
}
SCRIPTS = [*sorted((ROOT / "docs").rglob("*.js")), *sorted((ROOT / "overrides").rglob("*.html"))]


def faults(text: str) -> list[str]:
    """Which of the forbidden things a script does; comments say what they like."""
    code = re.sub(r"/\*.*?\*/|(?<!:)//[^\n\"'`]*$|\{#.*?#\}", "", text, flags=re.DOTALL | re.MULTILINE)
    return [name for name, pattern in FORBIDDEN.items() if re.search(pattern, code)]


def _is_script(text: str, suffix: str) -> str:
    if suffix == ".js":
        return text
    return "\n".join(re.findall(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", text, re.DOTALL))


def test_no_script_makes_markup_or_code_of_text() -> None:
    found = set()
    for path in SCRIPTS:
        name = path.as_posix().split("/javascripts/")[-1]
        found |= {(name, fault) for fault in faults(_is_script(path.read_text("utf-8"), path.suffix))}
    found = {(name, fault) for name, fault in found if not name.endswith("embed-listener.html")}  # text to copy
    assert found == set(ALLOWED)


@pytest.mark.parametrize(
    ("planted", "fault"),
    [
        ("part.innerHTML = text;", "markup from text"),
        ("part.outerHTML += text;", "markup from text"),
        ("part.insertAdjacentHTML('beforeend', text)", "markup from text"),
        ("document.write(text)", "markup from text"),
        ("eval (text)", "code from text"),
        ("new Function(text)()", "code from text"),
        ("setTimeout('go()', 1)", "code from text"),
        ("link.setAttribute('onclick', text)", "a handler as an attribute"),
        ("fetch('https://elsewhere.example/')", "an address of another host"),
        ("import('//elsewhere.example/x.js')", "an address of another host"),
        ("document.cookie = 'a=b'", "cookies"),
        ("addEventListener('message', run)", "messages from elsewhere"),
    ],
)
def test_a_planted_fault_is_found(planted: str, fault: str) -> None:
    assert faults(f"/* innerHTML */\nconst a = 1; // eval(a)\n{planted}\n") == [fault]
