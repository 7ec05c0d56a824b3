"""Facts about the services behind engines: language codes, keys, prices; data/engines.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from i18n.engines.faults import Unsupported
from i18n.model import Brief

DATA = Path(__file__).parents[1] / "data" / "engines.toml"


@dataclass(frozen=True, slots=True)
class Price:
    """What a service asks for a million units, and when that was so.

    Units are characters sent, or tokens both ways (`answers` is the price of those that come
    back). Where `markup` is counted, so are the marks that stand for it. `free` says what costs nothing.
    """

    amount: float
    currency: str
    as_of: str = ""
    source: str = ""
    unit: Literal["characters", "tokens"] = "characters"
    answers: float = 0.0
    markup: bool = True
    free: str = ""

    @property
    def brief(self) -> str:
        """What is charged for a million, and when that was so."""
        both = f" and {self.answers:g} for answers" if self.answers else ""
        what = f"{self.amount:g} {self.currency}{both} for a million {self.unit}"
        return f"{what} ({self.as_of or self.source})" if self.as_of or self.source else what

    @property
    def said(self) -> str:
        """What is charged for a million, when and where that was so, and what is free."""
        if not self.amount and not self.free:
            return "free"
        both = f" and {self.answers:g} for answers" if self.answers else ""
        what = f"{self.amount:g} {self.currency}{both} for a million {self.unit}"
        known = ", ".join(filter(None, (self.source, self.as_of)))
        free = f"; free: {self.free}" if self.free else ""
        return f"{what} ({known}){free}" if known else what + free


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an engine without loading it.

    `languages` are its codes by locale, as a source; `targets` those that differ as a target,
    `older` those of servers that were set up long ago. `plain` are the locales in which it does
    less than in others: no markup, no terms, no context. `keys` are the environment variables it
    needs (of `A|B` one), `also` those it makes use of. `extra` is what to install for it, as in
    `tilshi[deepl]`.
    """

    summary: str
    languages: Mapping[str, str] = field(default_factory=dict)
    targets: Mapping[str, str] = field(default_factory=dict)
    older: Mapping[str, str] = field(default_factory=dict)
    plain: frozenset[str] = frozenset()
    keys: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    extra: str = ""
    price: Price | None = None

    def pair(self, name: str, brief: Brief) -> tuple[str, str]:
        """Return the engine's codes of both languages, or raise Unsupported."""
        for code in (brief.source, brief.target):
            if code not in self.languages:
                what = f"{name} does not know the language {code!r}"
                raise Unsupported(what, hint=f"name another engine in [engines.chains] {code}")
        if brief.source == brief.target:
            raise Unsupported(
                f"{name} does not translate {code!r} into itself", hint="mend locales"
            )
        target = self.targets.get(brief.target, self.languages[brief.target])
        return self.languages[brief.source], target


@cache
def known() -> Mapping[str, Facts]:
    """Return the facts about every engine of our own."""
    rows = tomllib.loads(DATA.read_text("utf-8"))
    return MappingProxyType({name: _facts(row) for name, row in rows.items()})


def _facts(row: dict[str, Any]) -> Facts:
    price = row.pop("price", None)
    parsed: dict[str, Any] = {
        "languages": _codes(row.pop("languages", "")),
        "targets": _codes(row.pop("targets", "")),
        "older": _codes(row.pop("older", "")),
        "plain": frozenset(row.pop("plain", "").split()),
        "keys": tuple(row.pop("keys", "").split()),
        "also": tuple(row.pop("also", "").split()),
        "price": Price(**price) if price else None,
    }
    return Facts(**row, **parsed)


def _codes(text: str) -> Mapping[str, str]:
    """`ru zh_Hans=zh-CN`: locales, with the engine's code where it has another."""
    pairs = (word.partition("=") for word in text.split())
    return MappingProxyType({locale: code or locale for locale, _, code in pairs})
