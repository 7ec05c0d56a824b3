"""Agreement: whether the words around a figure or a name still fit another in its place.

Where that cannot be known, they do not.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from i18n.locales import Locale
from i18n.memory.tokens import Token, grammar

DATA = Path(__file__).parents[1] / "data" / "patching.toml"

_SUFFIX = re.compile(r"[-\u2010\u2011]?([^\W\d_]+)")
_WORD = re.compile(r"[\s«„“\"(]+([^\W\d_]+)")
_SHORT = 3
"""Letters of a suffix that goes with one figure only: `5-ти`, `5-го`; a longer one is a word."""

_YEAR = re.compile("1[0-9]{3}|20[0-9]{2}")


def fits(text: str, old: Token, new: Token, locale: Locale) -> bool:
    """Tell if `new`, in its final form, can stand in the text where `old` does."""
    if not locale.gap:
        return True
    rules = _rules().get(locale.code, {})
    suffix = _SUFFIX.match(text, old.end)
    if suffix:
        return _same_end(old, new, suffix[1], rules)
    if old.kind == "weekday":
        return _exchangeable(old, new, rules)
    word = _WORD.match(text, old.end)
    if old.kind == "month" or not word:
        return True
    if _ordinal(text, word[1], old, new, rules, locale):
        return True
    return plural(old, locale) == plural(new, locale) != ""


def plural(token: Token, locale: Locale) -> str:
    """The category that a noun after the figure is in; "" for what is not a number."""
    from decimal import Decimal  # noqa: PLC0415

    from babel import Locale as Babel  # noqa: PLC0415 - as in tokens

    if not isinstance(token.value, tuple):
        return ""
    whole, part = token.value
    number = Decimal(f"{whole}.{part}") if part else int(whole[-12:])
    return str(Babel.parse(locale.code).plural_form(number))


def _ordinal(
    text: str, word: str, old: Token, new: Token, rules: Mapping[str, Any], locale: Locale
) -> bool:
    """Whether the figure is a day before a month, or the number of a year: nothing agrees then."""
    month = grammar(locale.code, locale.gap).pattern.match(text, text.index(word, old.end))
    if month and month.lastgroup == "month":
        return True
    years = rules.get("years", "").split()
    is_year = any(word.lower() == one or (one[-1] == "*" and word.lower().startswith(one[:-1]))
                  for one in years)  # fmt: skip
    return is_year and bool(_YEAR.fullmatch(old.text) and _YEAR.fullmatch(new.text))


def _exchangeable(old: Token, new: Token, rules: Mapping[str, Any]) -> bool:
    groups = [group.split() for group in rules.get("weekdays", [])]
    pair = {old.text.lower(), new.text.lower()}
    return not groups or any(pair <= set(group) for group in groups)


def _same_end(old: Token, new: Token, suffix: str, rules: Mapping[str, Any]) -> bool:
    """Whether the suffix goes with both: they sound alike at their ends."""
    endings = rules.get("endings")
    if endings is None:
        return old.kind == "figure" and len(suffix) > _SHORT
    said = _said(old, rules), _said(new, rules)
    return "" not in said and _sound(said[0], endings) == _sound(said[1], endings)


def _said(token: Token, rules: Mapping[str, Any]) -> str:
    """The last word of how it is said; "" where that is not known."""
    if token.kind != "figure":
        return token.text.lower()
    numerals = rules.get("numerals")
    if numerals is None or not isinstance(token.value, tuple) or token.value[1]:
        return ""
    digits = token.value[0].lstrip("0")
    zeros = len(digits) - len(digits.rstrip("0"))
    last = int(digits.rstrip("0")[-1:] or 0)
    if not last:
        return ""
    ones, tens, large = (numerals[key].split() for key in ("ones", "tens", "large"))
    if zeros < 2:
        return str((ones, tens)[zeros][last - 1])
    steps = (2, 3, 6, 9)  # the powers of ten that have a word of their own
    return str(large[max(at for at, power in enumerate(steps) if power <= zeros)])


def _sound(word: str, endings: Mapping[str, str]) -> tuple[str, str]:
    """The harmony of the last vowel, and the kind of the last letter."""
    letters = {kind: set(text.split()) for kind, text in endings.items()}
    harmony = next(
        (
            kind
            for letter in reversed(word)
            for kind in ("front", "back")
            if letter in letters[kind]
        ),
        "",
    )
    kinds = ("vowel", "nasal", "liquid", "voiced")
    return harmony, next((kind for kind in kinds if word[-1] in letters[kind]), "voiceless")


@cache
def _rules() -> Mapping[str, Any]:
    return tomllib.loads(DATA.read_text("utf-8"))
