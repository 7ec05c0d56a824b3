"""Cells: how many columns of a terminal a text takes, and where its lines may break.

Widths are those of UAX 11, counted so that a line is rather too short than too long. Lines
break at spaces, and in Chinese and Japanese between characters, as simple kinsoku has it.
"""

import unicodedata
from collections.abc import Iterator

from i18n.edits import Span
from workflow.findings.excerpt import ENDS, columns

JOINERS = frozenset("\u200c\u200d")
"""What steers how letters join, and takes no room: Persian words and emoji need it."""

ISOLATED = ("\u2068", "\u2069")
"""What keeps a line that runs from right to left from moving what stands beside it."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_WIDE_MARK, _WIDE = "\ufe0f", 2
_HANGUL = range(0xAC00, 0xD7A4)
"""Spaces part its words."""

_CLOSING = frozenset("、。，．・：；？！）」』】〉》〕〗〙〟”’…‥—％‰℃々ー〻ゝゞ,.:;?!)]}%»›")
_OPENING = frozenset("（「『【〈《〔〖〘〝“‘([{«‹￥＄￡$£€¥№#")


def visible(text: str) -> str:
    """Return the text in one line, character for character, with nothing in it that steers a terminal."""
    return "".join(
        "\N{REPLACEMENT CHARACTER}"
        if c not in JOINERS and unicodedata.category(c) in _UNSEEN
        else c
        for c in text.translate(ENDS)
    )


def width(text: str) -> int:
    """Return how many columns a text takes: that of an emoji of several signs at its most."""
    return sum(_width(character, text[at + 1 : at + 2]) for at, character in enumerate(text))


def isolated(text: str) -> str:
    """Return the text with its direction kept to itself, where it runs from right to left."""
    runs = any(unicodedata.bidirectional(character) in {"R", "AL"} for character in text)
    return f"{ISOLATED[0]}{text}{ISOLATED[1]}" if runs else text


def wrapped(text: str, room: int) -> list[Span]:
    """Return the lines of a text as spans that tile it; spaces at the end of a line take no room.

    No line takes more than `room` columns, unless one sign alone does. Words stay whole where a
    line has space for them.
    """
    signs = list(_signs(text))
    lines: list[Span] = []
    first = place = taken = 0
    broken = 0  # the sign before which the line may end
    while place < len(signs):
        start, end = signs[place]
        if place > first and _may_break(text, start):
            broken = place
        size = width(text[start:end])
        if taken + size > room and place > first and text[start] != " ":
            cut = broken if broken > first else place
            lines.append((signs[first][0], signs[cut][0]))
            first = place = broken = cut
            taken = 0
            continue
        taken += size
        place += 1
    return [*lines, (signs[first][0], len(text))] if signs else [(0, 0)]


def _signs(text: str) -> Iterator[Span]:
    """Yield what must not be torn apart: a letter with its marks, an emoji of several signs."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not _goes_on(text[at - 1], text[at]):
            yield start, at
            start = at


def _goes_on(before: str, character: str) -> bool:
    joins = before == "\u200d" and unicodedata.category(character) == "So"
    tone = "\U0001f3fb" <= character <= "\U0001f3ff"
    flag = all("\U0001f1e6" <= one <= "\U0001f1ff" for one in (before, character))
    mark = unicodedata.category(character).startswith("M") and before != " "
    return joins or tone or flag or mark or character in JOINERS


def _width(character: str, after: str) -> int:
    if character in JOINERS or character in ISOLATED:
        return 0
    return _WIDE if after == _WIDE_MARK else columns(character)


def _may_break(text: str, at: int) -> bool:
    """Whether a line may end before the sign at this place."""
    before, after = text[at - 1], text[at]
    if before == " ":
        return after != " "
    if after == " " or not (_parts(before) or _parts(after)):
        return False
    bound = unicodedata.category(before) == "Zs" or unicodedata.category(after) == "Zs"
    return not bound and after not in _CLOSING and before not in _OPENING


def _parts(character: str) -> bool:
    """Whether lines break beside it though no space stands there."""
    wide = unicodedata.east_asian_width(character) in {"W", "F"}
    return wide and ord(character) not in _HANGUL
