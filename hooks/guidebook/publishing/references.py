"""What pages, style sheets and scripts refer to in the site's own files: found, resolved, and put differently."""

from __future__ import annotations

import re
from functools import cache
from os.path import isfile
from pathlib import PurePosixPath
from posixpath import normpath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_TAG = re.compile(r"""<[a-zA-Z](?:"[^"]*"|'[^']*'|[^"'>])*>""")
_ATTRIBUTE = re.compile(
    r"""(?P<before>\s(?P<name>src|href|data-[\w-]+)=(?P<quote>["']?))"""
    r"""(?P<reference>[^"'\s>?#]*\.[^"'\s>?#/]+(?:[?#][^"'\s>]*)?)(?=["'\s>])"""
)
"""References to pages end in a slash, and no file of the site lacks an ending."""
_FURTHER = re.compile(r"[a-zA-Z][\w+.-]*:|[/\\]")
"""How a reference begins that starts from a scheme, a host or the root."""
_REST = re.compile("[?#]")
_IN = {
    ".css": re.compile(r"""(?P<before>url\(\s*["']?|@import\s+["'])(?P<reference>[^"')\s]+)"""),
    ".js": re.compile(
        r"""(?P<before>\b(?:from|import)\s*\(?\s*["'`]|new URL\(["'`])(?P<reference>[^"'`\s]+)"""
        r"""(?=["'`](?!,)|["'`],\s*import\.meta\.url)"""
    ),
}


class References:
    """The site in the folder `site`, published at `address`: which of its files a reference means."""

    def __init__(self, site: Path, address: str) -> None:
        self._site = site
        self._address = address if "://" in address else f"http://site.invalid{address}"
        self._root = urlsplit(self._address)
        self._base = cache(lambda folder: urljoin(self._address, f"{folder}/" if folder else ""))
        self._resolved = cache(self._resolve)

    def target(self, place: str, reference: str) -> str | None:
        """The path below the site of the file that a `reference` in the file at `place` means, if there is one.

        Most references lead to other pages, and are told by their end.
        """
        path = _REST.split(reference, maxsplit=1)[0]
        return None if not path or path.endswith("/") else self._resolved(place.rpartition("/")[0], reference)

    def _resolve(self, folder: str, reference: str) -> str | None:
        named = unquote(_REST.split(reference, maxsplit=1)[0])
        below = normpath(f"{folder}/{named}" if folder else named)
        from_folder = not _FURTHER.match(reference) and not below.startswith("..")
        path = below if from_folder else self._by_address(folder, reference)
        return path if path and not path.endswith("/") and isfile(f"{self._site}/{path}") else None  # noqa: PTH113 (a Path takes several times as long)

    def _by_address(self, folder: str, reference: str) -> str | None:
        """The path below the site that a reference means which is none from the folder of its file."""
        try:
            url = urlsplit(urljoin(self._base(folder), reference))
        except ValueError:
            return None
        root = self._root
        if (url.scheme, url.netloc) != (root.scheme, root.netloc) or not url.path.startswith(root.path):
            return None
        return unquote(url.path[len(root.path) :])

    def of(self, place: str, text: str) -> Iterator[str]:
        """Every file of the site that the text of the file at `place` refers to, in order."""
        found: list[str] = []

        def note(path: str, _: str) -> None:
            found.append(path)

        self.rewritten(place, text, note)
        yield from found

    def rewritten(self, place: str, text: str, put: Callable[[str, str], str | None]) -> str:
        """The text, with the file's name in each reference replaced by what `put` gives.

        `put` is given the path of the file and the tag or the sign that the reference stands in; None keeps the name.
        """

        def replaced(match: re.Match[str], context: str) -> str:
            reference = match["reference"]
            path = self.target(place, reference)
            name = put(path, context) if path else None
            if name is None:
                return match[0]
            folder, _, old = reference.rpartition("/")
            rest = old[len(PurePosixPath(urlsplit(old).path).name) :]
            return (
                f"{match['before']}{folder}/{name}{rest}"
                if folder or reference[0] == "/"
                else match["before"] + name + rest
            )

        pattern = _IN.get(PurePosixPath(place).suffix)
        if pattern:
            return pattern.sub(lambda match: replaced(match, match["before"]), text)
        pieces, end = [], 0
        for match in _ATTRIBUTE.finditer(text):
            if tag := _tag_around(text, match.start()):
                pieces += [text[end : match.start()], replaced(match, tag)]
                end = match.end()
        return "".join([*pieces, text[end:]]) if pieces else text


def _tag_around(text: str, place: int) -> str:
    """The tag that the character at `place` is in, found backward from there; empty where it is none of a tag."""
    start = text.rfind("<", 0, place)
    while start >= 0:
        if tag := _TAG.match(text, start):
            return tag[0] if tag.end() > place else ""
        start = text.rfind("<", 0, start)
    return ""
