"""Prose: the words of a block without the marks around them, and where they stand in the text."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from i18n.formats.parser import Range


class Piece(NamedTuple):
    """A line of prose: its offset in the prose, its start and its end in the source."""

    offset: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Prose:
    """A stretch of prose: its text, one line end between every two of its pieces."""

    text: str
    pieces: tuple[Piece, ...]

    @property
    def range(self) -> Range:
        """From where to where in the source."""
        return self.pieces[0].start, self.pieces[-1].end

    @property
    def stripped(self) -> "Prose":
        """The prose without white space around it."""
        end = len(self.text.rstrip())
        return self.inside(min(len(self.text) - len(self.text.lstrip()), end), end)

    def inside(self, start: int, end: int) -> "Prose":
        """Return a part of the prose."""
        first = self._piece(start)
        last = max(first, self._piece(max(end - 1, start)))
        pieces = (
            Piece(max(offset - start, 0), at + max(start - offset, 0), min(stop, at + end - offset))
            for offset, at, stop in self.pieces[first : last + 1]
        )
        return Prose(self.text[start:end], tuple(pieces))

    def source(self, offset: int) -> int:
        """Return where in the source a place of the prose is."""
        piece = self.pieces[self._piece(offset)]
        return piece.start + offset - piece.offset

    def _piece(self, offset: int) -> int:
        """Return the number of the piece that a place of the prose is in or right after."""
        return bisect_right(self.pieces, offset, key=lambda piece: piece.offset) - 1


def join(source: str, lines: tuple[Range, ...]) -> Prose:
    """Return the prose of a block's lines."""
    texts = [source[start:end] for start, end in lines]
    offset, pieces = 0, []
    for start, end in lines:
        pieces.append(Piece(offset, start, end))
        offset += end - start + 1
    return Prose("\n".join(texts), tuple(pieces))
