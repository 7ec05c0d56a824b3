"""Entries: where a memory keeps its translations. What every store of them can do."""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from i18n.locales import Locale
from i18n.memory.likeness import Near
from i18n.memory.match import Entry, Stats
from i18n.memory.shape import shape


class Row(NamedTuple):
    """An entry as it is kept; `number` tells apart those of one catalog with the same source."""

    digest: int
    number: int
    context: str
    before: int
    after: int
    target: str
    date: str


class Segment(NamedTuple):
    """A source as it is kept, once a locale; those of one shape differ in figures and dates."""

    digest: int
    shape: int
    source: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands: in which role, and between which sources."""

    context: str = ""
    before: str = ""
    after: str = ""


class Found(NamedTuple):
    """The best entry of a source; `placed` is 1 when it stood in the same place."""

    target: str
    project: str
    name: str
    date: str
    placed: int


class Entries(Protocol):
    """A store. Of one project, if several share it: only that one's catalogs are changed.

    Raises UserError when the store cannot be used.
    """

    project: str

    @property
    def notice(self) -> str:
        """Something the user has to be told, or nothing."""

    def knows(self, locale: str, name: str, stamp: str) -> bool:
        """Tell if the catalog is here in this state."""

    def names(self, locale: str) -> list[str]:
        """Return the names of the catalogs of a locale."""

    def kept(self, locale: str, name: str) -> set[Row]:
        """Return the rows of a catalog."""

    def change(
        self, locale: str, name: str, stamp: str,
        gone: Sequence[Row], come: Sequence[Row], segments: Sequence[Segment],
    ) -> None:  # fmt: skip
        """Take rows out of a catalog and put others in, in one transaction."""

    def forget(self, locale: str, names: Collection[str]) -> None:
        """Take whole catalogs out."""

    def best(self, locale: str, source: str, place: Place) -> Found | None:
        """Return the best entry of exactly this source."""

    def shaped(self, like: Segment) -> list[str]:
        """Return sources that differ from this one in figures and dates only, the newest first."""

    def near(self, locale: str, text: str, least: float) -> list[Near]:
        """Return the sources most like a text, the best first."""

    def all(self, locale: str) -> Iterator[tuple[Entry, str]]:
        """Yield every entry with its origin, in a fixed order."""

    def stats(self) -> list[Stats]:
        """Return what is here, by locale."""

    def size(self) -> int:
        """How many bytes the entries and their index take."""

    def build(self, locale: str) -> None:
        """Make the index anew."""

    def clear(self) -> None:
        """Take everything of the project out."""

    def close(self) -> None:
        """Let go of it."""


def segment(locale: str, source: str, language: Locale) -> Segment:
    """Return a source, which is in `language`, as it is kept for a locale."""
    return Segment(digest(locale, source), digest(locale, shape(source, language)), source)


def rows(locale: str, entries: Sequence[Entry], language: Locale) -> dict[Row, Segment]:
    """Return entries as rows, and the segments they need."""
    counts: dict[str, int] = {}
    found = {}
    for one in entries:
        number = counts[one.source] = counts.get(one.source, -1) + 1
        kept = segment(locale, one.source, language)
        around = digest(locale, one.before), digest(locale, one.after)
        found[Row(kept.digest, number, one.context, *around, one.target, one.date)] = kept
    return found


def digest(locale: str, source: str) -> int:
    """64 bits of SHA-256, signed, as databases keep integers; 0 for no source."""
    if not source:
        return 0
    data = hashlib.sha256(f"{locale}\4{source}".encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(data[:8], "big", signed=True)
