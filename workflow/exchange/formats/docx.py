"""A table for Word or LibreOffice.

The format is ECMA-376, WordprocessingML. Which unit a row is stands in its first cell, in hidden
letters: that is text, which every program keeps, moves and deletes with its row. Bookmarks and
content controls were turned down: programs drop them, and copies of a row lose or double them.
"""

import re
from urllib.parse import quote
from xml.sax.saxutils import escape

from babel.core import get_global

from workflow.exchange.handout import Handout, Line, Returned
from workflow.exchange.pieces import letters
from workflow.exchange.pieces.pages import ARTICLE, ESCAPED, LETTER, UNIT, rows_of
from workflow.exchange.pieces.parts import packed, relations, types
from workflow.exchange.pieces.remarks import remarks, word
from workflow.exchange.pieces.rows import returned
from workflow.exchange.pieces.tags import attributes

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
COLUMNS = {
    "No": 700,
    "Source": 4300,
    "Translation": 4300,
    "Comment": 2100,
    "Decision": 1300,
    "Remarks": 2700,
}
"""The heads, and the widths in twentieths of a point; together a landscape page of A4."""

HOW = (
    "Correct the texts in the column Translation. Under Decision write “approved” or “needs work”,"
    " or nothing; what you want to say goes under Comment. Leave the rows and the first column"
    " as they are: they say which text is which."
)
STYLES = (
    f'<w:styles xmlns:w="{MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/>'
    '<w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>'
    '<w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:after="120"/>'
    '<w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val="28"/></w:rPr></w:style>'
    f'<w:style w:type="character" w:customStyle="1" w:styleId="{LETTER}"><w:name w:val="{LETTER}"/>'
    '<w:rPr><w:noProof/><w:shd w:val="clear" w:color="auto" w:fill="D9D9D9"/></w:rPr></w:style>'
    "</w:styles>"
)
SETTINGS = (
    f'<w:settings xmlns:w="{MAIN}"><w:compat><w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
)
"""Without it Word takes the file for one of 2003, and lays it out so."""

PAGE = (
    '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="720"'
    ' w:right="720" w:bottom="720" w:left="720" w:header="360" w:footer="360" w:gutter="0"/>'
    "</w:sectPr>"
)
_BREAKS = re.compile("([\n\t])")


def write(handout: Handout) -> bytes:
    """Return the handout as a document."""
    return packed(
        {
            "[Content_Types].xml": types(
                {
                    "word/document.xml": "wordprocessingml.document.main+xml",
                    "word/styles.xml": "wordprocessingml.styles+xml",
                    "word/settings.xml": "wordprocessingml.settings+xml",
                }
            ),
            "_rels/.rels": relations({"word/document.xml": "officeDocument"}),
            "word/document.xml": _document(handout),
            "word/_rels/document.xml.rels": relations(
                {"styles.xml": "styles", "settings.xml": "settings"}
            ),
            "word/styles.xml": STYLES,
            "word/settings.xml": SETTINGS,
        }
    )


def read(data: bytes, path: str) -> Returned:
    """Return what a file that came back says. Raises UserError for what is no such file."""
    return returned(rows_of(data, path), path)


def _document(handout: Handout) -> str:
    title = f"{handout.slug}: {handout.source} → {handout.target}"
    heading = f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>{_runs(title, "en")}</w:p>'
    return (
        f'<w:document xmlns:w="{MAIN}"><w:body>{heading}{_paragraph(HOW, "en")}'
        f"{_table(handout)}<w:p/>{PAGE}</w:body></w:document>"
    )


def _table(handout: Handout) -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"/>' for side in sides
    )
    mirrored = "<w:bidiVisual/>" if handout.rtl[1] else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in COLUMNS.values())
    article = ARTICLE.format(quote(handout.slug, safe=""), handout.target)
    heads = [_paragraph(head, "en", bold=True) for head in COLUMNS]
    heads[0] = _paragraph("No", "en", hidden=article, bold=True)
    rows = [
        _row("<w:cantSplit/><w:tblHeader/>", heads, "D9E1F2"),
        *(
            _row("<w:cantSplit/>", _cells(handout, line, number))
            for number, line in enumerate(handout.lines, 1)
        ),
    ]
    return (
        f'<w:tbl><w:tblPr>{mirrored}<w:tblW w:w="{sum(COLUMNS.values())}" w:type="dxa"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _cells(handout: Handout, line: Line, number: int) -> list[str]:
    """The paragraphs of a unit, one for each column."""
    said = "\n".join([f"{line.place} · {word(line.state)}", *remarks(line)])
    first, second = handout.rtl
    return [
        _paragraph(str(number), "en", hidden=UNIT.format(line.uid, line.base)),
        _paragraph(line.source, handout.source, rtl=first),
        _paragraph(line.target, handout.target, rtl=second),
        _paragraph("", "en"),
        _paragraph("", "en"),
        _paragraph(said, "en"),
    ]


def _row(properties: str, paragraphs: list[str], fill: str = "") -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    cells = (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{paragraph}</w:tc>'
        for width, paragraph in zip(COLUMNS.values(), paragraphs, strict=True)
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def _paragraph(
    text: str, tag: str, *, hidden: str = "", rtl: bool = False, bold: bool = False
) -> str:
    """A paragraph in a language; what is typed into it is in that language too."""
    secret = f"<w:r><w:rPr><w:noProof/><w:vanish/></w:rPr>{_words(hidden)}</w:r>" if hidden else ""
    side = "<w:bidi/>" if rtl else ""
    look = ("<w:b/><w:bCs/>" * bold, "<w:rtl/>" * rtl)
    mark = f"<w:rPr>{look[0]}{look[1]}{_language(tag)}</w:rPr>"
    return f"<w:p><w:pPr>{side}{mark}</w:pPr>{secret}{_runs(text, tag, look)}</w:p>"


def _runs(text: str, tag: str, look: tuple[str, str] = ("", "")) -> str:
    found = []
    for part, named in letters.runs(text):
        style = f'<w:rStyle w:val="{LETTER}"/>' * named
        properties = f"{style}{look[0]}{look[1]}{_language(tag)}"
        found.append(f"<w:r><w:rPr>{properties}</w:rPr>{_words(part)}</w:r>")
    return "".join(found)


def _words(text: str) -> str:
    """What a run holds: words, breaks of lines and tabs."""
    marks = {"\n": "<w:br/>", "\t": "<w:tab/>", "": ""}
    return "".join(
        marks[part] if part in marks else f'<w:t xml:space="preserve">{_escaped(part)}</w:t>'
        for part in _BREAKS.split(text)
    )


def _escaped(text: str) -> str:
    return escape(ESCAPED.sub("_x005F_x005F_", text))


def _language(tag: str) -> str:
    """The language for the spelling checker, which wants a country in place of a script."""
    language, *rest = tag.split("-")
    script = next((part for part in rest if len(part) == 4), "")
    country = next((part for part in rest if len(part) == 2), "")
    likely = get_global("likely_subtags")
    for known in ("_".join(filter(None, (language, script))), language):
        country = country or likely.get(known, "").partition("_")[2].rpartition("_")[2]
    full = "-".join(filter(None, (language, country)))
    return f"<w:lang{attributes({'w:val': full, 'w:eastAsia': full, 'w:bidi': full})}/>"
