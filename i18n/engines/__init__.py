"""Engines: machine translators, one module a family; ENGINES is the table.

A module has `load(options) -> Engine`, may have `Options` of its own, and is imported when
its engine is first used. What is known of an engine without that is in data/engines.toml.
`memory` and `none` need no module: the memory is looked up before any engine is asked,
and `none` leaves a text untranslated.

Other packages add engines by an entry point of the group `tilshi.engines`, `NAME = "MODULE"`;
their modules have `FACTS` as well.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from typing import Any

from i18n.engines import options
from i18n.engines.deep import classes
from i18n.engines.engine import Engine
from i18n.engines.facts import Facts, Price, known
from i18n.engines.faults import EngineError
from i18n.errors import UserError

GROUP = "tilshi.engines"


@dataclass(frozen=True, slots=True)
class Row:
    """An engine that a chain may name, and its module."""

    name: str
    module: str = ""
    foreign: bool = False

    @property
    def facts(self) -> Facts:
        """What is known of it; of another package's it is in its module."""
        if not self.foreign:
            return known()[self.name]
        facts: Facts = _module(self).FACTS
        return facts


ENGINES = (
    Row("memory"),
    Row("google", "i18n.engines.deep.google"),
    Row("mymemory", "i18n.engines.deep.mymemory"),
    Row("baidu", "i18n.engines.deep.baidu"),
    Row("google-cloud", "i18n.engines.google_cloud.google_cloud"),
    Row("deepl", "i18n.engines.deepl.deepl"),
    Row("azure", "i18n.engines.azure"),
    Row("yandex", "i18n.engines.yandex"),
    Row("libretranslate", "i18n.engines.libretranslate"),
    Row("openai", "i18n.engines.openai.openai"),
    Row("ct2", "i18n.engines.ct2.ct2"),
    Row("pseudo", "i18n.engines.pseudo"),
    Row("none"),
)


def table() -> dict[str, Row]:
    """Return every engine there is by its name; ours come first, and are not replaced."""
    return {row.name: row for row in (*_installed(), *ENGINES)}


def find(name: str) -> Row:
    """Return the row of that name, or raise UserError naming the nearest."""
    ours = {row.name: row for row in ENGINES}
    if name in ours:
        return ours[name]
    rows = table()
    if name not in rows:
        raise UserError(f"there is no engine {name!r}", hint=_hint(name, rows))
    return rows[name]


def _hint(name: str, rows: Iterable[str]) -> str:
    """What to write for a name that is no engine's, as a class of deep-translator's is none."""
    every = f"there are {', '.join(rows)}"
    if theirs := next((one for one in classes.table() if one.name == name), None):
        better = theirs.engine or theirs.instead
        return f"use {better}" if better else f"it is of no use here: {theirs.why}; {every}"
    near = get_close_matches(name, rows, 1)
    return f"did you mean {near[0]!r}?" if near else every


def load(names: Iterable[str], tables: Mapping[str, Mapping[str, Any]]) -> tuple[Engine, ...]:
    """Return the engines of those names that can be asked, set up as `[engines.NAME]` says.

    Raises UserError for an unknown name or option, and for a package that is not installed.
    """
    for name in tables:
        find(name)
    rows = [find(name) for name in dict.fromkeys(names)]
    return tuple(_load(row, tables.get(row.name, {})) for row in rows if row.module)


def set_up(row: Row, given: Mapping[str, Any]) -> options.Options:
    """Return the options of an engine as its table in tilshi.toml gives them."""
    kind = getattr(_module(row), "Options", options.Options) if row.module else options.Options
    read: options.Options = options.read(kind, row.name, given)
    return read


def price(row: Row, given: Mapping[str, Any]) -> Price | None:
    """Return what an engine charges, as its table in tilshi.toml or the facts have it."""
    return set_up(row, given).charge(row.facts.price)


def _load(row: Row, given: Mapping[str, Any]) -> Engine:
    read = set_up(row, given)
    try:
        engine: Engine = _module(row).load(read)
    except EngineError:
        raise
    except UserError as error:
        error.at = error.at or options.place(given)
        raise
    return engine


def _module(row: Row) -> Any:
    """Import the module of an engine; of another package's it is seen if it is one."""
    try:
        module = import_module(row.module)
    except ModuleNotFoundError as error:
        extra = "" if row.foreign else known()[row.name].extra
        how = f"pip install 'tilshi[{extra}]'" if extra else f"install the package {error.name}"
        what = f"the engine {row.name!r} needs the package {error.name}, which is not installed"
        raise UserError(what, hint=how) from error
    if not {"FACTS", "load"} <= vars(module).keys() and row.foreign:
        what = f"the module {row.module} of the engine {row.name!r} has no FACTS or no load"
        raise UserError(what, hint="take it off, or see docs/engines.md for what it needs")
    return module


@cache
def _installed() -> tuple[Row, ...]:
    from importlib.metadata import entry_points  # noqa: PLC0415 - most runs name only ours

    return tuple(Row(e.name, e.value, foreign=True) for e in entry_points(group=GROUP))
