"""Lengths: how long a translation is beside its source, and how long it may be."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from i18n.evidence.pair import Pair, Side
from i18n.languages import identify

DATA = Path(__file__).parents[1] / "data" / "lengths.toml"
_GLOSS = re.compile(r"\s?[(（]([^()（）]{1,200})[)）]")
_BLANK = re.compile("[\\s\ufffc\u2060]+")
_WIDE = 2.0
"""How much further out of the bounds a length is no question any more."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The bounds of a locale: bands by a sentence's length, and the least of longer texts.

    `passage` are the ratio below which a paragraph is too short, and that below which it may be.
    """

    usual: tuple[tuple[float, float, float], ...]
    alarm: tuple[tuple[float, float, float], ...]
    passage: tuple[float, float]
    article: float


@cache
def known() -> dict[str, Bounds]:
    """Return the bounds of every locale that has some."""
    data = tomllib.loads(DATA.read_text("utf-8"))
    return {
        code: Bounds(
            _bands(row["usual"]), _bands(row["alarm"]), tuple(row["passage"]), row["article"]
        )
        for code, row in data.items()
    }


def measured(side: Side) -> int:
    """Return the characters of a text, without markup, addresses and white space doubled."""
    return _size(side.prose) if side.codes else len(side.text)


def translated(pair: Pair) -> int:
    """Return the characters of the translation, less words in brackets of another script."""
    side = pair.target
    script = identify.script(side.locale.script)
    if script is None or ("(" not in side.text and "（" not in side.text):
        return measured(side)
    return _size(_GLOSS.sub(lambda m: m[0] if script.letter.search(m[1]) else "", side.prose))


def _size(prose: str) -> int:
    return len(_BLANK.sub(" ", prose).strip())


def band(bands: tuple[tuple[float, float, float], ...], size: int) -> tuple[float, float]:
    """Return the least and the greatest ratio for a source of this size."""
    return next((low, high) for below, low, high in bands if size < below)


def far(ratio: float, low: float, high: float) -> bool:
    """Tell if a ratio is twice out of its bounds."""
    return ratio < low / _WIDE or ratio > high * _WIDE


def _bands(rows: list[list[float]]) -> tuple[tuple[float, float, float], ...]:
    return tuple((below, low, high) for below, low, high in rows)
