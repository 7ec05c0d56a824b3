"""Marks among Chinese characters are full-width, and no spaces stand beside them.

It sees `, ; : ! ? ( )` and a full stop next to a Chinese character, `...`, `--`, and spaces beside
full-width marks. Decimals, times, scores, addresses, telephone numbers and runs of English keep
their half-width marks.

To mend it: `tilshi check --fix`, or write the full-width mark.
"""

from collections.abc import Iterator
from functools import partial

from i18n.evidence import changes
from i18n.evidence.pair import Pair
from i18n.evidence.problem import Problem
from i18n.typography import wide
from i18n.typography.conventions import conventions


def check(pair: Pair) -> Iterator[Problem]:
    """Yield a problem with all marks and spaces to mend."""
    rules = conventions(pair.brief.target)
    if rules.wide and wide.suspect(pair.target.veiled, rules):
        yield from changes.found(pair, partial(wide.find, rules=rules))
