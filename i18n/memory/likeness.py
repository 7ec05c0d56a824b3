"""Likeness of two sentences: from 0 to 1, by the letters that have to go or come."""

import math
from collections.abc import Sequence
from typing import NamedTuple


class Near(NamedTuple):
    """A sentence of the memory by its id, its text, and how alike it is."""

    id: int
    text: str
    likeness: float


def range_of(length: int, least: float) -> tuple[int, int]:
    """Return the lengths, from and up to, that a text so alike can have.

    Of a shorter and a longer text at most `2 * shorter / (shorter + longer)` is alike.
    """
    rest = max(2 - least, least)
    return math.ceil(length * least / rest), math.floor(length * rest / max(least, 0.01)) + 1


def nearest(text: str, rows: Sequence[tuple[int, str]], least: float) -> list[Near]:
    """Return those of the texts that are at least so alike, the best first, then by id.

    The likeness is that of rapidfuzz's `fuzz.ratio`: never a partial one, by which a short
    sentence is like every long one that holds it.
    """
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - an exact look-up need not pay for it

    texts = [row[1] for row in rows]
    found = process.extract_iter(text, texts, scorer=fuzz.ratio, score_cutoff=least * 100)
    near = [Near(*rows[at], round(score / 100, 4)) for _, score, at in found]
    return sorted(near, key=lambda one: (-one.likeness, one.id))


def likeness(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 1."""
    from rapidfuzz import fuzz  # noqa: PLC0415

    return round(fuzz.ratio(one, other) / 100, 4)
