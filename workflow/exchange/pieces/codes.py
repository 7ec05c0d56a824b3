"""Codes of a text for XLIFF: its inline markup in pieces that tools protect.

A code has a number in its unit, the same in source and translation, so that a tool can offer
what is still missing.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Literal

from i18n import markup
from i18n.markup import Code
from i18n.xml import Element
from workflow.exchange.pieces import letters

Kind = Literal["text", "letter", "open", "close", "alone"]

_INDENT = re.compile("\n[ \t]+")
"""What programs put between two tags that touch, and no text may be: Lokalize does so."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text: words, the name of a letter XML cannot hold, or a code.

    Two halves of a pair have the same number.
    """

    kind: Kind
    text: str
    number: int = 0


def pieces(source: str, target: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return source and target in pieces; joined, they are the texts."""
    numbers = count(1)
    free: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    mine: dict[int, int] = {}
    for code, literal in _codes(source):
        mine[code.start] = next(numbers)
        free[literal].append(mine[code.start])
    theirs: dict[int, int] = {}
    for code, literal in _codes(target):
        theirs[code.start] = free[literal].pop(0) if free[literal] else next(numbers)
    return tuple(_cut(source, mine, numbers)), tuple(_cut(target, theirs, numbers))


def nests(texts: tuple[Piece, ...]) -> bool:
    """Tell if every pair closes before the one it was opened in."""
    opened: list[int] = []
    for piece in texts:
        if piece.kind == "open":
            opened.append(piece.number)
        elif piece.kind == "close" and opened.pop() != piece.number:
            return False
    return True


def within(element: Element) -> Iterator[str | Element]:
    """Yield what is in a text that came back, without what a program put in to indent it."""
    marked = bool(element.children)
    for part in element.content:
        if not (marked and isinstance(part, str) and _INDENT.fullmatch(part)):
            yield part


def _codes(text: str) -> Iterator[tuple[Code, tuple[str, ...]]]:
    """Yield lone codes and opening halves, with what they are: their text, and the other half's.

    One whose text XML cannot hold is left to the words.
    """
    codes = markup.scan(text)
    closing = {code.pair: text[code.start : code.end] for code in codes if code.kind == "close"}
    for code in codes:
        if code.kind != "close":
            other = (closing[code.pair],) if code.kind == "open" else ()
            literal = (text[code.start : code.end], *other)
            if not any(letters.UNHELD.search(part) for part in literal):
                yield code, literal


def _cut(text: str, known: Mapping[int, int], numbers: Iterator[int]) -> Iterator[Piece]:
    position = 0
    for code in markup.scan(text):
        number = known.get(code.start if code.kind == "alone" else code.pair)
        if number is None:
            continue
        yield from _words(text[position : code.start], numbers)
        yield Piece(code.kind, text[code.start : code.end], number)
        position = code.end
    yield from _words(text[position:], numbers)


def _words(text: str, numbers: Iterator[int]) -> Iterator[Piece]:
    for part, named in letters.runs(text):
        kind: Kind = "letter" if named else "alone" if _INDENT.fullmatch(part) else "text"
        yield Piece(kind, part, 0 if kind == "text" else next(numbers))
