"""Tokens: the figures, months and weekdays of a text, in the forms its language writes them in."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from i18n.locales import Locale

Kind = Literal["figure", "month", "weekday"]

_GROUPS = " \u00a0\u202f"
"""What stands between thousands where Babel says it is a space."""

_SHORTEST = 3
"""Letters: a shorter name of a day is a word of its own in some language."""


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
class Grammar:
    """How a language writes them: a pattern, signs in figures, and names by number and list."""

    pattern: re.Pattern[str]
    group: str
    decimal: str
    names: Mapping[Kind, Sequence[Mapping[int, str]]]


def tokens(text: str, locale: Locale) -> list[Token]:
    """Return the figures and names of a text, in order."""
    rules = grammar(locale.code, locale.gap)
    return [_token(found, rules) for found in rules.pattern.finditer(text)]


@cache
def grammar(code: str, gap: str) -> Grammar:
    """Read from Babel how a language writes figures and names. A `gap` is between its words."""
    from babel import Locale as Babel  # noqa: PLC0415 - only who looks for figures pays for it

    known = Babel.parse(code)
    symbols = known.number_symbols.get("latn", known.number_symbols)
    group, decimal = str(symbols["group"]), str(symbols["decimal"])
    names: dict[Kind, Sequence[Mapping[int, str]]] = {
        "month": _lists(known.months, gap),
        "weekday": _lists(known.days, gap),
    }
    return Grammar(_pattern(group, decimal, names, gap), group, decimal, names)


def _lists(widths: Any, gap: str) -> list[Mapping[int, str]]:
    """The lists of names, those in full first; without names too short to be known for such."""
    lists: list[Mapping[int, str]] = []
    for width in ("wide", "abbreviated"):
        for use in ("format", "stand-alone"):
            named = dict(widths[use][width])
            long = {n: name for n, name in named.items() if len(name) >= _SHORTEST or not gap}
            if long and long not in lists:
                lists.append(long)
    return lists


def _pattern(
    group: str, decimal: str, names: Mapping[Kind, Sequence[Mapping[int, str]]], gap: str
) -> re.Pattern[str]:
    """One pattern for all of it, which looks at the first character first: 3 µs a sentence, not 20."""
    between = f"[{_GROUPS}]" if group in _GROUPS else re.escape(group)
    point = re.escape(decimal)
    number = rf"(?:[0-9]{{1,3}}(?:{between}[0-9]{{3}})+(?![0-9])|[0-9]+)(?:{point}[0-9]+)?"
    odd = r"[0-9]+(?:[:/.,][0-9]+)+"
    parts = [_alternatives(kind, lists, gap) for kind, lists in names.items()]
    figure = rf"(?<![0-9])(?:(?P<figure>{number})(?![0-9]|[:/.,][0-9])|(?P<odd>{odd}))"
    firsts = {name[0] for lists in names.values() for one in lists for name in one.values()}
    first = re.escape("".join(sorted(firsts | {letter.upper() for letter in firsts})))
    return re.compile(f"(?=[0-9{first}])(?:{'|'.join((*parts, figure))})")


def _alternatives(kind: str, lists: Sequence[Mapping[int, str]], gap: str) -> str:
    """A pattern of all the names, as they are and with a capital, the longest first."""
    every = {name for names in lists for name in names.values()}
    every |= {name[0].upper() + name[1:] for name in every}
    spelled = "|".join(map(re.escape, sorted(every, key=lambda name: (-len(name), name))))
    edge = r"(?<![^\W_])" if gap else r"(?<![0-9一二三四五六七八九十])"
    return f"{edge}(?P<{kind}>{spelled})"


def _token(found: re.Match[str], rules: Grammar) -> Token:
    kind, text = found.lastgroup or "", found[0]
    if kind == "figure" and not (text[0] == "0" and text[:2].isdecimal()):
        whole, _, part = text.partition(rules.decimal)
        digits = "".join(c for c in whole if c.isdecimal())
        return Token("figure", (digits, part), text, *found.span())
    if kind in {"figure", "odd"}:
        return Token("figure", text, text, *found.span())
    name: Kind = "month" if kind == "month" else "weekday"
    number = next(
        number
        for names in rules.names[name]
        for number, word in names.items()
        if text in {word, word[0].upper() + word[1:]}
    )
    return Token(name, number, text, *found.span())
