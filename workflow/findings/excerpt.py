"""An excerpt: the part of a text where something is wrong, with that marked below it."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

import click

from i18n.edits import Edit, Span
from workflow.reports import shown

WIDTH = 88
"""How much of a text is shown, in columns of a terminal that has room for it."""
BEFORE = 24
"""How much of that stands before the first thing marked, if the text is longer."""
CONTEXT = 20
"""How much of what is the same stands around a difference, in characters."""
COMPARED = 2_000
"""Longer texts are compared from both ends only: letter by letter would take seconds."""
ENDS = str.maketrans({"\n": "↵", "\t": "→"})
"""How the ends of lines, and tabs, are shown."""
SPACES = str.maketrans({"\u00a0": "⍽", "\u202f": "⍽"})
"""How spaces that do not break are shown where they came or went."""

Piece = tuple[str, str]
"""`equal`, `gone` or `come`, and the text."""


def marked(text: str, spans: Sequence[Span], width: int = WIDTH) -> Iterator[str]:
    """Yield a line of the text, and one with `^` under what the spans hold, unless that is all.

    Of a text that is longer a part is shown that takes `width` columns.
    """
    start, end = _window(text, min((span[0] for span in spans), default=0), width)
    left, right = "…" * (start > 0), "…" * (end < len(text))
    yield left + _visible(text[start:end]) + right
    wrong = {at for first, last in spans for at in range(max(first, start), min(last, end))}
    if 0 < len(wrong) < len(text):
        marks = ("^" if at in wrong else " " for at in range(start, end))
        seen = _visible(text[start:end])
        signs = (sign * columns(c) for sign, c in zip(marks, seen, strict=True))
        yield (" " * len(left) + "".join(signs)).rstrip()


def _visible(text: str) -> str:
    """The text in one line, character for character, with nothing in it that steers a terminal."""
    return shown(text.translate(ENDS))


def columns(character: str) -> int:
    """How many columns of a terminal a character takes (UAX 11; combining marks take none)."""
    if unicodedata.category(character) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _window(text: str, first: int, width: int) -> Span:
    """The part of the text that fits, with the code point at `first` in it."""
    if _fits(text, 0, width) == len(text):
        return 0, len(text)
    start = _back(text, first, min(BEFORE, width // 3))
    end = _fits(text, start, width)
    return (start, end) if end < len(text) else (_back(text, end, width), end)


def _back(text: str, end: int, room: int) -> int:
    """Where what fits into so many columns before the end starts."""
    start = end
    while start and (room := room - columns(text[start - 1])) >= 0:
        start -= 1
    return start


def _fits(text: str, start: int, width: int) -> int:
    """Where what fits into so many columns from the start ends."""
    end, room = start, width
    while end < len(text) and (room := room - columns(text[end])) >= 0:
        end += 1
    return end


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with what edits take as [-so-] and what they bring as {+so+}."""
    pieces: list[Piece] = []
    position = 0
    for edit in sorted(edits):
        if edit.start >= position:
            pieces += [("equal", text[position : edit.start])]
            pieces += [("gone", text[edit.start : edit.end]), ("come", edit.text)]
            position = edit.end
    return _joined([*pieces, ("equal", text[position:])])


def compared(old: str, new: str) -> str:
    """The new text with what went as [-so-] and what came as {+so+}."""
    if max(len(old), len(new)) > COMPARED:
        return _joined(_ends(old, new))
    pieces: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        same = kind == "equal"
        pieces += [("equal", old[a:b])] if same else [("gone", old[a:b]), ("come", new[c:d])]
    return _joined(pieces)


def _ends(old: str, new: str) -> list[Piece]:
    most = min(len(old), len(new))
    head = next((n for n in range(most) if old[n] != new[n]), most)
    tail = next((n for n in range(most - head) if old[-n - 1] != new[-n - 1]), most - head)
    return [
        ("equal", old[:head]),
        ("gone", old[head : len(old) - tail]),
        ("come", new[head : len(new) - tail]),
        ("equal", old[len(old) - tail :]),
    ]


def _joined(pieces: Iterable[Piece]) -> str:
    """Write pieces in a line, of what is the same only what is near."""
    forms = {"gone": ("[-", "-]", "red"), "come": ("{+", "+}", "green")}
    some = [(kind, text) for kind, text in pieces if text]
    said = []
    for place, (kind, text) in enumerate(some):
        if kind == "equal":
            said.append(_near(_visible(text), first=not place, last=place == len(some) - 1))
        else:
            opening, closing, colour = forms[kind]
            said.append(
                click.style(f"{opening}{_visible(text.translate(SPACES))}{closing}", fg=colour)
            )
    return "".join(said)


def _near(text: str, *, first: bool, last: bool) -> str:
    if len(text) <= 2 * CONTEXT + 1:
        return text
    before = "" if first else text[:CONTEXT]
    after = "" if last else text[-CONTEXT:]
    return f"{before}…{after}"
