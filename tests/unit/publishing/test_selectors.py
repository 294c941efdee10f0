from __future__ import annotations

import pytest

from guidebook.publishing.selectors import Element, Vocabulary

PAGE = [
    Element("body", "", frozenset(), (("dir", "ltr"),)),
    Element("p", "", frozenset({"lead", "wide"}), ()),
    Element("a", "top", frozenset({"button"}), (("type", "submit"), ("lang", "en-US"))),
]
SCRIPTS = {"copied", "mark", "made-by-script", "role", "status", "fullName"}


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary(PAGE, SCRIPTS)


@pytest.mark.parametrize(
    "selector",
    [
        "p",
        "*",
        ".lead.wide",
        "body .button",
        "body>p + a",
        "#top",
        "[dir=ltr] p",
        "[lang|=en]",
        "[type^=sub][type$=mit][type*=bmi]",
        "a[hidden]",  # a script may hide it
        "[open] > a",
        ".copied",  # a script may add the class
        "p mark",  # or make the element
        "#made-by-script",
        "[role=status]",  # or set the attribute
        "[data-full-name=mark]",
        "p:hover",
        "p:not(.absent)",
        "p::before",
        "a::-webkit-details-marker",
        ":is(.absent, .lead)",
        ":where(p:focus) a",
        "p:has(> a)",
        "&.lead",
        "& > a",
        "> a",
        "p:nth-child(2n + 1)",
        "p:unheard-of(1)",
    ],
)
def test_what_is_there_or_may_come_can_match(vocabulary: Vocabulary, selector: str) -> None:
    assert vocabulary.can_match(selector)


@pytest.mark.parametrize(
    "selector",
    [
        "table",
        ".absent",
        ".lead.button",  # on two elements, not on one
        "p#top",
        "[dir=rtl] p",
        "[type=button]",
        "[role=alert]",
        "[lang]:not(a) > [title]",
        ".absent p",
        "p .absent:hover",
        ":is(.absent, table)",
        "p:is(.button)",
        "p:has(table)",
        "& > .absent",
        ".absent::before",
    ],
)
def test_what_is_neither_there_nor_made_cannot(vocabulary: Vocabulary, selector: str) -> None:
    assert not vocabulary.can_match(selector)
