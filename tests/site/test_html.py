"""Each built page and each stub is valid HTML, by html-validate with the rules in tests/node/.htmlvalidate.cjs."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from site_tools import ROOT

NODE = Path(sys.executable).with_name("node")
VALIDATOR = ROOT / "tests/node/node_modules/html-validate/bin/html-validate.mjs"
# Two check boxes that Material's base.html sets outside of every block, where no template of ours can mend them.
# Neither is displayed: a label and a button with the same name open the menu, and the other one is not used.
THEME = {
    ("valid-autocomplete", "#__drawer"),
    ("valid-autocomplete", "#__search"),
    ("input-missing-label", "#__search"),
}
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title></head>
<body><main><h1>A page</h1>{}</main></body></html>"""


def errors(folder: Path) -> list[str]:
    """What is wrong with the pages below `folder`, a line for each place."""
    assert VALIDATOR.is_file(), "run `make .build/.validator`"
    with tempfile.TemporaryDirectory() as scratch:
        report = Path(scratch) / "report.json"
        command = [
            str(NODE),
            str(VALIDATOR),
            "--config",
            str(ROOT / "tests/node/.htmlvalidate.cjs"),
            "--formatter",
            f"json={report}",
        ]
        done = subprocess.run([*command, f"{folder}/**/*.html"], capture_output=True, text=True, check=False)
        assert done.returncode in (0, 1), done.stderr
        pages = json.loads(report.read_text("utf-8"))
    return [
        f"{Path(page['filePath']).relative_to(folder)}:{found['line']}: {found['ruleId']}: {found['message']}"
        for page in pages
        for found in page["messages"]
        if (found["ruleId"], found["selector"]) not in THEME
    ]


def test_every_page_is_valid(built: Path) -> None:
    found = errors(built)
    assert not found, f"{len(found)} errors\n" + "\n".join(found[:40])


@pytest.mark.parametrize(
    ("fault", "rule"),
    [
        ("<p><div>Inside</div></p>", "close-order"),
        ("<p id='one'>One</p><p id='one'>Two</p>", "no-dup-id"),
        ("<img src='/one.png'>", "wcag/h37"),
        ("<p aria-labelledby='nowhere'>Lost</p>", "no-missing-references"),
        ("<p><a target='_blank'>Nowhere</a></p>", "attribute-misuse"),
        ("<p style='color: red'>Red</p>", "no-inline-style"),
        ("<script src='https://example.org/one.js'></script>", "require-sri"),
        ("<div role='button' tabindex='0'>Press</div>", "prefer-native-element"),
        ("<input>", "input-missing-label"),
    ],
)
def test_a_planted_fault_is_seen(tmp_path: Path, fault: str, rule: str) -> None:
    (tmp_path / "page.html").write_text(PAGE.format(fault), "utf-8")
    assert any(f": {rule}: " in text for text in errors(tmp_path)), errors(tmp_path)


def test_a_page_without_faults_has_none(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE.format("<p>Well.</p>"), "utf-8")
    assert errors(tmp_path) == []
