"""A family of models: what it calls languages, and where it wants to be told; data/models.toml."""

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from i18n.engines.faults import Unsupported
from i18n.model import Brief

DATA = Path(__file__).parents[2] / "data" / "models.toml"


@dataclass(frozen=True, slots=True)
class Family:
    """One family; data/models.toml says what each field is."""

    name: str
    codes: Mapping[str, tuple[str, ...]] = field(repr=False)
    mark: str = ""
    before: str = ""
    prefix: str = ""
    end: str = ""
    longest: int = 200
    licence: str = ""
    origin: str = ""

    @property
    def many(self) -> bool:
        """Tell if its models write several languages, and are told in which."""
        return bool(self.before or self.prefix)

    def tokens(self, brief: Brief, vocabulary: Collection[str]) -> tuple[list[str], list[str]]:
        """Return the pieces before a source and before its translation.

        Raises Unsupported where the model has no piece for a language.
        """
        return (
            self._token(self.before, brief, vocabulary),
            self._token(self.prefix, brief, vocabulary),
        )

    def locale(self, code: str) -> str:
        """Return the locale that the family calls so, or nothing."""
        return next((locale for locale, codes in self.codes.items() if code in codes), "")

    def _token(self, form: str, brief: Brief, vocabulary: Collection[str]) -> list[str]:
        if not form:
            return []
        code = brief.source if "{source}" in form else brief.target
        pieces = (form.format(source=c, target=c) for c in self.codes.get(code, ()))
        found = next((piece for piece in pieces if piece in vocabulary), None)
        if found is None:
            raise Unsupported(f"the model does not know the language {code!r}", hint=HINT)
        return [found]


HINT = "name another engine in [engines.chains], or another model"


@cache
def known() -> Mapping[str, Family]:
    """Return the families by name, the most particular first."""
    rows = tomllib.loads(DATA.read_text("utf-8"))
    return MappingProxyType({name: _family(name, row) for name, row in rows.items()})


def tell(vocabulary: Collection[str], *, package: bool) -> Family:
    """Return the family of a model, from its pieces; `package`: it is one of Argos Translate."""
    families = known()
    if package:
        return families["argos"]
    for family in families.values():
        if family.mark and any(map(re.compile(family.mark).fullmatch, vocabulary)):
            return family
    return families["opus"]


def _family(name: str, row: Mapping[str, Any]) -> Family:
    pairs = (word.partition("=") for word in row["codes"].split())
    codes = {locale: tuple((code or locale).split("|")) for locale, _, code in pairs}
    return Family(name, **{**row, "codes": MappingProxyType(codes)})
