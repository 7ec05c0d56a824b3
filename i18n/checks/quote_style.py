"""Quotation marks are those of the language: «…» outside, „…“ (Russian) or “…” (Kazakh) inside.

In Chinese they are “…”. A keyboard has `"`, and machines write the marks of English.
A whole passage is read: only where all its marks pair, none lost and none of a quotation that
goes on in the next paragraph, is it certain which one opens. Inches, apostrophes and code are
left alone.

To mend it: `tilshi check --fix`; where it says nothing, see to the pairs first.
"""

from collections.abc import Iterator, Sequence

from i18n.evidence import changes
from i18n.evidence.pair import Pair
from i18n.evidence.problem import Problem
from i18n.typography import quoting
from i18n.typography.mending import requoted


def check(passage: Sequence[Pair]) -> Iterator[tuple[Pair, Problem]]:
    """Yield a problem for each text of the passage with marks to change."""
    if not passage:
        return
    texts = [pair.unit.target for pair in passage]
    locale = passage[0].target.locale
    if not quoting.foreign(texts, locale) or not all(texts):
        return
    made = requoted(texts, locale, [pair.target.veiled for pair in passage])
    for pair, text, own in zip(passage, texts, made, strict=True):
        if own:
            yield pair, changes.problem(text, own)
