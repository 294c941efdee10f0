from __future__ import annotations

from guidebook.rule.models import Wording
from guidebook.rule.pages import wording_quotation, wording_table

BREAKS = Wording.model_validate(
    {"id": "hiring", "wording": "Hiring?", "verdict": "breaks", "why": "It asks | so.", "instead": "How?!"}
)
GREY = Wording.model_validate(
    {"id": "resume", "wording": "My résumé?", "verdict": "grey", "why": "Too soon.", "instead": "What stands out?"}
)
FINE = Wording.model_validate({"id": "field", "wording": "How do you do?", "verdict": "fine", "why": "Polite."})


def test_wording_table() -> None:
    assert wording_table([BREAKS, GREY, FINE]) == "\n".join(
        [
            "What you might say, and how it is heard",
            "{ .caption }",
            "",
            "| What you might say | How it is heard | Why | Say instead |",
            "| --- | --- | --- | --- |",
            "| “Hiring?” { #hiring } | Breaks the rule { .breaks } | It asks \\| so. | “How?\\!” |",
            "| “My résumé?” { #resume } | Some would take it as asking { .grey } | Too soon. | “What stands out?” |",
            "| “How do you do?” { #field } | Fine { .fine } | Polite. | – |",
        ]
    )


def test_table_of_fine_wordings_needs_neither_verdict_nor_replacement() -> None:
    assert wording_table([FINE]) == "\n".join(
        [
            "What you may say",
            "{ .caption }",
            "",
            "| What you might say | Why it is fine |",
            "| --- | --- |",
            "| “How do you do?” { #field } | Polite. |",
        ]
    )


def test_tables_of_one_verdict_each_have_a_caption_of_their_own() -> None:
    captions = [wording_table([wording]).partition("\n")[0] for wording in (BREAKS, GREY, FINE)]
    assert len(set(captions)) == 3


def test_quotation_of_a_fine_wording() -> None:
    assert wording_quotation(FINE) == "> “How do you do?”\n> { .say }"


def test_quotation_of_another_says_how_it_is_heard_and_what_to_say_instead() -> None:
    assert wording_quotation(GREY) == (
        "> Some would take it as asking: “My résumé?”\n> { .grey }\n>\n> Say instead: “What stands out?”\n> { .say }"
    )
