"""The shape of a sentence: what is left when figures, months and weekdays are taken out."""

from i18n.locales import Locale
from i18n.memory.tokens import Kind, grammar

MARKS: dict[Kind, str] = {"figure": "\2f", "month": "\2m", "weekday": "\2w"}


def shape(text: str, locale: Locale) -> str:
    """Return the text with a mark in the place of each; equal for those that only differ there."""
    pattern = grammar(locale.code, locale.gap).pattern
    return pattern.sub(lambda found: MARKS.get(found.lastgroup, MARKS["figure"]), text)  # type: ignore[call-overload]
