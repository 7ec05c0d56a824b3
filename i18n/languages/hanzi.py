"""Hanzi: the characters that only Traditional or only Simplified Chinese has."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

DATA = Path(__file__).parents[1] / "data" / "hanzi.toml"


@cache
def counterparts(script: str) -> Mapping[str, str]:
    """Return the characters a script has not, each with the form it has instead.

    Simplified Chinese has one form for each; which one of several Traditional Chinese writes
    depends on the word, and then there is none to give.
    """
    if script not in ("Hans", "Hant"):
        return {}
    data = tomllib.loads(DATA.read_text("utf-8"))
    apart, merged = (_pairs(data[kind]) for kind in ("apart", "merged"))
    if script == "Hans":
        return dict(apart + merged)
    forms: dict[str, str] = {}
    for traditional, simplified in apart:
        forms[simplified] = "" if simplified in forms else traditional
    return forms


@cache
def seldom(script: str) -> Mapping[str, str]:
    """Return characters that are foreign beside others that are, each with the form to write."""
    return (
        dict(_pairs(tomllib.loads(DATA.read_text("utf-8"))["seldom"])) if script == "Hans" else {}
    )


@cache
def foreign(script: str) -> re.Pattern[str] | None:
    """Return a pattern for a character of the other script of Chinese; None for other scripts."""
    found = counterparts(script)
    return re.compile(f"[{''.join(found)}]") if found else None


def _pairs(text: str) -> list[tuple[str, str]]:
    characters = "".join(text.split())
    return list(zip(characters[::2], characters[1::2], strict=True))
