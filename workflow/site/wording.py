"""The words of the site around its articles, in each language: theme/words/<locale>.po.

Dates, numbers and lists are those of CLDR, through Babel, with the corrections that news of the
language asks for. A script made from another (`kk_Latn`) has the words of its base, converted:
Babel has no such locales, and would fall back in silence.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, lru_cache, partial
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO

from babel.dates import format_date
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from i18n.locales import Locale
from i18n.scripts.conversion import convert_plain

NARROW = "\u202f"
"""CLDR has it before `г.` and `ж.`, and in numbers of some languages; fonts often do not."""

NO_BREAK = "\u00a0"

CONJUNCTIONS = {"kk": "және"}
"""CLDR joins Kazakh lists with commas alone; prose says `A, B және C`."""


@dataclass(frozen=True)
class Words:
    """The words, dates and numbers of one language; what is not translated stays English.

    `code` is the locale that CLDR knows, `own` are words of the project that stand in for those
    of the theme. `convert` writes all of them in the script of the page.
    """

    code: str
    theme: NullTranslations
    own: Mapping[str, str]
    convert: Callable[[str], str]

    def __call__(self, english: str, **values: str) -> str:
        """Return a translated message with its `{names}` filled in."""
        said = self._known.get(english)
        if said is None:
            said = self.convert(self.own.get(english) or self.theme.gettext(english))
            self._known[english] = said
        return _filled(said, values) if values else said

    def many(self, one: str, other: str, n: int, **values: str) -> str:
        """Return a message in the form for `n`, which stands in it as `{n}`."""
        return _filled(self.form(one, other, n), {"n": self.number(n), **values})

    def form(self, one: str, other: str, n: int) -> str:
        """Return a message in the form for `n`, with its `{n}` for a script to fill in."""
        return self.convert(self.theme.ngettext(one, other, n))

    def date(self, day: str) -> str:
        """Return a day or time (ISO 8601) as the language writes the day: 23 ноября 2026 г."""
        return self.convert(_date(self.code, day[:10], "long"))

    def month(self, day: str) -> str:
        """Return the month of a day by itself, as a heading has it: Қараша."""
        name = _date(self.code, day[:10], "LLLL")
        return self.convert(name[:1].upper() + name[1:])

    def number(self, n: int) -> str:
        """Return a number with its thousands parted; digits are the same in every script."""
        return _number(n, self.code)

    def list(self, items: Sequence[str]) -> str:
        """Return items, which are ready, as a list in a sentence: `A, B и C`."""
        if self.code in CONJUNCTIONS and len(items) > 1:
            joint = self.convert(CONJUNCTIONS[self.code])
            return f"{', '.join(items[:-1])} {joint} {items[-1]}"
        return format_list(list(items), locale=self.code)

    @cached_property
    def _known(self) -> dict[str, str]:
        """The messages that were asked for."""
        return {}


def words(locale: Locale, names: Mapping[tuple[str, str], str] | None = None) -> Words:
    """Return the words of a locale; `names` are the project's own, by context and English."""
    base = locale.base or locale.code
    own = {english: said for (context, english), said in (names or {}).items() if not context}
    convert = partial(convert_plain, locale=locale) if locale.base else _as_it_is
    return Words(base, _compiled(base), own, convert)


@cache
def _compiled(code: str) -> NullTranslations:
    """The words of the theme in a language: none for one that has no catalog."""
    file = files("workflow.site") / "theme" / "words" / f"{code}.po"
    if not file.is_file():
        return NullTranslations()
    with file.open("rb") as stream:
        catalog = read_po(stream)
    compiled = BytesIO()
    write_mo(compiled, catalog)  # without what is fuzzy
    return GNUTranslations(BytesIO(compiled.getvalue()))


@lru_cache(maxsize=4096)
def _date(code: str, day: str, form: str) -> str:
    written = format_date(date.fromisoformat(day), form, locale=code)
    return written.replace(NARROW, NO_BREAK)


@lru_cache(maxsize=4096)
def _number(n: int, code: str) -> str:
    return format_decimal(n, locale=code).replace(NARROW, NO_BREAK)


def _filled(said: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        said = said.replace(f"{{{name}}}", value)
    return said


def _as_it_is(text: str) -> str:
    return text
