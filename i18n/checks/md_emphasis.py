"""Bold, italics, struck-out text and code stay what they are.

Marks of emphasis work only where Markdown lets them. Behind a stop or a quotation mark, `**`
does not close before a letter: `**新实验室。**他说` and `**«Тілші»**ге` print their stars. With a
space on the inside, `** слово **`, they do not open. This check counts what a page would show:
as many bold stretches, as many in italics, as many pieces of code as in the source. A star that
multiplies, as in 2 * 3, or hides letters is none.

To mend it: put the stop, the quotation marks or the space outside of the stars, `**新实验室**。他说`,
`«**Тілші**»ге`; or add the mark that is missing. Code is copied as it is.
"""

import re
from collections import Counter
from collections.abc import Iterator

from i18n.edits import Span
from i18n.evidence import stretches
from i18n.evidence.pair import Pair, Side
from i18n.evidence.problem import Problem, Severity
from i18n.evidence.stretches import Stretch

MOST = 500
"""Codes of a text that are compared; one with more of them is no sentence, but an attack."""

_MARK = re.compile(r"[*_`~＊＿]")


def check(pair: Pair) -> Iterator[Problem]:
    """Yield the kinds of which the target has more or less, and code that was changed."""
    if not _MARK.search(pair.unit.source) and not _MARK.search(pair.unit.target):
        return
    if not pair.unit.target.strip():
        return
    source, target = _read(pair.source), _read(pair.target)
    before, after = (Counter((one.kind, one.twice) for one in side) for side in (source, target))
    if before == after:
        yield from _changed(source, target, pair)
        return
    fix = stretches.mended(pair.unit.target, pair.target.codes)
    if fix:
        tried = Counter((one.kind, one.twice) for one in stretches.try_out(pair.unit.target, fix))
        fix = fix if tried == before else ()
    loose = tuple(stretches.loose(pair.unit.target, pair.target.codes))[:20]
    for kind in dict.fromkeys(kind for kind, _ in (*(before - after), *(after - before))):
        here, there = _spans(source, kind), _spans(target, kind)
        message = _counted(kind, len(here), len(there))
        if loose and len(here) >= len(there) and kind != stretches.CODE:
            message += f": {_why(pair.unit.target, loose)}"
            there = loose
        yield Problem(message, here, there, fix)
        fix = ()


def _read(side: Side) -> list[Stretch]:
    return list(stretches.find(side.text, side.codes[:MOST]))


def _spans(found: list[Stretch], kind: str) -> tuple[Span, ...]:
    return tuple(one.span for one in found if one.kind == kind)[:20]


def _counted(kind: str, here: int, there: int) -> str:
    if here == there:
        return f"{kind} within {kind}: a mark that was to close opens once more"
    times = {0: "none", 1: "once", 2: "twice"}
    source, target = (times.get(count, f"{count} times") for count in (here, there))
    return f"{kind}: {source} in the source, {target} in the translation"


def _why(target: str, loose: tuple[Span, ...]) -> str:
    """Say why marks do nothing where they stand."""
    for start, end in loose:
        mark, before, after = (
            target[start:end],
            target[max(0, start - 1) : start],
            target[end : end + 1],
        )
        if mark[0] in "＊＿":
            return f"{mark} is full-width, and no mark of emphasis"
        if not before.strip() and not after.strip():
            return f"{mark} between spaces neither opens nor closes"
        if after.isalnum() and before.strip() and not before.isalnum():
            return f"{mark} does not close between “{before}” and “{after}”"
        if before.isalnum() and after.strip() and not after.isalnum():
            return f"{mark} does not open between “{before}” and “{after}”"
    return f"{target[slice(*loose[0])]} stands alone"


def _changed(source: list[Stretch], target: list[Stretch], pair: Pair) -> Iterator[Problem]:
    """Yield the pieces of code that are not in the translation as they are."""
    texts = Counter(pair.unit.target[slice(*one.span)] for one in target)
    for one in source:
        if one.kind == stretches.CODE:
            code = pair.unit.source[slice(*one.span)]
            if not texts[code]:
                message = f"the code {code} is not in the translation"
                yield Problem(message, source=(one.span,), severity=Severity.WARNING)
            texts[code] -= 1
