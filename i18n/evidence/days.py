"""Days of two texts: dates that differ, months and weekdays that went or came."""

from collections import Counter
from collections.abc import Callable, Sequence

from i18n.values.calendar import Day
from i18n.values.comparison import Comparison
from i18n.values.value import Value

Number = Callable[[Day], int | None]

_MANY = 40
"""Days from which a text is a table of dates: each would be compared with each."""


def misdated(source: Sequence[Day], target: Sequence[Day]) -> list[tuple[Day, Day]]:
    """Return the dates of the source that are others in the target, each with what stands there.

    A date is a month with a day or a year. One that has no counterpart at all is not among them.
    """
    if not source or not target:
        return []
    wanted = [one for one in source if one.certain and _is_date(one)]
    if not wanted or max(len(source), len(target)) > _MANY:
        return []
    there = [one for one in target if _is_date(one)]
    lost = [one for one in wanted if not any(_agree(one, other) for other in target)]
    free = [one for one in there if not any(_agree(one, other) for other in source)]
    found = []
    for one in lost:
        near = max(free, key=lambda other: _likeness(one, other), default=None)
        if near is not None and (_likeness(one, near) or len(lost) == len(free) == 1):
            free.remove(near)
            found.append((one, near))
    return found


def moved(
    source: Sequence[Day], target: Sequence[Day], number: Number
) -> list[tuple[Day | None, Day | None]]:
    """Return what one side names and the other does not, paired where both have such.

    Only what is certain is missed, and what is in doubt counts as named.
    """
    gone, come = _without(source, target, number), _without(target, source, number)
    if come and not gone:
        surplus = Counter(map(number, source)) - Counter(map(number, target))
        gone = [one for one in source if one.certain and surplus[number(one)] > 0][: len(come)]
    size = max(len(gone), len(come))
    return [
        (gone[at] if at < len(gone) else None, come[at] if at < len(come) else None)
        for at in range(size)
    ]


def undated(found: Comparison, wrong: Sequence[tuple[Day, Day]]) -> Comparison:
    """Return what differs in numbers, without months and without the dates that are wrong.

    Of those other checks speak.
    """
    missing = [value for value in found.missing if not _in_a_day(value, [day for day, _ in wrong])]
    extra = [value for value in found.extra if not _in_a_day(value, [day for _, day in wrong])]
    changed = []
    for value, other in found.changed:
        gone = not _in_a_day(value, [day for day, _ in wrong])
        come = not _in_a_day(other, [day for _, day in wrong])
        if gone and come:
            changed.append((value, other))
        elif gone:
            missing.append(value)
        elif come:
            extra.append(other)
    return Comparison(tuple(missing), tuple(extra), tuple(changed))


def _in_a_day(value: Value, days: Sequence[Day]) -> bool:
    return value.unit == "month" or any(
        day.start < value.end and value.start < day.end for day in days
    )


def _without(days: Sequence[Day], others: Sequence[Day], number: Number) -> list[Day]:
    """The first of each that is certain and not among the others."""
    there = {number(one) for one in others} | {m for one in others for _, m in one.others}
    first = {number(one): one for one in reversed(days) if one.certain}
    return sorted(
        (one for key, one in first.items() if key is not None and key not in there),
        key=lambda one: one.start,
    )


def _is_date(day: Day) -> bool:
    return day.month is not None and bool(day.days or day.year)


def _agree(one: Day, other: Day) -> bool:
    """Whether both may be the same date; what only one of them says is no matter."""
    if one.month is None or other.month is None or (one.year or 0) * (other.year or 0) not in {
        0, (one.year or 0) ** 2
    }:  # fmt: skip
        return False
    readings = {(one.days, one.month), *(((day,), month) for day, month in one.others)}
    return any(_same(days, month, other) for days, month in readings)


def _same(days: tuple[int, ...], month: int | None, other: Day) -> bool:
    for found, its in ((other.days, other.month), *(((d,), m) for d, m in other.others)):
        part = not days or not found or set(days) <= set(found) or set(found) <= set(days)
        if month == its and part:
            return True
    return False


def _likeness(one: Day, other: Day) -> int:
    """How many of month, days and year are the same."""
    return (
        (one.month == other.month)
        + bool(set(one.days) & set(other.days))
        + (one.year is not None and one.year == other.year)
    )
