"""The translation memory: what people approved, looked up by the exact source text.

An index in one SQLite file, fed catalog by catalog; it can be deleted and is built again.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from i18n.model import State, Unit
from i18n.store import Store

_SCHEMA = """
CREATE TABLE IF NOT EXISTS catalog (
    id INTEGER PRIMARY KEY, locale TEXT NOT NULL, name TEXT NOT NULL, stamp TEXT NOT NULL,
    UNIQUE (locale, name)
);
CREATE TABLE IF NOT EXISTS entry (
    digest INTEGER NOT NULL, catalog INTEGER NOT NULL, context TEXT NOT NULL,
    source TEXT NOT NULL, target TEXT NOT NULL, date TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS entry_digest ON entry (digest);
CREATE INDEX IF NOT EXISTS entry_catalog ON entry (catalog);
"""
_FIND = """
SELECT entry.target, catalog.name,
    max(context = :context) OVER same AS fits,
    max(date) OVER same AS latest,
    count(*) OVER same AS times
FROM entry JOIN catalog ON catalog.id = entry.catalog
WHERE digest = :digest AND source = :source AND locale = :locale
WINDOW same AS (PARTITION BY entry.target)
ORDER BY fits DESC, latest DESC, times DESC, entry.target,
    context = :context DESC, date DESC, catalog.name
LIMIT 1
"""
_DROP = "DELETE FROM entry WHERE catalog = (SELECT id FROM catalog WHERE locale = ? AND name = ?)"
_STAMP = """
INSERT INTO catalog (locale, name, stamp) VALUES (?, ?, ?)
ON CONFLICT (locale, name) DO UPDATE SET stamp = excluded.stamp
"""
_ADD = """
INSERT INTO entry
VALUES (?, (SELECT id FROM catalog WHERE locale = ? AND name = ?), ?, ?, ?, ?)
"""


@dataclass(frozen=True, slots=True)
class Match:
    """A translation of the past, and the name of the catalog it comes from."""

    target: str
    origin: str
    likeness: float = 1.0
    patched: tuple[tuple[str, str], ...] = ()


class Memory:
    """The memory in one file; raises UserError when the file cannot be used.

    `name` is an article's slug: with the locale it names a catalog. A `stamp` is any text
    that changes when the catalog does.
    """

    def __init__(self, path: Path) -> None:
        self._store = Store(path, _SCHEMA, synchronous="NORMAL")

    @property
    def notice(self) -> str:
        """Something the user has to be told, or nothing."""
        return self._store.notice

    def knows(self, locale: str, name: str, stamp: str) -> bool:
        """Tell if this state of the catalog is in the memory, so that it need not be read."""
        query = "SELECT 1 FROM catalog WHERE locale = ? AND name = ? AND stamp = ?"
        return bool(self._store.rows(query, (locale, name, stamp)))

    def refresh(
        self, locale: str, name: str, stamp: str, units: Iterable[Unit], *, trust_external: bool
    ) -> None:
        """Put a catalog's approved units in the place of what the memory had of it."""
        entries = [
            (_digest(unit.source), locale, name, unit.context, unit.source, unit.target, date)
            for unit, date in _approved(units, trust_external=trust_external)
        ]
        self._store.write(
            (_DROP, [(locale, name)]),
            (_STAMP, [(locale, name, stamp)]),
            (_ADD, entries),
        )

    def forget(self, locale: str, names: Collection[str]) -> None:
        """Forget the catalogs of the locale that are not among these: their files are gone."""
        known = self._store.rows("SELECT name FROM catalog WHERE locale = ?", (locale,))
        gone = [(locale, name) for (name,) in known if name not in names]
        if gone:
            self._store.write(
                (_DROP, gone),
                ("DELETE FROM catalog WHERE locale = ? AND name = ?", gone),
            )

    def find(
        self, locale: str, source: str, context: str = "", before: str = "", after: str = ""
    ) -> Match | None:
        """Return the translation of exactly this source.

        Of several: one in the same context, then the one last approved, then the most
        frequent, then the first in order of code points.
        """
        values = {
            "digest": _digest(source),
            "source": source,
            "locale": locale,
            "context": context,
        }
        rows = self._store.rows(_FIND, values)
        return Match(rows[0][0], rows[0][1]) if rows else None

    def close(self) -> None:
        """Close the file."""
        self._store.close()


def _approved(units: Iterable[Unit], *, trust_external: bool) -> Iterator[tuple[Unit, str]]:
    """Yield the units people stand for, with the date of the approval or nothing.

    Obsolete ones too: the sentence may come back.
    """
    for unit in units:
        state = unit.state
        if state is State.APPROVED:
            values = (value.split() for value in unit.marked("reviewed"))
            yield unit, max(words[-2] for words in values if unit.hash in words)
        elif state is State.EXTERNAL and trust_external:
            yield unit, ""


def _digest(source: str) -> int:
    """64 bits of SHA-256, signed, as SQLite keeps integers."""
    digest = hashlib.sha256(source.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big", signed=True)
