"""Capitals only where the source has them.

A sentence all in capitals shouts, and is slow to read. Machines write so when a heading above was
in capitals. Acronyms in a short line are no such sentence.

To mend it: write small letters, with capitals for names.
"""

import re
from collections.abc import Iterator

from i18n.evidence.pair import Pair
from i18n.evidence.problem import Problem
from i18n.languages import identify

_CAPITALS = re.compile("[A-Z\u00c0-\u00de\u0400-\u042fӘҒҚҢӨҰҮҺ]{5,}")
_WORDS = 2
"""How many long words in capitals make them a habit."""
_SHARE = 0.7
_SOURCE = 0.5
"""The share of capitals in the letters that have small ones: of the target more, of the source less."""


def check(pair: Pair) -> Iterator[Problem]:
    """Yield a problem where most letters are capitals, and those of the source are not."""
    script = identify.script(pair.target.locale.script)
    if script is None or len(_CAPITALS.findall(pair.target.prose)) < _WORDS:
        return
    own = "".join(script.run.findall(pair.target.prose))
    if _capitals(own, _SHARE) and not _capitals(pair.source.prose, _SOURCE):
        span = ((0, len(pair.unit.target)),)
        yield Problem("the translation is in capitals, the source is not", target=span)


def _capitals(text: str, share: float) -> bool:
    small = sum(map(str.islower, text))
    large = sum(map(str.isupper, text))
    return large > share * (small + large)
