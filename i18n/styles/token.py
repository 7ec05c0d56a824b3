"""A token: what stands for markup in the text that an engine is sent."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from i18n.markup import Kind


@dataclass(frozen=True, slots=True)
class Token:
    """Codes without a gap between: their text, and what the first and the last of them are.

    `mate` is the place, among the tokens of the text, of the one that closes just what this
    one opens, or that opens what it closes; -1 for any other. Mates never cross. `halves` are
    the pairs of codes it opens, as numbers above zero, and those it closes, below.
    """

    literal: str
    first: Kind = "alone"
    last: Kind = "alone"
    mate: int = -1
    halves: tuple[int, ...] = ()


Reading = tuple[tuple[str, ...], tuple[int, ...]]
"""An answer cut at its tokens: the texts, one more than there are numbers between them."""

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_UNSEEN = (0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF)
_FOLDS = {**_WIDE, **dict.fromkeys(_UNSEEN, 0x20)}


def fold(text: str) -> str:
    """Return the text with full-width forms as ASCII and the unseen as space, all in place."""
    return text if text.isascii() else text.translate(_FOLDS)


def cut(answer: str, found: Iterable[tuple[int, int, int]]) -> Reading:
    """Cut an answer at what was found: start, end and number, in order."""
    places = tuple(found)
    edges = [0, *(at for start, end, _ in places for at in (start, end)), len(answer)]
    texts = tuple(answer[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))
    return texts, tuple(number for _, _, number in places)


def whole(numbers: Sequence[int], wanted: Collection[int]) -> bool:
    """Tell if every number came back once."""
    return sorted(numbers) == sorted(wanted)
