"""There is a translation.

A sentence without one is a hole in the article, a figure in a table too, and white space is none.
Nothing else is said of it.

To mend it: translate the sentence.
"""

from collections.abc import Iterator

from i18n.evidence.pair import Pair
from i18n.evidence.problem import Problem


def check(pair: Pair) -> Iterator[Problem]:
    """Yield a problem where the source has a letter or a figure and the target nothing to see."""
    if pair.unit.target.strip() or not any(map(str.isalnum, pair.unit.source)):
        return
    yield Problem("there is no translation", source=((0, len(pair.unit.source)),))
