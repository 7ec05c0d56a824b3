"""Checking: a catalog inspected, mended, or a finding in it dismissed."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from i18n.errors import Place, UserError
from i18n.evidence.problem import Finding
from i18n.inspector import dismissal
from i18n.model import Unit
from workflow import review
from workflow.inspection import Inspection
from workflow.mend import Mended, mend
from workflow.subjects import Subject


def inspect(subject: Subject, inspection: Inspection) -> tuple[Finding, ...]:
    """Return what is found in a catalog."""
    return inspection.inspect(subject.read(), subject.brief)


def fix(subject: Subject, inspection: Inspection) -> tuple[Mended, ...]:
    """Mend what can be in a catalog as it is on disk now, and return what changed."""
    alone, brief = inspection.of_one_article(), subject.brief
    made: tuple[Mended, ...] = ()

    def change(units: Sequence[Unit]) -> Sequence[Unit]:
        nonlocal made
        after, made = mend(units, lambda now: alone.inspect(now, brief))
        return after

    subject.update(change)
    return _placed(made, subject) if made else ()


def _placed(made: Iterable[Mended], subject: Subject) -> tuple[Mended, ...]:
    """What was mended, with the lines where it stands now."""
    lines = {(unit.key, unit.target): unit.line for unit in subject.read()}
    return tuple(
        replace(
            one,
            after=replace(one.after, line=lines.get((one.after.key, one.after.target), 0)),
        )
        for one in made
    )


def dismiss(
    subject: Subject, inspection: Inspection, check: str, line: int, why: str
) -> tuple[Finding, ...]:
    """Let the findings of a check be that are in the entry at this line, and return them.

    A line that is not the translation's is that of the entry it belongs to: a dismissal moves
    the entries below by one. Raises UserError where nothing of the check stands.
    """
    found = [one for one in inspect(subject, inspection) if one.check == check and one.stands]
    behind = [unit for unit in subject.read() if unit.line >= line]
    unit = behind[0] if behind else None
    here = tuple(one for one in found if unit and one.unit.line == unit.line)
    if not here:
        _settled(unit, check, subject, line)
        where = sorted({one.unit.line for one in found})
        hint = (
            f"it found something at {', '.join(map(str, where))}"
            if where
            else f"tilshi check --severity info --select {check} shows what it finds"
        )
        at = Place(str(subject.path), line)
        raise UserError(f"nothing that {check} found stands here", hint=hint, at=at)

    def change(units: Sequence[Unit]) -> Sequence[Unit]:
        return tuple(
            review.dismiss(one, check, why) if one.line == here[0].unit.line else one
            for one in units
        )

    subject.update(change)
    return here


def _settled(unit: Unit | None, check: str, subject: Subject, line: int) -> None:
    """Raise UserError if what the check finds in the unit is dismissed already."""
    reason = dismissal(unit, check) if unit else None
    if reason is not None:
        raise UserError(
            f"what {check} found here is dismissed already: {reason}",
            hint=f"to take that back, delete its line in the catalog: # qa-ok: {check} …",
            at=Place(str(subject.path), line),
        )
