"""A difference: the pieces that two texts share, and those that went or came."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from i18n.memory.words import UNSPACED

Kind = Literal["equal", "gone", "come"]

_PIECE = re.compile(rf"[{UNSPACED}]|[^\s{UNSPACED}]+|\s+")


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
    for _, start, end, first, last in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        gone, come = "".join(before[start:end]), "".join(after[first:last])
        if gone == come:
            pieces.append(Piece("equal", gone))
            continue
        pieces += [Piece("gone", gone)] if gone else []
        pieces += [Piece("come", come)] if come else []
    return tuple(_joined(pieces))


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
