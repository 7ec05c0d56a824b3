"""The translation has no number that the source has not.

A number that comes from nowhere is a slip of the hand or an invention of a machine. Numbers are
compared by what they say, as the check of numbers does; words of the source that may become a
number are known too: `a dozen`, `both`, `September`, `two decades`, `half`. Where the source has
another number instead, that check says so, and this one is silent.

To mend it: take the number out, or let it be with a reason where it explains something.
"""

from collections.abc import Iterator

from i18n.evidence.pair import Pair
from i18n.evidence.problem import Problem


def check(pair: Pair) -> Iterator[Problem]:
    """Yield a problem for every value of the translation that nothing in the source is."""
    for value in pair.difference.extra:
        yield Problem(f"{value.text} is not in the source", target=(value.span,))
