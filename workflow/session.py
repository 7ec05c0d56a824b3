"""A session: one reviewer at one catalog, where they are, and what they did."""

from dataclasses import dataclass, field

from i18n.errors import UserError
from i18n.evidence.problem import Finding, Severity
from i18n.locales import Locale
from i18n.memory.match import Match
from i18n.memory.memory import Memory
from i18n.model import Brief, Catalog, State, Unit
from workflow.inspection import Inspection
from workflow.project import Article, Project, po_time
from workflow.review import decide, undecided

APPROVED = frozenset({State.APPROVED, State.EXTERNAL})
"""What people answer for, here or in another PO editor."""


@dataclass(slots=True)
class Session:
    """One reviewer at one catalog: where they are, and what can be undone.

    Asked is what nobody has decided and, where the catalog is `held`, what has an error that
    stands: it keeps the article from being published, whoever approved it.
    `inspection` is of one article; what it found is kept for the catalog as it is.
    """

    project: Project
    article: Article
    locale: Locale
    who: str
    catalog: Catalog
    brief: Brief
    inspection: Inspection
    memory: Memory | None = None
    held: bool = False
    place: int = 0
    keys: list[tuple[str, str]] = field(init=False)
    steps: list[tuple[int, Unit, Unit]] = field(init=False, default_factory=list)
    found: tuple[Catalog, tuple[Finding, ...]] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        trust = self.project.settings.trust_external
        todo = {unit.key for unit in undecided(self.catalog, trust_external=trust)}
        if self.held:
            grave = (one for one in self._every() if one.severity is Severity.ERROR)
            todo |= {one.unit.key for one in grave if one.stands}
        units = (unit for unit in self.catalog.units if not unit.obsolete)
        self.keys = [unit.key for unit in units if unit.key in todo]

    @property
    def unit(self) -> Unit:
        return self._find(self.keys[self.place])

    @property
    def around(self) -> tuple[Unit | None, Unit | None]:
        """The units before and after this one in the article."""
        live = [unit for unit in self.catalog.units if not unit.obsolete]
        place = live.index(self.unit)
        return live[place - 1] if place else None, live[place + 1] if place + 1 < len(
            live
        ) else None

    @property
    def offer(self) -> Match | None:
        """The best that the memory has for this unit's source; the draft may be just that.

        What is approved is in the memory itself: it is not offered to itself.
        """
        unit, least = self.unit, self.project.settings.memory.least
        if self.memory is None:
            return None
        sources = [one.source if one else "" for one in self.around]
        found = self.memory.look(
            self.locale.code, unit.source, unit.context, *sources, least=least, most=1
        )
        if not found or (unit.state in APPROVED and found[0].target == unit.target):
            return None
        return found[0]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What checks find in this unit, and nobody has dismissed, the gravest first."""
        key, order = self.unit.key, list(Severity)
        here = (one for one in self._every() if one.unit.key == key and one.stands)
        return tuple(sorted(here, key=lambda one: order.index(one.severity)))

    def _every(self) -> tuple[Finding, ...]:
        if self.found is None or self.found[0] is not self.catalog:
            self.found = (self.catalog, self.inspection.inspect(self.catalog.units, self.brief))
        return self.found[1]

    @property
    def counts(self) -> tuple[int, int]:
        """How many units were decided, and how many had their text changed and still wait."""
        steps = (step[1:] for step in self.steps if not _only_dismissed(*step[1:]))
        last = {after.key: before.target != after.target for before, after in steps}
        edited = sum(last.values())
        return len(last) - edited, edited

    def save(self, before: Unit, after: Unit) -> None:
        """Put the decision on disk now. Raises UserError when somebody else was quicker."""
        stamp = po_time()

        def change(catalog: Catalog | None) -> Catalog:
            return decide(catalog or self.catalog, before, after, self.who, stamp)

        try:
            _, self.catalog = self.project.update(self.article, self.locale, change)
        except UserError:
            self.catalog = self.project.catalog(self.article, self.locale) or self.catalog
            raise
        self.steps.append((self.place, before, after))

    def undo(self) -> bool:
        """Take the last decision back, and return to its sentence."""
        if not self.steps:
            return False
        place, before, after = self.steps.pop()
        self.place = place
        self.save(self._find(after.key), before)
        self.steps.pop()
        return True

    def _find(self, key: tuple[str, str]) -> Unit:
        found = next((unit for unit in self.catalog.units if unit.key == key), None)
        if found is None:
            what = f"the sentence is no longer in the article: {key[1]!r}"
            raise UserError(what, hint="start the review again")
        return found


def _only_dismissed(before: Unit, after: Unit) -> bool:
    """Whether a finding was dismissed, and nothing was said of the translation."""
    one, other = (
        (unit.target, unit.fuzzy, [mark for mark in unit.marks if mark.key != "qa-ok"])
        for unit in (before, after)
    )
    return one == other
