"""Filters: which rows a reviewer sees; FILTERS is the table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from i18n.evidence.problem import Finding, Severity
from i18n.model import State
from workflow.inspection import GRAVE
from workflow.reviewing.rows import Row


@dataclass(frozen=True, slots=True)
class View:
    """What filters go by besides the row: what stands against it, and whether it was theirs."""

    standing: tuple[Finding, ...] = ()
    mine: bool = False
    trust_external: bool = True


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows are shown, and how that is said."""

    label: str
    keeps: Callable[[Row, View], bool]


def waits(row: Row, view: View) -> bool:
    """Whether a reviewer has still to decide: nobody has, or an error stands."""
    done = {State.APPROVED, State.EXTERNAL} if view.trust_external else {State.APPROVED}
    return row.state not in done or any(f.severity is Severity.ERROR for f in view.standing)


FILTERS: Mapping[str, Filter] = {
    "todo": Filter("to do", waits),
    "stale": Filter("source changed", lambda row, view: row.state is State.STALE),
    "checks": Filter("findings", lambda row, view: any(f.severity in GRAVE for f in view.standing)),
    "errors": Filter(
        "errors", lambda row, view: any(f.severity is Severity.ERROR for f in view.standing)
    ),
    "external": Filter("changed outside", lambda row, view: row.state is State.EXTERNAL),
    "comments": Filter("comments", lambda row, view: bool(row.unit.notes)),
    "mine": Filter("mine", lambda row, view: view.mine),
    "all": Filter("all", lambda row, view: True),
}
"""The filters by the name they have in addresses and options."""


def matches(row: Row, text: str) -> bool:
    """Whether a row has what is searched for, in any case, in its source, translation or comments."""
    wanted = text.casefold()
    unit = row.unit
    return any(wanted in said.casefold() for said in (unit.source, unit.target, *unit.notes))
