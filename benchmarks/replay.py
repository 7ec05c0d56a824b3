"""A replay of what a desk has acknowledged: an oracle for edits that must not be lost or doubled."""

from collections.abc import Iterable
from dataclasses import dataclass

from i18n.catalog import edit
from i18n.model import Mark, Unit
from workflow.reviewing.rows import etag


@dataclass(frozen=True, slots=True)
class Said:
    """An instruction that was answered as done: on which unit as it was seen, by whom."""

    action: str
    uid: str
    etag: str
    who: str
    text: str = ""
    day: str = ""


def replayed(unit: Unit, log: Iterable[Said]) -> Unit:
    """Return what a unit has to be after all that was acknowledged for it, in whatever order.

    An instruction was for the unit as it was seen, so each has one place in the row of them.
    Fails for one that has none: it was lost, or what it was for was overwritten.
    """
    left = [one for one in log if one.uid == unit.uid]
    while left:
        now = etag(unit)
        here = [one for one in left if one.etag == now]
        assert len(here) == 1, f"{len(here)} edits of the same text: {here}, left are {left}"
        left.remove(here[0])
        unit = _done(unit, here[0])
    return unit


def _done(unit: Unit, said: Said) -> Unit:
    if said.action == "save":
        return edit(unit, target=said.text, fuzzy=True)
    if said.action == "comment":
        return edit(unit, notes=(*unit.notes, f"{said.who}: {said.text}"))
    if said.action == "needs-work":
        marks = [mark for mark in unit.marks if mark.key != "todo"]
        todo = Mark("todo", f"{said.who}: {said.text}")
        return edit(unit, fuzzy=bool(unit.target), previous="", marks=(*marks, todo))
    assert said.action == "approve"
    after = edit(unit, target=said.text) if said.text else unit
    kept = [mark for mark in after.marks if mark.key not in {"todo", "changed", "reviewed"}]
    mark = Mark("reviewed", f"{said.who} {said.day} {after.hash}")
    return edit(after, fuzzy=False, previous="", marks=(*kept, mark))
