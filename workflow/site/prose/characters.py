"""Characters that a page cannot hold: HTML forbids them, and no reader sees them."""

import re
import unicodedata

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""Controls, surrogates and noncharacters: https://html.spec.whatwg.org/#text-content."""
_BEYOND = re.compile("[\U00010000-\U0010ffff]")
_FORBIDDEN_BEYOND = re.compile(
    f"[{''.join(chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))}]"
)
"""The noncharacters of the other planes, apart: together, one search takes ten times as long."""

_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SEEN = re.compile("[^\\s\u00ad\u034f\u061c\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]")
"""Anything but white space, and characters that have no shape."""


def allowed(text: str) -> str:
    """Return the text without them, and without a byte-order mark."""
    text = _FORBIDDEN.sub("", text)
    if _BEYOND.search(text):
        text = _FORBIDDEN_BEYOND.sub("", text)
    return text.removeprefix("\ufeff")


def line(text: str) -> str:
    """Return the text on one line, its white space single spaces; nothing where none is seen.

    Controls that turn the direction of what follows are left out, unless all are closed.
    """
    text = " ".join(allowed(text).split())
    if text.isprintable():
        return text
    straight = _TURNS.sub("", text)
    if not _SEEN.search(straight):
        return ""
    return text if _is_closed(text) else straight


def composed(text: str) -> str:
    """Return text, or HTML, with letters and their accents in one (NFC).

    Left as it is where a stroke might join the `>` of a tag.
    """
    if unicodedata.is_normalized("NFC", text) or "\u0338" in text:
        return text
    return unicodedata.normalize("NFC", text)


def _is_closed(text: str) -> bool:
    """Tell whether every embedding and isolate ends: https://www.unicode.org/reports/tr9/#BD9."""
    open_ones: list[str] = []
    for char in _TURNS.findall(text):
        if char in "\u202c\u2069":
            if not open_ones or open_ones.pop() != char:
                return False
        else:
            open_ones.append("\u202c" if char < "\u2066" else "\u2069")
    return not open_ones
