"""Checks: what can be wrong with a translation. CHECKS is the table."""

from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum
from importlib import import_module
from typing import Any

from i18n.errors import UserError
from i18n.evidence.problem import Severity


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

    `typographic`: its fixes change no meaning, so an approved unit stays approved. `errors`: some
    of its problems are errors, whatever is usual; the check says which.
    """

    severity: Severity
    scope: Scope = Scope.UNIT
    typographic: bool = False
    errors: bool = False


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
    "numbers": Row(Severity.WARNING, errors=True),
    "numbers_extra": Row(Severity.WARNING),
    "number_format": Row(Severity.FIX, errors=True),
    "ordinal": Row(Severity.WARNING),
    "percent": Row(Severity.WARNING),
    "currency": Row(Severity.ERROR),
    "units": Row(Severity.INFO),
    "date": Row(Severity.ERROR),
    "month": Row(Severity.WARNING),
    "weekday": Row(Severity.WARNING, errors=True),
    # markup
    "tags": Row(Severity.ERROR),
    "attrs_links": Row(Severity.ERROR),
    "md_emphasis": Row(Severity.ERROR),
    "url": Row(Severity.ERROR),
    "email": Row(Severity.ERROR),
    # words
    "negation": Row(Severity.WARNING),
    "glossary": Row(Severity.WARNING, errors=True),
    "forbidden": Row(Severity.ERROR),
    "name": Row(Severity.WARNING, Scope.ARTICLE),
    "inconsistent": Row(Severity.WARNING, Scope.PROJECT),
    "register": Row(Severity.WARNING, Scope.ARTICLE),
    "leftover": Row(Severity.WARNING),
    "latin_extra": Row(Severity.WARNING),
    "acronym_alien": Row(Severity.WARNING),
    "acronym": Row(Severity.INFO),
    "repeat": Row(Severity.WARNING),
    "length": Row(Severity.WARNING, errors=True),
    "missing_passage": Row(Severity.WARNING, Scope.ARTICLE),
    "suspicious_mt": Row(Severity.WARNING, Scope.ARTICLE),
    "sentence_count": Row(Severity.INFO),
    "caps_first": Row(Severity.WARNING),
    "all_caps": Row(Severity.WARNING),
    # sentences and marks
    "end_punct": Row(Severity.WARNING),
    "brackets": Row(Severity.ERROR),
    "bracket_lost": Row(Severity.INFO),
    "quote_balance": Row(Severity.WARNING, Scope.PASSAGE),
    "quote_lost": Row(Severity.INFO),
    # typography
    "ctrl_chars": Row(Severity.FIX, typographic=True),
    "space": Row(Severity.FIX, typographic=True),
    "dash": Row(Severity.FIX, Scope.ARTICLE, typographic=True),
    "ellipsis": Row(Severity.FIX, typographic=True),
    "quote_style": Row(Severity.FIX, Scope.PASSAGE, typographic=True),
    "zh_punct": Row(Severity.FIX, typographic=True),
    "zh_spacing": Row(Severity.INFO, Scope.ARTICLE, typographic=True),
    # states
    "stale": Row(Severity.ERROR),
    "mt_unreviewed": Row(Severity.ERROR),
}
"""The checks in the order of reports; each is `check` in the module of that name."""


def find(name: str) -> Row:
    """Return the row of a check; a UserError names the nearest when there is none."""
    if row := CHECKS.get(name):
        return row
    near = get_close_matches(name.casefold().replace("-", "_"), CHECKS, 1, 0.5)
    hint = f"did you mean {near[0]!r}?" if near else "tilshi check --list shows them"
    raise UserError(f"there is no check {name!r}", hint=hint)


def load(name: str) -> Any:
    """Return the function of a check."""
    return import_module(f"i18n.checks.{name}").check


def manual(name: str) -> str:
    """Return what a check says of itself: what it sees, why, and how to mend it."""
    return (import_module(f"i18n.checks.{name}").__doc__ or "").strip()
