"""What pages, style sheets and scripts refer to in the site's own files: found, resolved, and put differently."""

from __future__ import annotations

import re
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_TAG = re.compile(r"""<[a-zA-Z](?:"[^"]*"|'[^']*'|[^"'>])*>""")
_ATTRIBUTE = re.compile(r"""(?P<before>\s(?P<name>src|href|data-[\w-]+)=(?P<quote>["']?))(?P<reference>[^"'\s>]+)""")
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
        self._resolved = cache(self._resolve)

    def target(self, place: str, reference: str) -> str | None:
        """The path below the site of the file that a `reference` in the file at `place` means, if there is one.

        Most references lead to other pages, and are told by their end.
        """
        path = _REST.split(reference, maxsplit=1)[0]
        return None if not path or path.endswith("/") else self._resolved(place.rpartition("/")[0], reference)

    def _resolve(self, folder: str, reference: str) -> str | None:
        try:
            url = urlsplit(urljoin(urljoin(self._address, f"{folder}/" if folder else ""), reference))
        except ValueError:
            return None
        root = urlsplit(self._address)
        if (url.scheme, url.netloc) != (root.scheme, root.netloc) or not url.path.startswith(root.path):
            return None
        path = unquote(url.path[len(root.path) :])
        return path if path and not path.endswith("/") and (self._site / path).is_file() else None

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
        return _TAG.sub(lambda tag: _ATTRIBUTE.sub(lambda match: replaced(match, tag[0]), tag[0]), text)
