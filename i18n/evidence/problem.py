"""A problem: what a check sees in a translation; and a finding, which says of which check it is."""

from dataclasses import dataclass
from enum import StrEnum

from i18n.edits import Edit, Span
from i18n.model import Unit


class Severity(StrEnum):
    """What a finding asks for, the gravest first.

    An error keeps the article from being published as reviewed, a warning wants a decision, a
    fix mends itself on request, and info is only said.
    """

    ERROR = "error"
    WARNING = "warning"
    FIX = "fix"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, in plain words, and where.

    `source` and `target` are spans of the unit's texts, markup counted. `fix` are edits of the
    target that mend it, if that is certain. `severity` is said only where it is another than
    that of the check's row.
    """

    message: str
    source: tuple[Span, ...] = ()
    target: tuple[Span, ...] = ()
    fix: tuple[Edit, ...] = ()
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem of a unit, the check that saw it, and why somebody let it be, if they did.

    `reason` is None for a finding that stands; the reason of a dismissal may be empty.
    """

    check: str
    severity: Severity
    unit: Unit
    problem: Problem
    reason: str | None = None

    @property
    def stands(self) -> bool:
        """Whether nobody has dismissed it."""
        return self.reason is None
