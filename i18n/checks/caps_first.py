"""A sentence begins with a capital letter where its source does.

Quotation marks and brackets before the first word are passed over. A sentence that begins with a
dash (— сказал он), with a figure, or with a name that is written small (iPhone), is not looked at.

To mend it: write the first letter large; the fix does.
"""

import re
from collections.abc import Iterator

from i18n.edits import Edit
from i18n.evidence.pair import Pair
from i18n.evidence.problem import Problem, Severity

_FIRST = re.compile(r"[^\w\ufffc$%]*+([^\W\d_]+)")
_DASH = re.compile('[-–—]|[«“"] ++[»”"]')
"""What a sentence begins with that leaves its case open: a dash, a quoted placeholder."""


def check(pair: Pair) -> Iterator[Problem]:
    """Yield a problem where the first letters differ in case."""
    source, target = _FIRST.match(pair.source.prose), _FIRST.match(pair.target.prose)
    if source is None or target is None:
        return
    one, two = source[1], target[1]
    if _DASH.search(pair.target.prose, 0, target.start(1)) or two[0].isupper() == one[0].isupper():
        return
    span = (target.start(1), target.start(1) + 1)
    small = two[0].islower() and two.islower() and two not in pair.unit.source
    capital = two[0].upper()  # `ª` has none
    if one[0].isupper() and small and capital != two[0]:
        edit = Edit(*span, capital)
        yield Problem(f"{two} begins with a small letter", target=(span,), fix=(edit,))
    elif two[0].isupper() and one.islower():
        message = f"{two} begins with a capital letter, its source does not"
        yield Problem(message, target=(span,), severity=Severity.INFO)
