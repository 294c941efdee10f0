from __future__ import annotations

from typing import TYPE_CHECKING

from guidebook.publishing import scripts

if TYPE_CHECKING:
    from pathlib import Path


def test_scripts_lose_comments_and_keep_what_they_export(tmp_path: Path) -> None:
    (tmp_path / "assets/deep").mkdir(parents=True)
    (tmp_path / "assets/deep/a.js").write_text("/* why */\nexport const answer = (one) => one / 2; // half\n", "utf-8")
    (tmp_path / "worker.js").write_text("/* kept */", "utf-8")
    scripts.shrink(tmp_path, "")
    assert (tmp_path / "assets/deep/a.js").read_text("utf-8") == "export const answer=e=>e/2"
    assert (tmp_path / "worker.js").read_text("utf-8") == "/* kept */"


def test_scripts_of_others_stay_as_they_are(tmp_path: Path) -> None:
    text = "function f(o) { const a = { ...o }; const { x, y } = a; const { p } = { ...y }; return p + x }\n"
    (tmp_path / "assets/vendor").mkdir(parents=True)
    for path in (own := tmp_path / "assets/a.js", other := tmp_path / "assets/vendor/b.js"):
        path.write_text(text, "utf-8")
    scripts.shrink(tmp_path, "")
    assert other.read_text("utf-8") == text
    minified = own.read_text("utf-8")
    assert minified.index("...s") < minified.index("y:s"), (
        "the minifier is mended: vendored scripts may be minified, too"
    )
