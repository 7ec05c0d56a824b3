"""Three dots are one character: `…`.

Written one by one they may be parted at the end of a line, and they stand wider than the ellipsis
of the next article. `?..` and `!..` are as Russian has them and stay; so do paths and ranges.

To mend it: `tilshi check --fix`, or write `…`.
"""

from collections.abc import Iterator
from functools import partial

from i18n.evidence import changes
from i18n.evidence.pair import Pair
from i18n.evidence.problem import Problem
from i18n.typography import dots
from i18n.typography.conventions import conventions


def check(pair: Pair) -> Iterator[Problem]:
    """Yield a problem with all ellipses to write as one."""
    if "..." in pair.unit.target:
        rules = conventions(pair.brief.target)
        yield from changes.found(pair, partial(dots.find, rules=rules))
