"""Settings: what `tilshi.toml` says, with a default for every key."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

from i18n import engines as machines
from i18n import locales
from i18n.engines.options import Table, place
from i18n.errors import Place, UserError
from i18n.formats.options import FRONT_MATTER
from workflow import tables

FILE = tables.FILE

Rule = Literal["approved", "signed", "lead", "drafts"]
"""What may go out in a language.

`approved`: what people approved to the last sentence, and in which checks find no error.
`signed`: that, with a sign-off that holds. `lead`: title, lead and figures are approved, the
rest may be drafts, with a notice. `drafts`: what there is, with a notice.
"""
SCHEMES = ("postgresql://", "postgres://")


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

    front_matter: tuple[str, ...] = FRONT_MATTER


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
    table = tables.load(text)
    tables.refuse_odd(table, text)
    engines = table.get("engines")
    if isinstance(engines, dict):
        table["engines"] = _engines(engines, text)
    settings: Settings = tables.read(Settings, table, "", text)
    _check_locales(settings, text)
    _check_engines(settings.engines, text)
    _check_memory(settings.memory, text)
    _check_checks(settings.checks, text)
    _check_site(settings.site, text)
    _check_publish(settings, text)
    return settings


def line(text: str, table: str, key: str) -> int:
    """Return the line of the settings that sets a key of a table; 0 if none does."""
    return tables.place(key, text, table).line


def _engines(table: Mapping[str, Any], text: str) -> dict[str, Any]:
    """Put the tables `[engines.NAME]` under `options`, with the lines of their keys."""
    if not isinstance(table.get("options", {}), dict):
        hint = "what sets an engine up is in [engines.NAME]"
        raise tables.wrong("unknown key 'engines.options'", hint, "options", text)
    own = {
        name: _table(name, value, text)
        for name, value in table.items()
        if isinstance(value, dict) and name not in {"chain", "chains"}
    }
    return {key: value for key, value in table.items() if key not in own} | {"options": own}


def _table(name: str, values: Mapping[str, Any], text: str) -> Table:
    """What `[engines.NAME]` sets, and where."""
    heading = f"engines.{name}"
    line = tables.heading(heading, text)
    if not line:
        return Table(values, tables.place(name, text, "engines"), {})
    return Table(
        values, Place(FILE, line), {key: tables.place(key, text, heading) for key in values}
    )


def _check_locales(settings: Settings, text: str) -> None:
    """Raise UserError for locales that are unknown, or not of the project."""
    chains = settings.engines.chains
    for key, code in chain(
        [("source", settings.source)],
        (("locales", code) for code in settings.locales),
        ((code, code) for code in chains),
    ):
        tables.known(locales.written, code, key, text)
    if settings.source in settings.locales:
        raise tables.wrong(
            f"locales holds the source language {settings.source!r}", "take it out", "locales", text
        )
    for code in chains:
        if code not in settings.locales:
            what = f"a chain for {code!r}, into which the project does not translate"
            raise tables.wrong(what, f"it has {', '.join(settings.locales)}", code, text)
    for code in settings.scripts:
        tables.known(partial(_derived, settings), code, "scripts", text)


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
            tables.known(machines.find, name, key, text)
    for name, table in chosen.options.items():
        tables.known(machines.find, name, f"engines.{name}", text)
        if table and not machines.find(name).module:
            what = f"[engines.{name}] has nothing to set"
            hint = "take it out; the memory is set up in [memory]"
            raise UserError(what, hint=hint, at=place(table, next(iter(table))))


def _check_memory(memory: Memory, text: str) -> None:
    """Raise UserError for an address that is none; what is wrong is said without the address."""
    if not 0.01 <= memory.least <= 1:
        raise tables.wrong("memory.least is a likeness", "from 0.01 to 1", "least", text)
    if not memory.url:
        return
    if not memory.url.startswith(SCHEMES):
        hint = 'write url = "postgresql://user@host/database", or take it out'
        raise tables.wrong(
            "memory.url is not the address of a database", hint, "url", text, "memory"
        )
    from i18n.memory import server  # noqa: PLC0415 - only few keep their memory there

    try:
        server.address(memory.url)
    except UserError as error:
        raise tables.wrong(error.what, error.hint, "url", text, "memory") from None


def _check_checks(chosen: Checks, text: str) -> None:
    """Raise UserError for checks, or severities, that do not exist."""
    if chosen == Checks():
        return
    from i18n import checks  # noqa: PLC0415 - few choose
    from i18n.evidence.problem import Severity  # noqa: PLC0415

    for key, names in (("select", chosen.select), ("ignore", chosen.ignore)):
        for name in names:
            tables.known(checks.find, name, key, text, "checks")
    for name, severity in chosen.severity.items():
        tables.known(checks.find, name, name, text, "checks.severity")
        if severity not in set(Severity):
            what = f"checks.severity.{name} cannot be {severity!r}"
            hint = f"choose one of {', '.join(map(repr, map(str, Severity)))}"
            raise tables.wrong(what, hint, name, text, "checks.severity")


def _check_site(site: Site, text: str) -> None:
    """Raise UserError for an address that no page could have."""
    if site.url and not _is_address(site.url):
        what = f"site.url cannot be {site.url!r}"
        hint = 'write the whole address of the site: url = "https://news.example"'
        raise tables.wrong(what, hint, "url", text, "site")


def _check_publish(settings: Settings, text: str) -> None:
    """Raise UserError for rules that do not exist, or are for what is not translated into."""
    for code, rule in settings.publish.rules.items():
        tables.known(locales.get, code, code, text, "publish.rules")
        if code not in settings.locales:
            what = f"a rule for {code!r}, into which the project does not translate"
            hint = f"it has {', '.join(settings.locales)}"
            raise tables.wrong(what, hint, code, text, "publish.rules")
        if rule not in get_args(Rule):
            what = f"publish.rules.{code} cannot be {rule!r}"
            hint = f"choose one of {', '.join(map(repr, get_args(Rule)))}"
            raise tables.wrong(what, hint, code, text, "publish.rules")


def _is_address(url: str) -> bool:
    if not re.fullmatch(r"https?://[^\s/?#@\\\"<>]+(?:/[^\s?#\\\"<>]*)?", url):
        return False
    try:
        return bool(urlsplit(url).hostname) and urlsplit(url).port != 0
    except ValueError:
        return False
