"""An almanac: how a language writes months, weekdays and dates, read from data/calendar.toml."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

Kind = Literal["month", "weekday"]

DATA = Path(__file__).parents[1] / "data" / "calendar.toml"

_KINDS: tuple[tuple[str, Kind, int], ...] = (
    ("months", "month", 1),
    ("short_months", "month", 1),
    ("weekdays", "weekday", 0),
    ("short_weekdays", "weekday", 0),
)

_DAY = "(?:3[01]|[12][0-9]|0?[1-9]{names})(?![0-9])"
_YEAR = "(?:(?:1[5-9]|20)[0-9]{{2}}(?![0-9]){names})"
_LETTER = r"[^\W_]"
_AROUND = (
    "before", "after", "sure_before", "sure_after", "doubt_before", "doubt_after", "perhaps_after"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Almanac:
    """How a language writes names and dates, compiled.

    `hint` tells at a third of the price that a text, with a space before it, has no names; None
    where `names` is as fast. `groups` are those of `names`: kind, number, and whether the name is a short one. `around` is
    what may stand beside a name, by its key in the data, `orders` are those of dates in figures.
    """

    hint: re.Pattern[str] | None
    names: re.Pattern[str]
    groups: Mapping[str, tuple[Kind, int, bool]]
    around: Mapping[str, re.Pattern[str]]
    doubtful: frozenset[tuple[Kind, int]]
    orders: tuple[str, ...]
    numerals: Mapping[str, int]
    day: re.Pattern[str]


@cache
def almanac(code: str) -> Almanac | None:
    """Return how a locale writes names and dates; None when nothing is known of it."""
    import tomllib  # noqa: PLC0415 - only who looks for days pays for it

    tables = tomllib.loads(DATA.read_text("utf-8"))
    rows = tables.get(code) or tables.get(code.partition("_")[0])
    return _compiled(rows) if rows else None


def _compiled(rows: Mapping[str, Any]) -> Almanac:
    numerals = {word: number for number, word in enumerate(rows.get("numerals", "").split(), 1)}
    named = "".join(f"|{word}" for word in sorted(numerals, key=len, reverse=True))
    zeros, digits = rows.get("zeros", ""), "".join(word for word in numerals if len(word) == 1)
    day = _DAY.format(names=named)
    year = _YEAR.format(names=f"|[{zeros}{digits}]{{4}}" if zeros else "")
    parts = {
        "{days}": f"(?P<days>{day}(?:{rows['joins']}{day}){{0,3}})",
        "{year}": f"(?P<year>{year})",
    }
    return Almanac(
        _hint(rows),
        *_pattern(rows),
        around={place: _around(place, rows.get(place, ""), parts) for place in _AROUND},
        doubtful=frozenset(
            (kind, number)
            for row, kind, _ in _KINDS[::2]
            for number in rows.get(f"doubtful_{row}", ())
        ),
        orders=tuple(rows["numeric"].split()),
        numerals=numerals | dict.fromkeys(zeros, 0),
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
    endings, after = rows.get("endings", ""), rows.get("letters", _LETTER)
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


def _hint(rows: Mapping[str, Any]) -> re.Pattern[str] | None:
    """The pattern of any name, tried only behind what is none of the letters in the data."""
    if rows.get("capital") or "edge" in rows:
        return None
    words = [word for row, *_ in _KINDS for names in rows.get(row, ()) for word in names.split()]
    letters = _either(filter(str.isalpha, str(rows)))
    two = "".join(f"[{_either(word[at] for word in words)}]" for at in range(2))
    firsts = sorted({word[0] for word in words})
    every = "|".join(
        f"[{_both(first)}](?:{'|'.join(_begun(word[1:]) for word in words if word[0] == first)})"
        for first in firsts
    )
    end = f"(?i:{rows.get('endings', '')})(?!{rows.get('letters', _LETTER)})"
    return re.compile(f"[^{letters}](?={two})(?:{every}){end}")


def _begun(word: str) -> str:
    """The pattern of a name or its rest, with the letters it begins with in both cases."""
    plain = re.match(r"[^\W\d_]+(?![?*{])", word)
    start = plain[0] if plain else ""
    return "".join(f"[{_both(letter)}]" for letter in start) + f"(?i:{word[len(start) :]})"


def _both(letter: str) -> str:
    return letter.lower() + letter.upper()


def _either(letters: Iterable[str]) -> str:
    return "".join(sorted({case for letter in letters for case in _both(letter)}))


def _cases(letter: str, rows: Mapping[str, Any]) -> str:
    return letter if rows.get("capital") else "".join({letter, letter.upper()})
