"""Settings: what `tilshi.toml` says, with a default for every key."""

import difflib
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from itertools import chain, takewhile
from typing import Any, Literal, get_args, get_origin, get_type_hints

from i18n import engines as machines
from i18n import locales
from i18n.engines.options import Table, place
from i18n.errors import Place, UserError

FILE = "tilshi.toml"
SCHEMES = ("postgresql://", "postgres://")
_HEADING = r"\s*\[+[\w\s.\"'-]+\]+\s*(?:#.*)?$"
_DIGITS = 4300
"""So many digits of a number are read, no more: sys.int_info.default_max_str_digits."""


@dataclass(frozen=True, slots=True)
class Engines:
    """`[engines]`: the chain asked for each sentence, `[engines.chains]` that of one locale.

    `[engines.NAME]` sets one engine up.
    """

    chain: tuple[str, ...] = ("memory", "google")
    chains: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    options: Mapping[str, Table] = field(default_factory=dict)

    def chain_for(self, locale: str) -> tuple[str, ...]:
        """Return the names to ask in order for a locale."""
        return self.chains.get(locale, self.chain)


@dataclass(frozen=True, slots=True)
class Memory:
    """`[memory]`: where it is kept, "" for the project's own; and how alike a match has to be."""

    url: str = ""
    least: float = 0.7


@dataclass(frozen=True, slots=True)
class Markdown:
    """`[markdown]`: which front-matter values are prose; `a.b` is key b inside a."""

    front_matter: tuple[str, ...] = ("title", "subtitle", "description", "summary")


@dataclass(frozen=True, slots=True)
class Checks:
    """`[checks]`: which are made, all where none is selected; how grave what each finds is."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Publish:
    """`[publish]`: what may go out, and where to."""

    rule: Literal["approved", "drafts"] = "approved"
    output: str = "public"


@dataclass(frozen=True, slots=True)
class Site:
    """`[site]`: the name of the site and its address."""

    title: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """`tilshi.toml`, whole."""

    source: str = "en"
    locales: tuple[str, ...] = ("ru", "zh_Hans", "kk")
    unit: Literal["sentence", "passage"] = "sentence"
    trust_external: bool = True
    abbreviations: tuple[str, ...] = ()
    glossary: str = "glossary.csv"
    engines: Engines = field(default_factory=Engines)
    memory: Memory = field(default_factory=Memory)
    markdown: Markdown = field(default_factory=Markdown)
    checks: Checks = field(default_factory=Checks)
    publish: Publish = field(default_factory=Publish)
    site: Site = field(default_factory=Site)


def parse(text: str) -> Settings:
    """Return the settings in TOML text.

    Raises UserError for bad TOML, an unknown key (naming the nearest), a wrong type or value,
    an unknown locale. What is in `[engines.NAME]` is seen to when the engine is loaded.
    """
    text = text.removeprefix("\ufeff")
    table = _toml(text)
    _ordinary(table, text)
    engines = table.get("engines")
    if isinstance(engines, dict):
        table["engines"] = _engines(engines, text)
    settings: Settings = _read(Settings, table, "", text)
    _check_locales(settings, text)
    _check_engines(settings.engines, text)
    _check_memory(settings.memory, text)
    _check_checks(settings.checks, text)
    return settings


def _toml(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        at = Place(FILE, int(line[1]) if line else 0)
        raise UserError(f"not TOML: {error}", hint="mend the line", at=at) from error
    except ValueError as error:  # Python's own limit: https://docs.python.org/3/library/stdtypes.html#int-max-str-digits
        at = Place(FILE, _first(rf".*?[\d_]{{{_DIGITS},}}", text.split("\n")))
        raise UserError("a number of too many digits", hint="write a smaller one", at=at) from error
    except RecursionError as error:
        at = Place(FILE, _first(r"[^\[{]*(?:[\[{][^\[\]{}]*){50}", text.split("\n")))
        what = "brackets too deep inside each other"
        raise UserError(what, hint="take them out", at=at) from error


def _ordinary(table: Mapping[str, Any], text: str) -> None:
    """Refuse what no setting can be: a number beyond TOML's 64 bits, a NUL in a text."""
    left: list[tuple[str, Any]] = list(table.items())
    for key, value in left:
        if isinstance(value, dict):
            left.extend(value.items())
        elif isinstance(value, list):
            left.extend((key, item) for item in value)
        elif isinstance(value, int) and not -(1 << 63) <= value < 1 << 63:
            raise _wrong(f"{key} is too large a number", "write a smaller one", key, text)
        elif isinstance(value, str) and "\0" in value:
            raise _wrong(f"{key} has a NUL character in it", "take it out", key, text)


def _engines(table: Mapping[str, Any], text: str) -> dict[str, Any]:
    """Put the tables `[engines.NAME]` under `options`, with the lines of their keys."""
    if not isinstance(table.get("options", {}), dict):
        hint = "what sets an engine up is in [engines.NAME]"
        raise _wrong("unknown key 'engines.options'", hint, "options", text)
    own = {
        name: _table(name, value, text)
        for name, value in table.items()
        if isinstance(value, dict) and name not in {"chain", "chains"}
    }
    return {key: value for key, value in table.items() if key not in own} | {"options": own}


def _table(name: str, values: Mapping[str, Any], text: str) -> Table:
    """What `[engines.NAME]` sets, and where."""
    heading = f"engines.{name}"
    line = _heading(heading, text)
    if not line:
        return Table(values, _place(name, text, "engines"), {})
    return Table(values, Place(FILE, line), {key: _place(key, text, heading) for key in values})


def _check_locales(settings: Settings, text: str) -> None:
    """Raise UserError for locales that are unknown, or not of the project."""
    chains = settings.engines.chains
    for key, code in chain(
        [("source", settings.source)],
        (("locales", code) for code in settings.locales),
        ((code, code) for code in chains),
    ):
        _known(locales.get, code, key, text)
    if settings.source in settings.locales:
        raise _wrong(
            f"locales holds the source language {settings.source!r}", "take it out", "locales", text
        )
    for code in chains:
        if code not in settings.locales:
            what = f"a chain for {code!r}, into which the project does not translate"
            raise _wrong(what, f"it has {', '.join(settings.locales)}", code, text)


def _check_engines(chosen: Engines, text: str) -> None:
    """Raise UserError for engines that do not exist, and for settings of what has none."""
    for key, names in (("chain", chosen.chain), *chosen.chains.items()):
        for name in names:
            _known(machines.find, name, key, text)
    for name, table in chosen.options.items():
        _known(machines.find, name, f"engines.{name}", text)
        if table and not machines.find(name).module:
            what = f"[engines.{name}] has nothing to set"
            hint = "take it out; the memory is set up in [memory]"
            raise UserError(what, hint=hint, at=place(table, next(iter(table))))


def _check_memory(memory: Memory, text: str) -> None:
    """Raise UserError for an address that is none; what is wrong is said without the address."""
    if not 0.01 <= memory.least <= 1:
        raise _wrong("memory.least is a likeness", "from 0.01 to 1", "least", text)
    if not memory.url:
        return
    if not memory.url.startswith(SCHEMES):
        hint = 'write url = "postgresql://user@host/database", or take it out'
        raise _wrong("memory.url is not the address of a database", hint, "url", text, "memory")
    from i18n.memory import server  # noqa: PLC0415 - only few keep their memory there

    try:
        server.address(memory.url)
    except UserError as error:
        raise _wrong(error.what, error.hint, "url", text, "memory") from None


def _check_checks(chosen: Checks, text: str) -> None:
    """Raise UserError for checks, or severities, that do not exist."""
    if chosen == Checks():
        return
    from i18n import checks  # noqa: PLC0415 - few choose
    from i18n.evidence.problem import Severity  # noqa: PLC0415

    for key, names in (("select", chosen.select), ("ignore", chosen.ignore)):
        for name in names:
            _known(checks.find, name, key, text, "checks")
    for name, severity in chosen.severity.items():
        _known(checks.find, name, name, text, "checks.severity")
        if severity not in set(Severity):
            what = f"checks.severity.{name} cannot be {severity!r}"
            hint = f"choose one of {', '.join(map(repr, map(str, Severity)))}"
            raise _wrong(what, hint, name, text, "checks.severity")


def _known(find: Callable[[str], object], name: str, key: str, text: str, table: str = "") -> None:
    """Look a name up, and say where it is wrong."""
    try:
        find(name)
    except UserError as error:
        raise _wrong(error.what, error.hint, key, text, table) from error


def _read(kind: type, table: Mapping[str, Any], prefix: str, text: str) -> Any:
    hints = get_type_hints(kind)
    for key in table:
        if key not in hints:
            near = difflib.get_close_matches(key, hints, 1)
            known = f"did you mean {near[0]!r}?" if near else f"known here: {', '.join(hints)}"
            raise _wrong(f"unknown key {prefix + key!r}", known, key, text)
    values = {
        entry.name: _value(hints[entry.name], table[entry.name], prefix + entry.name, text)
        for entry in fields(kind)
        if entry.name in table
    }
    return kind(**values)


def _value(wanted: Any, value: Any, name: str, text: str) -> Any:
    """Return the value as the annotation has it, or raise UserError."""
    key = name.rpartition(".")[2]
    if isinstance(wanted, type) and hasattr(wanted, "__dataclass_fields__"):
        if not isinstance(value, dict):
            raise _wrong(f"{name} is a table", f"write it as [{name}]", key, text)
        return _read(wanted, value, name + ".", text)
    if get_origin(wanted) is Literal:
        if value not in get_args(wanted):
            choices = ", ".join(repr(choice) for choice in get_args(wanted))
            raise _wrong(f"{name} cannot be {value!r}", f"choose one of {choices}", key, text)
        return value
    if get_origin(wanted) is Mapping:
        return _mapping(get_args(wanted)[1], value, name, text)
    return _plain(wanted, value, name, text)


def _mapping(wanted: Any, value: Any, name: str, text: str) -> dict[str, Any]:
    """Return a table of keys that are the user's, its values as the annotation has them."""
    if not isinstance(value, dict):
        example = 'kk = ["…"]' if get_origin(wanted) is tuple else 'numbers = "error"'
        key = name.rpartition(".")[2]
        raise _wrong(f"{name} is a table", f"write [{name}] and {example}", key, text)
    return {key: _plain(wanted, one, f"{name}.{key}", text) for key, one in value.items()}


def _plain(wanted: Any, value: Any, name: str, text: str) -> Any:
    """Return a value that is no table as the annotation has it, or raise UserError."""
    key = name.rpartition(".")[2]
    if get_origin(wanted) is tuple:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise _wrong(f"{name} is a list of strings", f'write {key} = ["…"]', key, text)
        return tuple(value)
    if wanted is float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise _wrong(f"{name} is a number", f"not {value!r}", key, text)
        return float(value)
    if wanted in (str, bool) and not isinstance(value, wanted):
        what = "a string" if wanted is str else "true or false"
        raise _wrong(f"{name} is {what}", f"not {value!r}", key, text)
    return value


def _wrong(what: str, hint: str, key: str, text: str, table: str = "") -> UserError:
    """An error at the first line that sets the key."""
    return UserError(what, hint=hint, at=_place(key, text, table))


def _place(key: str, text: str, table: str = "") -> Place:
    """Return the first line that sets the key, in the table if that has a heading."""
    name = rf"\s*\[?\s*[\"']?(?:[\w.]+\.)?{re.escape(key)}(?![\w-])"
    start = _heading(table, text)
    inside = takewhile(lambda line: not re.match(_HEADING, line), text.split("\n")[start:])
    within = _first(name, list(inside)) if start else 0
    return Place(FILE, start + within if within else _first(name, text.split("\n")))


def _heading(table: str, text: str) -> int:
    """Return the line of `[table]`, 0 if there is none."""
    words = (rf"[\"']?{re.escape(word)}[\"']?" for word in table.split("."))
    dot = r"\s*\.\s*"
    return _first(rf"\s*\[\s*{dot.join(words)}\s*\]", text.split("\n"))


def _first(pattern: str, lines: Sequence[str]) -> int:
    """Return the number of the first line that begins with what matches, 0 if none does."""
    return next((n for n, line in enumerate(lines, 1) if re.match(pattern, line)), 0)
