"""Asks the registries' services whether anything that is locked has a known vulnerability, in Python or of npm.

Exits with 1 if something has, with 2 if something could not be asked about. Needs the network, so it is no test.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
VENDORED = ROOT / "docs/assets/javascripts/vendor"


class Audit(NamedTuple):
    """What one lock file holds: how many packages were asked about, what is wrong, what nobody could say."""

    asked: int
    found: list[str]
    unknown: list[str]


def read_pip_audit(report: str, complaint: str) -> Audit:
    """The outcome of `pip-audit --format json`. A package that the service does not know counts as unknown."""
    try:
        packages: list[dict[str, Any]] = json.loads(report)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return Audit(0, [], [_last_line(complaint)])
    unknown = [f"{one['name']}: {one['skip_reason']}" for one in packages if "skip_reason" in one]
    faults = [(one, fault) for one in packages for fault in one.get("vulns", ())]
    found = [
        f"{one['name']} {one['version']}: {fault['id']}, mended in {', '.join(fault['fix_versions']) or 'no version'}"
        for one, fault in faults
    ]
    return Audit(len(packages) - len(unknown), found, unknown)


def read_npm_audit(report: str, complaint: str) -> Audit:
    """The outcome of `npm audit --json`."""
    try:
        data: dict[str, Any] = json.loads(report)
        faulty: dict[str, dict[str, Any]] = data["vulnerabilities"]
        asked = int(data["metadata"]["dependencies"]["total"])
    except (ValueError, KeyError, TypeError):
        said = re.search(r'"(?:message|summary)":\s*"([^"]+)"', report)
        return Audit(0, [], [said[1] if said else _last_line(complaint)])
    return Audit(asked, [f"{name} {one['range']}: {one['severity']}" for name, one in sorted(faulty.items())], [])


def vendored(folder: Path) -> list[str]:
    """Name, version and source of each script of others that lies in the project, from its head."""
    heads = [(path, path.read_text("utf-8")[:400]) for path in sorted(folder.glob("*.js"))]
    return [
        f"{path.name}: {' '.join(head[2 : head.index('*/')].split()).split(' Copyright')[0]}"
        for path, head in heads
        if head.startswith("/*") and "*/" in head
    ]


def _last_line(text: str) -> str:
    lines = [line for line in text.strip().split("\n") if line.strip()]
    return lines[-1].strip() if lines else "said nothing"


def _run(*command: str | Path, folder: Path = ROOT) -> tuple[str, str]:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout, done.stderr


def _tell(name: str, audit: Audit) -> None:
    print(f"{name}: {audit.asked} packages asked about, {len(audit.found)} vulnerabilities")
    for line in audit.found:
        print(f"  {line}")
    if audit.unknown:
        print(f"  NOT AUDITED: {len(audit.unknown)}, the first: {audit.unknown[0]}")


def main() -> int:
    """Audit every lock file; 1 for a vulnerability, 2 for what could not be asked about."""
    audits = {}
    for lock in sorted(ROOT.glob("requirements*.lock")):
        options = ("--disable-pip", "--require-hashes", "--progress-spinner", "off", "--format", "json")
        audits[lock.name] = read_pip_audit(*_run(BIN / "pip-audit", *options, "--requirement", lock))
    listed, _ = _run("git", "ls-files", "--cached", "--others", "--exclude-standard", "*package-lock.json")
    for name in listed.split():
        npm = (BIN / "npm", "audit", "--package-lock-only", "--json")
        audits[name] = read_npm_audit(*_run(*npm, folder=(ROOT / name).parent))
    for name, audit in audits.items():
        _tell(name, audit)
    print("Copied into the project, to be looked up by hand:", *vendored(VENDORED), sep="\n  ")
    if any(audit.found for audit in audits.values()):
        return 1
    if any(audit.unknown for audit in audits.values()):
        print("The audit is not complete: the service could not be reached, or does not know these packages.")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
