from __future__ import annotations

from guidebook.search.texts import page_texts

BODY = """\
# Pay { #pay }

Ask about *the field*.[^doe-2020]
{ .reading }

## How is it? { #how .question }

Learn · about 3 minutes
{ .facts }

Why ask it
:   An ad gives [one number](../a.md#b) for “one day”.

## Next step { #next-step }

[See the rest](b.md)
{ .next }

| What | Why |
| --- | --- |
| Early { #early } | They planned. |
| Late | Never. |

- [**Card**](c.md) · 12 questions
    { .card }

    What the card says.

- A book. { #x } Kept.

- Doe (2020). “A Book.”
    { #doe-2020 }

    What it says.

[^doe-2020]: A note.
"""
KNOWN = {"/p/", "/p/#how", "/p/#early"}


def test_each_place_has_its_text_and_lists_of_other_places_have_none() -> None:
    found = page_texts("/p/", BODY, KNOWN)
    assert found["/p/#how"] == "Why ask it : An ad gives one number for “one day”."
    assert found["/p/#early"] == "| Early | They planned. |"
    assert found["/p/"].startswith("Ask about the field. | What | Why |")
    assert "Late | Never" in found["/p/"]
    for left in ("See the rest", "card", "12 questions", "Doe", "What it says", "A note", "about 3 minutes", "#"):
        assert left not in " ".join(found.values()), left


def test_the_list_of_all_links_is_no_text() -> None:
    found = page_texts("/p/", "# P {#p}\n\nHere.\n\n### Guide { #list-guide data-search-exclude=true }\n\nAll\n", KNOWN)
    assert found == {"/p/": "Here."}


def test_code_is_no_text() -> None:
    assert page_texts("/p/", "# P {#p}\n\n```\nsecret\n```\n\nHere.\n", KNOWN) == {"/p/": "Here."}
