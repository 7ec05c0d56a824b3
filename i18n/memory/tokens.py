"""Tokens: the figures, months and weekdays of a text, in the forms its language writes them in."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from i18n.locales import Locale
from i18n.values import calendar
from i18n.values.calendar import Name
from i18n.values.grammar import SPACES
from i18n.values.grammar import grammar as numbers

Kind = Literal["figure", "month", "weekday"]

_SPACE = "\u00a0"
"""What to set thousands apart with in a language that does it with a space, or with none known."""


@dataclass(frozen=True, slots=True)
class Token:
    """A figure or a name at `start` to `end`. Of equal ones `value` is equal in every language.

    A value is a month from 1, a weekday from 0, the digits before and after the decimal sign,
    or the text itself for times, versions, and what starts with a zero.
    """

    kind: Kind
    value: int | tuple[str, str] | str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Figures:
    """How a language writes figures: a pattern of those that are numbers, and of others; signs."""

    pattern: re.Pattern[str]
    group: str
    decimal: str


def tokens(text: str, locale: Locale) -> list[Token]:
    """Return the figures and names of a text, in order; a name without what is joined to it."""
    known = figures(locale.code)
    named = [_named(name, text) for name in calendar.names(text, locale)]
    inside = {name.start for name in named}  # the figure of 11月
    found = (
        _figure(one, known) for one in known.pattern.finditer(text) if one.start() not in inside
    )
    return sorted((*named, *found), key=lambda one: one.start)


@cache
def figures(code: str) -> Figures:
    """Return how a language writes figures; one of which nothing is known sets none apart."""
    known = numbers(code)
    group, decimal = (known.group or _SPACE, known.decimal) if known else (_SPACE, ".")
    between = f"[{SPACES}]" if group in SPACES else re.escape(group)
    point = re.escape(decimal)
    number = rf"(?:[0-9]{{1,3}}(?:{between}[0-9]{{3}})+(?![0-9])|[0-9]+)(?:{point}[0-9]+)?"
    odd = r"[0-9]+(?:[:/.,][0-9]+)+"
    # the first digit comes before all else, so that what is none is passed over fast
    pattern = rf"(?=[0-9])(?<![0-9])(?:(?P<figure>{number})(?![0-9]|[:/.,][0-9])|(?P<odd>{odd}))"
    return Figures(re.compile(pattern), group, decimal)


@cache
def forms(code: str) -> Mapping[Kind, Sequence[Mapping[int, str]]]:
    """Return the forms in which names can be written, from Babel: lists by number, full ones first."""
    from babel import Locale as Babel  # noqa: PLC0415 - only who writes a name pays for it

    known = Babel.parse(code)
    return {"month": _lists(known.months), "weekday": _lists(known.days)}


def _lists(widths: Any) -> list[Mapping[int, str]]:
    lists: list[Mapping[int, str]] = []
    for width in ("wide", "abbreviated"):
        for use in ("format", "stand-alone"):
            named = dict(widths[use][width])
            if named not in lists:
                lists.append(named)
    return lists


def _named(name: Name, text: str) -> Token:
    return Token(name.kind, name.number, text[name.start : name.stem], name.start, name.stem)


def _figure(found: re.Match[str], known: Figures) -> Token:
    text = found[0]
    if found.lastgroup == "odd" or (text[0] == "0" and text[:2].isdecimal()):
        return Token("figure", text, text, *found.span())
    whole, _, part = text.partition(known.decimal)
    digits = "".join(c for c in whole if c.isdecimal())
    return Token("figure", (digits, part), text, *found.span())
