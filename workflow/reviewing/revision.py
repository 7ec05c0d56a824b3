"""A revision: instructions carried out in a catalog, and taken back; all of them or none."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from i18n.catalog import edit, headers
from i18n.evidence.problem import Finding
from i18n.model import Catalog, Unit
from workflow.reviewing.conflict import ConflictError
from workflow.reviewing.history import Step, change
from workflow.reviewing.instruction import ACTIONS, Instruction, Occasion
from workflow.reviewing.reviewer import Reviewer
from workflow.reviewing.rows import etag

Look = Callable[[Unit], tuple[Finding, ...]]
"""What checks find in a unit of the catalog; asked only where an action goes by it."""


@dataclass(frozen=True, slots=True)
class Revision:
    """Who revises which catalog, when (a PO time), and the batch by which it can be undone."""

    who: Reviewer
    locale: str
    slug: str
    time: str
    batch: str

    def carried_out(
        self, catalog: Catalog, units: dict[str, Unit], asked: Sequence[Instruction], look: Look
    ) -> tuple[Catalog, list[Step]]:
        """Return the catalog after the instructions, and the steps taken; `units` are its live ones.

        Raises ConflictError for a unit that is not as it was seen, and UserError for what cannot
        be done.
        """
        steps: list[Step] = []
        after: dict[tuple[str, str], Unit] = {}
        for one in asked:
            before = units.get(one.uid)
            if before is None:
                raise ConflictError(one, None)
            made = self._made(before, one, look)
            if made != before:
                units[one.uid] = after[before.key] = made
                steps.append(self._step(one, before, made))
        return self._with(catalog, after), steps

    def taken_back(
        self, catalog: Catalog, units: dict[str, Unit], steps: Sequence[Step]
    ) -> Catalog:
        """Return the catalog as it was before the steps. Raises ConflictError where it has changed."""
        return self._with(catalog, _undone(units, steps))

    def _made(self, before: Unit, asked: Instruction, look: Look) -> Unit:
        action = ACTIONS[asked.action]
        if asked.etag != etag(before):
            if action.done(before, asked):
                return before
            raise ConflictError(asked, before)
        found = look(before) if action.looks else ()
        return action.perform(before, asked, Occasion(self.who, self.time, found))

    def _step(self, asked: Instruction, before: Unit, made: Unit) -> Step:
        return Step(
            self.batch, self.time, self.who.name, self.locale, self.slug, asked.uid,
            asked.action, change(before), change(made),
        )  # fmt: skip

    def _with(self, catalog: Catalog, after: Mapping[tuple[str, str], Unit]) -> Catalog:
        """The catalog with units in the place of those of the same key, and who changed it, and when."""
        if not after:
            return catalog
        sources = {source for _, source in after}  # of most of 2,000 units, no key has to be made
        units = tuple(
            unit if unit.source not in sources or unit.obsolete else after.get(unit.key, unit)
            for unit in catalog.units
        )
        if units == catalog.units:
            return catalog
        return headers(
            replace(catalog, units=units), Last_Translator=self.who.name, PO_Revision_Date=self.time
        )


def _undone(units: dict[str, Unit], steps: Sequence[Step]) -> dict[tuple[str, str], Unit]:
    """Return the units as they were before the steps, by key.

    A unit that is as it was already was taken back by an undo that did not come to its end.
    Raises ConflictError for one that is neither.
    """
    after: dict[tuple[str, str], Unit] = {}
    for step in reversed(steps):
        unit, old = units.get(step.uid), step.before
        if unit and change(unit) == old:
            continue
        if unit is None or change(unit) != step.after:
            raise ConflictError(Instruction("undo", step.uid, ""), unit)
        units[step.uid] = after[unit.key] = edit(
            unit, target=old.target, fuzzy=old.fuzzy, previous=old.previous,
            marks=old.marks, notes=old.notes,
        )  # fmt: skip
    return after
