"""Strays: translations in another language than theirs."""

import re

from i18n import locales
from i18n.languages import identify
from i18n.locales import Locale

_WORDS = 5
_HAN = 10
"""How many words, and letters of a script without spaces, are enough to know a language."""
_SMALL = re.compile(r"(?<![^\W\d_])[^\W\d_]++")


def astray(prose: str, locale: Locale) -> str:
    """Return the code of another language that a sentence is in; "" if that is not sure.

    Names alone make no language, nor does the want of letters: of a neighbour in the same script
    there have to be words.
    """
    if not suspect(prose, locale) or not long(prose):
        return ""
    found = identify.language(prose)
    small = " ".join(word for word in _SMALL.findall(prose) if word[0].islower())
    if locale.code in (found, identify.language(small)):
        return ""
    neighbour = found in locales.known() and locales.get(found).script == locale.script
    if not neighbour:
        return found
    if identify.peculiar(found):
        return "" if identify.rival(prose, found) == locale.code else found
    return found if identify.rival(prose, locale.code) == found else ""


def suspect(text: str, locale: Locale) -> bool:
    """Tell quickly if a text may be in another language."""
    script = identify.script(locale.script)
    if script is None:
        return False
    own, alien = identify.peculiar(locale.code), identify.alien(locale.code)
    if alien and alien.search(text):
        return True
    if own and len(own.findall(text)) < identify.LEAST * len(text):
        return True
    return script.letter.search(text) is None


def long(text: str) -> bool:
    """Whether there are words enough to know a language by."""
    return identify.known().scripts["Hans"].count(text) >= _HAN or len(text.split()) >= _WORDS
