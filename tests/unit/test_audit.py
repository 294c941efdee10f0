from __future__ import annotations

import json

from audit import VENDORED, read_npm_audit, read_pip_audit, vendored

FAULT = {"id": "PYSEC-2024-1", "fix_versions": ["1.2", "1.1.9"], "aliases": [], "description": "Bad."}


def test_a_vulnerable_package_is_named_with_what_mends_it() -> None:
    packages = [{"name": "good", "version": "2", "vulns": []}, {"name": "bad", "version": "1.1", "vulns": [FAULT]}]
    audit = read_pip_audit(json.dumps({"dependencies": packages, "fixes": []}), "")
    assert audit == (2, ["bad 1.1: PYSEC-2024-1, mended in 1.2, 1.1.9"], [])


def test_a_package_that_the_service_does_not_know_is_not_counted_as_good() -> None:
    packages = [{"name": "good", "version": "2", "vulns": []}, {"name": "who", "skip_reason": "not found"}]
    assert read_pip_audit(json.dumps({"dependencies": packages}), "") == (1, [], ["who: not found"])


def test_a_service_that_does_not_answer_is_told() -> None:
    assert read_pip_audit("", "ERROR: connection refused\n") == (0, [], ["ERROR: connection refused"])
    assert read_npm_audit("", "npm error audit endpoint\n") == (0, [], ["npm error audit endpoint"])
    answer = '{"error": {"code": "ENOTFOUND", "summary": "", "message": "not found"}, "message": "request failed"}'
    assert read_npm_audit(answer, "") == (0, [], ["not found"])
    assert read_pip_audit("[]", "") == (0, [], ["said nothing"])


def test_the_audit_of_npm_is_read() -> None:
    faulty = {"bad": {"severity": "high", "range": "<2"}}
    report = {"vulnerabilities": faulty, "metadata": {"dependencies": {"total": 3}}}
    assert read_npm_audit(json.dumps(report), "") == (3, ["bad <2: high"], [])
    assert read_npm_audit(json.dumps({**report, "vulnerabilities": {}}), "") == (3, [], [])


def test_every_copied_script_says_what_it_is() -> None:
    listed = vendored(VENDORED)
    assert len(listed) == len(list(VENDORED.glob("*.js")))
    assert any(line.startswith("lean-qr.js: lean-qr 2.7.4") for line in listed)
