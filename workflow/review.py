"""What a reviewer decides about a unit."""

import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from i18n import entries
from i18n.catalog import edit, headers
from i18n.errors import UserError
from i18n.model import Catalog, Mark, State, Unit

Key = tuple[str, str]


def approve(unit: Unit, who: str, day: str) -> Unit:
    """A person says that the translation is right. Raises UserError when there is none."""
    if not unit.target.strip():
        raise UserError("there is no translation to approve", hint="edit it first")
    kept = (mark for mark in _current(unit) if mark.key not in {"todo", "changed", "reviewed"})
    clean = edit(unit, fuzzy=False, previous="", marks=tuple(kept))
    return edit(clean, marks=(*clean.marks, Mark("reviewed", f"{_line(who)} {day} {clean.hash}")))


def rewrite(unit: Unit, target: str) -> Unit:
    """A person writes the translation: not yet approved, no longer the machine's."""
    if target == unit.target:
        return unit
    return edit(unit, target=target, fuzzy=bool(target))


def send_back(unit: Unit, who: str, why: str) -> Unit:
    """A person says that the translation needs work, and why."""
    marks = (*_without(unit, "todo"), Mark("todo", f"{_line(who)}: {_line(why)}"))
    return edit(unit, fuzzy=bool(unit.target), previous="", marks=marks)


def comment(unit: Unit, who: str, text: str) -> Unit:
    """A person says something about the sentence, for others to read. Raises UserError for nothing."""
    if not text.strip():
        raise UserError("there is no comment", hint="write it, then send it")
    line = f"{_line(who)}: {_line(text)}"
    _, taken_for_a_mark = entries.told([line])  # of somebody whose name is `todo`
    return edit(unit, notes=(*unit.notes, f"by {line}" if taken_for_a_mark else line))


def dismiss(unit: Unit, check: str, why: str) -> Unit:
    """A person lets the findings of a check be, and says why; it ends when the text changes.

    What was dismissed in texts of the past is forgotten. Raises UserError without a reason.
    """
    if not why.strip():
        hint = "say why, so that the next who reads it knows"
        raise UserError("a finding is dismissed for a reason", hint=hint)
    others = (mark for mark in _current(unit) if mark.value.split()[:1] != [check])
    return edit(unit, marks=(*others, Mark("qa-ok", f"{check} {unit.hash} {_line(why)}")))


def _current(unit: Unit) -> tuple[Mark, ...]:
    """The marks without dismissals in texts of the past."""
    return tuple(m for m in unit.marks if m.key != "qa-ok" or unit.hash in m.value.split())


IN_BULK = frozenset({State.DRAFT, State.EXTERNAL})
"""What may be approved in one go; a stale unit or one sent back wants a look of its own."""


def approve_all(catalog: Catalog, who: str, now: str) -> Catalog:
    """Approve every draft and every unit approved elsewhere."""
    units = tuple(
        approve(unit, who, now[:10]) if unit.state in IN_BULK and not unit.obsolete else unit
        for unit in catalog.units
    )
    if units == catalog.units:
        return catalog
    return headers(replace(catalog, units=units), Last_Translator=_line(who), PO_Revision_Date=now)


def _without(unit: Unit, *keys: str) -> tuple[Mark, ...]:
    return tuple(mark for mark in unit.marks if mark.key not in keys)


def undecided(catalog: Catalog, *, trust_external: bool) -> Iterable[Unit]:
    """Yield the live units a reviewer has still to decide, in the order of the article."""
    done = {State.APPROVED, State.EXTERNAL} if trust_external else {State.APPROVED}
    return (unit for unit in catalog.units if not unit.obsolete and unit.state not in done)


def _line(text: str) -> str:
    """What a person says, as one line that steers no terminal."""
    return "".join(char for char in " ".join(text.split()) if unicodedata.category(char) != "Cc")
