"""Mending: what checks know how to put right is put right, and who approved it is not put wrong."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from i18n.catalog import edit
from i18n.checks import CHECKS
from i18n.edits import apply
from i18n.evidence.problem import Finding
from i18n.merge import rebind
from i18n.model import Mark, Unit

ROUNDS = 5
"""How often the mended text is looked at again: one fix may make room for another."""

Inspect = Callable[[Sequence[Unit]], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Mended:
    """A unit before and after, and the checks whose fixes were made."""

    before: Unit
    after: Unit
    checks: tuple[str, ...]


def mend(units: Sequence[Unit], inspect: Inspect) -> tuple[Sequence[Unit], tuple[Mended, ...]]:
    """Make the fixes of all findings that stand, and return the units as they are then.

    It is done again until nothing is found to mend. A unit that does not come to rest is left
    as it was, so that mending what is mended changes nothing.
    """
    now = list(units)
    made: dict[int, dict[str, None]] = {}
    for _ in range(ROUNDS):
        if not _round(now, inspect, made):
            break
    else:
        for place in _round(now, inspect, made):
            now[place] = units[place]
            made.pop(place, None)
    return tuple(now), tuple(
        Mended(units[place], now[place], tuple(checks)) for place, checks in sorted(made.items())
    )


def _round(now: list[Unit], inspect: Inspect, made: dict[int, dict[str, None]]) -> set[int]:
    """Make the fixes of one inspection, and return the places of the units changed."""
    places = {id(unit): place for place, unit in enumerate(now)}
    fixes: dict[int, list[Finding]] = {}
    for finding in inspect(now):
        if finding.stands and finding.problem.fix:
            fixes.setdefault(places[id(finding.unit)], []).append(finding)
    changed = set()
    for place, findings in fixes.items():
        after = mended(now[place], findings)
        if after != now[place]:
            now[place] = after
            changed.add(place)
            made.setdefault(place, {}).update(dict.fromkeys(one.check for one in findings))
    return changed


def mended(unit: Unit, findings: Iterable[Finding]) -> Unit:
    """Return the unit with the fixes of these findings of it made.

    Where all are of typography, an approval is for the mended text as well; else a person has
    to look at it. What a machine wrote is still its draft.
    """
    fixing = [one for one in findings if one.problem.fix]
    target = apply(unit.target, (fix for one in fixing for fix in one.problem.fix))
    if target == unit.target:
        return unit
    if all(CHECKS[one.check].typographic for one in fixing):
        return rebind(unit, target=target)
    after = edit(unit, target=target, fuzzy=bool(target))
    marks = (
        Mark(mark.key, mark.value.replace(unit.hash, after.hash)) if mark.key == "mt" else mark
        for mark in after.marks
    )
    return edit(after, marks=tuple(marks))
