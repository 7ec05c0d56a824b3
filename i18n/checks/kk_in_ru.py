"""No letter of a neighbouring language.

A letter such as ә, қ or і in a Russian text comes from a Kazakh sentence in the wrong place, or
from a keyboard set to the other language. Names with a capital letter are only mentioned, since
they may be spelt as at home; words in quotation marks, in the source or in the glossary pass.

To mend it: write the word in the letters of the language, or put the right sentence here.
"""

import re
from collections.abc import Iterator
from itertools import islice

from i18n.evidence.pair import Pair
from i18n.evidence.problem import Problem, Severity
from i18n.languages import identify
from i18n.punctuation import quotations

_MOST = 20
"""How many words of a text are looked at."""


def check(pair: Pair) -> Iterator[Problem]:
    """Yield one problem for words with such letters, graver if some of them are no names."""
    alien = identify.alien(pair.target.locale.code)
    if alien is None or not alien.search(pair.unit.target):
        return
    words = [w for w in islice(_foreign(pair, alien), _MOST) if not _allowed(pair, w[0])]
    if not words or pair.astray:
        return
    plain = [word for word in words if word[0][0].islower()]
    letter = alien.findall((plain or words)[0][0])[0]
    whose = identify.owner(pair.target.locale.code, letter)
    yield Problem(
        f"{(plain or words)[0][0]} has a letter of {whose}: {letter}",
        target=tuple(word.span() for word in words),
        severity=None if plain else Severity.INFO,
    )


def _foreign(pair: Pair, alien: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield the words with such letters outside quotation marks."""
    prose = pair.target.prose
    quoted = [(a, b) for a, b in quotations.find(prose).short if prose[a] not in "(（"]
    whole = sum(b - a for a, b in quoted) > len(prose) // 2
    for word in pair.target.words:
        inside = not whole and any(a < word.start() < b for a, b in quoted)
        if alien.search(word[0]) and not inside:
            yield word


def _allowed(pair: Pair, word: str) -> bool:
    forms = (form for term in pair.brief.terms for form in term.approved)
    return word in pair.unit.source or any(word in form for form in forms)
