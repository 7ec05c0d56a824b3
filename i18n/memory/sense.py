"""Sense: whether a figure means the same in the source and where it stands in the translation.

`8 p.m.` can be 20:00 or `8 вечера`, and 5 in `5 тыс.` is no 5. Where it may differ, it does.
"""

import re
import unicodedata

from i18n.locales import Locale
from i18n.memory.rules import rules
from i18n.memory.surroundings import around, listed
from i18n.memory.tokens import Token

_HOURS = 24
_MINUS = re.compile(r"(?:^|[\s(])[-+]\Z")
_JOINED_WORD = re.compile(r"[\s-]*([^\W\d_]+)")

_RANGE = re.compile(r"^\s*(?:[-~～]|[^\W\d_]{1,3})\s*[0-9][0-9.,]*")
_NEAR = 2

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
    scales = {
        _scale(after, locale) for (_, after), (_, _, locale) in zip(known, places, strict=True)
    }
    return len(scales) == 1 and len({bool(_MINUS.search(before)) for before, _ in known}) == 1


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


def _scale(after: str, locale: Locale) -> str:
    """The power of ten of the word after a figure: 6 of `million`; "" when it is none.

    Of a range it is the word after the second figure; 多 may stand before 万.
    """
    scales, after = rules(locale.code).get("scales", {}), _RANGE.sub("", after)
    if not locale.gap:
        near = set(after.lstrip()[:_NEAR])
        return next((power for power, words in scales.items() if near & set(words.split())), "")
    word = _JOINED_WORD.match(after)
    return next(
        (power for power, words in scales.items() if word and listed(word[1].lower(), words)), ""
    )
