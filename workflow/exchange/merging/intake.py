"""An intake: what a file that came back changes in a catalog."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from i18n.catalog import headers
from i18n.model import Catalog, Unit
from workflow.exchange.handout import Back
from workflow.exchange.merging.contexts import restored
from workflow.exchange.merging.threeway import Conditions, Kind, Outcome, is_done, merge
from workflow.exchange.merging.versions import Base, Incoming, Key, clean, guess, is_blank

REVISED = "PO-Revision-Date"

Find = Callable[[Incoming, str], Base | None]
"""Tells what went out of a unit; the text is its hash, if the file says it."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A file that came back, and what it says of itself; `name` is its path, for messages.

    `article` is the path or slug of what it is of, `language` its tag; "" where it says none.
    A PO file has `units`, one of another format `rows`. `export` tells which export it is of.
    """

    name: str
    article: str = ""
    language: str = ""
    translator: str = ""
    revised: str = ""
    export: str = ""
    units: tuple[Incoming, ...] = ()
    rows: tuple[Back, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """What became of one unit that came back; `before` and `after` are None where none is here."""

    kind: Kind
    theirs: Incoming
    before: Unit | None = None
    after: Unit | None = None
    base: Base | None = None


@dataclass(frozen=True, slots=True)
class Intake:
    """The catalog with what was taken, and what became of each unit about which there is news."""

    catalog: Catalog
    items: tuple[Item, ...]
    matched: int

    def of(self, *kinds: Kind) -> list[Item]:
        """Return the items of these kinds."""
        return [item for item in self.items if item.kind in kinds]


def take(
    catalog: Catalog,
    delivery: Delivery,
    find: Find,
    conditions: Conditions,
    now: str,
    sent: str | None,
) -> Intake:
    """Return what a delivery changes in a catalog; `now` is a PO time.

    `sent` is when the file was last revised as it went out; None where nobody knows.
    """
    places = _places(catalog)
    matched = list(_matched(delivery, catalog, places, find))
    conditions = replace(conditions, flags=_keeps_flags(matched, delivery, catalog, sent))
    units, items = _merged(catalog, matched, conditions)
    after = replace(catalog, units=units)
    if after == catalog:
        after = catalog
    else:
        who = conditions.who if conditions.by_name else delivery.translator
        taken = any(item.kind is Kind.TAKEN for item in items)
        fields = {"Last-Translator": who} if who and taken else {}
        after = headers(after, **fields, **{REVISED: now})
    return Intake(after, items, sum(place is not None for place, _, _ in matched))


Places = dict[Key, int]
Match = tuple[int | None, Incoming, Base | None]
"""Where the unit stands in the catalog, if it does, what came back of it, and what went out."""


def _merged(
    catalog: Catalog, matched: Iterable[Match], conditions: Conditions
) -> tuple[tuple[Unit, ...], tuple[Item, ...]]:
    units, items = list(catalog.units), []
    added: Places = {}
    for known, theirs, base in matched:
        place = added.get(theirs.key) if known is None else known
        before = None if place is None else units[place]
        outcome = _outcome(before, theirs, base, conditions)
        if outcome is None:
            continue
        if outcome.kind is not Kind.KEPT:
            after = None if outcome.kind is Kind.UNKNOWN else outcome.unit
            items.append(Item(outcome.kind, theirs, before, after, outcome.base))
        if place is not None:
            units[place] = outcome.unit
        elif outcome.kind is Kind.TAKEN:
            added[theirs.key] = len(units)
            units.append(outcome.unit)
    return tuple(units), tuple(items)


def _places(catalog: Catalog) -> Places:
    """Where a key stands: as it is, else as the earlier text of a stale unit."""
    places: Places = {}
    for number, unit in enumerate(catalog.units):
        places[unit.key] = number
    for number, unit in enumerate(catalog.units):
        if unit.previous and not unit.obsolete:
            places.setdefault((unit.context, unit.previous), number)
    return places


def _matched(delivery: Delivery, catalog: Catalog, places: Places, find: Find) -> Iterator[Match]:
    live = (key for key, place in places.items() if not catalog.units[place].obsolete)
    for theirs in restored(delivery.units, live):
        place = places.get(theirs.key)
        yield place, theirs, _base(catalog, place, theirs, find(theirs, ""))
    if delivery.rows:
        by_uid = {
            Unit(source, context=context).uid: (context, source) for context, source in places
        }
        for row in delivery.rows:
            key = by_uid.get(row.uid)
            theirs = _incoming(row, key)
            mine = key is not None and theirs.key == key
            place = places[key] if key and mine else None
            base = find(theirs, row.base) if row.base else None
            yield place, theirs, _base(catalog, place, theirs, base)


def _base(catalog: Catalog, place: int | None, theirs: Incoming, base: Base | None) -> Base | None:
    if base is not None:
        return base
    ours = Unit("") if place is None else catalog.units[place]
    return guess(replace(ours, context=theirs.context, source=theirs.source), theirs)


def _incoming(row: Back, key: Key | None) -> Incoming:
    """A row as a unit; of another sentence where another text stands beside it."""
    context, source = key or ("", row.source or "")
    beside = source if row.source is None else clean(row.source)
    if " ".join(beside.split()) != " ".join(source.split()):
        source = beside
    notes = (row.note,) if row.note.strip() else ()
    return Incoming(source, row.target, context, None, row.said, notes)


def _outcome(
    ours: Unit | None, theirs: Incoming, base: Base | None, conditions: Conditions
) -> Outcome | None:
    """What becomes of a unit; None where there is nothing to say of it."""
    if ours is not None:
        return merge(ours, theirs, base, conditions)
    if is_blank(theirs) or (base is not None and base.hash == theirs.hash):
        return None
    text, fuzzy = clean(theirs.target), not is_done(theirs, conditions)
    gone = Unit(theirs.source, text, theirs.context, fuzzy=fuzzy, obsolete=True)
    known = base is not None and base.target is not None and bool(theirs.source)
    return Outcome(Kind.TAKEN if known else Kind.UNKNOWN, gone, base)


def _keeps_flags(
    matched: Sequence[Match], delivery: Delivery, catalog: Catalog, sent: str | None
) -> bool:
    """Whether a fuzzy flag that is gone was taken off by somebody.

    It was where another one is left, or came back without a text; or where a PO editor wrote
    the time of its work into the header, for which OmegaT and converters do not care.
    """
    drafts = [one for _, one, base in matched if base and base.fuzzy and base.target != ""]
    if not drafts or any(one.fuzzy or is_blank(one) for one in drafts):
        return True
    if sent is not None:
        return delivery.revised not in ("", sent)
    theirs, ours = _moment(delivery.revised), _moment(dict(catalog.headers).get(REVISED, ""))
    return theirs is not None and ours is not None and theirs > ours


def _moment(text: str) -> datetime | None:
    """The time of a PO header."""
    try:
        return datetime.strptime(text, "%Y-%m-%d %H:%M%z")
    except ValueError:
        return None
