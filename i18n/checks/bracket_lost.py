"""An aside in brackets is still there.

What stands in brackets is easily left out: a conversion, a date, a name in the original. The
check counts; it takes dashes for brackets, which serve as well, and only mentions what it sees,
since a gloss for English readers may be dropped.

To mend it: put the aside back, or let it be.
"""

from collections.abc import Iterator

from i18n.edits import Span
from i18n.evidence.pair import Pair
from i18n.evidence.problem import Problem

_DASHES = "–—"


def check(pair: Pair) -> Iterator[Problem]:
    """Yield the last asides of the source if the target has fewer round brackets and no dash more."""
    text = pair.unit.source
    if "(" not in text:
        return
    source = pair.source.prose.count("(")
    target = (
        pair.target.prose.count("(") + pair.target.prose.count("（") + pair.target.prose.count("【")
    )
    if target >= source or not pair.unit.target.strip():
        return
    if sum(map(pair.unit.target.count, _DASHES)) > sum(map(text.count, _DASHES)):
        return
    lost = source - target
    spans = _asides(pair.source.prose)
    shown = ", ".join(
        text[start:end] if end - start <= 40 else f"{text[start : start + 39]}…"
        for start, end in spans[:3]
    )
    message = (
        f"{lost} of {source} in brackets missing: {shown}"
        if source > 1
        else f"not in brackets any more: {shown}"
    )
    yield Problem(message, source=spans)


def _asides(prose: str) -> tuple[Span, ...]:
    """Return the spans from each round bracket to the next that closes."""
    spans: list[Span] = []
    start = prose.find("(")
    while start >= 0 and len(spans) < 20:
        end = prose.find(")", start)
        spans.append((start, end + 1 if end > 0 else len(prose)))
        start = prose.find("(", start + 1)
    return tuple(spans)
