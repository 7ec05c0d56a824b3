"""Settings: what `tilshi.toml` says, with a default for every key."""

import difflib
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import partial
from itertools import chain, takewhile
from typing import Any, Literal, get_args, get_origin, get_type_hints
from urllib.parse import urlsplit

from i18n import engines as machines
from i18n import locales
from i18n.engines.options import Table, place
from i18n.errors import Place, UserError

FILE = "tilshi.toml"
Rule = Literal["approved", "signed", "lead", "drafts"]
"""What may go out in a language.

`approved`: what people approved to the last sentence, and in which checks find no error.
`signed`: that, with a sign-off that holds. `lead`: title, lead and figures are approved, the
rest may be drafts, with a notice. `drafts`: what there is, with a notice.
"""
SCHEMES = ("postgresql://", "postgres://")
_EXAMPLES = {"checks.severity": 'numbers = "error"', "publish.rules": 'kk = "signed"'}
"""What the first line of a table may be whose keys are the user's."""
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

    front_matter: tuple[str, ...] = (
        "title",
        "subtitle",
        "description",
        "summary",
        "image.alt",
        "correction",
        "correction.text",
    )


@dataclass(frozen=True, slots=True)
class Checks:
    """`[checks]`: which are made, all where none is selected; how grave what each finds is."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Publish:
    """`[publish]`: what may go out, `[publish.rules]` by which rule in one locale, and where to.

    `name_reviewers`: the names of those who approved and signed off are public as well.
    """

    rule: Rule = "approved"
    rules: Mapping[str, Rule] = field(default_factory=dict)
    output: str = "public"
    name_reviewers: bool = False

    def rule_for(self, locale: str) -> Rule:
        """Return the rule of a locale, by its code."""
        return self.rules.get(locale, self.rule)


@dataclass(frozen=True, slots=True)
class Site:
    """`[site]`: its name, a line below it and who publishes it, in the source language; its address.

    Without `url` it has no feeds and no sitemap, and pages name no versions to search engines.
    `slugs`: whether addresses have the name of the source article in every language. A list has
    `page_size` articles a page. `logo` is a file of `theme/static`, for search engines.
    """

    title: str = ""
    tagline: str = ""
    publisher: str = ""
    url: str = ""
    slugs: Literal["source", "localized"] = "source"
    page_size: int = 12
    search: bool = False
    logo: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """`tilshi.toml`, whole."""

    source: str = "en"
    locales: tuple[str, ...] = ("ru", "zh_Hans", "kk")
    scripts: tuple[str, ...] = ()
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
    _check_site(settings.site, text)
    _check_publish(settings, text)
    return settings


def line(text: str, table: str, key: str) -> int:
    """Return the line of the settings that sets a key of a table; 0 if none does."""
    return _place(key, text, table).line


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
        _known(locales.written, code, key, text)
    if settings.source in settings.locales:
        raise _wrong(
            f"locales holds the source language {settings.source!r}", "take it out", "locales", text
        )
    for code in chains:
        if code not in settings.locales:
            what = f"a chain for {code!r}, into which the project does not translate"
            raise _wrong(what, f"it has {', '.join(settings.locales)}", code, text)
    for code in settings.scripts:
        _known(partial(_derived, settings), code, "scripts", text)


def _derived(settings: Settings, code: str) -> None:
    """Raise UserError for a locale that cannot be made from one the project has."""
    base = locales.get(code).base
    if not base:
        made = ", ".join(locales.derived())
        raise UserError(f"{code} is not made from another locale", hint=f"scripts are {made}")
    if base not in (settings.source, *settings.locales):
        what = f"{code} is made from {base}, which the project does not have"
        raise UserError(what, hint=f'put {base} in "locales", or take {code} out')


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


def _check_site(site: Site, text: str) -> None:
    """Raise UserError for an address that no page could have."""
    if site.url and not _is_address(site.url):
        what = f"site.url cannot be {site.url!r}"
        hint = 'write the whole address of the site: url = "https://news.example"'
        raise _wrong(what, hint, "url", text, "site")


def _check_publish(settings: Settings, text: str) -> None:
    """Raise UserError for rules that do not exist, or are for what is not translated into."""
    for code, rule in settings.publish.rules.items():
        _known(locales.get, code, code, text, "publish.rules")
        if code not in settings.locales:
            what = f"a rule for {code!r}, into which the project does not translate"
            hint = f"it has {', '.join(settings.locales)}"
            raise _wrong(what, hint, code, text, "publish.rules")
        if rule not in get_args(Rule):
            what = f"publish.rules.{code} cannot be {rule!r}"
            hint = f"choose one of {', '.join(map(repr, get_args(Rule)))}"
            raise _wrong(what, hint, code, text, "publish.rules")


def _is_address(url: str) -> bool:
    if not re.fullmatch(r"https?://[^\s/?#@\\\"<>]+(?:/[^\s?#\\\"<>]*)?", url):
        return False
    try:
        return bool(urlsplit(url).hostname) and urlsplit(url).port != 0
    except ValueError:
        return False


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
        example = _EXAMPLES.get(name, 'kk = ["…"]')
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
    if wanted is int and (isinstance(value, bool) or not isinstance(value, int) or value < 1):
        raise _wrong(f"{name} is a whole number above 0", f"not {value!r}", key, text)
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
