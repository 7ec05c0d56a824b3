"""Rows that came back: what is in the file for each unit, put together and checked."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import get_args

from i18n.errors import Place, UserError
from workflow.exchange.handout import Back, Returned, Said

LONGEST = 1_000_000
"""Characters in one text, at most: a whole novel."""

MOST = 50_000
"""Rows in one file, at most: a long novel has 20,000 sentences."""

DECISIONS: tuple[Said, ...] = get_args(Said)


@dataclass(frozen=True, slots=True)
class Filled:
    """A row as it came back. `number` is its place in the file: the row, or the line of XML."""

    number: int
    uid: str
    base: str
    article: str
    language: str
    target: str
    source: str | None = None
    note: str = ""
    decision: str = ""


def returned(rows: Iterable[Filled], path: str) -> Returned:
    """Return what the rows say. Raises UserError for rows that cannot be told apart or trusted.

    A row that says nothing and belongs to no unit is left out; one with a text is an error:
    nobody could tell what it translates.
    """
    found: dict[str, Back] = {}
    first: Filled | None = None
    for count, row in enumerate(rows):
        place = Place(path, row.number)
        _refuse_large(row, count, place)
        if not row.uid:
            _refuse_text(row, place)
            continue
        first = first or row
        if (row.article, row.language) != (first.article, first.language):
            what = f"a row of {row.article} in {row.language}, in a file of {first.article} in {first.language}"
            raise UserError(what, hint="bring back each article in a file of its own", at=place)
        back = _back(row, place)
        if found.setdefault(row.uid, back) != back:
            what = f"two rows of one text, and they differ: {row.target!r}"
            raise UserError(what, hint="delete the one that is wrong", at=place)
    if first is None or not (first.article and first.language):
        raise stranger("it does not say which texts it has", path)
    return Returned(first.article, first.language, tuple(found.values()))


def stranger(what: str, path: str) -> UserError:
    """The error for a file that is none of ours, or has lost what makes it one."""
    hint = "give the file that tilshi export wrote, saved in the same format"
    return UserError(f"not a file to import: {what}", hint=hint, at=Place(path))


def _back(row: Filled, place: Place) -> Back:
    decision = " ".join(row.decision.split()).casefold()
    said = next((one for one in DECISIONS if one == decision), None)
    if said is None:
        hint = f"write {' or '.join(filter(None, DECISIONS))}, or nothing"
        raise UserError(f"no such decision: {row.decision!r}", hint=hint, at=place)
    return Back(row.uid, row.base, row.target, row.source, said, row.note.strip())


def _refuse_text(row: Filled, place: Place) -> None:
    texts = (row.source, row.target, row.note, row.decision)
    text = next((text for text in texts if text and text.strip()), None)
    if text:
        what = f"a row that was not in the file when it went out: {text[:60]!r}"
        hint = "write it into the row of the text it belongs to, or delete the row"
        raise UserError(what, hint=hint, at=place)


def _refuse_large(row: Filled, count: int, place: Place) -> None:
    if count >= MOST:
        hint = "delete the empty rows below the table"
        raise UserError(f"more than {MOST} rows", hint=hint, at=place)
    if max(len(row.source or ""), len(row.target), len(row.note)) > LONGEST:
        hint = "put back the text that was there"
        raise UserError(f"a text longer than {LONGEST} characters", hint=hint, at=place)
