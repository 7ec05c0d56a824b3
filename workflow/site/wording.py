"""The words of the site around its articles, in each language: words/<locale>.po."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from babel import UnknownLocaleError
from babel.dates import format_date
from babel.messages.pofile import read_po

NARROW = "\u202f"
"""CLDR has it before `г.` and `ж.`; fonts often do not."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words and dates of one locale; what is not translated stays English."""

    locale: str
    known: Mapping[str, str]

    def __call__(self, english: str) -> str:
        return self.known.get(english) or english

    def date(self, day: str) -> str:
        """Return a day (ISO 8601) as the language writes it out: 23 ноября 2026 г."""
        try:
            written = format_date(date.fromisoformat(day), "long", locale=self.locale)
        except UnknownLocaleError:
            return day
        return written.replace(NARROW, "\u00a0")


@cache
def words(code: str) -> Words:
    """Return the words of a locale."""
    file = files("workflow.site") / "words" / f"{code}.po"
    if not file.is_file():
        return Words(code, {})
    with file.open("rb") as stream:
        catalog = read_po(stream)
    return Words(
        code, {str(one.id): str(one.string) for one in catalog if one.id and not one.fuzzy}
    )
