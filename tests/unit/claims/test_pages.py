from __future__ import annotations

from datetime import date

import pytest

from guidebook.claims.models import Claim, Grade
from guidebook.claims.pages import claim_ledger
from markdown_tools import render


def claim(entry_id: str, grade: Grade, **changed: object) -> Claim:
    fields = {
        "id": entry_id,
        "claim": f"1 | 2 is {entry_id}",
        "grade": grade,
        "verdict": "Not *counted*.",
        "heard": "Everywhere.[^doe-2020]",
        "origin": "Nobody knows.",
        "searched": "Two libraries.",
        "say_instead": "Many say yes.[^doe-2020]",
        "checked": date(2026, 1, 31),
    }
    return Claim.model_validate({**fields, **changed})


def test_ledger_begins_with_an_overview_and_has_a_section_for_each_claim() -> None:
    claims = [claim("aa", Grade.HOLDS_UP, searched=None), claim("bb", Grade.FOLKLORE, figure="1 in 12")]
    assert claim_ledger(claims) == "\n\n".join(
        [
            "Each claim, and how well it stands\n{ .caption }",
            (
                "| What you hear | How it stands | In short |\n"
                "| --- | --- | --- |\n"
                "| [“1 \\| 2 is aa”](#aa) | [Holds up](#holds-up) | Not \\*counted\\*. |\n"
                "| [“1 \\| 2 is bb”](#bb) | [Folklore](#folklore) | Not \\*counted\\*. |"
            ),
            "## Claims that hold up { #holds-up }",
            (
                "We could trace the claim to a study, a survey, or a record that says it, and the limits are known.\n"
                "{ .grade }"
            ),
            "### “1 \\| 2 is aa” { #aa }",
            "How it stands\n:   Holds up. Not \\*counted\\*.",
            "Where you hear it\n:   Everywhere.[^doe-2020]",
            "Where it comes from\n:   Nobody knows.",
            "Say instead\n:   Many say yes.[^doe-2020]\n    { .say-instead }",
            "## Folklore { #folklore }",
            "It goes from page to page, and no page says where it was counted, when, or by whom.\n{ .grade }",
            "### “1 \\| 2 is bb” { #bb }",
            "How it stands\n:   Folklore. Not \\*counted\\*.",
            "Where you hear it\n:   Everywhere.[^doe-2020] In figures: 1 in 12.",
            "Where it comes from\n:   Nobody knows.",
            "What we looked for\n:   Two libraries.",
            "Say instead\n:   Many say yes.[^doe-2020]\n    { .say-instead }",
        ]
    )


@pytest.mark.parametrize("grade", Grade)
def test_every_grade_is_defined_above_its_claims(grade: Grade) -> None:
    tree = render(claim_ledger([claim("aa", grade)]))
    (heading,) = tree.xpath("//h2")
    assert heading.get("id") == grade.value
    assert heading.getnext().get("class") == "grade"
    assert tree.xpath("//tbody/tr/td/a/@href") == [f"#{grade.value}"]
    assert tree.xpath("//tbody/tr/th/a/@href") == ["#aa"]
    assert tree.xpath("string(//dd[@class='say-instead'])").startswith("Many say yes.")
