"""The letters that only this language has are there.

Kazakh cannot do without ә, ғ, қ, ң, ө, ұ, ү, һ and і: they are at least 3 % of the letters in all
but a few sentences in a thousand. A text without them is Russian, or was typed on a keyboard
that lacks them. Names do not count: only words in small letters do. A short sentence may do without, so one or two lines are only mentioned, unless
they have words of another language.

To mend it: put the right letters back, or translate the sentence.
"""

import re
from collections.abc import Iterator

from i18n.evidence.pair import Pair
from i18n.evidence.problem import Problem, Severity
from i18n.languages import identify

_SMALL = re.compile(r"(?<![^\W\d_])[^\W\d_A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][^\W\d_]*")
_LONG = 50
"""How many letters with hardly any of them are no sentence of the language."""
_SHORT = 10
"""How many letters without a single one of them are worth a word."""


def check(pair: Pair) -> Iterator[Problem]:
    """Yield a problem where too few of the letters are the language's own."""
    text, locale = pair.unit.target, pair.target.locale
    own, script = identify.peculiar(locale.code), identify.script(locale.script)
    if own is None or script is None or len(own.findall(text)) >= identify.LEAST * len(text):
        return
    prose = " ".join(_SMALL.findall(pair.target.prose))
    letters, found = script.count(prose), len(own.findall(prose))
    if not pair.astray:
        yield from _few(pair, letters, found)


def _few(pair: Pair, letters: int, found: int) -> Iterator[Problem]:
    locale, span = pair.target.locale, ((0, len(pair.unit.target)),)
    example = ", ".join(sorted(identify.known().letters[locale.code])[:3])
    if letters >= identify.LETTERS_ENOUGH and found < identify.LEAST * letters:
        message = f"hardly any of the letters that only {locale.name} has ({example} …)"
        sure = letters >= _LONG or _foreign(pair) > 0
        yield Problem(message, target=span, severity=None if sure else Severity.INFO)
    elif letters >= _SHORT and not found:
        message = f"none of the letters that only {locale.name} has ({example} …)"
        sure = _foreign(pair) > 1
        yield Problem(message, target=span, severity=None if sure else Severity.INFO)


def _foreign(pair: Pair) -> int:
    """By how many words another language of the script is likelier."""
    own, prose = pair.target.locale.code, pair.target.prose
    other = identify.rival(prose, own)
    return identify.evidence(prose, other) - identify.evidence(prose, own) if other else 0
