"""Writes brand.docx as it first was: `python overrides/print/make_brand.py`. Afterward it is edited in Word.

The styles say how things are spaced and ordered. Fonts, sizes and colors they leave open: these come from tokens.css,
until somebody sets them in Word.
"""

from __future__ import annotations

from pathlib import Path

from guidebook.worksheets.brand import zipped

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
INDENT = 397  # 7 mm in twentieths of a point

NOTE = (
    "This text is left out of the sheets; the styles count. A font, size, color or line that a style does not set "
    "comes from tokens.css."
)
HANGING = f'<w:ind w:left="{INDENT}" w:hanging="{INDENT}"/>'
INDENTED = f'<w:ind w:left="{INDENT}"/>'
RULES = "".join(f'<w:{side} w:val="single" w:sz="6" w:space="2" w:color="auto"/>' for side in ("top", "bottom"))
NUMBERED = '<w:numPr><w:numId w:val="1"/></w:numPr>'
PARAGRAPHS = (
    ("Normal", "everything else", '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>', ""),
    ("heading 1", "the name of the sheet", '<w:spacing w:after="40"/><w:outlineLvl w:val="0"/>', "<w:b/>"),
    ("heading 2", "a part", '<w:spacing w:before="160" w:after="20"/><w:outlineLvl w:val="1"/>', "<w:b/>"),
    ("List Number", "a question", f'{NUMBERED}<w:spacing w:before="80"/>{HANGING}', "<w:b/>"),
    ("caption", "what to do with a table", '<w:spacing w:before="60" w:after="40"/>', "<w:b/>"),
    ("header", "the head of every page", '<w:spacing w:after="120"/><w:contextualSpacing/>', ""),
    ("footer", "the foot of every page", "", ""),
    ("Sheet Intro", "whom the sheet is for", '<w:spacing w:after="80"/>', ""),
    ("Sheet Rule", "the rule", f'<w:pBdr>{RULES}</w:pBdr><w:spacing w:before="60" w:after="60"/>', "<w:b/>"),
    ("Sheet Blank", "name, date, whom you meet", "", ""),
    ("Sheet Legend", "what the star means", '<w:spacing w:before="80"/>', ""),
    ("Sheet Note", "what to keep in mind", '<w:spacing w:before="20" w:after="20"/>', ""),
    ("Sheet Say", "something to say aloud", '<w:spacing w:after="20"/>', "<w:i/>"),
    ("Sheet Reason", "why to ask the question above", INDENTED, ""),
    ("Sheet Answer", "room under a question", INDENTED, ""),
    ("Sheet Prompt", "something to answer in writing", '<w:spacing w:before="80"/>', "<w:b/>"),
    ("Sheet Writing", "room under a prompt", "", ""),
    ("Sheet Box", "something to tick off", f'<w:spacing w:before="60"/>{HANGING}<w:contextualSpacing/>', ""),
    ("Sheet Column", "the label of a column or a row", "", "<w:b/>"),
    ("Sheet Cell", "the text in a table", "", ""),
)

CHARACTERS = (
    ("Placeholder Text", ""),
    ("Sheet Core", "<w:b/>"),
)

BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
TABLE = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:semiHidden/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="SheetGrid"><w:name w:val="Sheet Grid"/>'
    f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{BORDERS}</w:tblBorders><w:tblCellMar>'
    '<w:top w:w="28" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="28" w:type="dxa"/>'
    '<w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)


def style_id(name: str) -> str:
    """The id that Word gives to a style of this name."""
    return "".join(word[0].upper() + word[1:] for word in name.split())


def style(kind: str, name: str, ppr: str, rpr: str) -> str:
    """One style; all but Normal are based on it."""
    own = ' w:customStyle="1"' if name.startswith("Sheet ") else ' w:default="1"' * (name == "Normal")
    base = '<w:basedOn w:val="Normal"/>' if kind == "paragraph" and name != "Normal" else ""
    properties = (f"<w:pPr>{ppr}</w:pPr>" if ppr else "") + (f"<w:rPr>{rpr}</w:rPr>" if rpr else "")
    return (
        f'<w:style w:type="{kind}"{own} w:styleId="{style_id(name)}"><w:name w:val="{name}"/>{base}<w:qFormat/>'
        f"{properties}</w:style>"
    )


def sample(name: str, text: str) -> str:
    """A paragraph that shows a style to whoever opens the template."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id(name)}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def parts() -> dict[str, bytes]:
    """Every part of the template by its name."""
    body = sample("Normal", NOTE)
    body += "".join(sample(name, f"{name[0].upper()}{name[1:]}: {purpose}") for name, purpose, _, _ in PARAGRAPHS)
    styles = "".join(style("paragraph", name, ppr, rpr) for name, _, ppr, rpr in PARAGRAPHS)
    styles += "".join(style("character", name, "", rpr) for name, rpr in CHARACTERS) + TABLE
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
        '<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="ListNumber"/>'
        '<w:lvlText w:val="%1."/><w:lvlJc w:val="left"/>'
        f"<w:pPr>{HANGING}</w:pPr></w:lvl></w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    settings = (
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
        'w:val="15"/></w:compat>'
    )
    section = '<w:sectPr><w:pgSz w:w="12240" w:h="15840"/></w:sectPr>'
    inner = {
        "document": f"<w:body>{body}{section}</w:body>",
        "styles": f"<w:docDefaults><w:rPrDefault><w:rPr/></w:rPrDefault><w:pPrDefault/></w:docDefaults>{styles}",
        "numbering": numbering,
        "settings": settings,
        "fontTable": "",
    }
    roots = {"fontTable": "fonts"}
    made = {
        f"word/{name}.xml": f'<w:{roots.get(name, name)} xmlns:w="{W}">{xml}</w:{roots.get(name, name)}>'
        for name, xml in inner.items()
    }
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{TYPES}.{name}{".main" * (name == "document")}+xml"/>'
        for name in inner
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    made["[Content_Types].xml"] = (
        f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{overrides}</Types>"
    )
    targets = {"_rels/.rels": {"officeDocument": "word/document.xml"}}
    targets["word/_rels/document.xml.rels"] = {name: f"{name}.xml" for name in inner if name != "document"}
    for name, linked in targets.items():
        links = "".join(
            f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
            for number, (kind, target) in enumerate(linked.items(), 1)
        )
        made[name] = f'<Relationships xmlns="{package}/relationships">{links}</Relationships>'
    return {name: (HEAD + xml).encode() for name, xml in made.items()}


if __name__ == "__main__":
    Path(__file__).with_name("brand.docx").write_bytes(zipped(parts()))
