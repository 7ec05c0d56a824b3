"""Sense: whether a figure means the same in the source and where it stands in the translation.

`8 p.m.` can be 20:00 or `8 вечера`, and 5 in `5 тыс.` is no 5. Where it may differ, it does.
"""

import re
import unicodedata
from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from typing import TypeVar

from i18n.locales import Locale
from i18n.memory.rules import rules
from i18n.memory.surroundings import around
from i18n.memory.tokens import Token, tokens
from i18n.values.grammar import grammar
from i18n.values.reading import read
from i18n.values.value import Value

_HOURS = 24
_SHORTEST = 3
"""Letters: what begins like a shorter word of a scale may be anything."""

_JOINED_WORD = re.compile(r"[\s-]*([^\W\d_]+)")
_MINUS = re.compile(r"(?:^|[\s(])[-+]\Z")
_RANGE = re.compile(r"^\s*(?:[-~～]|[^\W\d_]{1,3})\s*[0-9][0-9.,]*")

Stretch = TypeVar("Stretch", Token, Value)

Place = tuple[str, Token, Locale]
"""A text, a figure or a name in it, and the language."""


def same_sense(old: Place, new: Place, target: Place) -> bool:
    """Tell if what changes from the old sentence to the new one is all there is to change."""
    places = old, new, target
    seen = [around(text, token) for text, token, _ in places]
    if old[1].kind != "figure":
        return None not in seen
    if "/" in old[1].text + new[1].text or any(map(_is_time, places)):
        return False
    known = [one for one in seen if one is not None]
    if len(known) < len(places) or any(_carries_on(*one) for one in known):
        return False
    if _signs(*known[0]) != _signs(*known[1]):
        return False
    scales = {_scale(*one, place) for one, place in zip(known, places, strict=True)}
    if len(scales) > 1 or None in scales or _said_again(*known[2], places[2]):
        return False
    return len({bool(_MINUS.search(before)) for before, _ in known}) == 1


def _is_time(place: Place) -> bool:
    """Whether it may be an hour, in a text that says of which part of the day."""
    text, token, locale = place
    hour = isinstance(token.value, str) or (
        isinstance(token.value, tuple) and int(token.value[0]) <= _HOURS
    )
    words = rules(locale.code).get("day", "").split()
    if not locale.gap:
        return hour and any(word in text for word in words)
    spelled = "|".join(
        re.escape(word.rstrip("*")) + ("" if word.endswith("*") else r"(?![^\W\d_])")
        for word in words
    )
    return hour and bool(spelled and re.search(rf"(?i)(?<![^\W\d_])(?:{spelled})", text))


def _carries_on(before: str, after: str) -> bool:
    """Whether it is a piece of a number that is no figure as a whole: `5½`, `5²`, `2千`."""
    return before[-1:].isnumeric() or after[:1].isnumeric()


def _signs(before: str, after: str) -> tuple[str, str]:
    """The currency, minus or percent sign on each side."""
    left, right = before[-1:], after.lstrip()[:1]
    return (
        left if left and (unicodedata.category(left) in {"Sc", "Sm", "Pd"} or left in "#№") else "",
        right if right and (unicodedata.category(right) == "Sc" or right in "%‰°") else "",
    )


def _scale(before: str, after: str, place: Place) -> Fraction | None:
    """What the words around a figure multiply it by: 1000 in `5 тыс.`; None when that is unknown.

    Of a range it is that of the second figure.
    """
    _, token, locale = place
    if isinstance(token.value, str):
        return Fraction(1)
    text, ranged = before + token.text + after, _RANGE.match(after)
    found, at = tokens(text, locale), len(before)
    second = _at(at + len(token.text) + ranged.end() - 1, found) if ranged else None
    own = second if second and isinstance(second.value, tuple) else _at(at, found)
    value = _at(own.start, read(text, locale)) if own else None
    if not own or not isinstance(own.value, tuple):
        return None
    if not value or isinstance(value.amount, str):
        return None
    if _scaled(text[value.end :], locale.code):
        return None
    written = Fraction(".".join(filter(None, own.value)))
    return value.amount / written if written else Fraction(1)


def _scaled(after: str, code: str) -> bool:
    """Whether a word follows that begins like a thousand or a million, and was not read as one."""
    found = _JOINED_WORD.match(after.lower())
    return found is not None and found[1].startswith(_scales(code))


@cache
def _scales(code: str) -> tuple[str, ...]:
    known = grammar(code)
    words = known.words.items() if known else ()
    return tuple(form for form, (role, _) in words if role == "scales" and len(form) >= _SHORTEST)


def _said_again(before: str, after: str, place: Place) -> bool:
    """Whether the same is said in words elsewhere, where no figure would take its place."""
    _, token, locale = place
    values = read(before + token.text + after, locale)
    own = _at(len(before), values)
    return own is not None and any(
        one.spelled and one.kind != "implied" and one.amount == own.amount for one in values
    )


def _at(place: int, found: Sequence[Stretch]) -> Stretch | None:
    return next((one for one in found if one.start <= place < one.end), None)
