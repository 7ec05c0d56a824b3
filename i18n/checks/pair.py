"""A pair: a unit as checks read it, source beside target, with what they all ask for read once."""

import re
from collections.abc import Sequence
from functools import cached_property

from i18n import locales, markup
from i18n.glossary.usage import Misuse, misuses
from i18n.locales import Locale
from i18n.markup import Code
from i18n.model import Brief, Unit

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")


class Side:
    """One text of a pair, and its readings, each made when a check first asks for it."""

    def __init__(self, text: str, locale: Locale) -> None:
        self.text = text
        self.locale = locale

    @cached_property
    def codes(self) -> tuple[Code, ...]:
        """The inline markup, addresses and placeholders, in order."""
        return markup.scan(self.text)

    @cached_property
    def prose(self) -> str:
        """The text with its markup blanked out, place for place: spans of it are the text's."""
        return markup.prose(self.text, self.codes)

    @cached_property
    def words(self) -> tuple[re.Match[str], ...]:
        """The words of the prose, with their apostrophes and hyphens; without figures."""
        return tuple(_WORD.finditer(self.prose))


class Pair:
    """A unit, the two sides of it, and the article it is in."""

    def __init__(self, unit: Unit, brief: Brief, article: "Article") -> None:
        self.unit = unit
        self.brief = brief
        self.article = article
        self.source = Side(unit.source, locales.get(brief.source))
        self.target = Side(unit.target, locales.get(brief.target))

    @property
    def role(self) -> str:
        """What the unit is in the article, as far as that matters: `title`, `heading`, `cell`…"""
        return self.unit.context

    @cached_property
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
        by_key = {pair.unit.key: pair for pair in self.pairs}
        self.passages = tuple(tuple(by_key[unit.key] for unit in one) for one in passages)

    @cached_property
    def source(self) -> str:
        """The whole article in the source language, a line a unit."""
        return "\n".join(pair.unit.source for pair in self.pairs)

    @cached_property
    def target(self) -> str:
        """The whole article in translation, a line a unit."""
        return "\n".join(pair.unit.target for pair in self.pairs)
