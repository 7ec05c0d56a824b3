"""A word in Latin letters is spelt as in the source.

A name that was typed again is easily misspelt: Brank's for Brink's. What the article has anywhere
passes, without regard to capitals and accents, and so do Roman numerals, units and the terms of
the glossary. A word that another sentence of the article has is only mentioned.

To mend it: copy the name from the source.
"""

import difflib
import re
from collections.abc import Iterator

from i18n.evidence.loans import squeezed
from i18n.evidence.pair import Pair
from i18n.evidence.problem import Problem, Severity

_MOST = 20
"""How many different words of a text are looked at."""
_CYRILLIC = re.compile("[\u0400-\u052f]")


def check(pair: Pair) -> Iterator[Problem]:
    """Yield a problem for each such word, with the word of the source it is like."""
    if not pair.target.latin or pair.source.locale.script == pair.target.locale.script:
        return
    near = squeezed(pair.unit.source)
    first = {match[0]: match for match in reversed(pair.target.latin)}
    for match in sorted(first.values(), key=lambda one: one.start())[:_MOST]:
        word = match[0]
        if len(word) < 2 or word.isupper() or squeezed(word) in near or _glued(pair, match):
            continue
        if not pair.article.loans.has(word):
            yield Problem(_message(word, pair.unit.source), target=(match.span(),))
        elif squeezed(word) in pair.article.loans.source:
            message = f"{word} is in another sentence of the source, not in this"
            yield Problem(message, target=(match.span(),), severity=Severity.INFO)


def _message(word: str, source: str) -> str:
    names = sorted(set(re.findall(r"[A-Za-z][\w'’-]+", source)))
    close = difflib.get_close_matches(word, names, n=1, cutoff=0.7)
    return f"{word} is not in the source" + (f", which has {close[0]}" if close else "")


def _glued(pair: Pair, match: re.Match[str]) -> bool:
    """Tell if the word is part of one with other letters, which another check sees."""
    prose = pair.target.prose
    beside = prose[match.start() - 1 : match.start()] + prose[match.end() : match.end() + 1]
    return _CYRILLIC.search(beside) is not None
