"""A whole project in a few small files, one entry of everything: what the tests plant their faults in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidebook.problems import ProblemsError
from guidebook.site import Site, load_site

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    Content = str | bytes | None
    Files = dict[str, Content]

SOURCES = """\
sources:
  - id: doe-2020
    kind: book
    authors: [Jane Doe]
    title: Asking Well
    outlet: Example Press
    year: 2020
    url: https://example.org/asking-well
    read: whole
    checked: 2026-01-31
    says: People like to be asked.
"""
TOPIC = """\
id: work
title: The work itself
order: 10
description: Questions about what fills a day of this work, from the first hour of it to the last one.
intro: Ask what they did yesterday.
questions:
  - id: typical-day
    wording: What did you do yesterday?
    why: A real day says more than a job ad.
    listen_for: Hours, people and tools.
    follow_ups: ["What came next?", "Who was there?"]
    purposes: [learn, validate]
    stage: middle
    audience: [everyone]
    minutes: 3
  - id: first-step
    wording: How did you begin?
    why: Beginnings differ.
    listen_for: A step that you could take.
    follow_ups: ["What helped?"]
    purposes: [sharpen]
    stage: opening
    audience: [students, returning]
    minutes: 1
    caution:
      why: It may be personal.
      better: How do people begin?
  - id: who-else
    wording: Who else would be good to talk to?
    why: One talk leads to the next.
    listen_for: A name.
    follow_ups: ["May I use your name?"]
    purposes: [learn]
    stage: closing
    audience: [everyone]
    minutes: 2
"""
SHEET = """\
id: short
title: A short talk
description: A sheet for a first short talk with somebody whose work you know only from the outside.
purpose: learn
minutes: 15
sides: 1
intro: For a first talk.
before: [Read their page., Bring a pen., Set a clock.]
sections:
  - id: day
    title: A day
    minutes: 11
    note: Let them talk.
    questions:
      - {question: typical-day, core: true, lines: 3}
      - {question: first-step, core: true, lines: 2}
  - id: close
    title: Close
    minutes: 4
    say: Here is my last question.
    questions:
      - {question: who-else, core: true, lines: 1}
after: [Write it down., Say thank you., Tell them later.]
"""
TABLE = """\
id: two-talks
title: Two kinds of talk
description: A talk to learn from somebody and a talk to be hired by somebody, side by side in one table.
reviewed: 2026-01-31
reading: Read across.
columns:
  - {id: learning, label: Learning}
  - {id: hiring, label: Hiring}
rows:
  - id: who-asks
    label: Who asks
    cells:
      learning: You do.[^doe-2020]
      hiring: They do.
  - id: how-long
    label: How long
    cells:
      learning: Half an hour.
      hiring: An hour.
takeaway: Keep them apart.[^doe-2020]
"""
SCRIPTS = """\
id: letters
title: First letters
order: 10
description: Letters that the tests write to somebody who is asked for a little time, with blanks and a limit.
intro: Write to one person.[^doe-2020]
scripts:
  - id: cold-letter
    title: To a stranger
    channel: email
    when: You know nobody there.
    limit: {words: 20}
    subject: About [their work]
    text:
      - Dear [their name],
      - May I ask you about [their work] for ten minutes? If not, no answer is needed.
    blanks:
      their name: As they sign.
      their work: In a word.
    why: It is short.
    avoid: Praise.
  - id: quick-call
    title: A call
    channel: phone
    when: They pick up.
    text:
      - Is now a good time?
    why: It asks first.
    avoid: Haste.
"""
WORDINGS = """\
wordings:
  - id: are-you-hiring
    wording: Are you hiring?
    verdict: breaks
    why: It asks for a job.
    instead: How do people get in?
  - id: how-people-get-in
    wording: How do people get in?
    verdict: fine
    why: It is about the field.
"""
CLAIMS = """\
claims:
  - id: everyone-agrees
    claim: Everyone says yes
    figure: 100%
    grade: folklore
    verdict: Nobody counted.
    heard: On many pages.
    origin: Nobody knows.
    searched: Two libraries.
    say_instead: Many people say yes.[^doe-2020]
    checked: 2026-01-31
  - id: many-agree
    claim: Many say yes
    grade: holds-up
    verdict: A book says so.
    heard: In a book.[^doe-2020]
    origin: The same book.[^doe-2020]
    say_instead: Just that.
    checked: 2026-01-31
"""
MOVES = """\
redirects:
  - from: /guide/old-ask/
    to: /guide/ask/
    since: 2026-01-31
    why: How to ask
  - from: /guide/ask/#old-place
    to: /questions/work/#typical-day
    since: 2026-01-31
    why: A typical day
"""
CHANGES = """\
changes:
  - id: begun
    date: 2026-01-31
    kind: moved
    pages: [/guide/old-ask/, "/guide/ask/#old-place", /guide/gone/]
    what: It began somewhere else.
  - id: fixed-ask
    date: 2026-03-02
    kind: corrected
    pages: [/guide/ask/]
    what: The page on asking no longer repeats a question.
  - id: new-sheet
    date: 2026-03-02
    kind: added
    pages: [/worksheets/short/, "/questions/work/#typical-day"]
    what: There is a sheet, and *one* question.
"""
MYTHS = """\
---
kind: guide
title: Myths
description: The popular figures that this small guide has traced, how well each of them stands, and why.
reviewed: 2026-01-31
next: {page: ask.md, why: Go back.}
---

# Myths {#myths}

<!-- claims -->
"""
INDEX = """\
---
kind: page
title: The guide
description: A small guide that is here for the tests alone, with one page of everything that there is.
---

# The guide {#guide}

[Ask](guide/ask.md)
"""
ASK = """\
---
kind: guide
title: How to ask
description: How to ask somebody for a little time, and what to ask them once they have said yes to it.
reviewed: 2026-01-31
next: {page: sources.md, why: See the sources.}
worksheet: short
---

# How to ask {#how-to-ask}

People like it.[^doe-2020]

## In short {#in-short}

Be brief.
"""
SOURCES_PAGE = """\
---
kind: guide
title: Sources
description: Everything that this small guide rests on, and how much of it we have read for ourselves.
reviewed: 2026-01-31
next: {page: ask.md, why: Go back.}
---

# Sources {#all-sources}

<!-- sources -->
"""

SOURCES_YML = "docs/_data/sources/books.yml"
TOPIC_YML = "docs/_data/questions/work.yml"
SHEET_YML = "docs/_data/worksheets/short.yml"
TABLE_YML = "docs/_data/comparisons/two-talks.yml"
SCRIPTS_YML = "docs/_data/scripts/letters.yml"
WORDINGS_YML = "docs/_data/rule/wordings.yml"
CLAIMS_YML = "docs/_data/claims/figures.yml"
CHANGES_YML = "docs/_data/changes/log.yml"
MOVES_YML = "docs/_data/links/redirects.yml"
LEDGER_TXT = "docs/_data/links/ledger.txt"
INDEX_MD = "docs/index.md"
ASK_MD = "docs/guide/ask.md"
MYTHS_MD = "docs/guide/myths.md"
SOURCES_MD = "docs/guide/sources.md"

PROJECT: Mapping[str, str] = {
    SOURCES_YML: SOURCES,
    TOPIC_YML: TOPIC,
    SHEET_YML: SHEET,
    TABLE_YML: TABLE,
    SCRIPTS_YML: SCRIPTS,
    WORDINGS_YML: WORDINGS,
    CLAIMS_YML: CLAIMS,
    INDEX_MD: INDEX,
    ASK_MD: ASK,
    SOURCES_MD: SOURCES_PAGE,
}

UNTIMED = """\
id: tracker
title: A tracker
description: A sheet of the tests on which nothing is asked and much is written, with prompts, a checklist and grids.
moment: before
sides: 1
intro: For the tests.
sections:
  - id: write
    title: Write
    prompts: [{text: What did you hear?, lines: 2}]
    checklist: [Say thank you.]
  - id: people
    title: People
    grid:
      caption: One line a person
      columns: [{id: who, label: Who}, {id: when, label: When}]
      rows: 2
      height: 11
  - id: levels
    title: Levels
    grid:
      caption: Ring one
      columns: [{id: what, label: What}, {id: good, label: Good}]
      labeled_rows: [{id: opening, label: Opening, cells: {good: Says | why.}}]
"""
UNTIMED_YML = "docs/_data/worksheets/tracker.yml"


def write_project(root: Path, changed: Mapping[str, Content] | None = None) -> Path:
    """Write the project below `root`, some of its files `changed` (None: left out); the folder of its documents."""
    for name, content in {**PROJECT, **(changed or {})}.items():
        if content is not None:
            path = root / name
            data = content if isinstance(content, bytes) else content.encode()
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.is_file() or path.read_bytes() != data:
                path.write_bytes(data)
    return root / "docs"


def edited(name: str, old: str, new: str) -> Files:
    """The file `name` of the project with `old`, which must stand in it once, replaced by `new`."""
    text = {**PROJECT, MOVES_YML: MOVES, CHANGES_YML: CHANGES}[name]
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    return {name: text.replace(old, new)}


def load(root: Path, changed: Mapping[str, Content] | None = None) -> Site:
    """The site of the project with some of its files `changed`."""
    return load_site(write_project(root, changed))


def problems(root: Path, changed: Mapping[str, Content], config_file: Path | None = None) -> list[str]:
    """What an author is told about the project with some of its files `changed`."""
    try:
        load_site(write_project(root, changed), config_file=config_file)
    except ProblemsError as error:
        return str(error).split("\n")
    return []
