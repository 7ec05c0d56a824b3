"""A sheet: the glossary as CSV, the way spreadsheets save it.

The columns are `term`, `part of speech`, `note`, `do not translate`, `must`, and for every
language its code, as `ru` and `ru forbidden`, in any order; only `term` has to be there. `|`
stands between the forms of a cell.
"""

import csv
import difflib
import io
import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from i18n import locales
from i18n.errors import Place, UserError
from i18n.glossary import tags
from i18n.glossary.glossary import Entry, Forms, Glossary, Taken

BETWEEN = "|"
DELIMITERS = ",;\t"
COLUMNS = ("term", "part of speech", "note", "do not translate", "must")
FORBIDDEN = " forbidden"
WORDS = {"yes": True, "y": True, "x": True, "true": True, "1": True} | {
    "no": False, "n": False, "false": False, "0": False, "": False
}  # fmt: skip
"""What may stand in a column that is yes or no."""


LONGEST = 5_000
"""Characters of a cell, at most: an engine takes no longer text."""
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Characters that turn the text after them round, so that it is not what it seems."""
FORMULA = re.compile(r"=|[+@-]\S*[(!]")
"""How a cell begins that a spreadsheet computes: https://owasp.org/www-community/attacks/CSV_Injection"""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is written: its columns, the delimiter, the line end, a byte-order mark or none."""

    columns: tuple[str, ...] = COLUMNS
    delimiter: str = ","
    newline: str = "\n"
    mark: str = ""


@dataclass(frozen=True, slots=True)
class _Row:
    place: Place
    cells: tuple[str, ...]


def parse(text: str, path: str) -> Glossary:
    """Return the glossary in a file; raises UserError at the line of what cannot be read."""
    rows = _rows(text, path)
    return _glossary(_names(next(rows, _Row(Place(path, 1), ()))), rows)


def take(text: str, path: str, codes: Collection[str]) -> Taken:
    """Return what a file from elsewhere has in these locales; raises UserError as `parse` does.

    Columns of other languages are left out, whether the program knows them or not.
    """
    rows = _rows(text, path)
    names = _names(next(rows, _Row(Place(path, 1), ())), tags.foreign)
    columns = (name.removesuffix(FORBIDDEN) for name in names if name not in {*COLUMNS, ""})
    skipped = tuple(name for name in dict.fromkeys(columns) if name not in codes)
    return Taken(_glossary(names, rows).within(codes), skipped)


def _glossary(names: Sequence[str], rows: Iterator[_Row]) -> Glossary:
    entries: dict[str, Entry] = {}
    for row in rows:
        entry = _entry(names, row)
        other = entries.setdefault(entry.term, entry)
        if other is not entry:
            what = f"{entry.term!r} is in line {other.line} already"
            hint = f"put the forms into one line, with {BETWEEN} between them"
            raise UserError(what, hint=hint, at=row.place)
    return Glossary(tuple(entries.values()))


def layout(text: str, path: str) -> Layout:
    """Return how a file is written, so that it can be written the same way again."""
    columns = tuple(filter(None, _names(next(_rows(text, path), _Row(Place(path, 1), ())))))
    newline = "\r\n" if "\r\n" in text else "\n"
    return Layout(columns, _delimiter(text), newline, "\ufeff"[: text.startswith("\ufeff")])


def render(glossary: Glossary, like: Layout | None = None) -> str:
    """Return the glossary as CSV, written the way `like` says, with the columns it needs."""
    like = like or Layout()
    codes = dict.fromkeys(code for entry in glossary.entries for code in entry.forms)
    needed = (*COLUMNS, *(code + what for code in codes for what in ("", FORBIDDEN)))
    rows = [_cells(entry) for entry in glossary.entries]
    columns = [
        name
        for name in dict.fromkeys((*like.columns, *needed))
        if name in like.columns or any(row.get(name) for row in rows)
    ]
    table = io.StringIO()
    writer = csv.writer(table, delimiter=like.delimiter, lineterminator=like.newline)
    writer.writerow(columns)
    writer.writerows([row.get(name, "") for name in columns] for row in rows)
    return like.mark + table.getvalue()


def writable(text: str, at: Place) -> str:
    """Return a form as a cell holds it; raises UserError for what no cell can hold."""
    if BETWEEN in text:
        hint = f"take it out there; {BETWEEN} stands between forms"
        raise UserError(f"a form with {BETWEEN} in it: {text!r}", hint=hint, at=at)
    return _plain(text, at)


def _plain(text: str, at: Place) -> str:
    """Return the text on one line; raises UserError for what would harm who opens the file."""
    plain = " ".join(text.split())
    shown = plain[:80]
    if len(plain) > LONGEST:
        hint = f"at most {LONGEST:,} characters stand in a cell"
        raise UserError(f"a text of {len(plain):,} characters", hint=hint, at=at)
    if not plain.isprintable() and any(unicodedata.category(char) == "Cc" for char in plain):
        raise UserError(f"a control character in {shown!r}", hint="take it out", at=at)
    if TURNS.search(plain):
        what = f"a character that turns text round in {shown!r}"
        raise UserError(what, hint="take it out", at=at)
    if FORMULA.match(plain):
        hint = "take the first character out: a spreadsheet would compute the cell"
        raise UserError(f"a formula: {shown!r}", hint=hint, at=at)
    return plain


def _rows(text: str, path: str) -> Iterator[_Row]:
    """Yield the rows that are not empty, with the line where each starts."""
    lines = io.StringIO(text.removeprefix("\ufeff"), newline="")
    reader = csv.reader(lines, delimiter=_delimiter(text), strict=True)
    line = 1
    try:
        for cells in reader:
            place = Place(path, line)
            row = _Row(place, tuple(_plain(cell, place) for cell in cells))
            line = reader.line_num + 1
            if any(row.cells):
                yield row
    except csv.Error as error:
        hint = "mend the quotation marks of that line, or save the file again as CSV"
        raise UserError(f"not CSV: {error}", hint=hint, at=Place(path, line)) from error


def _delimiter(text: str) -> str:
    """The delimiter that the first line has most of."""
    first = text.removeprefix("\ufeff").lstrip().partition("\n")[0]
    return max(DELIMITERS, key=first.count)


def _names(row: _Row, spared: Callable[[str], bool] = lambda name: False) -> tuple[str, ...]:
    """Return the names of the columns; that of an empty one is empty.

    `spared` says of what language a column may be though nothing is known of it.
    """
    names = tuple(
        cell if spared(cell.removesuffix(FORBIDDEN)) else _name(cell, row.place)
        for cell in row.cells
    )
    if "term" not in names:
        hint = "write the names of the columns into the first line: term, note, ru, ru forbidden"
        raise UserError("no column `term`", hint=hint, at=row.place)
    if twice := next((name for name in names if name and names.count(name) > 1), ""):
        raise UserError(f"two columns {twice!r}", hint="join them into one", at=row.place)
    return names


def _name(cell: str, at: Place) -> str:
    """Return a column's name; languages may be written as tags (`zh-Hans`) and in any case."""
    known = {name: name for name in COLUMNS}
    for code, locale in locales.every().items():
        for word in (code, locale.tag):
            known |= {word.casefold(): code, word.casefold() + FORBIDDEN: code + FORBIDDEN}
    name = " ".join(cell.casefold().split())
    if name and name not in known:
        near = difflib.get_close_matches(name, known, 1)
        languages = (
            f"of languages {', '.join(locales.known())}, and each with {FORBIDDEN.strip()!r}"
        )
        every = f"known are {', '.join(COLUMNS)}; {languages}"
        hint = f"did you mean {known[near[0]]!r}?" if near else every
        raise UserError(f"unknown column {cell!r}", hint=hint, at=at)
    return known.get(name, "")


def _entry(names: Sequence[str], row: _Row) -> Entry:
    if extra := [cell for cell in row.cells[len(names) :] if cell]:
        hint = f"put quotation marks around a cell that holds the delimiter; {BETWEEN} stands between forms"
        raise UserError(f"{extra[0]!r} is in no column", hint=hint, at=row.place)
    cells = dict(zip(names, row.cells, strict=False))
    if stray := cells.pop("", ""):
        raise UserError(f"{stray!r} is in a column without a name", hint="name it", at=row.place)
    if not cells.get("term"):
        hint = "write the term, or take the line out"
        raise UserError("a line without a term", hint=hint, at=row.place)
    entry = Entry(
        term=cells["term"],
        kind=cells.get("part of speech", ""),
        note=cells.get("note", ""),
        keep=_flag("do not translate", cells, row.place),
        must=_flag("must", cells, row.place),
        forms=_languages(cells),
        line=row.place.line,
    )
    translated = next((code for code, forms in entry.forms.items() if forms.approved), None)
    if entry.keep and translated:
        what = f"{entry.term!r} is not to be translated, and has a form in {translated}"
        raise UserError(what, hint="take out one of the two", at=row.place)
    refuse_both(entry, row.place)
    return entry


def refuse_both(entry: Entry, at: Place) -> None:
    """Raise UserError for a form that is approved and forbidden at once."""
    for code, forms in entry.forms.items():
        if forms.both:
            what = f"{forms.both[0]!r} is both approved and forbidden for {entry.term!r} in {code}"
            raise UserError(what, hint="take out one of the two", at=at)


def _flag(name: str, cells: dict[str, str], at: Place) -> bool:
    word = cells.get(name, "")
    try:
        return WORDS[word.casefold()]
    except KeyError:
        what = f"{name!r} is yes or no, not {word!r}"
        raise UserError(what, hint="write yes, or leave it empty", at=at) from None


def _languages(cells: dict[str, str]) -> dict[str, Forms]:
    found = {}
    for code in locales.every():
        forms = Forms(_split(cells.get(code, "")), _split(cells.get(code + FORBIDDEN, "")))
        if forms.approved or forms.forbidden:
            found[code] = forms
    return found


def _split(cell: str) -> tuple[str, ...]:
    if BETWEEN not in cell:
        return (cell,) if cell else ()
    return tuple(dict.fromkeys(filter(None, (form.strip() for form in cell.split(BETWEEN)))))


def _cells(entry: Entry) -> dict[str, str]:
    """Return the cells of an entry that are not empty, by column."""
    cells = {
        "term": entry.term,
        "part of speech": entry.kind,
        "note": entry.note,
        "do not translate": "yes" * entry.keep,
        "must": "yes" * entry.must,
    }
    for code, forms in entry.forms.items():
        cells[code] = f" {BETWEEN} ".join(forms.approved)
        cells[code + FORBIDDEN] = f" {BETWEEN} ".join(forms.forbidden)
    return cells
