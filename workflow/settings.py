"""Settings: what `tilshi.toml` says, with a default for every key."""

import difflib
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal, get_args, get_origin, get_type_hints

from i18n import engines as machines
from i18n import locales
from i18n.errors import Place, UserError

FILE = "tilshi.toml"


@dataclass(frozen=True, slots=True)
class Engines:
    """`[engines]`: the chain asked for each sentence, `[engines.chains]` that of one locale.

    `[engines.NAME]` sets one engine up.
    """

    chain: tuple[str, ...] = ("memory", "google")
    chains: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

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
    publish: Publish = field(default_factory=Publish)
    site: Site = field(default_factory=Site)


def parse(text: str) -> Settings:
    """Return the settings in TOML text.

    Raises UserError for bad TOML, an unknown key (naming the nearest), a wrong type or value,
    an unknown locale.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        place = Place(FILE, int(line[1]) if line else 0)
        raise UserError(f"not TOML: {error}", hint="mend the line", at=place) from error
    engines = table.get("engines")
    if isinstance(engines, dict):
        own = {
            name: value
            for name, value in engines.items()
            if isinstance(value, dict) and name not in {"chain", "chains"}
        }
        rest = {name: value for name, value in engines.items() if name not in own}
        table["engines"] = {**rest, "options": own} if own else rest
    settings: Settings = _read(Settings, table, "", text)
    chosen = settings.engines
    for key, code in (
        ("source", settings.source),
        *(("locales", code) for code in settings.locales),
        *((code, code) for code in chosen.chains),
    ):
        _known(locales.get, code, key, text)
    for key, names in (("chain", chosen.chain), *chosen.chains.items()):
        for name in names:
            _known(machines.find, name, key, text)
    for name in chosen.options:
        _known(machines.find, name, f"engines.{name}", text)
    if settings.source in settings.locales:
        raise _wrong(
            f"locales holds the source language {settings.source!r}", "take it out", "locales", text
        )
    if not 0 < settings.memory.least <= 1:
        raise _wrong("memory.least is a likeness", "from 0.01 to 1", "least", text)
    if re.match(r"\w+://[^/@]*:[^/@]*@", settings.memory.url):
        hint = "take it out, and set PGPASSWORD, or put it into ~/.pgpass"
        raise _wrong("memory.url holds a password", hint, "url", text)
    return settings


def _known(find: Callable[[str], object], name: str, key: str, text: str) -> None:
    """Look a name up, and say where it is wrong."""
    try:
        find(name)
    except UserError as error:
        raise _wrong(error.what, error.hint, key, text) from error


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
    if wanted == Mapping[str, tuple[str, ...]]:
        if not isinstance(value, dict):
            raise _wrong(f"{name} is a table", f'write [{name}] and kk = ["…"]', key, text)
        return {
            code: _plain(tuple[str, ...], names, f"{name}.{code}", text)
            for code, names in value.items()
        }
    return _plain(wanted, value, name, text)


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


def _wrong(what: str, hint: str, key: str, text: str) -> UserError:
    """An error at the first line that sets the key."""
    lines = text.split("\n")
    starts = re.compile(rf"\s*\[?\s*[\"']?(?:[\w.]+\.)?{re.escape(key)}\b")
    number = next((n for n, line in enumerate(lines, 1) if starts.match(line)), 0)
    return UserError(what, hint=hint, at=Place(FILE, number))
