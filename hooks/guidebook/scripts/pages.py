"""A group's page, one script as a quotation, and the list of all scripts; as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidebook.addresses import relative_link, script_group_place, script_place
from guidebook.scripts.models import BLANK, Channel
from guidebook.text import count, escape, escape_cited

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from guidebook.scripts.models import Script, ScriptGroup

_CHANNELS = {
    Channel.EMAIL: "Email",
    Channel.REPLY: "Reply by email",
    Channel.LINKEDIN_NOTE: "LinkedIn note",
    Channel.LINKEDIN_MESSAGE: "LinkedIn message",
    Channel.PHONE: "Phone",
    Channel.VOICEMAIL: "Voicemail",
    Channel.SPOKEN: "Said aloud",
    Channel.CARD: "Card",
}


def script_group_page(group: ScriptGroup) -> str:
    """The body of a group's page: every script under its own heading, whose anchor is the script's id."""
    parts = [f"# {escape(group.title)} {{ #{group.id} }}", escape_cited(group.intro)]
    parts += [_script(script) for script in group.scripts]
    return "\n\n".join(parts) + "\n"


def script_quotation(script: Script, group: ScriptGroup, page: str) -> str:
    """One script as a quotation on the page `page`, with a link to its place."""
    link = relative_link(page, script_place(group.id, script.id))
    about = f"**{escape(script.title)}** · [When to use it and what to avoid]({link})\n{{ .about }}"
    return _quotation([*_subject(script), *map(_marked, script.text), about])


def script_list(groups: Sequence[ScriptGroup], page: str) -> str:
    """The groups on the page `page`, each with its scripts and when to take which."""
    parts = [f"{_total(groups)}.\n{{ .facts }}"]
    for group in groups:
        link = relative_link(page, script_group_place(group.id))
        parts.append(f"### {escape(group.title)} {{ #{group.id}-scripts }}")
        parts.append(f"{escape(group.description)} [See {_all(group)}]({link}).")
        parts += [_entry(script, group, page) for script in group.scripts]
    return "\n\n".join(parts)


def _total(groups: Sequence[ScriptGroup]) -> str:
    return f"{count(sum(len(group.scripts) for group in groups), 'script')} for {count(len(groups), 'moment')}"


def _all(group: ScriptGroup) -> str:
    return f"all {len(group.scripts)}" if len(group.scripts) > 1 else "it"


def _entry(script: Script, group: ScriptGroup, page: str) -> str:
    link = relative_link(page, script_place(group.id, script.id))
    return f"- [{escape(script.title)}]({link})\n    {{ .script-entry }}\n\n    {escape(script.when)}"


def _script(script: Script) -> str:
    parts = [f"## {escape(script.title)} {{ #{script.id} .script together=true }}", f"{_facts(script)}\n{{ .facts }}"]
    parts.append(f"When to use it\n:   {escape(script.when)}")
    if script.subject:
        parts += ["Subject\n{ .label }", _quotation([_marked(script.subject)])]
    parts += ["Text\n{ .label }", _quotation(map(_marked, script.text))]
    if script.blanks:
        hints = (f":   {_blank(name)} {escape(hint)}" for name, hint in script.blanks.items())
        parts.append("Fill in\n" + "\n".join(hints))
    parts += [f"Why it works\n:   {escape(script.why)}", f"What to avoid\n:   {escape(script.avoid)}"]
    return "\n\n".join(parts)


def _facts(script: Script) -> str:
    limit = script.limit
    words = _counted(script.words, "word", limit.words if limit else None)
    characters = _counted(script.characters, "character", limit.characters if limit else None)
    return f"{_CHANNELS[script.channel]} · {words} · {characters}"


def _counted(number: int, noun: str, most: int | None) -> str:
    return f"{count(number, noun)} ({most:,} at most)" if most else count(number, noun)


def _subject(script: Script) -> list[str]:
    return [f"Subject: {_marked(script.subject)}\n{{ .subject }}"] if script.subject else []


def _quotation(paragraphs: Iterable[str]) -> str:
    return "\n>\n".join("> " + paragraph.replace("\n", "\n> ") for paragraph in paragraphs)


def _marked(text: str) -> str:
    """Escaped text whose blanks stand out."""
    parts = BLANK.split(text)
    return "".join(_blank(part) if position % 2 else escape(part) for position, part in enumerate(parts))


def _blank(name: str) -> str:
    return f"**{escape(f'[{name}]')}**{{ .fill-in }}"
