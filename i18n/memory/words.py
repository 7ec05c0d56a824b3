"""Words: what an index knows a sentence by. Case, width and figures make no difference.

A figure is one word, whatever it is. A script without spaces has pairs of characters.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

FIGURE = b"0"
END = b"\x01"
"""The word that ends each sentence in what `flat` returns."""

_ASCII = bytes(
    byte if byte >= 0x80 or byte == END[0]
    else 0x30 if chr(byte).isdigit()
    else ord(chr(byte).lower()) if chr(byte).isalpha()
    else 0x20
    for byte in range(256)
)  # fmt: skip
"""Letters in small, digits as 0, all else a space; the bytes of other characters as they are."""

_MARKS = re.compile(r"[^\w\s]|_")
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Ranges of the characters of scripts that put no spaces between words."""

_RUN = re.compile(f"[{UNSPACED}]+")


def words(text: str) -> set[bytes]:
    """Return the words of a sentence."""
    return set(map(named, flat([text]))) - {END}


def flat(texts: Sequence[str]) -> list[bytes]:
    """Return the words of all sentences in one list, `END` after each, figures not yet named.

    One list, since it is made by a handful of calls: 300,000 sentences a second.
    """
    ready = (text if text.isascii() else _plain(text) for text in texts)
    joined = " \x01 ".join(text.replace("\x01", " ") for text in ready)
    return [*joined.encode("utf-8", "replace").translate(_ASCII).split(), END]


def named(word: bytes) -> bytes:
    """Return the word, or the one that stands for all figures."""
    return word if word.strip(FIGURE) else FIGURE


def _plain(text: str) -> str:
    """Fold what is not ASCII, and cut scripts without spaces into pairs."""
    folded = _MARKS.sub(" ", unicodedata.normalize("NFKC", text).casefold())
    digits = "".join("0" if c.isdecimal() else c for c in folded) if _odd(folded) else folded
    return _RUN.sub(_pairs, digits)


def _odd(text: Iterable[str]) -> bool:
    """Whether there are digits of other scripts."""
    return any(c > "\x7f" and c.isdecimal() for c in text)


def _pairs(run: re.Match[str]) -> str:
    text = run[0]
    pairs = (text[at : at + 2] for at in range(max(len(text) - 1, 1)))
    return f" {' '.join(pairs)} "
