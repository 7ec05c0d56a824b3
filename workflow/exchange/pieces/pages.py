"""A document that came back: the rows of its tables, whatever a word processor has made of them.

Changes that were tracked count as shown: what was put in is there, what was taken out is not.
Comments in the margin of a row are notes.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from i18n.errors import Place, UserError
from i18n.xml import Element
from workflow.exchange.pieces import letters
from workflow.exchange.pieces.parts import Package, Part
from workflow.exchange.pieces.rows import Filled, stranger

ARTICLE, UNIT = "tilshi-article:{}:{};", "tilshi:{}:{};"
"""What the first cell says in hidden letters: of the head, and of a row."""

LETTER = "TilshiLetter"
"""The style of what is the name of a letter that XML cannot hold."""

ESCAPED = re.compile("_x005F_(?=[xX][0-9A-Fa-f]{4}_)")
"""How LibreOffice writes `_` before what other programs could take for the name of a letter."""

_ARTICLE = re.compile(r"tilshi-article:([^:;\s]*):([^:;\s]*);")
_UNIT = re.compile(r"tilshi:([^:;\s]*):([^:;\s]*);")

UNSEEN = frozenset({"del", "moveFrom", "instrText", "Fallback", "pPr", "rPr", "tcPr", "tblPr"})
"""Elements that hold no text, or text that is not there any more, or is there twice."""

MARKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}


@dataclass(frozen=True, slots=True)
class Head:
    """The heads of a table: whose texts it has, and the place of each column."""

    article: str
    language: str
    columns: Mapping[str, int]


def rows_of(data: bytes, path: str) -> Iterator[Filled]:
    """Yield the rows of the tables in a document. Raises UserError for what has none of ours."""
    package = Package(data, path)
    document = package.main("document")
    comments = _comments(package, document)
    head, number = None, 0
    for table in within(document.root, "tbl"):
        rows = [row for row in within(table, "tr") if not _gone(row)]
        ours = any(_UNIT.search(row.whole) or _ARTICLE.search(row.whole) for row in rows)
        for row in rows if ours else ():
            number += 1
            cells = _cells(row)
            found = _head(cells)
            head = found or head
            if head is None:
                raise stranger("its table has no row of heads", path)
            if not found:
                yield _filled(row, cells, head, comments, Place(path, number))
    if head is None:
        raise stranger("it has no table of ours", path)


def within(element: Element, name: str) -> Iterator[Element]:
    """Yield the elements with this name that are there to be seen, the outermost ones."""
    for child in element.children:
        if child.name == name:
            yield child
        elif child.name not in UNSEEN:
            yield from within(child, name)


def text_of(element: Element) -> str:
    """Return the text that is seen in an element, with a line feed after each paragraph."""
    parts = []
    for child in element.children:
        if child.name == "t":
            parts.append(ESCAPED.sub("_", child.whole))
        elif child.name in MARKS:
            parts.append(MARKS[child.name])
        elif child.name not in UNSEEN:
            text = text_of(child)
            parts.append(letters.letter(text) if _is_letter(child) else text)
            parts.append("\n" * (child.name == "p" and not _joined(child)))
    return "".join(parts)


def _head(cells: Mapping[int, str]) -> Head | None:
    """Return the heads that a row has, if it is the row of heads."""
    found = _ARTICLE.search(cells.get(0, ""))
    if not found:
        return None
    columns = {text.strip().casefold(): place for place, text in cells.items()}
    return Head(unquote(found[1]), found[2], columns)


def _filled(
    row: Element, cells: Mapping[int, str], head: Head, comments: Mapping[str, str], place: Place
) -> Filled:
    """Return a row. Raises UserError where cells were merged, or a column was taken out."""
    unit = _UNIT.search(cells.get(0, ""))
    if not unit:
        text = "\n".join(filter(None, cells.values()))
        return Filled(place.line, "", "", head.article, head.language, text)
    wanted = {name: head.columns.get(name, -1) for name in ("source", "translation")}
    lost = [name for name, at in wanted.items() if at not in cells]
    if lost:
        hint = "undo what was done to the table: columns stay, and cells are not merged"
        raise UserError(f"a row without the column {lost[0]}", hint=hint, at=place)
    references = (one.attribute("id") for one in within(row, "commentReference"))
    margin = dict.fromkeys(comments[key] for key in references if key in comments)
    notes = (cells.get(head.columns.get("comment", -1), ""), *margin)
    return Filled(
        number=place.line,
        uid=unit[1],
        base=unit[2],
        article=head.article,
        language=head.language,
        source=cells.get(wanted["source"], ""),
        target=cells.get(wanted["translation"], ""),
        note="\n".join(note for note in notes if note.strip()),
        decision=cells.get(head.columns.get("decision", -1), ""),
    )


def _cells(row: Element) -> dict[int, str]:
    """The texts of a row by the place of their column; a merged cell takes several."""
    found, place = {}, 0
    for cell in within(row, "tc"):
        found[place] = text_of(cell).removesuffix("\n")
        span = next(cell.all("gridSpan"), None)
        width = span.attribute("val") if span else ""
        place += int(width) if re.fullmatch("[1-9][0-9]?", width) else 1
    return found


def _comments(package: Package, document: Part) -> dict[str, str]:
    part = next(package.related(document.name, "comments"), None)
    found = part.root.all("comment") if part else ()
    return {one.attribute("id"): text_of(one).strip() for one in found}


def _is_letter(run: Element) -> bool:
    properties = run.child("rPr") if run.name == "r" else None
    style = properties.child("rStyle") if properties else None
    return style is not None and style.attribute("val") == LETTER


def _joined(paragraph: Element) -> bool:
    """Tell if the end of a paragraph was taken out, so that the next one goes on with it."""
    properties = paragraph.child("pPr")
    mark = properties.child("rPr") if properties else None
    return mark is not None and mark.child("del") is not None


def _gone(row: Element) -> bool:
    properties = row.child("trPr")
    return properties is not None and properties.child("del") is not None
