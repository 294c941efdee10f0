"""The claims ledger as Markdown: an overview whose rows link down, and a section for each claim, by grade."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from guidebook.claims.models import Grade
from guidebook.text import escape, escape_cited, quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from guidebook.claims.models import Claim

# By grade: its name, the heading of its claims, and what it means.
_GRADES = {
    Grade.HOLDS_UP: (
        "Holds up",
        "Claims that hold up",
        "We could trace the claim to a study, a survey, or a record that says it, and the limits are known.",
    ),
    Grade.ASSOCIATION: (
        "Association",
        "Two things that go together",
        "A study found both in the same people. It does not show that one causes the other.",
    ),
    Grade.ONE_COMPANY: (
        "One company’s data",
        "Measured in one company",
        (
            "Somebody counted, but inside one company, among its customers, or in a small test that it ran to sell "
            "something. It may not be true elsewhere."
        ),
    ),
    Grade.ONE_IMPRESSION: (
        "One person’s impression",
        "One person’s impression",
        "Somebody with experience put a number on a feeling. Nobody counted.",
    ),
    Grade.RULE_OF_THUMB: (
        "Rule of thumb",
        "Rules of thumb",
        "Guides advise it, and differ. It is sound enough as advice, but nobody has tested which version works best.",
    ),
    Grade.MISREAD: (
        "Misread",
        "Real findings, misread",
        "There is a real finding, and it says something narrower than the popular version, or something else.",
    ),
    Grade.UNSUPPORTED: (
        "Unsupported",
        "Claims with nothing behind them",
        "We can name people who said it early on. None of them shows data, or a way in which it was counted.",
    ),
    Grade.FALSE_ATTRIBUTION: (
        "False attribution",
        "Claims with a borrowed name",
        "The claim names a source that people trust, and that source does not say it.",
    ),
    Grade.FOLKLORE: (
        "Folklore",
        "Folklore",
        "It goes from page to page, and no page says where it was counted, when, or by whom.",
    ),
}


def claim_ledger(claims: Sequence[Claim]) -> str:
    """The overview and all sections of `claims`, which come in the order of their grades."""
    parts = [_overview(claims)]
    for grade, group in groupby(claims, key=lambda claim: claim.grade):
        _, heading, meaning = _GRADES[grade]
        parts += [f"## {heading} {{ #{grade.value} }}", f"{meaning}\n{{ .grade }}"]
        parts += [part for claim in group for part in _section(claim)]
    return "\n\n".join(parts)


def _overview(claims: Sequence[Claim]) -> str:
    head = "| What you hear | How it stands | In short |\n| --- | --- | --- |"
    rows = [
        f"| [{quote(claim.claim)}](#{claim.id}) | [{_GRADES[claim.grade][0]}](#{claim.grade.value}) | "
        f"{escape(claim.verdict)} |"
        for claim in claims
    ]
    return "\n".join(["Each claim, and how well it stands\n{ .caption }\n", head, *rows])


def _section(claim: Claim) -> Iterator[str]:
    figure = f" In figures: {escape(claim.figure)}." if claim.figure else ""
    yield f"### {quote(claim.claim)} {{ #{claim.id} }}"
    terms = [
        ("How it stands", f"{_GRADES[claim.grade][0]}. {escape(claim.verdict)}"),
        ("Where you hear it", f"{escape_cited(claim.heard)}{figure}"),
        ("Where it comes from", escape_cited(claim.origin)),
        ("What we looked for", escape(claim.searched) if claim.searched else ""),
        ("Say instead", f"{escape_cited(claim.say_instead)}\n    {{ .say-instead }}"),
    ]
    yield "\n\n".join(f"{term}\n:   {text}" for term, text in terms if text)
