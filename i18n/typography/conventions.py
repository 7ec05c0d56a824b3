"""Conventions: how a language sets its marks and spaces, read from data/typography.toml."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "data" / "typography.toml"


@dataclass(frozen=True, slots=True)
class Conventions:
    """What is done in a language; data/typography.toml says what each field does.

    A language without a row has none of it, and only what holds in all languages is done.
    """

    marks: str = ""
    letters: str = ""
    dash: str = ""
    dashes: str = ""
    parted: bool = False
    joins_left: frozenset[str] = frozenset()
    joins_right: frozenset[str] = frozenset()
    endings: frozenset[str] = frozenset()
    wide: bool = False
    quotes: str = ""
    bound_after: frozenset[str] = frozenset()
    bound_before: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    years: frozenset[str] = frozenset()
    signs: frozenset[str] = frozenset()
    letters_apart: frozenset[str] = frozenset()


@cache
def conventions(code: str) -> Conventions:
    """Return those of a locale."""
    row = _rows().get(code)
    if row is None:
        return Conventions()
    lists = {name for name, kind in Conventions.__annotations__.items() if kind == frozenset[str]}
    fields: dict[str, Any] = {
        name: frozenset(value.split()) if name in lists else value for name, value in row.items()
    }
    return Conventions(**fields)


@cache
def _rows() -> Mapping[str, Mapping[str, Any]]:
    import tomllib  # noqa: PLC0415 - a third of the time that importing this module takes

    return tomllib.loads(DATA.read_text("utf-8"))
