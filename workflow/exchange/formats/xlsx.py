"""A table for Excel or LibreOffice.

The format is ECMA-376, SpreadsheetML. Every text is a string in its cell, in the format of
text: nothing in a catalog can become a formula, and nothing typed over it a date.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from unicodedata import east_asian_width
from xml.sax.saxutils import escape

from i18n.errors import UserError
from workflow.exchange.handout import Handout, Line, Returned
from workflow.exchange.pieces import letters
from workflow.exchange.pieces.cells import MAIN, Look, Looks
from workflow.exchange.pieces.parts import RELATIONS, packed, relations, types
from workflow.exchange.pieces.remarks import remarks, word
from workflow.exchange.pieces.rows import DECISIONS, returned
from workflow.exchange.pieces.sheet import rows_of
from workflow.exchange.pieces.tags import attributes

HOLDS = 32_767
"""Characters that a cell of Excel holds, counted as UTF-16 does."""

LINE, HIGHEST = 15, 409
"""Points: the height of a line, and of the highest row there can be."""

FORMULA = ("=", "+", "-", "@", "'")
"""What a text begins with that Excel would take for something else, were it typed."""

_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its width in digits, and what of it may be done."""

    head: str
    width: int
    open: bool = False
    hidden: bool = False


COLUMNS = (
    Column("No", 6),
    Column("Place", 18),
    Column("Source", 55),
    Column("Translation", 55, open=True),
    Column("Comment", 30, open=True),
    Column("Decision", 14, open=True),
    Column("State", 14),
    Column("Remarks", 40),
    Column("uid", 14, hidden=True),
    Column("base", 14, hidden=True),
    Column("article", 14, hidden=True),
    Column("language", 14, hidden=True),
)
LAST = chr(ord("A") + len(COLUMNS) - 1)
DECISION = "F"


def write(handout: Handout) -> bytes:
    """Return the handout as a workbook. Raises UserError for a text that no cell holds."""
    looks = Looks()
    sheet = _sheet(handout, looks)
    return packed(
        {
            "[Content_Types].xml": types(
                {
                    "xl/workbook.xml": "spreadsheetml.sheet.main+xml",
                    "xl/worksheets/sheet1.xml": "spreadsheetml.worksheet+xml",
                    "xl/styles.xml": "spreadsheetml.styles+xml",
                }
            ),
            "_rels/.rels": relations({"xl/workbook.xml": "officeDocument"}),
            "xl/workbook.xml": _workbook(len(handout.lines) + 1),
            "xl/_rels/workbook.xml.rels": relations(
                {"worksheets/sheet1.xml": "worksheet", "styles.xml": "styles"}
            ),
            "xl/worksheets/sheet1.xml": sheet,
            "xl/styles.xml": looks.written(),
        }
    )


def read(data: bytes, path: str) -> Returned:
    """Return what a file that came back says. Raises UserError for what is no such file."""
    return returned(rows_of(data, path), path)


def _workbook(last: int) -> str:
    """The part that names the sheet; without the second name LibreOffice offers no filter."""
    return (
        f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
        '<bookViews><workbookView xWindow="0" yWindow="0" windowWidth="24000" windowHeight="12000"/>'
        '</bookViews><sheets><sheet name="Review" sheetId="1" r:id="rId1"/></sheets>'
        '<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">Review!$1:$1'
        '</definedName><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'
        f"Review!$A$1:${LAST}${last}</definedName></definedNames></workbook>"
    )


def _sheet(handout: Handout, looks: Looks) -> str:
    """The one sheet; its elements stand in the order that the schema asks for."""
    last = len(handout.lines) + 1
    area = f"A1:{LAST}{last}"
    rtl = ' rightToLeft="1"' if handout.rtl[1] else ""
    widths = "".join(_width(number, column) for number, column in enumerate(COLUMNS, 1))
    choices = ",".join(filter(None, DECISIONS))
    return (
        f'<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="{area}"/>'
        f'<sheetViews><sheetView{rtl} tabSelected="1" workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        '<selection pane="bottomLeft" activeCell="D2" sqref="D2"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{widths}</cols>'
        f"<sheetData>{''.join(_rows(handout, looks))}</sheetData>"
        '<sheetProtection sheet="1" objects="1" scenarios="1" formatCells="0" formatColumns="0"'
        ' formatRows="0" sort="0" autoFilter="0"/>'
        f'<autoFilter ref="{area}"/>'
        '<dataValidations count="1"><dataValidation type="list" allowBlank="1"'
        f' showErrorMessage="1" sqref="{DECISION}2:{DECISION}{max(last, 2)}">'
        f'<formula1>"{choices}"</formula1></dataValidation></dataValidations>'
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    )


def _width(number: int, column: Column) -> str:
    about = {"min": str(number), "max": str(number), "width": str(column.width)}
    about |= {"customWidth": "1"} | ({"hidden": "1"} if column.hidden else {})
    return f"<col{attributes(about)}/>"


def _rows(handout: Handout, looks: Looks) -> Iterator[str]:
    head = looks.number(Look("head"))
    heads = (_cell(f"{chr(65 + n)}1", one.head, head) for n, one in enumerate(COLUMNS))
    yield f'<row r="1">{"".join(heads)}</row>'
    for number, line in enumerate(handout.lines, 2):
        texts = _texts(handout, line)
        cells = "".join(_line(handout, line, number, texts, looks))
        yield f'<row r="{number}" ht="{_height(texts)}">{cells}</row>'


def _texts(handout: Handout, line: Line) -> tuple[str, ...]:
    """The texts of a unit, one for each column but the first."""
    return (
        line.place, line.source, line.target, "", "", word(line.state), "\n".join(remarks(line)),
        line.uid, line.base, handout.slug, handout.target,
    )  # fmt: skip


def _height(texts: tuple[str, ...]) -> int:
    """About how many points a row needs: LibreOffice shows one line where nobody says it."""
    lines = (
        sum(ceil(_width_of(part) / column.width) or 1 for part in text.split("\n"))
        for column, text in zip(COLUMNS[1:], texts, strict=True)
        if not column.hidden
    )
    return min(max(lines) * LINE, HIGHEST)


def _width_of(text: str) -> float:
    """About how many digits wide a text is, broken between words; Chinese is twice as wide."""
    return sum(2 if east_asian_width(letter) in "WF" else 1.1 for letter in text)


def _line(
    handout: Handout, line: Line, number: int, texts: tuple[str, ...], looks: Looks
) -> Iterator[str]:
    """The cells of a unit; its number is one, so that a table can be sorted back by it."""
    rtl = dict(zip(("Source", "Translation", "Comment"), (*handout.rtl, False), strict=True))
    yield f'<c r="A{number}" s="{looks.number(Look())}"><v>{number - 1}</v></c>'
    for place, (column, text) in enumerate(zip(COLUMNS[1:], texts, strict=True), ord("B")):
        said = text[: HOLDS // 10] if column.head in {"Place", "Remarks"} else text
        if len(said.encode("utf-16-le", "surrogatepass")) > HOLDS * 2:
            hint = "export it as xliff"
            raise UserError(f"too long for a cell: {said[:40]!r}…", hint=hint)
        look = Look(
            line.state if column.head == "State" else "",
            column.open,
            rtl.get(column.head, False),
            said.startswith(FORMULA),
        )
        yield _cell(f"{chr(place)}{number}", said, looks.number(look))


def _cell(place: str, text: str, look: int) -> str:
    about = attributes({"r": place, "s": str(look)})
    if not text:
        return f"<c{about}/>"
    return f'<c{about} t="inlineStr"><is><t xml:space="preserve">{_held(text)}</t></is></c>'


def _held(text: str) -> str:
    """A text as strings are in a workbook: `_x0001_` is a letter that XML cannot hold."""
    escaped = _ESCAPE.sub("_x005F_", text)
    return escape(letters.UNHELD.sub(lambda letter: f"_x{ord(letter[0]):04X}_", escaped))
