"""The shape of a sentence: what is left when figures, months and weekdays are taken out."""

import re
from collections.abc import Mapping
from functools import cache

from i18n.locales import Locale
from i18n.memory.tokens import Kind, figures
from i18n.values.almanac import almanac

MARKS: dict[Kind, str] = {"figure": "\2f", "month": "\2m", "weekday": "\2w"}


def shape(text: str, locale: Locale) -> str:
    """Return the text with a mark in the place of each; equal for those that only differ there."""
    marks, pattern = _names(locale.code), figures(locale.code).pattern
    if marks is not None:
        text = marks[0].sub(lambda found: marks[1][found.lastgroup or ""], text)
    return pattern.sub(MARKS["figure"], text)


@cache
def _names(code: str) -> tuple[re.Pattern[str], Mapping[str, str]] | None:
    """The pattern of the names, and the mark of each of its groups."""
    known = almanac(code)
    if known is None:
        return None
    return known.names, {group: MARKS[kind] for group, (kind, *_) in known.groups.items()}
