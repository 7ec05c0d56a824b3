"""Surroundings: what stands before and after a figure or a name, as a reader sees it."""

import html
import re
import unicodedata
from collections.abc import Iterator

from i18n.markup import Code, scan
from i18n.memory.tokens import Token

THING = "\ufffc"
"""Stands for what is no word to be read here: an address, a slot, some code."""

WORD = re.compile(r"[\s(\[]*([^\W\d_]+)")
"""The word after a figure, if only space and brackets are between."""

_LAST = re.compile(r"(?<![^\W\d_])([^\W\d_]+)[\s(\[]*\Z")
_QUOTES = "«»„“”‟\"'’‘‹›"


def around(text: str, token: Token) -> tuple[str, str] | None:
    """Return what is before and after it; None when it is inside a code.

    Markup, quotes and what has no width is left out, entities are read, and every dash is a
    hyphen: of `«**2**»–ге` the figure 2 has `-ге` after it.
    """
    codes = scan(text)
    if any(code.start < token.end and token.start < code.end for code in codes):
        return None
    return (
        _plain("".join(_read(text, codes, 0, token.start))),
        _plain("".join(_read(text, codes, token.end, len(text)))),
    )


def word_before(before: str) -> str:
    """Return the word next to the end, in small letters; "" when there is something between."""
    found = _LAST.search(before)
    return found[1].lower() if found else ""


def word_after(after: str) -> str:
    """Return the word next to the start, in small letters; "" when there is something between."""
    found = WORD.match(after)
    return found[1].lower() if found else ""


def listed(word: str, words: str) -> bool:
    """Tell if a word is in a list of words, or of beginnings with `*` after them.

    >>> listed("году", "год* г")
    True
    """
    return any(
        word == one or (one.endswith("*") and word.startswith(one[:-1])) for one in words.split()
    )


def _read(text: str, codes: tuple[Code, ...], at: int, end: int) -> Iterator[str]:
    for code in codes:
        if at <= code.start and code.end <= end:
            yield text[at : code.start]
            yield _meant(code, text[code.start : code.end])
            at = code.end
    yield text[at:end]


def _meant(code: Code, literal: str) -> str:
    if literal[0] == "&":
        return html.unescape(literal)
    if literal[0] == "\\":
        return literal[1:]
    return "" if code.wordless or code.kind != "alone" else THING


def _plain(text: str) -> str:
    return "".join(
        "-" if unicodedata.category(one) == "Pd" or one == "\u2212" else one
        for one in text
        if one not in _QUOTES and unicodedata.category(one) != "Cf"
    )
