"""Ink: text in pieces, each with a style, laid out in lines for the terminal that there is."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import click

from i18n.edits import Edit, Span
from i18n.memory import difference as words
from workflow.terminal.cells import isolated, visible, width, wrapped

NARROWEST, USUAL = 20, 80
"""The fewest columns text is set in, and how many a terminal has that does not say."""
ENDLESS = 1_000_000
"""Columns of a pipe: who reads it breaks lines as they like."""

STYLES: Mapping[str, Mapping[str, Any]] = {
    "": {},
    "head": {"bold": True},
    "dim": {"dim": True},
    "target": {"fg": "cyan"},
    "offer": {"fg": "magenta"},
    "error": {"fg": "red"},
    "warning": {"fg": "yellow"},
    "fix": {},
    "info": {"dim": True},
    "gone": {"fg": "red"},
    "come": {"fg": "green"},
    "wrong": {"fg": "red", "underline": True},
    "doubtful": {"fg": "yellow", "underline": True},
}
"""How a piece is set, by the name of its style."""

Piece = tuple[str, str]
"""A text, and the name of its style."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What is written on: how many columns it has, and whether it shows colours."""

    columns: int = ENDLESS
    colour: bool = False

    def lines(self, pieces: Iterable[Piece], label: str = "", indent: int = 8) -> Iterator[str]:
        """Yield pieces in lines, behind a label and under each other."""
        seen = [(visible(text), style) for text, style in pieces]
        whole = "".join(text for text, _ in seen)
        lead = label + " " * (indent - width(label))
        room = max(self.columns - indent, NARROWEST // 2)
        for number, span in enumerate(wrapped(whole, room)):
            line = "".join(self._set(text, style) for text, style in _cut(seen, whole, span))
            yield ((" " * indent if number else lead) + isolated(line)).rstrip()

    def _set(self, text: str, style: str) -> str:
        return click.style(text, **STYLES[style]) if self.colour and STYLES[style] else text

    def marked(self, text: str, spans: Iterable[tuple[Span, str]], style: str) -> list[Piece]:
        """Return the text with spans underlined, or in brackets where there is no colour."""
        pieces: list[Piece] = []
        position = 0
        for (start, end), how in sorted(spans):
            whole = end - start == len(text)  # which says nothing of where
            if whole or start < position or end > len(text) or start == end:
                continue
            pieces += [(text[position:start], style)]
            inside = text[start:end]
            pieces += [(inside if self.colour else f"⟦{inside}⟧", how)]
            position = end
        return [*pieces, (text[position:], style)]


def paper() -> Paper:
    """Return what standard output is now; https://no-color.org, and no colours for TERM=dumb."""
    if sys.stdout is None or not sys.stdout.isatty():
        return Paper()
    bare = os.environ.get("NO_COLOR") or os.environ.get("TERM", "dumb") == "dumb"
    try:  # COLUMNS may be of a window that had another size
        found = os.get_terminal_size(sys.stdout.fileno()).columns
    except OSError:
        found = 0
    return Paper(max(found or USUAL, NARROWEST), colour=not bare)


def difference(old: str, new: str) -> list[Piece]:
    """Return the new text with what went as [-so-] and what came as {+so+}."""
    pieces = words.difference(old, new)
    replaced = [(one.kind, two.kind) == ("gone", "come") for one, two in pairwise(pieces)]
    made: list[Piece] = []
    for piece, space in zip(pieces, [False, *replaced], strict=False):
        made += [(" ", "")] * space + _change(piece.kind, piece.text)
    return made


def mended(text: str, edits: Iterable[Edit]) -> list[Piece]:
    """Return the text with what edits take as [-so-] and what they bring as {+so+}."""
    made: list[Piece] = []
    position = 0
    for edit in sorted(edits):
        if edit.start >= position:
            made += [(text[position : edit.start], "")]
            made += _change("gone", text[edit.start : edit.end]) + _change("come", edit.text)
            position = edit.end
    return [*made, (text[position:], "")]


_MARKS = {"gone": ("[-", "-]"), "come": ("{+", "+}"), "equal": ("", "")}


def _change(kind: str, text: str) -> list[Piece]:
    """A change in its marks; spaces at the ends of several words stay outside."""
    if not text or kind == "equal":
        return [(text, "")] if text else []
    opening, closing = _MARKS[kind]
    inside = text.strip() or text
    before, _, after = text.partition(inside)
    pieces = [(before, ""), (f"{opening}{inside}{closing}", kind), (after, "")]
    return [piece for piece in pieces if piece[0]]


def _cut(pieces: Sequence[Piece], whole: str, span: Span) -> Iterator[Piece]:
    """Yield what of the pieces is in a line, without the spaces at its end."""
    start = span[0]
    end = start + len(whole[start : span[1]].rstrip(" "))
    position = 0
    for text, style in pieces:
        first, last = max(start - position, 0), min(end - position, len(text))
        if first < last:
            yield text[first:last], style
        position += len(text)
