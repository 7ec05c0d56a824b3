"""The calendar: months, weekdays and dates as each language writes them.

`data/calendar.toml` says how; a locale without a table there has none. Everything is linear in
the length of the text, and takes some 5 µs on a sentence of 120 characters.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from i18n.edits import Span
from i18n.locales import Locale

Kind = Literal["month", "weekday"]

DATA = Path(__file__).parents[1] / "data" / "calendar.toml"

_KINDS: tuple[tuple[str, Kind, int], ...] = (
    ("months", "month", 1),
    ("short_months", "month", 1),
    ("weekdays", "weekday", 0),
    ("short_weekdays", "weekday", 0),
)
_WINDOW = 60
"""Code points on each side of a month's name in which the rest of its date is looked for."""

_MOST = 400
"""Names and dates in figures of a text that are read: one with more is a table of them."""

_DAY = "(?:3[01]|[12][0-9]|0?[1-9]{names})(?![0-9])"
_YEAR = "(?:1[5-9][0-9]{{2}}|20[0-9]{{2}}(?![0-9]){names})"
_FIGURES = re.compile(
    r"[0-9](?<![0-9./·•-].)[0-9]{0,3}+(?:"
    r"(?P<mark>[./-])[0-9]{1,2}+(?P=mark)[0-9]{1,4}+(?![0-9/-]|\.[0-9])"
    r"|[/·•][0-9]{1,2}+(?![0-9/-]|\.[0-9]))"
)
_MONTHS, _LONGEST = 12, 31
_AROUND = (
    "before", "after", "sure_before", "sure_after", "doubt_before", "doubt_after", "perhaps_after"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
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


@dataclass(frozen=True, slots=True)
class Day:
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


@dataclass(frozen=True, slots=True)
class Grammar:
    """How a language writes names and dates, compiled."""

    names: re.Pattern[str]
    groups: Mapping[str, tuple[Kind, int, bool]]
    around: Mapping[str, re.Pattern[str]]
    doubtful: frozenset[tuple[Kind, int]]
    orders: tuple[str, ...]
    numerals: Mapping[str, int]
    day: re.Pattern[str]


def names(text: str, locale: Locale) -> Iterator[Name]:
    """Yield the names of months and weekdays, in order, those in doubt too."""
    known = grammar(locale.code)
    return _names(text, known) if known else iter(())


def month_at(text: str, locale: Locale) -> bool:
    """Tell if the text begins with the name of a month."""
    known = grammar(locale.code)
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
    known = grammar(locale.code)
    if known is None:
        return ()
    found = [_day(text, name, known) for name in islice(_names(text, known), _MOST)]
    found += islice(_in_figures(text, known), _MOST)
    return tuple(sorted(found, key=lambda day: day.start))


def _names(text: str, known: Grammar) -> Iterator[Name]:
    for found in known.names.finditer(text):
        kind, number, short = known.groups[found.lastgroup or ""]
        stem = found.end(found.lastgroup or 0)
        yield Name(kind, number, *found.span(), found[0], stem, short)


def _day(text: str, name: Name, known: Grammar) -> Day:
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


def _certain(name: Name, before: str, after: str, known: Grammar) -> bool:
    """Whether what is around a name leaves no doubt that it is one."""
    around = known.around
    if around["doubt_before"].search(before) or around["doubt_after"].match(after):
        return False
    if around["sure_before"].search(before) or around["sure_after"].match(after):
        return True
    doubtful = name.short or (name.kind, name.number) in known.doubtful
    return not (doubtful or around["perhaps_after"].match(after))


def _in_figures(text: str, known: Grammar) -> Iterator[Day]:
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


def _number(word: str, known: Grammar) -> int:
    if word.isdecimal():
        return int(word)
    if len(word) == 4:
        return int("".join(str(known.numerals[letter] % 10) for letter in word))
    return known.numerals[word]


@cache
def grammar(code: str) -> Grammar | None:
    """Return how a locale writes names and dates; None when nothing is known of it."""
    tables = tomllib.loads(DATA.read_text("utf-8"))
    rows = tables.get(code) or tables.get(code.partition("_")[0])
    return _compiled(rows) if rows else None


def _compiled(rows: Mapping[str, Any]) -> Grammar:
    numerals = {word: number for number, word in enumerate(rows.get("numerals", "").split(), 1)}
    named = "".join(f"|{word}" for word in sorted(numerals, key=len, reverse=True))
    digits = rows.get("digits", "")
    day = _DAY.format(names=named)
    year = _YEAR.format(names=f"|[{digits}○零]{{4}}" if digits else "")
    parts = {
        "{days}": f"(?P<days>{day}(?:{rows['joins']}{day}){{0,3}})",
        "{year}": f"(?P<year>{year})",
    }
    return Grammar(
        *_pattern(rows),
        around={place: _around(place, rows.get(place, ""), parts) for place in _AROUND},
        doubtful=frozenset(
            (kind, number)
            for row, kind, _ in _KINDS[::2]
            for number in rows.get(f"doubtful_{row}", ())
        ),
        orders=tuple(rows["numeric"].split()),
        numerals=numerals | dict.fromkeys("〇○零", 0),
        day=re.compile(day),
    )


def _around(place: str, pattern: str, parts: Mapping[str, str]) -> re.Pattern[str]:
    """Compile what stands on one side of a name; where nothing is said, it matches nothing."""
    for slot, group in parts.items():
        pattern = pattern.replace(slot, group)
    return re.compile(f"(?:{pattern or '(?!)'})" + (r"\Z" if place.endswith("before") else ""))


def _pattern(rows: Mapping[str, Any]) -> tuple[re.Pattern[str], dict[str, tuple[Kind, int, bool]]]:
    """One pattern of all names, which looks at the first letter first; and its groups."""
    groups: dict[str, tuple[Kind, int, bool]] = {}
    by_letter: dict[str, list[str]] = {}
    endings, after = rows.get("endings", ""), rows.get("letters", r"[^\W_]")
    for row, kind, first in _KINDS:
        never = rows.get("none_after", "") if kind == "weekday" else ""
        edge = "".join(f"(?!{one})" for one in (never, after) if one)
        for number, words in enumerate(rows.get(row, ()), first):
            for word in words.split():
                group = f"g{len(groups)}"
                groups[group] = (kind, number, row.startswith("short"))
                by_letter.setdefault(word[0], []).append(
                    f"(?P<{group}>(?i:{word[1:]}))(?i:{endings}){edge}"
                )
    every = [
        f"(?<=[{_cases(letter, rows)}])(?:{'|'.join(words)})" for letter, words in by_letter.items()
    ]
    firsts = "".join(_cases(letter, rows) for letter in by_letter)
    before = rows.get("edge", r"[^\W\d_]")
    return re.compile(f"[{firsts}](?<!{before}.)(?:{'|'.join(every)})"), groups


def _cases(letter: str, rows: Mapping[str, Any]) -> str:
    return letter if rows.get("capital") else "".join({letter, letter.upper()})
