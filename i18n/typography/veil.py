"""A veil: the text with its markup covered, so that rules see words and marks only."""

from collections.abc import Sequence

from i18n import markup
from i18n.markup import Code

HALF = "\u2060"
"""Covers a half of a pair and what stands for no word: marks look through it."""
WORD = "\ufffc"
"""Covers what stands where words could: code, an address, a placeholder."""


def veil(text: str, codes: Sequence[Code]) -> str:
    """Cover the codes, place for place; unlike `markup.prose`, with nothing that is a space."""
    if not codes:
        return text
    pieces, at = [], 0
    for code in codes:
        cover = WORD if code.kind == "alone" and not code.wordless else HALF
        pieces += [text[at : code.start], cover * (code.end - code.start)]
        at = code.end
    return "".join((*pieces, text[at:]))


def veiled(text: str) -> str:
    """The text with all its markup covered."""
    return veil(text, markup.scan(text))
