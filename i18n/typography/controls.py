"""Control characters: what nobody sees and the source does not have."""

import re
from collections.abc import Iterator

from i18n.edits import Edit
from i18n.typography.change import Change

LOST = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd]")
"""A character that was lost, or one that no font has: what it was only the source can tell."""

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
_GAPS = frozenset("\x0b\x0c\x1c\x1d\x1e\x1f")
"""Controls that part words or lines."""
_BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_JOINERS = frozenset("\u200c\u200d")
_PLAIN = re.compile("[ -\u058f\u2010-\u2027\u2030-\u205e\u3000-\u9fff\uff00-\uffef]?")
"""Beside these a joiner joins nothing; in Arabic, in India and between emoji it does."""
_LONG = 15
"""Letters of a word in which somebody may have wanted a soft hyphen."""
_WORD = re.compile(r"[\w\u00ad]+")


def find(text: str, source: str, *, rtl: bool = False) -> Iterator[Change]:
    """Yield the invisible characters; marks of direction have a use where lines run to the left."""
    if text.isprintable():
        return
    rtl = rtl or bool(_LEFTWARD.search(text))
    for match in _INVISIBLE.finditer(text):
        char, (start, end) = match[0], match.span()
        if char in source or (rtl and _BIDI.match(char)):
            continue
        if char in _JOINERS and not _idle(text, start):
            continue
        if char == "\u00ad" and _wanted(text, start):
            continue
        gap = " " if char in _GAPS and not _beside_space(text, start) else ""
        yield Change(Edit(start, end, gap), "invisible character")


def lost(text: str, source: str) -> Iterator[re.Match[str]]:
    """Yield the characters that were lost on the way."""
    yield from (match for match in LOST.finditer(text) if match[0] not in source)


def _idle(text: str, at: int) -> bool:
    return bool(_PLAIN.fullmatch(text[at - 1 : at]) and _PLAIN.fullmatch(text[at + 1 : at + 2]))


def _wanted(text: str, at: int) -> bool:
    low = max(0, at - 100)
    words = (match for match in _WORD.finditer(text, low, at + 100) if match.start() <= at)
    word = next((match[0] for match in words if match.end() > at), "")
    return len(word.replace("\u00ad", "")) >= _LONG


def _beside_space(text: str, at: int) -> bool:
    return at == 0 or text[at - 1 : at].isspace() or text[at + 1 : at + 2].isspace()
