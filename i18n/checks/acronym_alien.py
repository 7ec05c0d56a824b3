"""An acronym in Latin letters comes from the source.

LGBT, MWP or HATO (Latin letters for НАТО): an acronym in a translation that the article has
nowhere is a slip of the keyboard or of the machine. Units, Roman numerals, the terms of the
glossary, and initials of words that follow each other in the source pass.

To mend it: copy the acronym from the source, or write it in the letters of the language.
"""

import re
from collections.abc import Iterator

from i18n.evidence.pair import Pair
from i18n.evidence.problem import Problem, Severity

_MOST = 20
"""How many different words of a text are looked at."""
_FEW = 6
"""The most letters of an acronym."""


def check(pair: Pair) -> Iterator[Problem]:
    """Yield a problem for each such acronym."""
    if not pair.target.latin or pair.source.locale.script == pair.target.locale.script:
        return
    loans = pair.article.loans
    bare = re.sub(r"[^A-Za-z0-9]+", "", pair.unit.source).casefold()
    first = {match[0]: match for match in reversed(pair.target.latin)}
    for match in sorted(first.values(), key=lambda one: one.start())[:_MOST]:
        word = re.sub(r"[^A-Za-z]", "", match[0])
        if not 2 <= len(word) <= _FEW or not word.isupper() or word.casefold() in bare:
            continue
        if not loans.has(word) and not loans.spells(word):
            yield Problem(f"{match[0]} is not in the source", target=(match.span(),))
        elif word.casefold() in loans.source:
            message = f"{match[0]} is in another sentence of the source, not in this"
            yield Problem(message, target=(match.span(),), severity=Severity.INFO)
