"""News: articles with their human and machine translations, as catalogs of units.

The data are not part of the project: `TILSHI_CORPUS` names their folder. A line of them is a
passage of its own; nothing says which are headings, so that none are.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import ROOT
from i18n.model import Brief, Unit

NEWS = Path(os.environ.get("TILSHI_CORPUS", ROOT.parent / "shared/data")) / "newstest2019.jsonl"
FIELDS = {"ru": "ru", "kk": "kk", "zh_Hans": "zh"}
"""Locales, and the fields that have people's translations into them."""

MACHINES = {"ru": "google_ru", "zh_Hans": "google_zh"}
"""Locales, and the fields that have a machine's."""


@dataclass(frozen=True, slots=True)
class Article:
    """A document and one translation of it."""

    name: str
    brief: Brief
    units: tuple[Unit, ...]


def articles(locale: str, field: str, documents: str = "all") -> tuple[Article, ...]:
    """Return the articles with the translations of a field; `documents`: `all`, `even`, `odd`."""
    rows = [json.loads(row) for row in NEWS.read_text("utf-8").split("\n") if row]
    chosen = {"all": rows, "even": rows[::2], "odd": rows[1::2]}[documents]
    return tuple(Article(row["doc"], Brief("en", locale), units(row, field)) for row in chosen)


def units(row: dict[str, list[dict[str, str]]], field: str) -> tuple[Unit, ...]:
    """Return the lines of a document as units: their white space as extraction would have it."""
    pairs = {_spaced(one["en"]): _spaced(one[field]) for one in row["segments"]}
    return tuple(Unit(source, target) for source, target in pairs.items())


def size(every: Iterable[Article]) -> int:
    """Return how many units there are."""
    return sum(len(one.units) for one in every)


def _spaced(text: str) -> str:
    return text.strip(" \t\n")
