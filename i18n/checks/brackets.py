"""What a bracket opens, another one closes.

A bracket without its other half leaves the reader looking for the end of an aside. Round, square,
curly and Chinese lenticular brackets are followed, full-width ones as the others. The numbers of
a list, `1)` or `а)`, and smileys need no other half; and where the source is uneven itself, because
the aside goes on in the next sentence, the translation may be so, too.

To mend it: add the bracket that is missing, or take away the one too many.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from i18n.edits import Edit
from i18n.evidence.pair import Pair, Side
from i18n.evidence.problem import Problem

LIMIT = 20
"""Messages of one unit; a text with more of them is past listing."""

MOST = 1_000
"""Brackets of a text that are read; one with more of them is no sentence, but an attack."""

_ANY = re.compile(r"[()\[\]{}（）［］｛｝【】〔〕]")
_EVEN = re.compile(r"(?:\(\)|（）|\[\]|\{\}|【】|\(\[\]\)|（\[\]）)*+")
_FOLDED = str.maketrans("（）［］｛｝", "()[]{}")
_CLOSES = dict(zip(")]}】〕", "([{【〔", strict=True))
_WIDE = dict(zip("()[]{}", "（）［］｛｝", strict=True))
_LISTED = re.compile(r"(?:^|[\s;,:.，；：、])(?:\d{1,3}|[^\W\d_]|[ivxIVX]{1,5})\Z")
_SMILEY = re.compile(r"[:;=8][-'o^]?\Z")

Mark = tuple[str, int]


def check(pair: Pair) -> Iterator[Problem]:
    """Yield the brackets of the target that have no other half, if the source has none such."""
    if not _ANY.search(pair.unit.target):
        return
    target = _brackets(pair.target)
    if _EVEN.fullmatch("".join(mark for mark, _ in target)):
        return
    alone = _alone(pair.unit.target, target)
    if not alone or _alone(pair.unit.source, _brackets(pair.source)):
        return
    if len(alone) == 2 and alone[0][0] in _CLOSES.values() and alone[1][0] in _CLOSES:
        yield _mismatched(pair.unit.target, *alone)
        return
    for mark, at in alone[:LIMIT]:
        shown = pair.unit.target[at]
        what = (
            f"{shown} closes what nothing opened" if mark in _CLOSES else f"{shown} is not closed"
        )
        yield Problem(what, target=((at, at + 1),))


def _brackets(side: Side) -> list[Mark]:
    """Return the brackets that are no markup, folded to half width, and where they stand."""
    marks = islice(_ANY.finditer(side.prose), MOST)
    found = [(one[0].translate(_FOLDED), one.start()) for one in marks]
    braces = [
        (side.text[one.start], one.start)
        for one in side.codes[:MOST]
        if one.end - one.start == 1 and side.text[one.start] in "{}"
    ]
    return sorted((*found, *braces), key=lambda one: one[1]) if braces else found


def _alone(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """Return the brackets without another half, in order."""
    opened: list[Mark] = []
    alone: list[Mark] = []
    for mark, at in marks:
        if mark not in _CLOSES:
            if not _SMILEY.search(text, max(0, at - 3), at):
                opened.append((mark, at))
        elif opened and opened[-1][0] == _CLOSES[mark]:
            opened.pop()
        elif not _needs_none(text, at):
            alone.append((mark, at))
    return sorted((*opened, *alone), key=lambda one: one[1])


def _needs_none(text: str, at: int) -> bool:
    """Whether a closing bracket is that of a list's number or of a smiley."""
    return bool(
        _LISTED.search(text[max(0, at - 8) : at]) or _SMILEY.search(text[max(0, at - 3) : at])
    )


def _mismatched(text: str, first: Mark, last: Mark) -> Problem:
    right = next(closing for closing, opening in _CLOSES.items() if opening == first[0])
    right = right if text[first[1]] == first[0] else _WIDE[right]
    spans = tuple((at, at + 1) for _, at in (first, last))
    message = f"{text[first[1]]} is closed by {text[last[1]]}"
    return Problem(message, target=spans, fix=(Edit(last[1], last[1] + 1, right),))
