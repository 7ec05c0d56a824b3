"""Pretended checks, in the place of the real ones: small, and their findings are easy to foresee."""

import re
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

from i18n.checks import CHECKS, Row, Scope
from i18n.edits import Edit
from i18n.evidence.pair import Pair
from i18n.evidence.problem import Problem, Severity


def numbers(pair: Pair) -> Iterator[Problem]:
    """Figures of the source that the target lacks."""
    for match in re.finditer(r"\d+", pair.source.text):
        if pair.unit.target and match[0] not in pair.target.text:
            yield Problem(f"{match[0]} is not in the translation", (match.span(),))


def space(pair: Pair) -> Iterator[Problem]:
    """Double spaces: typographic."""
    for match in re.finditer("  +", pair.target.text):
        fix = (Edit(match.start(), match.end(), " "),)
        yield Problem("more than one space", target=(match.span(),), fix=fix)


def city(pair: Pair) -> Iterator[Problem]:
    """The old name of a city: its fix changes words."""
    for match in re.finditer("Алма-Ат[аеы]", pair.target.text):
        fix = (Edit(match.start(), match.end(), "Алматы"),)
        yield Problem("the old name", target=(match.span(),), fix=fix)


def seesaw(pair: Pair) -> Iterator[Problem]:
    """A fix that never comes to rest."""
    for match in re.finditer("[✓✗]", pair.target.text):
        other = "✗" if match[0] == "✓" else "✓"
        fix = (Edit(match.start(), match.end(), other),)
        yield Problem("the other one", target=(match.span(),), fix=fix)


def wordy(pair: Pair) -> Iterator[Problem]:
    """More words than in the source: only said."""
    if len(pair.target.text.split()) > len(pair.source.text.split()):
        yield Problem("more words than in the source")


def twins() -> Any:
    """Two translations of one text, in the whole project."""
    seen: dict[tuple[str, str], str] = {}

    def check(pair: Pair) -> Iterator[Problem]:
        target = pair.unit.target
        if target and seen.setdefault(pair.unit.key, target) != target:
            yield Problem("translated in another way elsewhere")

    return check


def empty(pair: Pair) -> Iterator[Problem]:
    """No translation: what the state of a unit says as well."""
    if not pair.unit.target:
        yield Problem("there is no translation")


ROWS = {
    "empty": (Row(Severity.ERROR), empty),
    "numbers": (Row(Severity.ERROR), numbers),
    "city": (Row(Severity.WARNING), city),
    "twins": (Row(Severity.WARNING, Scope.PROJECT), twins),
    "space": (Row(Severity.FIX, typographic=True), space),
    "seesaw": (Row(Severity.FIX, typographic=True), seesaw),
    "wordy": (Row(Severity.INFO), wordy),
}


@pytest.fixture
def pretended(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No check but these."""
    real = dict(CHECKS)
    CHECKS.clear()
    for name, (row, check) in ROWS.items():
        CHECKS[name] = row
        module = ModuleType(name, f"{check.__doc__}\n\nIt is pretended.\n\nTo mend it: do.")
        vars(module)["check"] = check
        monkeypatch.setitem(sys.modules, f"i18n.checks.{name}", module)
    yield
    CHECKS.clear()
    CHECKS.update(real)
