"""Sound: how a figure or a name is said at its end, which a suffix or a particle goes with."""

from collections.abc import Mapping
from functools import cache

from i18n.memory.rules import rules
from i18n.memory.tokens import Token
from i18n.values.grammar import grammar

_UNSAID = 12
"""Zeros from which the words for a figure are not listed."""

_STEPS = (2, 3, 6, 9)
"""The powers of ten that have a word of their own."""


def alike(old: Token, new: Token, code: str) -> bool:
    """Tell if the same endings go with both; not when it is unknown how one is said."""
    endings = rules(code).get("endings")
    if endings is None:
        return False
    said = _said(old, code), _said(new, code)
    return "" not in said and _sound(said[0], endings) == _sound(said[1], endings)


def _said(token: Token, code: str) -> str:
    """The last word of how it is said; "" where that is not known."""
    if token.kind != "figure":
        return token.text.lower()
    if not isinstance(token.value, tuple) or token.value[1]:
        return ""
    digits = token.value[0].lstrip("0")
    zeros = len(digits) - len(digits.rstrip("0"))
    last = int(digits.rstrip("0")[-1:] or 0)
    if not last or zeros >= _UNSAID:
        return ""
    if zeros < min(_STEPS):
        return _words(code).get(last * 10**zeros, "")
    return _words(code).get(10 ** max(power for power in _STEPS if power <= zeros), "")


@cache
def _words(code: str) -> Mapping[int, str]:
    """The words for numbers, in full: an abbreviation has no vowel to sound like."""
    known, vowels = grammar(code), rules(code)["endings"]["vowel"].split()
    words: dict[int, str] = {}
    for form, (role, amounts) in (known.words if known else {}).items():
        if role in {"cardinals", "scales"} and any(letter in form for letter in vowels):
            words.setdefault(int(amounts[0]), form)
    return words


def _sound(word: str, endings: Mapping[str, str]) -> tuple[str, str]:
    """The harmony of the last vowel that has one, and the kind of the last letter."""
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
