"""Engines: machine translators, one module a family; ENGINES is the table.

A module has `load(settings) -> Engine`, and is imported when its engine is first used.
`memory` and `none` need no module: the memory is looked up before any engine is asked,
and `none` leaves a text untranslated.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module
from typing import Any

from i18n.engines.engine import Engine, settings
from i18n.errors import UserError


@dataclass(frozen=True, slots=True)
class Row:
    """An engine that a chain may name: its module, and what it is."""

    name: str
    module: str
    summary: str


ENGINES = (
    Row("memory", "", "exact matches from the approved catalogs of the project"),
    Row("google", "i18n.engines.google", "Google Translate through deep-translator, no key"),
    Row("pseudo", "i18n.engines.pseudo", "accented, lengthened text: to try the pipeline offline"),
    Row("none", "", "answers nothing"),
)


def find(name: str) -> Row:
    """Return the row of that name, or raise UserError naming the nearest."""
    rows = {row.name: row for row in ENGINES}
    if name not in rows:
        near = get_close_matches(name, rows, 1)
        hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(rows)}"
        raise UserError(f"there is no engine {name!r}", hint=hint)
    return rows[name]


def load(names: Sequence[str], options: Mapping[str, Mapping[str, Any]]) -> tuple[Engine, ...]:
    """Return the engines of a chain that can be asked, in order, set up as `[engines.NAME]` says.

    Raises UserError for an unknown name or setting.
    """
    for name in options:
        find(name)
    rows = [find(name) for name in dict.fromkeys(names)]
    return tuple(
        import_module(row.module).load(settings(row.name, options.get(row.name, {})))
        for row in rows
        if row.module
    )
