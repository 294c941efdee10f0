from __future__ import annotations

from typing import TYPE_CHECKING

from guidebook.publishing import policy

if TYPE_CHECKING:
    from pathlib import Path

HASH = "'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs='"  # of "a", by openssl dgst -sha256 -binary | base64
PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>T</title><script data-x="a > b">a</script>
<script type="application/ld+json">{}</script><script type="module" src="x.js"></script></head></html>"""


def test_inline_scripts_that_run_are_allowed_by_their_hash() -> None:
    assert policy.inline_scripts(PAGE) == ["a"]
    assert policy.hashes([PAGE, PAGE]) == [HASH]
    assert f"script-src 'self' {HASH};" in policy.content_policy(policy.hashes([PAGE]))


def test_nothing_is_allowed_that_could_run_what_somebody_wrote() -> None:
    whole = policy.content_policy([HASH])
    assert "unsafe" not in whole
    assert "*" not in whole
    assert "http" not in whole
    for directive in ("default-src 'self'", "style-src 'self'", "object-src 'none'", "base-uri 'self'"):
        assert directive in whole.split("; ")
    assert "frame-ancestors" not in whole


def test_the_policy_is_in_every_page_before_anything_that_it_governs(tmp_path: Path) -> None:
    (tmp_path / "assets/javascripts").mkdir(parents=True)
    (tmp_path / "index.html").write_text(PAGE, "utf-8")
    (tmp_path / "assets/rule.01234567.json").write_text("{}", "utf-8")
    (tmp_path / "assets/javascripts/a.01234567.js").write_text("", "utf-8")
    policy.apply(tmp_path, "https://example.org/")
    text = (tmp_path / "index.html").read_text("utf-8")
    wanted = policy.content_policy([HASH])
    assert f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{wanted}"><title>' in text
    assert (tmp_path / "_headers").read_text("utf-8") == (
        f"/*\n  Content-Security-Policy: {wanted}\n  Referrer-Policy: strict-origin-when-cross-origin\n"
        "  X-Content-Type-Options: nosniff\n"
        "  Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()\n"
        "\n/assets/*\n  Access-Control-Allow-Origin: *\n"
        "\n/assets/javascripts/*\n  Cache-Control: public, max-age=31536000, immutable\n"
        "\n/assets/stylesheets/*\n  Cache-Control: public, max-age=31536000, immutable\n"
        "\n/assets/rule.01234567.json\n  Cache-Control: public, max-age=31536000, immutable\n"
    )


def test_no_two_patterns_set_the_same_header_for_one_file() -> None:
    blocks = policy.headers_file("p", ["assets/a.01234567.json", "assets/javascripts/b.01234567.js"]).split("\n\n")
    cached = [block.splitlines()[0] for block in blocks if "Cache-Control" in block]
    assert cached == ["/assets/javascripts/*", "/assets/stylesheets/*", "/assets/a.01234567.json"]
