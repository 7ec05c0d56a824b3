"""The translation is about as long as translations are.

A text that is much too short has lost a part, one that is much too long has gained one or says
things twice. How long is usual was measured for each language and for short and long sentences:
Chinese takes a third of the characters of English, Russian a tenth more. Markup, addresses, and
names in Latin letters in brackets are not counted.

To mend it: look for what is missing or what is said twice.
"""

from collections.abc import Iterator

from i18n.evidence import lengths
from i18n.evidence.pair import Pair
from i18n.evidence.problem import Problem, Severity

_SHORTEST = 20
"""A shorter source says nothing: AMs is «члены Национальной ассамблеи Уэльса»."""


def check(pair: Pair) -> Iterator[Problem]:
    """Yield a problem where the ratio of lengths is out of the bounds."""
    bounds = lengths.known().get(pair.target.locale.code)
    if bounds is None or not pair.target.text or len(pair.source.text) < _SHORTEST:
        return
    size = lengths.measured(pair.source)
    if size < _SHORTEST:
        return
    ratio = lengths.translated(pair) / size
    low, high = lengths.band(bounds.usual, size)
    if low <= ratio <= high:
        return
    low, high = lengths.band(bounds.alarm, size)
    much = "much " if lengths.far(ratio, low, high) else ""
    what = "long" if ratio > high or ratio > 1 else "short"
    severity = None if not low <= ratio <= high else Severity.INFO
    yield Problem(
        f"the translation seems {much}too {what}",
        target=((0, len(pair.target.text)),),
        severity=Severity.ERROR if much else severity,
    )
