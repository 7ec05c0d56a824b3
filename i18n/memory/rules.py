"""Rules: what each language asks of a figure or date, read from data/patching.toml."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "data" / "patching.toml"


def rules(code: str) -> Mapping[str, Any]:
    """Return the rows of a language; none when nothing is known of it."""
    found: Mapping[str, Any] = _all().get(code, {})
    return found


@cache
def _all() -> Mapping[str, Any]:
    return tomllib.loads(DATA.read_text("utf-8"))
