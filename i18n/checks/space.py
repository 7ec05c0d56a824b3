"""Spaces are where they belong: one between words, none before a mark, one after it.

It sees double spaces, spaces at the edges of a sentence, before `, ; : ! ? .`, inside `«( )»`, and
a comma that two words stand close on both sides of. A no-break space counts as a space.
Code, addresses, placeholders and figures are left alone.

To mend it: `tilshi check --fix`, or type the space where it belongs.
"""

from collections.abc import Iterator
from functools import partial

from i18n.evidence import changes
from i18n.evidence.pair import Pair
from i18n.evidence.problem import Problem
from i18n.typography import spaces
from i18n.typography.conventions import conventions


def check(pair: Pair) -> Iterator[Problem]:
    """Yield a problem with all spaces to mend; an empty translation is another check's matter."""
    rules = conventions(pair.brief.target)
    if spaces.suspect(pair.target.veiled, rules) and pair.unit.target.strip():
        yield from changes.found(pair, partial(spaces.find, rules=rules))
