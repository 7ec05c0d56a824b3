"""A pair: a unit as checks read it, source beside target, with what they all ask for read once."""

import re
from collections.abc import Sequence
from functools import lru_cache

from i18n import locales, loops, markup
from i18n.evidence.days import misdated, undated
from i18n.evidence.loans import Loans
from i18n.evidence.strays import astray
from i18n.glossary.usage import Misuse, misuses
from i18n.locales import Locale
from i18n.markup import Code
from i18n.model import Brief, Unit
from i18n.once import once
from i18n.typography.veil import veil
from i18n.values import calendar
from i18n.values.calendar import Day
from i18n.values.comparison import SAME, Comparison, compare, every_key
from i18n.values.reading import crowded, read
from i18n.values.value import Value

_LATIN = re.compile(
    r"[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]"
    r"[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]*+"
    r"(?:['’.&-][A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]++)*+"
)
"""It begins with one letter by itself: so the search leaps from one to the next."""
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_CREDITS = frozenset(("translator-credits", "translator_credits"))
_LONGEST = 20_000
"""Characters: the longest paragraph of the news is a tenth of that."""


class Side:
    """One text of a pair, and its readings, each made when a check first asks for it."""

    def __init__(self, text: str, locale: Locale) -> None:
        self.text = text
        self.locale = locale

    @once
    def codes(self) -> tuple[Code, ...]:
        """The inline markup, addresses and placeholders, in order."""
        return markup.scan(self.text)

    @once
    def prose(self) -> str:
        """The text with its markup blanked out, place for place: spans of it are the text's."""
        return markup.prose(self.text, self.codes)

    @once
    def veiled(self) -> str:
        """The text with its markup covered, place for place, by what is neither space nor mark."""
        return veil(self.text, self.codes)

    @once
    def words(self) -> tuple[re.Match[str], ...]:
        """The words of the prose, with their apostrophes and hyphens; without figures."""
        return tuple(_WORD.finditer(self.prose))

    @once
    def tokens(self) -> list[str]:
        """The words and figures of the text in small letters; of Chinese, the characters."""
        return loops.words(self.text)

    @once
    def values(self) -> tuple[Value, ...]:
        """The numbers of the prose, with what they count; none of what is too long for a sentence."""
        return () if len(self.text) > _LONGEST else read(self.prose, self.locale)

    @once
    def crowded(self) -> bool:
        """Whether there are too many figures to compare, or too long a text to look for them."""
        return len(self.text) > _LONGEST or crowded(self.prose, self.locale)

    @once
    def days(self) -> tuple[Day, ...]:
        """The months, weekdays and dates of the prose, in order."""
        return calendar.read(self.prose, self.locale)

    @once
    def latin(self) -> tuple[re.Match[str], ...]:
        """The words of the prose in Latin letters; hashtags and handles are none."""
        if not _LATIN.search(self.text):
            return ()
        prose = self.prose
        found = _LATIN.finditer(prose)
        return tuple(m for m in found if prose[max(m.start() - 1, 0)] not in "#@")


@lru_cache(maxsize=512)
def _source(text: str, code: str) -> Side:
    """The source of a pair: read once for all languages, as articles are inspected in each in turn."""
    return Side(text, locales.get(code))


class Pair:
    """A unit, the two sides of it, and the article it is in."""

    def __init__(self, unit: Unit, brief: Brief, article: "Article") -> None:
        self.unit = unit
        self.brief = brief
        self.article = article
        self.source = _source(unit.source, brief.source)
        self.target = Side(unit.target, locales.get(brief.target))

    @once
    def difference(self) -> Comparison:
        """What the two sides say in numbers; a number may have moved to the sentence beside.

        Months and dates aside, which have checks of their own.
        """
        found = self._compared
        if not (found.missing or found.extra or found.changed):
            return found
        return undated(found, self.misdated)

    @once
    def misdated(self) -> list[tuple[Day, Day]]:
        """The dates of the source that are others in the target."""
        return misdated(self.source.days, self.target.days)

    @once
    def _compared(self) -> Comparison:
        source, target = self.source.values, self.target.values
        found = compare(source, target)
        if not (found.missing or found.extra or found.changed):
            return found
        if self.source.crowded or self.target.crowded:
            return SAME
        beside = self.article.beside(self)
        return compare(
            source,
            target,
            {
                key
                for one in beside
                for key in every_key(one.target.values) - every_key(one.source.values)
            },
            {
                key
                for one in beside
                for key in every_key(one.source.values) - every_key(one.target.values)
            },
        )

    @once
    def astray(self) -> str:
        """The code of the other language that the target is in; "" if that is not sure."""
        same = self.unit.target == self.unit.source
        return "" if same else astray(self.target.prose, self.target.locale)

    @property
    def credits(self) -> bool:
        """Whether it asks for the names and addresses of the translators, as gettext does."""
        return self.unit.source in _CREDITS

    @property
    def role(self) -> str:
        """What the unit is in the article, as far as that matters: `title`, `heading`, `cell`…"""
        return self.unit.context

    @once
    def misuses(self) -> tuple[Misuse, ...]:
        """What is wrong with the terms of the glossary, in the order of the source."""
        return tuple(misuses(self.unit, self.brief)) if self.brief.terms else ()


class Article:
    """The pairs of one catalog in their order, those without a translation too.

    `passages` are those blocks of prose of which every sentence is there.
    """

    def __init__(
        self, units: Sequence[Unit], brief: Brief, passages: Sequence[Sequence[Unit]] = ()
    ) -> None:
        self.brief = brief
        self.pairs = tuple(Pair(unit, brief, self) for unit in units)
        by_unit = {id(pair.unit): pair for pair in self.pairs}
        self.passages = tuple(tuple(by_unit[id(unit)] for unit in one) for one in passages)

    def beside(self, pair: Pair) -> tuple[Pair, ...]:
        """Return the pairs before and after a pair of the article."""
        place = self._places[id(pair)]
        return (*self.pairs[max(0, place - 1) : place], *self.pairs[place + 1 : place + 2])

    @once
    def _places(self) -> dict[int, int]:
        return {id(pair): place for place, pair in enumerate(self.pairs)}

    @once
    def source(self) -> str:
        """The whole article in the source language, a line a unit."""
        return "\n".join(pair.unit.source for pair in self.pairs)

    @once
    def target(self) -> str:
        """The whole article in translation, a line a unit."""
        return "\n".join(pair.unit.target for pair in self.pairs)

    @once
    def loans(self) -> Loans:
        """The words that a translation in another script may leave in Latin letters."""
        return Loans(self.source, self.brief.terms)
