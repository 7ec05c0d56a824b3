"""Drafts: translations nobody has approved, put into the catalog of an article."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from i18n.catalog import edit
from i18n.dispatch.answer import Answer
from i18n.model import Catalog, Mark, State, Unit

EMPTY = frozenset({State.UNTRANSLATED})
"""The states of units to draft; with STALE among them those are drafted anew as well."""
Key = tuple[str, str]
_OURS = "tilshi: "


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no translation; `lasting` if it lies in the text, not in today's network.

    `hint` is what to do next.
    """

    reason: str
    lasting: bool
    hint: str = field(default="", compare=False)


Outcomes = Mapping[Key, Answer | Failure]
"""By the key of the unit; a unit for which nobody was to be asked has none."""


def fill(
    catalog: Catalog, outcomes: Outcomes, today: date, states: frozenset[State] = EMPTY
) -> Catalog:
    """Return the catalog with drafts in its units that are still in one of the states.

    A draft is fuzzy and says in `# mt:` where it comes from; why a unit has none is in its
    `# todo: tilshi:`, if the reason lies in the text. What people wrote meanwhile stays; a
    person's translation that a draft replaces stays as an obsolete unit of its old source.
    """
    taken = {unit.key for unit in catalog.units}
    units: list[Unit] = []
    aside: list[Unit] = []
    for unit in catalog.units:
        outcome = None if unit.obsolete or unit.state not in states else outcomes.get(unit.key)
        old = _set_aside(unit)
        if isinstance(outcome, Failure):
            units.append(_excused(unit, outcome))
        elif outcome and not (old and old.key in taken):
            units.append(drafted(unit, outcome, today))
            aside += [old] if old else []
        else:
            units.append(unit)
    return replace(catalog, units=(*units, *aside))


def drafted(unit: Unit, answer: Answer, today: date) -> Unit:
    """Return the unit with the answer as its draft, in the place of whatever it had."""
    bare = edit(unit, target=answer.text, fuzzy=True, previous="", marks=())
    kept = tuple(mark for mark in _without_ours(unit.marks) if mark.key not in {"mt", "changed"})
    mark = Mark("mt", f"{answer.origin} {today.isoformat()} {bare.hash}")
    return edit(bare, marks=(mark, *kept))


def _excused(unit: Unit, failure: Failure) -> Unit:
    """Say why an untranslated unit has no draft; the reason is told in its catalog once."""
    if not failure.lasting or unit.target:
        return unit
    return edit(unit, marks=(*_without_ours(unit.marks), Mark("todo", _OURS + failure.reason)))


def _without_ours(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Leave out the todo lines of the program; people's stay."""
    return tuple(m for m in marks if not (m.key == "todo" and m.value.startswith(_OURS)))


def _set_aside(unit: Unit) -> Unit | None:
    """Return a stale unit's translation as the obsolete unit it was approved as, or None."""
    if not unit.target or not unit.previous:
        return None
    old = Unit(unit.previous, unit.target, unit.context, marks=unit.marks, obsolete=True)
    by_machine = any(old.hash in value.split() for value in unit.marked("mt"))
    return None if by_machine and not any(unit.marked("reviewed")) else old
