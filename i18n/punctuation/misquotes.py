"""Misquotes: quotation marks of a text that make no pairs, and how they would.

The marks of one family are typed for each other, so a pair is sought among them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from i18n.edits import Edit, Span
from i18n.punctuation.quoting import (
    DOUBLE,
    MARK,
    MOST,
    OPENS,
    STRICT,
    Manner,
    Text,
    Turns,
    by_look,
    by_place,
    inch,
    surplus,
)

_SINGLE = re.compile("[‘’]")
_FLAT = re.compile('(?:«»|“”|„“|„”|""|《》|「」|『』|〈〉|«„“»|“《》”|«“”»)*+')
"""Sequences of marks that are right at a glance."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with quotation marks: in words, where, how to mend it.

    `alone`: a mark lacks its other half. `perhaps`: there may be a reason for it.
    """

    message: str
    spans: tuple[Span, ...]
    fix: tuple[Edit, ...] = ()
    alone: bool = False
    perhaps: bool = False


def right(prose: str, manner: Manner) -> bool:
    """Tell quickly if the quotation marks of a text are right at a glance, as most are."""
    if manner.singles and _SINGLE.search(prose):
        return False
    return _FLAT.fullmatch("".join(MARK.findall(prose))) is not None


def faults(text: Text) -> list[Fault]:
    """Return what is wrong with the quotation marks of a text."""
    found: list[Fault] = []
    if not _FLAT.fullmatch("".join(MARK.findall(text.prose))):
        marks = [match.start() for match in islice(MARK.finditer(text.prose), MOST)]
        double = [at for at in marks if text.prose[at] in DOUBLE]
        strict = [at for at in marks if text.prose[at] not in DOUBLE]
        found = [*_strict(text, strict), *_double(text, double)]
        if len(found) == 2 and all(fault.alone for fault in found):
            found = _mixed(text, found) or found
    if text.manner.singles:
        found += _singles(text)
    return found


def carried(found: Sequence[Fault], text: Text, source: int) -> list[Fault]:
    """Return the faults that are left when the source opens or closes more than it has halves of.

    `source` is its surplus. What the target lacks for the same reason is no fault.
    """
    here = surplus(text)
    if source * here > 0 and abs(here) <= abs(source):
        return [] if abs(here) > 1 else [fault for fault in found if not fault.alone]
    marks = [match.start() for match in MARK.finditer(text.prose)]
    if abs(source) != 1 or [fault.alone for fault in found] != [True]:
        return list(found)
    if len(marks) > 1:
        return [_unpaired(marks)]
    if not marks:  # a single mark, whose other half is elsewhere
        return []
    mark, wanted = text.prose[marks[0]], "“" if source > 0 else "”"
    if mark not in DOUBLE or mark in ('"', wanted):
        return []
    spans = ((marks[0], marks[0] + 1),)
    return [
        Fault(f"{mark} looks the wrong way, {wanted} is meant", spans, (Edit(*spans[0], wanted),))
    ]


def _unpaired(marks: Sequence[int]) -> Fault:
    spans = tuple((at, at + 1) for at in marks[:20])
    return Fault("these quotation marks do not make pairs", spans)


def _strict(text: Text, marks: Sequence[int]) -> Iterator[Fault]:
    """Yield the marks that open or close by their look and lack their other half."""
    opened: list[int] = []
    for at in marks:
        mark = text.prose[at]
        if mark in STRICT:
            opened.append(at)
        elif opened and text.prose[opened[-1]] == OPENS[mark]:
            opened.pop()
        else:
            yield Fault(f"{mark} closes what nothing opened", ((at, at + 1),), alone=True)
    for at in opened:
        yield _open(text, at)


def _open(text: Text, at: int) -> Fault:
    """The fault of a mark that is not closed."""
    mark = text.prose[at]
    if text.prose[at + 1 : at + 2] == mark:
        fix = (Edit(at, at + 1, ""),)
        return Fault(f"{mark} stands twice", ((at, at + 2),), fix, alone=True)
    closed = text.prose.find(STRICT[mark], at)
    perhaps = text.manner.coincide and closed > 0 and text.prose.find(mark, at + 1, closed) > 0
    return Fault(f"{mark} is not closed", ((at, at + 1),), alone=True, perhaps=perhaps)


def _double(text: Text, marks: Sequence[int]) -> Iterator[Fault]:
    """Yield what is wrong with the marks that a typist may get wrong."""
    if not marks or (len(marks) % 2 and inch(text)):
        return
    looks = by_look(text, marks)
    if _balanced(looks) and _fits(text, marks, looks):
        return
    for turns in (by_place(text, marks, looks), _flat(marks)):
        if _balanced(turns) and _fits(text, marks, turns) and not _splits(text, marks, turns):
            yield from _turned(text, marks, turns)
            return
    if not _balanced(looks):
        yield _uneven(text, marks, looks)


def _splits(text: Text, marks: Sequence[int], turns: Sequence[str]) -> bool:
    """Whether a pair as it should be would be none, though no neighbour says so."""
    return any(
        text.prose[first] + text.prose[last] == "“”"
        and turn == "close"
        and not text.leans(first)
        and not text.leans(last)
        for first, last, turn in zip(marks, marks[1:], turns, strict=False)
    )


def _flat(marks: Sequence[int]) -> Turns:
    return ["close" if number % 2 else "open" for number in range(len(marks))]


def _balanced(turns: Turns) -> bool:
    depth = 0
    for turn in turns:
        depth += 1 if turn == "open" else -1
        if depth < 0:
            return False
    return depth == 0


def _fits(text: Text, marks: Sequence[int], turns: Turns) -> bool:
    """Whether no neighbour speaks against it."""
    return all(text.leans(at) in ("", turn) for at, turn in zip(marks, turns, strict=True))


def _turned(text: Text, marks: Sequence[int], turns: Turns) -> Iterator[Fault]:
    """Yield the pairs of which one mark, or both, is typed wrong, with the marks as they should be."""
    opened: list[int] = []
    for at, turn in zip(marks, turns, strict=True):
        if turn == "open":
            opened.append(at)
            continue
        start = opened.pop()
        first, last = text.prose[start], text.prose[at]
        if first + last in {"“”", "„“", "„”", "‟”", '""'}:
            continue
        right = ("„", "“") if first == "„" else ("“", "”")
        yield _pair(text, start, at, right)


def _pair(text: Text, first: int, last: int, right: tuple[str, str]) -> Fault:
    """The fault of two marks that are meant for a pair, and those that are one."""
    places = (first, last)
    edits = tuple(
        Edit(at, at + 1, mark)
        for at, mark in zip(places, right, strict=True)
        if text.prose[at] != mark
    )
    typed = f"{text.prose[first]}…{text.prose[last]}"
    message = f"{typed} is no pair of quotation marks, {right[0]}…{right[1]} is"
    return Fault(message, tuple((at, at + 1) for at in places), edits)


def _uneven(text: Text, marks: Sequence[int], looks: Turns) -> Fault:
    """The fault of marks that come out uneven: the first that has no other half, if that is clear."""
    if len(marks) % 2 == 0:
        return _unpaired(marks)
    opened: list[int] = []
    for at, look in zip(marks, looks, strict=True):
        if look == "open":
            opened.append(at)
        elif opened:
            opened.pop()
        else:
            opened = [at]
            break
    at = opened[0]
    return Fault(f"{text.prose[at]} has no other half", ((at, at + 1),), alone=True)


def _mixed(text: Text, found: Sequence[Fault]) -> list[Fault]:
    """Join two marks that lack their other half to one pair of two looks, if they face each other."""
    first, last = sorted(fault.spans[0][0] for fault in found)
    opening, closing = text.prose[first], text.prose[last]
    if opening in STRICT and closing in DOUBLE and text.leans(last) != "open":
        return [_pair(text, first, last, (opening, STRICT[opening]))]
    if opening in DOUBLE and closing in OPENS and text.leans(first) != "close":
        return [_pair(text, first, last, (OPENS[closing], closing))]
    return []


def _singles(text: Text) -> Iterator[Fault]:
    """Yield the first of ‘ and ’ that has no other half; an apostrophe of a Latin word is none."""
    opened: list[int] = []
    for match in _SINGLE.finditer(text.prose):
        at = match.start()
        before = text.prose[at - 1 : at]
        if match[0] == "‘":
            opened.append(at)
        elif opened:
            opened.pop()
        elif not (before.isascii() and before.isalpha()):
            yield Fault("’ closes what nothing opened", ((at, at + 1),), alone=True)
            return
    if opened:
        at = opened[0]
        yield Fault("‘ is not closed", ((at, at + 1),), alone=True)
