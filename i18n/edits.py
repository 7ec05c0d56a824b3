"""An edit: a stretch of a text, and what to put there."""

from collections.abc import Iterable
from dataclasses import dataclass

Span = tuple[int, int]
"""Where something stands in a text: from the first code point to behind the last."""


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Put `text` in the place of what stands from `start` to `end`."""

    start: int
    end: int
    text: str


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with the edits made; of those that overlap, only the first in the text.

    >>> apply("a  b ,c", [Edit(1, 3, " "), Edit(4, 5, "")])
    'a b,c'
    """
    pieces, position = [], 0
    for edit in sorted(edits):
        if edit.start >= position:
            pieces += [text[position : edit.start], edit.text]
            position = edit.end
    return "".join((*pieces, text[position:]))
