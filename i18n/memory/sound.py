"""Sound: how a figure or a name is said at its end, which a suffix or a particle goes with."""

from collections.abc import Mapping
from typing import Any

from i18n.memory.tokens import Token

_UNSAID = 12
"""Zeros from which the words for a figure are not listed."""


def alike(old: Token, new: Token, rules: Mapping[str, Any]) -> bool:
    """Tell if the same endings go with both; not when it is unknown how one is said."""
    endings = rules.get("endings")
    if endings is None:
        return False
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
    if not last or zeros >= _UNSAID:
        return ""
    ones, tens, large = (numerals[key].split() for key in ("ones", "tens", "large"))
    if zeros < 2:
        return str((ones, tens)[zeros][last - 1])
    steps = (2, 3, 6, 9)  # the powers of ten that have a word of their own
    return str(large[max(at for at, power in enumerate(steps) if power <= zeros)])


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
