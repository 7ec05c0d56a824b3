"""Numbers are written as the language writes them.

Russian and Kazakh have a comma before decimals and a space between thousands: `2,4`, `1 234`.
Chinese has digits of half width. A decimal point is mended, and so is a zero after decimals that
the source has not: `1,80` for `1.8` claims a precision. `1,234` for the 1234 of the source says
another number, and is an error. Versions, addresses and times are let be.

To mend it: put the mark of the language; the fix does.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from i18n.edits import Edit
from i18n.evidence.pair import Pair
from i18n.evidence.problem import Problem, Severity
from i18n.values.comparison import Key, every_key
from i18n.values.grammar import grammar
from i18n.values.value import Value

_FIGURE = re.compile(r"(?<![0-9])[0-9]++(?:[.,][0-9]+)+")
_GROUPS = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{3})+\Z")
_NAMED = re.compile(r"[A-Za-z] ?\Z")
"""Behind a Latin word it is a version, if it counts nothing: iOS 14.2."""
_WIDE = re.compile("[０-９](?:[０-９．，,.]*[０-９])?|(?<=[0-9])，(?=[0-9]{3}(?![0-9]))")
_HALF = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_IDLE = re.compile(r"[.,][0-9]{0,9}?(0+)\Z")
_SPACE = "\u00a0"


def check(pair: Pair) -> Iterator[Problem]:
    """Yield a problem for every number with marks of another language, and for idle zeros."""
    rules = grammar(pair.brief.target)
    if rules is None:
        return
    if rules.han:
        yield from _wide(pair.target.prose)
    if not _FIGURE.search(pair.target.text):
        return
    known: set[Key] | None = None
    for value in pair.target.values:
        found = _FIGURE.search(value.text)
        before = pair.target.text[max(0, value.start - 2) : value.start]
        if found is None or value.kind in {"time", "code"}:
            continue
        if value.text == found[0] and _NAMED.search(before):
            continue
        known = every_key(pair.source.values) if known is None else known
        span = value.start + found.start(), value.start + found.end()
        if rules.decimal != ".":
            yield from _foreign(value, found[0], span, known, rules.decimal)
        if rules.decimal in found[0]:
            yield from _idle(value, found[0], span, pair)


def _wide(text: str) -> Iterator[Problem]:
    for found in _WIDE.finditer(text):
        yield Problem(
            f"{found[0]} is of full width",
            target=(found.span(),),
            fix=(Edit(*found.span(), found[0].translate(_HALF)),),
        )


def _foreign(
    value: Value, text: str, span: tuple[int, int], known: set[Key], decimal: str
) -> Iterator[Problem]:
    """A decimal point, or points or commas between thousands."""
    grouped = _GROUPS.match(text)
    marks = text.count(".") + text.count(",")
    if marks == 1 and (value.amount in known or not (grouped or value.kind == "number")):
        if "." in text:
            edit = Edit(*span, text.replace(".", decimal))
            yield Problem(f"{text}: the decimal mark is {decimal}", target=(span,), fix=(edit,))
    elif grouped and any(amount in known for amount in value.amounts):
        yield Problem(
            f"{text}: between thousands there is a space",
            target=(span,),
            fix=(Edit(*span, re.sub("[.,]", _SPACE, text)),),
            severity=Severity.ERROR if marks == 1 else None,
        )


def _idle(value: Value, text: str, span: tuple[int, int], pair: Pair) -> Iterator[Problem]:
    """A zero at the end of decimals where the source has the same number without."""
    zeros = _IDLE.search(text)
    if zeros is None or not isinstance(value.amount, int | Fraction):
        return
    same = [one for one in pair.source.values if value.amount in one.amounts]
    if not same or any(_digits(one.text) >= _digits(text) for one in same):
        return
    start = span[0] + (zeros.start(1) if zeros.start(1) > zeros.start() + 1 else zeros.start())
    yield Problem(
        f"{text}: {same[0].text} in the source",
        source=(same[0].span,),
        target=(span,),
        fix=(Edit(start, span[1], ""),),
    )


def _digits(text: str) -> int:
    return sum(map(str.isdecimal, text))
