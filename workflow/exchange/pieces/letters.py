"""Letters that XML and HTML cannot hold: each goes out as its name, `U+0001`, marked as such.

They are the control characters, the carriage return (which every reader turns into a line feed),
halves of surrogate pairs, and the two that are no characters at all.
"""

import re
from collections.abc import Iterator

UNHELD = re.compile("[\0-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_NAME = re.compile(r"U\+([0-9A-F]{4})")


def runs(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the text in pieces, and whether a piece is the name of a letter."""
    position = 0
    for match in UNHELD.finditer(text):
        if match.start() > position:
            yield text[position : match.start()], False
        yield f"U+{ord(match[0]):04X}", True
        position = match.end()
    if position < len(text):
        yield text[position:], False


def letter(name: str) -> str:
    """Return the letter of a name; what is no name of such a letter, as it is."""
    match = _NAME.fullmatch(name)
    found = chr(int(match[1], 16)) if match else ""
    return found if UNHELD.fullmatch(found) else name


def shown(text: str) -> str:
    """Return a text that is only to be looked at, with U+FFFD for letters that cannot be held."""
    return UNHELD.sub("\ufffd", text)
