"""The calendar: the months, weekdays and dates that a text names, as each language writes them.

A locale without a table in `data/calendar.toml` has none. Everything is linear in the length of
the text, and takes 2 to 5 µs on a sentence of 120 characters.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from i18n.edits import Span
from i18n.locales import Locale
from i18n.values.almanac import Almanac, Kind, almanac

_WINDOW = 60
"""Code points on each side of a month's name in which the rest of its date is looked for."""
_NEAR = 30
"""Code points in which words are looked for that make a name certain, or a doubtful one."""

_MOST = 100
"""Names and dates in figures of a text that are read: one with more is a table of them."""

_FIGURES = re.compile(
    r"[0-9](?<![0-9./·•-].)[0-9]{0,3}+(?:"
    r"(?P<mark>[./-])[0-9]{1,2}+(?P=mark)[0-9]{1,4}+(?![0-9/-]|\.[0-9])"
    r"|[/·•][0-9]{1,2}+(?![0-9/-]|\.[0-9]))"
)
_MONTHS, _LONGEST = 12, 31


class Name(NamedTuple):
    """The name of a month, from 1, or of a weekday, from 0 for Monday, as it stands in a text.

    `stem` is where an ending begins that the data list apart from the names, as in `мамыр-да`.
    A `short` one is an abbreviation, without its stop.
    """

    kind: Kind
    number: int
    start: int
    end: int
    text: str
    stem: int
    short: bool = False


class Day(NamedTuple):
    """When something is, as far as a text says: a weekday, or a month with the rest of its date.

    `days` are several for `5–7 May`, `others` are (day, month) that it may as well be: `4/5`.
    `start` to `end` is all of it, `text` its name or its figures. A doubtful one (not `certain`)
    may be another word or somebody's name.
    """

    start: int
    end: int
    text: str
    weekday: int | None = None
    month: int | None = None
    days: tuple[int, ...] = ()
    year: int | None = None
    others: tuple[tuple[int, int], ...] = ()
    certain: bool = True

    @property
    def span(self) -> Span:
        """Where it stands, with the days and the year beside the name of the month."""
        return self.start, self.end


def names(text: str, locale: Locale) -> Iterator[Name]:
    """Yield the names of months and weekdays, in order, those in doubt too."""
    known = almanac(locale.code)
    return _names(text, known) if known else iter(())


def month_at(text: str, locale: Locale) -> bool:
    """Tell if the text begins with the name of a month."""
    known = almanac(locale.code)
    found = known.names.match(text) if known else None
    return (
        found is not None
        and known is not None
        and known.groups[found.lastgroup or ""][0] == "month"
    )


def read(text: str, locale: Locale) -> tuple[Day, ...]:
    """Return what the text says of days, in order.

    >>> [(one.days, one.month, one.year) for one in read("5–7 May 2026", locales.get("en"))]
    [((5, 7), 5, 2026)]
    """
    known = almanac(locale.code)
    if known is None:
        return ()
    found = [_day(text, name, known) for name in islice(_names(text, known), _MOST)]
    if _figured(text):
        found += islice(_in_figures(text, known), _MOST)
    return tuple(sorted(found, key=lambda day: day.start)) if found else ()


def _figured(text: str) -> bool:
    """Whether there are marks enough for a date in figures; looking for one takes longer."""
    if "/" in text or "·" in text or "•" in text:
        return True
    return text.count(".") > 1 or text.count("-") > 1


def _names(text: str, known: Almanac) -> Iterator[Name]:
    first = 0
    if known.hint is not None:
        hint = known.hint.search(" " + text)
        if hint is None:
            return
        first = hint.start()  # in the text, which has no space before it
    for found in known.names.finditer(text, first):
        kind, number, short = known.groups[found.lastgroup or ""]
        stem = found.end(found.lastgroup or 0)
        yield Name(kind, number, *found.span(), found[0], stem, short)


def _day(text: str, name: Name, known: Almanac) -> Day:
    before = text[max(0, name.start - _WINDOW) : name.start]
    after = text[name.end : name.end + _WINDOW]
    if name.kind == "weekday":
        certain = _certain(name, before, after, known)
        return Day(name.start, name.end, name.text, weekday=name.number, certain=certain)
    left = known.around["before"].search(before)
    right = known.around["after"].match(after)
    parts = {"days": "", "year": ""} | _parts(left)
    if parts["days"] and "days" in _parts(right):
        right = None
    parts |= _parts(right)
    days, year = parts["days"], parts["year"]
    return Day(
        name.start - len(left[0] if left else ""),
        name.end + len(right[0] if right else ""),
        name.text,
        month=name.number,
        days=tuple(_number(one, known) for one in known.day.findall(days)),
        year=_number(year, known) if year else None,
        certain=bool(days or year) or _certain(name, before, after, known),
    )


def _parts(found: re.Match[str] | None) -> dict[str, str]:
    return {part: text for part, text in found.groupdict().items() if text} if found else {}


def _certain(name: Name, before: str, after: str, known: Almanac) -> bool:
    """Whether what is around a name leaves no doubt that it is one."""
    around, before = known.around, before[-_NEAR:]
    if around["doubt_before"].search(before) or around["doubt_after"].match(after):
        return False
    doubtful = name.short or (name.kind, name.number) in known.doubtful
    if not (doubtful or around["perhaps_after"].match(after)):
        return True
    return bool(around["sure_before"].search(before) or around["sure_after"].match(after))


def _in_figures(text: str, known: Almanac) -> Iterator[Day]:
    """Yield the dates in figures; one without a year is in doubt: `9/11` may be a fraction."""
    for found in _FIGURES.finditer(text):
        parts = [int(part) for part in re.split(r"\D", found[0])]
        if len(parts) == 2:
            read = [(parts[1], parts[0]), (parts[0], parts[1])]
            year = None
        elif len(re.split(r"\D", found[0])[0]) == 4:
            read, year = [(parts[2], parts[1])], parts[0]
        else:
            orders = known.orders if found["mark"] == "/" else ("dmy",)
            read = [(parts[order.index("d")], parts[order.index("m")]) for order in orders]
            year = parts[2]
        read = [one for one in read if 1 <= one[0] <= _LONGEST and 1 <= one[1] <= _MONTHS]
        if read and (year is None or 1500 <= year < 2100):
            (day, month), others = read[0], tuple(read[1:])
            yield Day(
                *found.span(), found[0], month=month, days=(day,), year=year, others=others,
                certain=year is not None,
            )  # fmt: skip


def _number(word: str, known: Almanac) -> int:
    if word.isdecimal():
        return int(word)
    if len(word) == 4:
        return int("".join(str(known.numerals[letter] % 10) for letter in word))
    return known.numerals[word]
