"""A comparison: which values of a source a translation lacks, changes or adds."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rapidfuzz import fuzz

from i18n.values.conversion import UNITS, converted
from i18n.values.value import Amount, Value

Key = int | Fraction | str
_SCALES = frozenset(10**power for power in (2, 3, 4, 6, 8, 9, 12))
_LARGE_SCALES = frozenset((10**6, 10**9, 10**12))
_TENFOLD = frozenset((10**3, 10**6))
"""`hundreds of thousands` are read as thousands, and 几十万 as 100000."""
_TRIVIAL = frozenset((0, 1))
"""Amounts that a language may put in or leave out: `a year`, `1 год`."""
_THOUSAND = 1000
_MANY = 20
"""Values in one sentence: of more, not every one is held against every other."""
_LONG = 50
_HALF_DAY = 12
_THIS_CENTURY, _LAST_CENTURY = 2000, 1900
"""`SS19` is a collection of 2019, `восьмидесятые` are the 1980s."""
_PARTS = re.compile(r"([0-9]{1,2})[.:：]([0-9]{2})")

_OF_PARTS = frozenset(("number", "time"))
_OF_CENTURIES = frozenset(("decade", "code", "ordinal"))
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3])\.([0-5][0-9])")
"""A number that may be a time, as in Russian and in British English."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two texts say differently: values of the source `missing` in the translation, `extra`
    ones there, and those `changed`, one of each. None of them is in two places."""

    missing: tuple[Value, ...] = ()
    extra: tuple[Value, ...] = ()
    changed: tuple[tuple[Value, Value], ...] = ()


SAME = Comparison()


def compare(
    source: Sequence[Value],
    target: Sequence[Value],
    before: Iterable[Key] = (),
    after: Iterable[Key] = (),
) -> Comparison:
    """Return how the values differ.

    A value is missing or extra only if it is `certain`; others only explain those. `before` and
    `after` are keys that sentences beside this one have to spare, in the translation and in the
    source.
    """
    if _alike(source, target):
        return SAME
    lost = _unmatched(source, target, set(before))
    come = _unmatched(target, source, set(after))
    missing = [value for value in lost if certain(value)]
    extra = [value for value in come if certain(value)]
    if not lost or not come:
        return Comparison(tuple(missing), tuple(extra)) if missing or extra else SAME
    uncertain = [value for value in lost if _perhaps(value)]
    changed = (
        *_paired(missing, extra),
        *_paired(missing, [value for value in come if _perhaps(value)]),
        *_paired(uncertain, extra),
        *_paired(uncertain, [value for value in come if not certain(value) and not value.spelled]),
        *_paired(list(filter(_bare, lost)), list(filter(_bare, come))),
    )
    return Comparison(tuple(missing), tuple(extra), changed)


def _alike(source: Sequence[Value], target: Sequence[Value]) -> bool:
    """Whether it is plain that nothing differs: the same amounts, or none that has to be there."""
    if not source or not target:
        return not any(map(certain, source or target))
    return {_plain(one) for one in source} == {_plain(one) for one in target}


def _plain(value: Value) -> tuple[str, Amount]:
    """One key of a value, which its equal in another language has if they are written alike."""
    if value.unit == "month" or value.kind == "time":
        return value.unit or value.kind, value.amount
    return "", value.amount


def certain(value: Value) -> bool:
    """Whether a translation has to have this value: digits, or words from a thousand up."""
    if value.kind == "implied" or value.amount in _TRIVIAL:
        return False
    if not value.spelled or _frost(value):
        return True
    amount = value.amount
    return not isinstance(amount, str) and amount >= _THOUSAND and amount not in _SCALES


def _frost(value: Value) -> bool:
    """Whether it is a temperature below zero."""
    amount = value.amount
    return value.unit in {"degc", "degf"} and not isinstance(amount, str) and amount < 0


def _perhaps(value: Value) -> bool:
    """Whether it may be the other half of a change, though it need not stand there."""
    return not certain(value) and value.kind != "implied" and value.amount not in _TRIVIAL


def _bare(value: Value) -> bool:
    """Whether it is `millions` or the like, with no number before."""
    return value.spelled and value.amount in _LARGE_SCALES


def keys(value: Value) -> set[Key]:
    """Return what an equal value in another language has one of."""
    kind, amount, unit = value.kind, value.amount, value.unit
    if unit == "month":
        month = f"month {amount}"
        return {month} if kind == "implied" else {month, *value.amounts}
    if kind == "time":
        return _hours(value)
    found: set[Key] = {amount, *value.others}
    if kind == "number":
        if "." in value.text and (clock := _CLOCK.fullmatch(value.text)):
            found.add(f"{int(clock[1]) % _HALF_DAY}:{clock[2]}")
    elif kind == "percent":
        if not isinstance(amount, str):
            found.add(Fraction(amount, 100))
    elif kind in _OF_CENTURIES:
        found |= _centuries(value)
    return found


def _hours(value: Value) -> set[Key]:
    """A time on the clock of twelve hours, and the hour where it is a full one."""
    found: set[Key] = set()
    for amount in value.amounts:
        if not isinstance(amount, str):
            found.add(amount)
            continue
        hour, _, minute = amount.partition(":")
        found.add(f"{int(hour) % _HALF_DAY}:{minute}")
        if minute == "00":
            found |= {int(hour), int(hour) % _HALF_DAY or _HALF_DAY}
    return found


def _centuries(value: Value) -> set[Key]:
    """The year of `SS19` and of `the eighties` in words, the century of `the 1600s`."""
    amount = value.amount
    if not isinstance(amount, int):
        return set()
    if value.kind == "decade" and amount % 100 == 0:
        return {amount // 100 + 1}  # the 1600s are the seventeenth century
    if value.kind == "code" and 10 <= amount < 100:
        return {_THIS_CENTURY + amount}
    if value.kind == "ordinal" and value.spelled and 10 <= amount < 100 and amount % 10 == 0:
        return {_LAST_CENTURY + amount}
    return set()


def every_key(values: Iterable[Value]) -> set[Key]:
    """Return the keys of all of them, and of what they explain besides."""
    found: set[Key] = set()
    for value in values:
        found |= keys(value)
        if value.kind in _OF_PARTS:
            found |= _parts(value)
        if value.kind == "decade" and isinstance(value.amount, int) and value.amount > _THOUSAND:
            found.add(value.amount // 100 + 1)
        if value.spelled and value.amount in _TENFOLD and " " not in value.text:
            found |= {10 * int(value.amount), 100 * int(value.amount)}
    return found


def _parts(value: Value) -> set[int]:
    """A day and a month written as a decimal, a score written as a time."""
    parts = _PARTS.fullmatch(value.text) if value.kind in _OF_PARTS else None
    return {int(parts[1]), int(parts[2])} if parts else set()


def _unmatched(values: Sequence[Value], others: Sequence[Value], spare: set[Key]) -> list[Value]:
    known = every_key(others) | spare
    measures = [other for other in others if other.unit in UNITS][:_MANY]
    return [
        value
        for value in values
        if known.isdisjoint(keys(value))
        and not _in_parts(value, known)
        and not (value.unit and any(_same_measure(value, other) for other in measures))
    ]


def _same_measure(one: Value, two: Value) -> bool:
    return converted(one, two) or converted(two, one)


def _in_parts(value: Value, known: set[Key]) -> bool:
    parts = _parts(value)
    return bool(parts) and parts <= known


def _paired(missing: list[Value], extra: list[Value]) -> list[tuple[Value, Value]]:
    """Take from both lists what is likely one value changed."""
    pairs = []
    for value in missing[:_MANY]:
        fitting = [other for other in extra[:_MANY] if _plausible(value, other)]
        if fitting:
            likeness = [_likeness(value, one) for one in fitting]
            other = fitting[likeness.index(max(likeness))]
            pairs.append((value, other))
            missing.remove(value)
            extra.remove(other)
    return pairs


def _plausible(one: Value, two: Value) -> bool:
    strings = isinstance(one.amount, str), isinstance(two.amount, str)
    return strings[0] == strings[1] or "time" in {one.kind, two.kind}


def _likeness(one: Value, two: Value) -> float:
    old, new = str(one.amount)[:_LONG], str(two.amount)[:_LONG]
    return fuzz.ratio(old, new) / 100 + (one.kind == two.kind) + (one.unit == two.unit)
