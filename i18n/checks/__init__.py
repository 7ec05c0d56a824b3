"""Checks: what can be wrong with a translation. CHECKS is the table."""

from dataclasses import dataclass
from enum import Enum
from importlib import import_module
from typing import Any

from i18n.checks.problem import Severity


class Scope(Enum):
    """What a check is called with, and what it yields.

    `UNIT`: a Pair; Problems. `PASSAGE`: the tuple of the Pairs of a passage, `ARTICLE`: an
    Article; both yield (Pair, Problem). `PROJECT`: nothing; it returns a function that is called
    with every Pair of the project in turn and yields Problems.
    """

    UNIT = "unit"
    PASSAGE = "passage"
    ARTICLE = "article"
    PROJECT = "project"


@dataclass(frozen=True, slots=True)
class Row:
    """How grave what a check sees is, and what it looks at.

    `typographic`: its fixes change no meaning, so an approved unit stays approved.
    """

    severity: Severity
    scope: Scope = Scope.UNIT
    typographic: bool = False


CHECKS: dict[str, Row] = {
    # whether there is a translation
    "empty": Row(Severity.ERROR),
    # language and script
    # facts
    "numbers": Row(Severity.WARNING),
    "numbers_extra": Row(Severity.WARNING),
    "number_format": Row(Severity.FIX),
    "ordinal": Row(Severity.WARNING),
    "percent": Row(Severity.WARNING),
    "currency": Row(Severity.ERROR),
    "units": Row(Severity.INFO),
    "date": Row(Severity.ERROR),
    "month": Row(Severity.WARNING),
    "weekday": Row(Severity.WARNING),
    # markup
    # words
    # sentences and marks
    # typography
}
"""The checks in the order of reports; each is `check` in the module of that name."""


def load(name: str) -> Any:
    """Return the function of a check."""
    return import_module(f"i18n.checks.{name}").check


def manual(name: str) -> str:
    """Return what a check says of itself: what it sees, why, and how to mend it."""
    return (import_module(f"i18n.checks.{name}").__doc__ or "").strip()
