"""A difference: the pieces that two texts share, and those that went or came."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from i18n.memory.words import UNSPACED

Kind = Literal["equal", "gone", "come"]

_PIECE = re.compile(rf"[{UNSPACED}]|[^\s{UNSPACED}]+|\s+")
_MOST = 250_000
"""Pairs of pieces that are compared, which takes a quarter of a second at worst and grows with
their cube: of longer texts only the beginnings and the ends are looked at."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that is in both, only in the old one, or only in the new one."""

    kind: Kind
    text: str


def difference(old: str, new: str) -> tuple[Piece, ...]:
    """Return the pieces in their order: by words, or characters where no spaces part those.

    The pieces that are equal or gone make the old text, equal or come the new one.
    """
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    pieces: list[Piece] = []
    for start, end, first, last in _stretches(before, after):
        gone, come = "".join(before[start:end]), "".join(after[first:last])
        if gone == come:
            pieces += [Piece("equal", gone)] if gone else []
            continue
        pieces += [Piece("gone", gone)] if gone else []
        pieces += [Piece("come", come)] if come else []
    return tuple(_joined(pieces))


def _stretches(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the stretches of both that belong together, equal or not, each from and up to."""
    if len(before) * len(after) <= _MOST:
        found = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        yield from ((start, end, first, last) for _, start, end, first, last in found)
        return
    start = _same(before, after)
    end = _same(before[start:][::-1], after[start:][::-1])
    yield 0, start, 0, start
    yield start, len(before) - end, start, len(after) - end
    yield len(before) - end, len(before), len(after) - end, len(after)


def _same(before: Sequence[str], after: Sequence[str]) -> int:
    """How many pieces are the same at the beginning."""
    pairs = enumerate(zip(before, after, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(before), len(after)))


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, with a space alone between two changes as part of both: words change together."""
    kinds = [piece.kind for piece in pieces]
    found: list[Piece] = []
    gone = come = ""
    for at, piece in enumerate(pieces):
        between = piece.text.isspace() and 0 < at < len(pieces) - 1 and kinds[at + 1] != "equal"
        if piece.kind == "gone":
            gone += piece.text
        elif piece.kind == "come":
            come += piece.text
        elif between and gone and come:
            gone, come = gone + piece.text, come + piece.text
        else:
            found += _changes(gone, come)
            found.append(piece)
            gone = come = ""
    return [*found, *_changes(gone, come)]


def _changes(gone: str, come: str) -> list[Piece]:
    return [*([Piece("gone", gone)] if gone else []), *([Piece("come", come)] if come else [])]
