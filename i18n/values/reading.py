"""A reading: the values that a text states in its language."""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import islice

from i18n.locales import Locale
from i18n.values.compose import composed
from i18n.values.context import counted
from i18n.values.grammar import Grammar, grammar
from i18n.values.numerals import roman
from i18n.values.pieces import Piece, count, folded, pieces
from i18n.values.value import Value

_ROMAN = re.compile(r"[IVXLCХІ](?<![^\W_].)(?:[IVXLCХІ]{1,7}|(?<=[XVХ]))(?![^\W_])")
_DASH = re.compile(r"\s?[-–—/]\s?")
_INCHES = re.compile(r"[- ]|,? and ")
MOST = 100
"""Figures and words of number; the longest sentence of the news has eight."""
_ENOUGH = 4 * MOST
"""Characters: so few are read, whatever they are."""
_FAR = 8
"""Letters: what is as far as that from a number is not in a range with it."""
_COUNTED = frozenset(("年", "个", "個", "天", "岁", "歲", "倍", "小时", "小時"))
_OF = re.compile(" ?分之 ?")


def crowded(text: str, locale: Locale) -> bool:
    """Whether a text has more figures than any sentence: it is a table of them, and has no values."""
    if len(text) <= _ENOUGH:
        return False
    rules = grammar(locale.code)
    return rules is not None and count(folded(text, wide=rules.han), rules, MOST + 1) > MOST


def read(text: str, locale: Locale) -> tuple[Value, ...]:
    """Return the values of a text in order; they do not overlap. None without data of the locale.

    >>> from i18n import locales
    >>> [(v.kind, v.amount, v.text) for v in read("Two of 1,500 came at 8 p.m.", locales.get("en"))]
    [('number', 2, 'Two'), ('number', 1500, '1,500'), ('time', '20:00', '8 p.m.')]
    """
    rules = grammar(locale.code)
    if rules is None or crowded(text, locale):
        return ()
    low = folded(text, wide=rules.han)
    found = pieces(low, rules)
    values = _values(text, low, found, rules) if found else []
    if "V" in text or "X" in text or "II" in text or "Х" in text or "ІІ" in text:
        # every Roman numeral above one has one of these; looking for them takes a tenth of the time
        values += _romans(text, values)
        values.sort(key=lambda one: one.start)
    return tuple(values)


def _values(text: str, low: str, found: list[Piece], rules: Grammar) -> list[Value]:
    """The values that pieces of a text make with what is around them."""
    values: list[Value] = []
    kept: list[Piece] = []
    floor = 0
    for number in composed(low, found, rules):
        if number.start >= floor:
            kept.append(number)
            value = counted(text, low, number, rules, floor)
            values.append(value)
            floor = value.end
    return list(_related(text, low, values, kept, rules)) if len(values) > 1 else values


def _romans(text: str, values: list[Value]) -> Iterator[Value]:
    """The Roman numerals; a lone `I` or `C` is none."""
    taken = {place for one in values for place in range(*one.span)}
    for found in islice(_ROMAN.finditer(text), MOST):
        amount = roman(found[0])
        if amount is not None and found.start() not in taken:
            yield Value("ordinal", amount, *found.span(), found[0], spelled=True)


def _related(
    text: str, low: str, values: list[Value], numbers: list[Piece], rules: Grammar
) -> Iterator[Value]:
    """The values, each with what it takes from the one before or after it."""
    last, factor = values[0], numbers[0].factor
    for value, number in zip(values[1:], numbers[1:], strict=True):
        gap = low[last.end : value.start] if value.start - last.end < _FAR else ""
        after = value
        if gap:
            merged = _merged(text, last, value, gap)
            if merged is not None:
                last = merged
                continue
            if _DASH.fullmatch(gap):
                after = _short_year(last, value)
            if rules.range.fullmatch(gap):
                last, after = _shared(last, after, factor, number.factor)
        yield last
        last, factor = after, number.factor
    yield last


def _merged(text: str, one: Value, two: Value, gap: str) -> Value | None:
    """One value of two: 6 feet 6, 三分之一."""
    if one.kind == "measure" and one.unit == "ft" and two.unit in {"", "in"}:
        inches = two.amount
        if (
            _INCHES.fullmatch(gap)
            and isinstance(inches, int)
            and inches < 12
            and isinstance(one.amount, int)
        ):
            feet = one.amount + Fraction(inches, 12)
            return one._replace(
                amount=feet, others=(one.amount,), end=two.end, text=text[one.start : two.end]
            )
    if two.text == "半" and gap in _COUNTED and isinstance(one.amount, int):
        half = one.amount + Fraction(1, 2)
        return one._replace(
            amount=half, others=(one.amount,), end=two.end, text=text[one.start : two.end]
        )
    if (
        _OF.fullmatch(gap)
        and isinstance(one.amount, int)
        and isinstance(two.amount, int)
        and one.amount
    ):
        part = Fraction(two.amount, one.amount)
        return one._replace(
            amount=part, end=two.end, text=text[one.start : two.end], others=(one.amount,)
        )
    return None


def _short_year(one: Value, two: Value) -> Value:
    """`1950-53`, `2018/19`: the second may be a year as well."""
    year, short = one.amount, two.amount
    if not (isinstance(year, int) and isinstance(short, int) and 1000 <= year < 2100):
        return two
    if not 0 <= short < 100 or two.others or two.spelled:
        return two
    return two._replace(others=(year // 100 * 100 + short,))


def _shared(one: Value, two: Value, before: int, after: int) -> tuple[Value, Value]:
    """`2 to 3 million`, `$10-15`, `5–7 %`: what is said once counts for both."""
    numbers = isinstance(one.amount, int | Fraction) and isinstance(two.amount, int | Fraction)
    if not numbers or "time" in {one.kind, two.kind}:
        return one, two
    if before == 1 < after and not isinstance(one.amount, str) and one.amount < 1000:
        one = one._replace(others=(*one.others, one.amount * after))
    if one.kind == "number" and two.kind in {"money", "measure", "percent"}:
        one = one._replace(kind=two.kind, unit=two.unit)
    elif one.kind == "money" and two.kind == "number":
        two = two._replace(kind="money", unit=one.unit)
    return one, two
