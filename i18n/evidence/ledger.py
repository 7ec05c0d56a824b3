"""A ledger: what was first seen under a digest, kept for any number of articles.

The latest entries are in memory, all others in a temporary database without a name, which
SQLite keeps on disk and takes away by itself.
"""

import sqlite3
import sys
from dataclasses import dataclass

BATCH = 200_000
"""How many entries are held in memory: about 40 MB."""

CACHE = 32_000
"""How much of the database may be in memory, in KiB."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What an entry says: its value, and the article it is from."""

    value: int
    place: str


class Ledger:
    """Entries by their key; the first of a key stays. Keys and values are of 64 bits, with a sign.

    The `hash` of a text will do, since a ledger ends with its program: of a hundred million
    texts, two are mistaken for each other with a likelihood of one in four thousand.
    """

    def __init__(self, batch: int = BATCH) -> None:
        self.batch = batch
        self.latest: dict[int, tuple[int, str]] = {}
        self.database: sqlite3.Connection | None = None

    def first(self, key: int, value: int, place: str) -> Seen | None:
        """Return what was entered under the key before; enter this if nothing was."""
        found = self.latest.get(key) or (self._stored(key) if self.database else None)
        if found is not None:
            return Seen(*found)
        self.latest[key] = value, sys.intern(place)
        if len(self.latest) >= self.batch:
            self._store()
        return None

    def _stored(self, key: int) -> tuple[int, str] | None:
        if self.database is None:
            return None
        query = "SELECT value, place FROM entries WHERE key = ?"
        row: tuple[int, str] | None = self.database.execute(query, (key,)).fetchone()
        return row

    def _store(self) -> None:
        if self.database is None:
            self.database = sqlite3.connect("", isolation_level=None)
            self.database.execute("PRAGMA journal_mode = OFF")
            self.database.execute(f"PRAGMA cache_size = -{CACHE}")
            self.database.execute(
                "CREATE TABLE entries (key INTEGER PRIMARY KEY, value INTEGER, place TEXT)"
            )
        rows = ((key, *entry) for key, entry in sorted(self.latest.items()))
        self.database.execute("BEGIN")
        self.database.executemany("INSERT INTO entries VALUES (?, ?, ?)", rows)
        self.database.execute("COMMIT")
        self.latest.clear()
