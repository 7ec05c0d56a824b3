"""A line: a row as a page shows it, with what is found in it, and whether it waits."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from markupsafe import Markup

from i18n.evidence.problem import Finding, Severity
from workflow.desk.words import ROLES, STATES, count
from workflow.inspection import GRAVE
from workflow.review import IN_BULK
from workflow.reviewing.filters import FILTERS, View, matches, waits
from workflow.reviewing.findings import NOTHING
from workflow.reviewing.rows import Row
from workflow.reviewing.sheet import Sheet


@dataclass(frozen=True)
class Line:
    """A row, what checks find in it, and how filters see it."""

    row: Row
    findings: tuple[Finding, ...]
    view: View
    made: dict[str, tuple[str, Markup]] = field(default_factory=dict, compare=False, repr=False)
    """How it was shown last, and for what: most of a page is as it was."""

    @property
    def uid(self) -> str:
        return self.row.uid

    @cached_property
    def todo(self) -> bool:
        """Whether a reviewer has still to decide."""
        return waits(self.row, self.view)

    @cached_property
    def kept(self) -> frozenset[str]:
        """The filters that keep it."""
        return frozenset(name for name, one in FILTERS.items() if one.keeps(self.row, self.view))

    @cached_property
    def errors(self) -> int:
        return sum(one.severity is Severity.ERROR for one in self.view.standing)

    @cached_property
    def warnings(self) -> int:
        return sum(one.severity is Severity.WARNING for one in self.view.standing)

    @property
    def grave(self) -> int:
        """How many findings want an answer: what the filter for them goes by."""
        return self.errors + self.warnings

    @property
    def clean(self) -> bool:
        """Whether it may be approved with others in one go."""
        return is_clean(self.row, self.view.standing)

    @property
    def state(self) -> str:
        return STATES[self.row.state]

    @property
    def kind(self) -> str:
        """What the passage is: `List item`."""
        return ROLES.get(self.row.role, self.row.role.capitalize())

    @property
    def place(self) -> str:
        """Where it stands: `Paragraph, sentence 1 of 3`."""
        row = self.row
        return f"{self.kind}, sentence {row.number} of {row.of}" if row.of > 1 else self.kind

    @property
    def found(self) -> str:
        """What stands against it, in words; "" where nothing grave does."""
        said = [
            count(n, noun) for n, noun in ((self.errors, "error"), (self.warnings, "warning")) if n
        ]
        return ", ".join(said)

    @property
    def name(self) -> str:
        """What a screen reader says of it."""
        return ", ".join(filter(None, (self.place, self.state.lower(), self.found)))


def is_clean(row: Row, standing: Iterable[Finding]) -> bool:
    """Whether a row may be approved unread of its own: a draft that nothing grave stands against."""
    return row.state in IN_BULK and not any(one.severity in GRAVE for one in standing)


def line(sheet: Sheet, row: Row, mine: frozenset[str] = frozenset()) -> Line:
    """Return a row of a sheet as a line."""
    found = sheet.findings(row)
    standing = tuple(one for one in found if one.stands) if found else ()
    return Line(row, found, View(standing, row.uid in mine, sheet.trust_external))


@dataclass(frozen=True)
class Listing:
    """The lines of a sheet as somebody sees them through a filter and a search.

    The one with the uid `asked` for is shown whatever they keep.
    """

    sheet: Sheet
    lines: tuple[Line, ...]
    show: str = "all"
    query: str = ""
    asked: str = ""

    @cached_property
    def shown(self) -> tuple[Line, ...]:
        """The lines that are kept."""
        return tuple(one for one in self.lines if one.uid == self.asked or self._keeps(one))

    @cached_property
    def counts(self) -> Counter[str]:
        """How many lines each filter keeps."""
        kept = Counter(line.kept for line in self.lines)
        return Counter({name: sum(n for one, n in kept.items() if name in one) for name in FILTERS})

    @cached_property
    def errors(self) -> int:
        return sum(line.errors for line in self.lines)

    @property
    def waiting(self) -> int:
        return self.counts["todo"]

    @property
    def done(self) -> int:
        return len(self.lines) - self.waiting

    def _keeps(self, one: Line) -> bool:
        query = self.query.strip()
        return self.show in one.kept and (not query or matches(one.row, query))

    def passages(self) -> Iterator[tuple[str, Sequence[Line]]]:
        """Yield the role of each passage, with the lines of it that are shown."""
        for _, lines in groupby(self.shown, lambda one: one.row.passage):
            group = list(lines)
            yield group[0].row.role, group

    def next_todo(self, uid: str) -> str:
        """The uid of the next line shown that waits after this one, then from the top; "" if none."""
        place, places = self.sheet.by_uid.get(uid, -1), self.sheet.by_uid
        waiting = [one.uid for one in self.shown if one.todo and one.uid != uid]
        after = (one for one in waiting if places[one] > place)
        return next(after, next(iter(waiting), ""))


def listing(
    sheet: Sheet, mine: frozenset[str] = frozenset(), show: str = "all", query: str = ""
) -> Listing:
    """Return the lines of a sheet; a filter that does not exist keeps all."""
    name = (sheet.article.slug, sheet.locale.code)
    before = _made.get(name, ())
    if len(before) != len(sheet.rows):
        lines = tuple(line(sheet, row, mine) for row in sheet.rows)
    else:
        trust, found = sheet.trust_external, sheet.report.found
        lines = tuple(
            old
            if old.row is row
            and old.findings is found.get(row.unit.key, NOTHING)
            and old.view.mine is (row.uid in mine)
            and old.view.trust_external is trust
            else line(sheet, row, mine)
            for old, row in zip(before, sheet.rows, strict=True)
        )
    _made[name] = lines
    while len(_made) > KEPT:
        _made.pop(next(iter(_made)), None)
    return Listing(sheet, lines, show if show in FILTERS else "all", query)


_made: dict[tuple[str, str], tuple[Line, ...]] = {}
"""The lines of articles as they were made last: most of them are as they were."""

KEPT = 64
"""Articles whose lines are kept."""
