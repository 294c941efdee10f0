"""What the page that checks a draft is given from the data: texts to try, scripts to start from, lengths to keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guidebook.catalog import Catalog
    from guidebook.datafile import Loc
    from guidebook.pages.models import CheckerSetup
    from guidebook.scripts.models import Script


def checker_faults(setup: CheckerSetup, catalog: Catalog) -> Iterator[tuple[Loc, str]]:
    """Place in the front matter and fault of each id that does not lead to a text, or to a length."""
    for position, example in enumerate(setup.examples):
        if example.id not in catalog.script_by_id and example.id not in catalog.wording_by_id:
            message = f"names an unknown script or wording: {example.id}; correct the id or add it"
            yield ("checker", "examples", position, "id"), message
    for position, length in enumerate(setup.lengths):
        script = catalog.script_by_id.get(length.script)
        if script is None or script.limit is None:
            message = f"names no script that has a limit: {length.script}; correct the id, or give the script a limit"
            yield ("checker", "lengths", position, "script"), message


def checker_texts(setup: CheckerSetup, catalog: Catalog) -> dict[str, object]:
    """The front matter of the page, for its template. All ids must be known."""
    return {
        "examples": [
            {"id": example.id, "label": example.label, "text": _text(example.id, catalog)} for example in setup.examples
        ],
        "scripts": [
            {"title": group.title, "scripts": [_option(script) for script in group.scripts]}
            for group in catalog.script_groups
        ],
        "lengths": [{"label": length.label, **_limit(catalog.script_by_id[length.script])} for length in setup.lengths],
    }


def _text(entry_id: str, catalog: Catalog) -> str:
    script = catalog.script_by_id.get(entry_id)
    return _option(script)["text"] if script else catalog.wording_by_id[entry_id].wording


def _option(script: Script) -> dict[str, str]:
    """The script as the buttons of its page copy it: without its subject."""
    return {"id": script.id, "title": script.title, "text": "\n\n".join(script.text)}


def _limit(script: Script) -> dict[str, object]:
    limit = script.limit
    if limit is None:
        return {}
    return {"most": limit.characters or limit.words, "unit": "characters" if limit.characters else "words"}
