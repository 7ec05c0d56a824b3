"""A word is in one alphabet.

A Latin letter inside a Cyrillic word (Mосква) looks right and is wrong: search does not find the
word, and hyphenation and speech break. Endings after a name in Latin letters are no such word
(LSUға), nor are words joined by a hyphen (BBC-дің).

To mend it: type the word again on one keyboard; where every letter has a twin, the fix does it.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from i18n.edits import Edit
from i18n.evidence.pair import Pair
from i18n.evidence.problem import Problem
from i18n.languages import identify

_LATIN = re.compile(r"[A-Za-z]")
_LONE = re.compile(r"(?<![^\W_])[A-Za-z](?![^\W_])")
_MOST = 10
"""More of one kind in one text are not worth their lines."""
_ENDING = 7
"""The longest ending after a name, in letters."""


def check(pair: Pair) -> Iterator[Problem]:
    """Yield a problem for each word of two alphabets, and each Latin letter that is a word."""
    text, locale = pair.unit.target, pair.target.locale
    if locale.script not in identify.known().lookalikes or not _LATIN.search(text):
        return
    mixed, single = _patterns(locale.code, locale.script)
    prose = pair.target.prose
    for match in islice(mixed.finditer(prose), _MOST):
        if match[0] not in pair.unit.source and not _ending(pair, match[0]):
            letters = ", ".join(dict.fromkeys(_LATIN.findall(match[0])))
            message = f"{match[0]} mixes alphabets: Latin {letters}"
            yield Problem(message, target=(match.span(),), fix=_fix(match, locale.script))
    for match in islice(single.finditer(prose), _MOST) if single else ():
        if _named(pair, match):
            continue
        message = f"the word {match[0]} is a Latin letter"
        yield Problem(message, target=(match.span(),), fix=_fix(match, locale.script))


@cache
def _patterns(code: str, script: str) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    """Return patterns for a word of two alphabets, and for a lone letter among the script's."""
    own = identify.known().scripts[script].letters
    twins = identify.known().lookalikes[script]
    words = identify.known().single.get(code, frozenset())
    lone = "".join(latin for latin, letter in twins.items() if letter in words)
    mixed = rf"(?<![A-Za-z{own}])(?:[A-Za-z]++[{own}]|[{own}]++[A-Za-z])[A-Za-z{own}]*+"
    single = rf"(?:(?<=[{own}] )|(?<=[{own}], ))[{lone}](?= [«„“]?[{own}\d])"
    return re.compile(mixed), re.compile(single) if lone else None


def _named(pair: Pair, match: re.Match[str]) -> bool:
    """Tell if a lone letter is meant: the source names it, or another stands close by."""
    letter, near = match[0], pair.target.prose[max(0, match.start() - 12) : match.end() + 12]
    others = {one for one in _LONE.findall(near) if one != letter}
    return bool(others) or (letter not in "aA" and letter in _LONE.findall(pair.source.prose))


def _ending(pair: Pair, word: str) -> bool:
    """Tell if a word is one in Latin letters with an ending of the language."""
    size = len(word) - len(word.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"))
    name, ending = word[:size], word[size:]
    if not name or not ending.islower() or len(ending) > _ENDING or _LATIN.search(ending):
        return False
    return size > 1 and (
        name.isupper() or re.search(rf"\b{name}\b", pair.article.source) is not None
    )


def _fix(match: re.Match[str], script: str) -> tuple[Edit, ...]:
    """Return the word in the script, if each Latin letter in it has a twin."""
    twins = identify.known().lookalikes[script]
    if any(letter not in twins for letter in _LATIN.findall(match[0])):
        return ()
    word = "".join(twins.get(letter, letter) for letter in match[0])
    return (Edit(match.start(), match.end(), word),)
