"""A row: a unit as reviewers see it, in the order of the article."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from i18n.model import Catalog, State, Unit

_PLACE = re.compile(r"(\w+) (\d{1,9}), sentence (\d{1,9}) of (\d{1,9})")


@dataclass(frozen=True, slots=True)
class Row:
    """A live unit, and where it stands.

    `passage` counts all passages from 0; the unit is sentence `number` of `of` in it. `role` is
    that of the passage (`heading`), "" where the catalog does not say.
    """

    unit: Unit
    uid: str
    state: State
    role: str
    passage: int
    number: int = 1
    of: int = 1
    etag: str = ""


def rows(catalog: Catalog, before: Sequence[Row] = ()) -> Iterator[Row]:
    """Yield the rows of a catalog, by what extraction noted of each unit's place.

    `before` are those it had before a change: most of them are as they were.
    """
    units = [unit for unit in catalog.units if not unit.obsolete]
    if len(units) == len(before) and all(map(_same_place, units, before)):
        yield from map(_again, units, before)
    else:
        yield from _placed(units)


def _same_place(unit: Unit, row: Row) -> bool:
    return unit is row.unit or (unit.key == row.unit.key and unit.hints == row.unit.hints)


def _again(unit: Unit, row: Row) -> Row:
    if unit is row.unit:
        return row
    return replace(row, unit=unit, state=unit.state, etag=etag(unit))


def _placed(units: Iterable[Unit]) -> Iterator[Row]:
    passage, last = -1, ("", "")
    for unit in units:
        place = _PLACE.match(unit.hints[0]) if unit.hints else None
        here = (place[1], place[2]) if place else ("", unit.uid)
        if here != last:
            passage, last = passage + 1, here
        number, of = (int(place[3]), int(place[4])) if place else (1, 1)
        yield Row(unit, unit.uid, unit.state, here[0], passage, number, of, etag(unit))


def etag(unit: Unit) -> str:
    """Return what changes when anybody changes the unit: its translation, marks or comments."""
    said = repr((unit.target, unit.fuzzy, unit.previous, unit.marks, unit.notes, unit.obsolete))
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def live(units: Iterable[Unit]) -> dict[str, Unit]:
    """Return the live units by their uid."""
    return {unit.uid: unit for unit in units if not unit.obsolete}


def differ(before: Catalog, after: Catalog) -> Iterator[str]:
    """Yield the uids of the live units that only one of two catalogs has, or that are not the same."""
    old, new = live(before.units), live(after.units)
    for uid in old | new:
        one, other = old.get(uid), new.get(uid)
        if one is not other and (one is None or other is None or etag(one) != etag(other)):
            yield uid
