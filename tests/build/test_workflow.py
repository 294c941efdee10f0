"""The workflow that publishes a copy on GitHub Pages, as far as it can be checked without GitHub."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from site_tools import ROOT

WORKFLOW: dict[Any, Any] = yaml.safe_load((ROOT / ".github/workflows/pages.yml").read_text("utf-8"))
STEPS = [step for job in WORKFLOW["jobs"].values() for step in job["steps"]]
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


@pytest.mark.parametrize("action", [step["uses"] for step in STEPS if "uses" in step])
def test_actions_are_githubs_own_at_a_major_version(action: str) -> None:
    assert re.fullmatch(r"actions/[a-z-]+@v\d+", action)


def test_site_is_built_by_make_for_its_address_and_uploaded_from_where_make_puts_it() -> None:
    (built,) = (step for step in STEPS if "run" in step)
    target = re.match(r"make ([a-z]+) ", built["run"])
    assert target
    assert target[1] in TARGETS
    assert 'SITE_URL="$BASE_URL/"' in built["run"]
    assert built["env"] == {"BASE_URL": "${{ steps.pages.outputs.base_url }}"}
    assert [step["with"]["path"] for step in STEPS if "upload-pages" in step.get("uses", "")] == ["site"]


def test_each_job_has_no_more_rights_than_it_needs() -> None:
    assert WORKFLOW["permissions"] == {"contents": "read"}
    assert {name: job["permissions"] for name, job in WORKFLOW["jobs"].items()} == {
        "build": {"contents": "read", "pages": "read"},
        "publish": {"pages": "write", "id-token": "write"},
    }


def test_it_runs_on_main_and_by_hand() -> None:
    assert WORKFLOW[True] == {"push": {"branches": ["main"]}, "workflow_dispatch": None}  # YAML 1.1 reads `on` as true
