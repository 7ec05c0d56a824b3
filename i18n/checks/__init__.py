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
    "untranslated": Row(Severity.ERROR),
    "script": Row(Severity.ERROR),
    "wrong_language": Row(Severity.ERROR, Scope.ARTICLE),
    "kk_letters": Row(Severity.ERROR),
    "kk_in_ru": Row(Severity.ERROR),
    "traditional": Row(Severity.ERROR),
    "mixed_word": Row(Severity.ERROR),
    "mojibake": Row(Severity.ERROR),
    # facts
    # markup
    # words
    "leftover": Row(Severity.WARNING),
    "latin_extra": Row(Severity.WARNING),
    "acronym_alien": Row(Severity.WARNING),
    "acronym": Row(Severity.INFO),
    "repeat": Row(Severity.WARNING),
    "length": Row(Severity.WARNING),
    "missing_passage": Row(Severity.WARNING, Scope.ARTICLE),
    "suspicious_mt": Row(Severity.WARNING, Scope.ARTICLE),
    "sentence_count": Row(Severity.INFO),
    "caps_first": Row(Severity.WARNING),
    "all_caps": Row(Severity.WARNING),
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
