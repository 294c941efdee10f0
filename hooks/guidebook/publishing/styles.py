"""The style sheets: for each kind of page one, with what can match there and nothing else."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache, lru_cache, partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

import tinycss2
from lxml import html

from guidebook.kept import MANY, code, digest, environment
from guidebook.publishing import minifier
from guidebook.publishing.references import References
from guidebook.publishing.selectors import Element, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from guidebook.kept import Shelf

FOLDER = "assets/stylesheets"
_KIND = re.compile(r'class="page kind-([\w-]+)')
_SHEET = re.compile(r'<link rel="stylesheet" href="(?P<href>[^"]*)">\n?')
_INLINE = re.compile(r"<script\b[^>]*>([^<]+)")
_WORD = re.compile(r"[\w-]+")
_COMPARED = re.compile(r"\[\s*([\w-]+)\s*[~|^$*]?=")
_NESTS = ("media", "supports", "layer", "container")


class _Declaration(NamedTuple):
    name: str
    text: str


class _Block(NamedTuple):
    """A rule or an at-rule: what stands before its braces, and what between them."""

    prelude: str
    body: list[Any]


class _Page(NamedTuple):
    path: Path
    place: str
    text: str
    kind: str
    sheets: tuple[str, ...]
    scripts: tuple[str, ...]


def reduce(site: Path, address: str, shelf: Shelf) -> None:
    """Replace the style sheets of every page by the one of its kind, the rules for paper included.

    The `shelf` keeps the sheet of a kind as long as all pages of that kind, their sheets and scripts are the same.
    """
    references = References(site, address)
    pages = [page for path in sorted(site.rglob("*.html")) if (page := _read(site, path, references)).sheets]
    uses = Counter(script for page in pages for script in page.scripts)
    common = {script for script, number in uses.items() if number > len(pages) / 2}
    kinds: dict[str, list[_Page]] = defaultdict(list)
    for page in pages:
        own = sorted(PurePosixPath(script).stem for script in page.scripts if script not in common)
        kinds["-".join([page.kind, *own])].append(page)
    read = cache(lambda sheet: (site / sheet).read_text("utf-8"))
    parsed = cache(lambda sheet: tinycss2.parse_stylesheet(read(sheet), True, True))
    joined = cache(lambda sheets: [rule for sheet in sheets for rule in parsed(sheet)])
    named = cache(lambda sheets: _named(tinycss2.serialize(joined(sheets))))
    tools = digest(environment(), code(sorted(Path(__file__).parent.glob("*.py"))))

    def for_kind(pages: list[_Page], words: set[str]) -> str:
        vocabulary = Vocabulary(_elements(pages, *named(pages[0].sheets)), words)
        return minifier.css(_text(_used(_reduced(joined(pages[0].sheets), vocabulary))))

    for kind, members in sorted(kinds.items()):
        words = _words(site, references, members[0])
        texts = [page.text for page in members], [read(sheet) for sheet in members[0].sheets]
        sheet = shelf.made(digest(tools, texts, sorted(words)), partial(for_kind, members, words))
        (site / FOLDER / f"{kind}.css").write_bytes(sheet.encode())
        for page in members:
            page.path.write_bytes(_with_one_sheet(page, f"{kind}.css").encode())
    for path in sorted(site.rglob("*.css")):  # those that scripts ask for
        if path.parent != site / FOLDER or path.stem not in kinds:
            path.write_bytes(minifier.css(path.read_bytes().decode()).encode())


def _read(site: Path, path: Path, references: References) -> _Page:
    place, text = path.relative_to(site).as_posix(), path.read_bytes().decode()
    found: dict[str, None] = {}

    def note(path: str, tag: str) -> None:
        if path.endswith(".js") and "modulepreload" not in tag:
            found[path] = None

    references.rewritten(place, text, note)
    kind = _KIND.search(text)
    linked = [references.target(place, match["href"]) for match in _SHEET.finditer(text)]
    sheets = tuple(sheet for sheet in linked if sheet)
    return _Page(path, place, text, kind[1] if kind else "other", sheets, tuple(found))


def _with_one_sheet(page: _Page, name: str) -> str:
    """The page with the sheet of its kind where the first of the others was."""
    first = _SHEET.search(page.text)
    href = first["href"] if first else ""
    link = f'<link rel="stylesheet" href="{href.rpartition("/")[0]}/{name}">\n'
    return (
        _SHEET.sub("", page.text[: first.start()] + "\0" + page.text[first.end() :]).replace("\0", link)
        if first
        else ""
    )


def _named(style: str) -> tuple[frozenset[str], frozenset[str]]:
    """Every word of a style, and the attributes whose values it compares."""
    return frozenset(_WORD.findall(style)), frozenset(_COMPARED.findall(style))


def _elements(pages: Iterable[_Page], named: frozenset[str], compared: frozenset[str]) -> Iterator[Element]:
    """Every element of the pages as far as a selector names it: values only where one compares them."""
    for page in pages:
        for element in html.fromstring(page.text).iter():
            if isinstance(element.tag, str):
                classes = frozenset(element.get("class", "").split()) & named
                kept = (
                    (str(name), str(value) if name in compared else "")
                    for name, value in element.items()
                    if name in named
                )
                id_ = element.get("id", "")
                yield Element(element.tag, id_ if id_ in named else "", classes, tuple(sorted(kept)))


def _words(site: Path, references: References, page: _Page) -> set[str]:
    """Every word of the page's scripts and of the modules that they import, at once or later."""
    words = {word for script in _INLINE.findall(page.text) for word in _WORD.findall(script)}
    waiting, seen = list(page.scripts), set()
    while waiting:
        script = waiting.pop()
        if script not in seen:
            seen.add(script)
            text = (site / script).read_text("utf-8")
            words.update(_WORD.findall(text))
            waiting += [name for name in references.of(script, text) if name.endswith(".js")]
    return words


def _reduced(nodes: Iterable[Any], vocabulary: Vocabulary, *, within_rule: bool = False) -> list[Any]:
    """The rules that can match, with their declarations, in their order."""
    kept: list[Any] = []
    for node in nodes:
        if node.type == "declaration":
            kept.append(_declaration(node))
        elif node.type == "qualified-rule":
            selectors = [text for text in _selectors(node) if vocabulary.can_match(text)]
            body = _reduced(_contents(node), vocabulary, within_rule=True) if selectors else []
            if body:
                kept.append(_Block(",".join(selectors), body))
        elif node.type == "at-rule" and node.lower_at_keyword in _NESTS and node.content is not None:
            parts = _contents(node) if within_rule else _rules(node)
            if body := _reduced(parts, vocabulary, within_rule=within_rule):
                kept.append(_Block(f"@{node.at_keyword}{tinycss2.serialize(node.prelude)}", body))
        elif node.type == "at-rule" and node.lower_at_keyword != "charset":
            kept.append(_Declaration(f"@{node.at_keyword}", tinycss2.serialize([node])))
    return kept


@lru_cache(MANY)
def _declaration(node: Any) -> _Declaration:
    important = "!important" if node.important else ""
    return _Declaration(node.name, f"{node.name}:{tinycss2.serialize(node.value)}{important};")


@lru_cache(MANY)
def _rules(node: Any) -> list[Any]:
    """What is in an at-rule that stands outside of any rule; parsed once for all kinds of pages."""
    return list(tinycss2.parse_rule_list(node.content, True, True))


@lru_cache(MANY)
def _contents(node: Any) -> list[Any]:
    return list(tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True))


@lru_cache(MANY)
def _selectors(node: Any) -> tuple[str, ...]:
    parts: list[list[Any]] = [[]]
    for token in node.prelude:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return tuple(tinycss2.serialize(part).strip() for part in parts)


def _used(blocks: list[Any]) -> list[Any]:
    """Without custom properties that nothing refers to, and without key frames that nothing plays."""
    values: dict[str, list[str]] = defaultdict(list)
    for declaration in _declarations(blocks):
        values[declaration.name if declaration.name.startswith("--") else ""].append(declaration.text)
    used: set[str] = set()
    waiting = list(values[""])
    while waiting:
        for name in re.findall(r"var\(\s*(--[\w-]+)", waiting.pop()):
            if name not in used:
                used.add(name)
                waiting += values[name]
    played = " ".join(text for text in values[""] if text.startswith("animation"))
    return list(_pruned(blocks, used, played))


def _declarations(blocks: Iterable[Any]) -> Iterator[_Declaration]:
    for block in blocks:
        if isinstance(block, _Declaration):
            yield block
        else:
            yield from _declarations(block.body)


def _pruned(blocks: Iterable[Any], used: set[str], played: str) -> Iterator[Any]:
    for block in blocks:
        if isinstance(block, _Block):
            if body := list(_pruned(block.body, used, played)):
                yield _Block(block.prelude, body)
        elif block.name == "@keyframes":
            if block.text.split("{")[0].split()[-1] in played:
                yield block
        elif not block.name.startswith("--") or block.name in used:
            yield block


def _text(blocks: Iterable[Any]) -> str:
    return "".join(
        block.text if isinstance(block, _Declaration) else f"{block.prelude}{{{_text(block.body)}}}" for block in blocks
    )
