"""Sounds: what of a name's sound survives in another script: its consonants, roughly.

A name that was transcribed by any of the usual systems has about the same skeleton of consonants
in both scripts: Callahan is KlKn, and so are Каллахан, Каллаган and 卡拉汉, but for endings.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

DATA = Path(__file__).parents[1] / "data" / "sounds.toml"
_DOUBLED = re.compile(r"(.)\1+")


def known(script: str) -> bool:
    """Whether it is known how the script sounds."""
    return script in _rows()


@lru_cache(maxsize=50_000)
def skeleton(word: str, script: str, merged: str = "") -> str:
    """Return the consonants of a word as sounds; "" if nothing is known of the script.

    `merged` is the script beside which it is laid: what that cannot tell apart is one.

    >>> skeleton("Callahan", "Latn"), skeleton("Каллаганом", "Cyrl"), skeleton("卡拉汉", "Hans")
    ('KlKn', 'KlKnm', 'KlKn')
    """
    if chars := characters(script):
        sounds = "".join([chars.get(char, "") for char in word])
    else:
        sounds = _spelled(word, script)
    for pair in _rows().get(merged, {}).get("merged", "").split():
        sounds = sounds.replace(*pair)
    return _DOUBLED.sub(r"\1", sounds)


@cache
def characters(script: str) -> Mapping[str, str]:
    """Return the sound of each character that names are transcribed with, if the script has such."""
    rows = (line.split() for line in _rows().get(script, {}).get("chars", "").split("\n") if line)
    found: dict[str, str] = {}
    for sound, *chars in rows:
        for char in "".join(chars):
            found.setdefault(char, sound.replace("-", ""))
    return found


@lru_cache(maxsize=50_000)
def likeness(heard: str, written: str, endings: int = 0) -> float:
    """Return from 0 to 1 how much alike two skeletons are, which begin with the same sound.

    Up to so many sounds at the end of the second may belong to `endings`.
    """
    cuts = range(min(endings + 1, len(written)))
    return max([fuzz.ratio(heard, written[: len(written) - cut]) for cut in cuts]) / 100


@cache
def peoples(code: str) -> tuple[str, ...]:
    """Return what names of peoples and languages end in, in the language with this code.

    In translation such a name has several forms: русский, российский.
    """
    return tuple(_rows()["peoples"].get(code, "").split())


@cache
def _rows() -> Mapping[str, Any]:
    return tomllib.loads(DATA.read_text("utf-8"))


@cache
def _spellings(script: str) -> tuple[re.Pattern[str] | None, tuple[str, ...]]:
    lines = [line for line in _rows().get(script, {}).get("spelled", "").split("\n") if line]
    if not lines:
        return None, ()
    pairs = [line.split(" ") for line in lines]
    pattern = re.compile("|".join(f"({pair[0]})" for pair in pairs))
    return pattern, tuple(pair[1] if len(pair) > 1 else "" for pair in pairs)


def _spelled(word: str, script: str) -> str:
    pattern, sounds = _spellings(script)
    if pattern is None:
        return ""
    plain = unicodedata.normalize("NFD", word.lower()) if script == "Latn" else word.lower()
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return pattern.sub(lambda found: sounds[(found.lastindex or 1) - 1], letters)
