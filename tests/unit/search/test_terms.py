from __future__ import annotations

import pytest

from guidebook.search.terms import terms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Résumé, résumés", ["resum", "resum"]),
        ("asks asked asking ask", ["ask"] * 4),
        ("hiring hired hire", ["hir"] * 3),
        ("stopped stopping stop", ["stop"] * 3),
        ("copies copied copy", ["copy"] * 3),
        ("Don’t don't", ["dont", "dont"]),
        ("thank-you; 85% of_jobs", ["thank", "you", "85", "of", "job"]),
        ("class bus this need speed fall", ["class", "bus", "this", "need", "speed", "fall"]),
        ("İstanbul Straße 你好", ["istanbul", "straß", "你好"]),
        ("?!… — “”", []),
        ("", []),
    ],
)
def test_a_text_is_read_as_terms(text: str, expected: list[str]) -> None:
    assert terms(text) == expected
