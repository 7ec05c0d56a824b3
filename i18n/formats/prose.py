"""Prose: the words of a block without the marks around them, and where they stand in the text."""

import re
from dataclasses import dataclass

_TWO_SPACES = re.compile(r"[ \t]*  \n")


@dataclass(frozen=True, slots=True)
class Prose:
    """A stretch of prose.

    `pieces` are, for each line: its offset in the prose, its start and its end in the text.
    Between two lines stands a line end, or, at a hard break, what stands there in the text:
    `breaks` are the ranges of those in the prose.
    """

    text: str
    pieces: tuple[tuple[int, int, int], ...]
    breaks: tuple[tuple[int, int], ...] = ()

    @property
    def range(self) -> tuple[int, int]:
        """From where to where in the text."""
        return self.pieces[0][1], self.pieces[-1][2]

    @property
    def stripped(self) -> "Prose":
        """The prose without white space around it."""
        return self.inside(len(self.text) - len(self.text.lstrip()), len(self.text.rstrip()))

    def inside(self, start: int, end: int) -> "Prose":
        """A part of the prose."""
        pieces = tuple(
            (
                max(offset - start, 0),
                first + max(start - offset, 0),
                min(last, first + end - offset),
            )
            for offset, first, last in self.pieces
            if offset < max(end, 1) and offset + last - first > start
        )
        inner = ((first - start, last - start) for first, last in self.breaks)
        kept = tuple((a, b) for a, b in inner if a >= 0 and b <= end - start)
        return Prose(self.text[start:end], pieces or ((0, 0, 0),), kept)


def join(source: str, lines: tuple[tuple[int, int], ...], *, markdown: bool = True) -> Prose:
    """Return the prose of a block's lines; only in Markdown are there hard breaks."""
    text, breaks = "", []
    pieces = []
    for number, (start, end) in enumerate(lines):
        pieces.append((len(text), start, end))
        text += source[start:end]
        if number + 1 < len(lines):
            between = source[end : lines[number + 1][0]]
            mark = _hard_mark(source, start, end, between) if markdown else None
            if mark is not None:
                breaks.append((len(text) - mark, len(text) + len(between)))
            text += "\n" if mark is None else between
    return Prose(text, tuple(pieces), tuple(breaks))


def _hard_mark(source: str, start: int, end: int, between: str) -> int | None:
    """How much of a line's end belongs to the hard break after it; None when there is none."""
    if _TWO_SPACES.match(between):
        return 0
    line = source[start:end]
    return 1 if (len(line) - len(line.rstrip("\\"))) % 2 else None
