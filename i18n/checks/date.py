"""Dates survive translation.

A date whose day, month or year became another sends readers to the wrong day. This is seen in
words and in figures, in any order: May 5, 5 мая, 5/5/2026, 2026年5月5日. What only one side says,
such as the year, is no matter here, nor is a date that the translation leaves out.

To mend it: write the date of the source, or mend the source if that is wrong.
"""

from collections.abc import Iterator

from i18n.evidence.pair import Pair
from i18n.evidence.problem import Problem


def check(pair: Pair) -> Iterator[Problem]:
    """Yield a problem where a date of the source is another one in the target."""
    for source, target in pair.misdated:
        yield Problem(
            f"the source says {pair.source.text[source.start : source.end]},"
            f" the translation {pair.target.text[target.start : target.end]}",
            source=(source.span,),
            target=(target.span,),
        )
