"""Classes: the translators of deep-translator, and which engine runs each; data of our own.

Read without importing deep-translator, which takes a fifth of a second.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parents[2] / "data" / "deep_translator.toml"


@dataclass(frozen=True, slots=True)
class Class:
    """A translator of deep-translator.

    `engine` is ours that runs it; without one `why` says what is wrong with it, and `instead`
    names an engine that does the same, if there is one.
    """

    name: str
    engine: str = ""
    instead: str = ""
    why: str = ""


@cache
def table() -> tuple[Class, ...]:
    """Return every translator of deep-translator 1.11.4, those that work first."""
    rows = tomllib.loads(DATA.read_text("utf-8"))
    return tuple(Class(name, **row) for name, row in rows.items())
