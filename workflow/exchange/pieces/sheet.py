"""A sheet that came back: its rows, whatever a spreadsheet program has made of the cells."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from i18n.errors import Place, UserError
from i18n.xml import Element
from workflow.exchange.pieces.parts import Package, Part
from workflow.exchange.pieces.rows import Filled, stranger

HEADS = frozenset({"uid", "base", "article", "language", "translation"})
"""What the heads of a table must name; case does not matter, nor where they stand."""

READ = (*sorted(HEADS), "source", "comment", "decision")

PLAIN = frozenset({"0", "1", "49"})
"""Formats that show a number as it was typed: general, whole, text."""

_LETTER = re.compile(r"_x([0-9A-Fa-f]{4})_")
_COLUMN = re.compile(r"[A-Z]{1,3}")
Cells = dict[str, Element]

AS_TEXT = "type it again in the format of text, or with ' before it"


@dataclass(frozen=True, slots=True)
class Strings:
    """What cells refer to: the texts of the workbook, and the number formats of its looks."""

    path: str
    texts: Sequence[str]
    formats: Sequence[str]

    def head(self, cell: Element) -> str:
        """Return what a cell says if it is a text, for heads: in small letters, else nothing."""
        kind = cell.attribute("t")
        if kind not in {"s", "inlineStr", "str"} or cell.child("f"):
            return ""
        return self.text(cell, Place(self.path)).strip().casefold()

    def text(self, cell: Element, place: Place) -> str:
        """Return the text of a cell. Raises UserError for a formula, a date and an error."""
        if cell.child("f"):
            raise UserError("a formula, where a text has to be", hint=AS_TEXT, at=place)
        value = cell.child("v")
        raw = value.whole if value else ""
        kind = cell.attribute("t", "n")
        if kind == "e":
            raise UserError(f"an error, {raw}, where a text has to be", hint=AS_TEXT, at=place)
        if kind == "inlineStr":
            return _string(cell.child("is"))
        if kind == "n" and raw:
            return self._number(raw, cell.attribute("s", "0"), place)
        readers = {"s": self._shared, "str": _decoded, "b": _truth}
        return readers.get(kind, _decoded)(raw)

    def _shared(self, raw: str) -> str:
        if not raw:
            return ""
        number = _whole(raw, len(self.texts))
        if number >= len(self.texts):
            raise stranger(f"damaged: it has no string {raw[:20]}", self.path)
        return self.texts[number]

    def _number(self, raw: str, look: str, place: Place) -> str:
        """A number as a person reads it; one that is shown otherwise is refused."""
        try:
            shown = format(float(raw), ".15g")
        except ValueError as error:
            raise stranger(f"damaged: no number {raw[:20]!r}", self.path) from error
        number = _whole(look, 0)
        if number < len(self.formats) and self.formats[number] not in PLAIN:
            what = f"a number or date, {shown}, where a text has to be"
            raise UserError(what, hint=AS_TEXT, at=place)
        return shown


def rows_of(data: bytes, path: str) -> Iterator[Filled]:
    """Yield the rows of the table in a workbook. Raises UserError for what is none."""
    package = Package(data, path)
    book = package.main("workbook")
    strings = _strings(package, book)
    for sheet in _sheets(package, book):
        rows = _rows(sheet.root)
        for _, cells in rows:
            texts = {column: strings.head(cell) for column, cell in cells.items()}
            columns = {text: column for column, text in texts.items()}
            if columns.keys() >= HEADS:
                yield from _filled(rows, columns, strings, _bubbles(package, sheet))
                return
    raise stranger("no sheet has a row of heads with the hidden ones", path)


def _strings(package: Package, book: Part) -> Strings:
    shared = next(package.related(book.name, "sharedStrings"), None)
    styles = next(package.related(book.name, "styles"), None)
    texts = [_string(one) for one in shared.root.children if one.name == "si"] if shared else []
    formats = styles.root.child("cellXfs") if styles else None
    numbers = [one.attribute("numFmtId", "0") for one in formats.children] if formats else []
    return Strings(package.path, texts, numbers)


def _sheets(package: Package, book: Part) -> Iterator[Part]:
    targets = package.targets(book.name, "worksheet")
    for sheet in book.root.all("sheet"):
        part = package.part(targets.get(sheet.attribute("id"), ""))
        if part:
            yield part


def _rows(sheet: Element) -> Iterator[tuple[int, Cells]]:
    """Yield the rows: the number of each, and its cells by column."""
    data = sheet.child("sheetData")
    number = 0
    for row in data.children if data else ():
        number = _whole(row.attribute("r"), number + 1)
        cells: Cells = {}
        for count, cell in enumerate(row.children):
            named = _COLUMN.match(cell.attribute("r"))
            cells[named[0] if named else chr(ord("A") + count)] = cell
        yield number, cells


def _bubbles(package: Package, sheet: Part) -> dict[int, list[str]]:
    """The comments that are no cells but fixed to one, by row.

    Excel writes those with answers twice: the other time for older programs, with words of its own.
    """
    found: defaultdict[int, list[str]] = defaultdict(list)
    seen: set[str] = set()
    for kind, name in (("threadedComment", "threadedComment"), ("comments", "comment")):
        parts = package.related(sheet.name, kind)
        comments = [one for part in parts for one in part.root.all(name)]
        for one in comments:
            place, said = one.attribute("ref"), one.child("text")
            text = _string(said) if said and said.children else said.whole if said else ""
            if place not in seen and text.strip():
                found[_whole(place.lstrip(ascii_uppercase), 0)].append(text.strip())
        seen |= {one.attribute("ref") for one in comments}
    return found


def _filled(
    rows: Iterator[tuple[int, Cells]],
    columns: Mapping[str, str],
    strings: Strings,
    bubbles: Mapping[int, Sequence[str]],
) -> Iterator[Filled]:
    """Yield the rows below the heads that say something."""
    for number, cells in rows:
        place = Place(strings.path, number)
        texts = {
            name: strings.text(cells[columns[name]], place)
            for name in READ
            if columns.get(name) in cells
        }
        if any(texts.values()):
            yield Filled(
                number=number,
                uid=texts.get("uid", "").strip(),
                base=texts.get("base", "").strip(),
                article=texts.get("article", ""),
                language=texts.get("language", ""),
                source=texts.get("source", "") if "source" in columns else None,
                target=texts.get("translation", ""),
                note="\n".join(filter(None, (texts.get("comment"), *bubbles.get(number, ())))),
                decision=texts.get("decision", ""),
            )


def _string(item: Element | None) -> str:
    """The text of a string, plain or in runs; how it is spoken is no part of it."""
    if item is None:
        return ""
    runs = (run for run in item.children if run.name in {"r", "t"})
    texts = (t for run in runs for t in ([run] if run.name == "t" else run.all("t")))
    return _decoded("".join(text.whole for text in texts))


def _decoded(raw: str) -> str:
    return _LETTER.sub(lambda escape: chr(int(escape[1], 16)), raw)


def _truth(raw: str) -> str:
    return {"1": "TRUE", "0": "FALSE"}.get(raw, raw)


def _whole(raw: str, otherwise: int) -> int:
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 10 else otherwise
