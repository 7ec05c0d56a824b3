"""Hanzi: Traditional Chinese from Simplified, by OpenCC and our own words, with its quotation marks.

OpenCC is an extra: https://github.com/BYVoid/OpenCC.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from i18n.errors import UserError
from i18n.scripts.rules import Rewrite, pairs, row

_QUOTES = re.compile("[“”‘’]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\d]")


@cache
def rewriter(code: str, eng: str) -> Rewrite:
    """Return what rewrites Simplified Chinese. Raises UserError where OpenCC is not installed."""
    rules = row(code)
    converter, marks = _opencc(rules["opencc"]), pairs(rules["quotes"])
    characters = str.maketrans(dict(pairs(rules["characters"])))
    # OpenCC takes NUL for the end of a text.
    words = {**pairs(rules["words"]), "\0": "\0"}
    longest = sorted(words, key=lambda word: (-len(word), word))
    known = re.compile(f"({'|'.join(longest)})")

    def rewrite(text: str) -> str:
        pieces = known.split(text)
        for at, piece in enumerate(pieces):
            pieces[at] = words[piece] if at % 2 else converter.convert(piece)
        return _quoted("".join(pieces).translate(characters), marks)

    return rewrite


def _opencc(configuration: str) -> Any:
    try:
        from opencc import OpenCC  # noqa: PLC0415 - an extra
    except ImportError as error:
        what = "Traditional Chinese needs OpenCC, which is not installed"
        hint = 'run: pip install "tilshi[chinese]", or take zh_Hant out of scripts'
        raise UserError(what, hint=hint) from error
    return OpenCC(configuration)


def _quoted(text: str, marks: Mapping[str, str]) -> str:
    """Return the text with the quotation marks of the other script; apostrophes stay."""
    opened = 0

    def written(found: re.Match[str]) -> str:
        nonlocal opened
        mark, at = found[0], found.start()
        opened += mark == "‘"
        if mark == "’":
            before, after = text[max(0, at - 1) : at], text[at + 1 : at + 2]
            if _LATIN.match(before) and (_LATIN.match(after) or not opened):
                return mark
            opened -= opened > 0
        return marks[mark]

    return _QUOTES.sub(written, text)
