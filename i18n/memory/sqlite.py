"""Entries in one SQLite file, with indexes beside it: the memory of one project on one machine."""

import secrets
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from i18n.memory.entries import Found, Place, Row, Segment, digest
from i18n.memory.likeness import Near
from i18n.memory.match import Entry, Stats
from i18n.memory.shelf import Shelf
from i18n.memory.statements import ALL, BEST, SHAPED, STATS
from i18n.store import Store

_SCHEMA = """
PRAGMA cache_size = -64000; -- kilobytes: filling a large memory is a fifth faster
CREATE TABLE IF NOT EXISTS token (value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS catalog (
    id INTEGER PRIMARY KEY, project TEXT NOT NULL DEFAULT '', locale TEXT NOT NULL,
    name TEXT NOT NULL, stamp TEXT NOT NULL, UNIQUE (locale, name)
);
CREATE TABLE IF NOT EXISTS segment (
    id INTEGER PRIMARY KEY AUTOINCREMENT, digest INTEGER NOT NULL UNIQUE,
    shape INTEGER NOT NULL, locale TEXT NOT NULL, source TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS segment_shape ON segment (shape);
CREATE INDEX IF NOT EXISTS segment_locale ON segment (locale, id);
CREATE TABLE IF NOT EXISTS entry (
    segment INTEGER NOT NULL, catalog INTEGER NOT NULL, number INTEGER NOT NULL,
    context TEXT NOT NULL, before INTEGER NOT NULL, after INTEGER NOT NULL,
    target TEXT NOT NULL, date TEXT NOT NULL, PRIMARY KEY (segment, catalog, number)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS entry_catalog ON entry (catalog);
"""
_CATALOG = "(SELECT id FROM catalog WHERE locale = ? AND name = ?)"
_SEGMENT = "(SELECT id FROM segment WHERE digest = ?)"
_STAMP = """
INSERT INTO catalog (locale, name, stamp) VALUES (?, ?, ?)
ON CONFLICT (locale, name) DO UPDATE SET stamp = excluded.stamp
"""
_TAKE = f"DELETE FROM entry WHERE segment = {_SEGMENT} AND catalog = {_CATALOG} AND number = ?"  # noqa: S608
_KEEP = "INSERT OR IGNORE INTO segment (digest, shape, locale, source) VALUES (?, ?, ?, ?)"
_PUT = f"INSERT OR REPLACE INTO entry VALUES ({_SEGMENT}, {_CATALOG}, ?, ?, ?, ?, ?, ?)"  # noqa: S608
_SWEEP = """
DELETE FROM segment WHERE digest = ?
AND NOT EXISTS (SELECT 1 FROM entry WHERE entry.segment = segment.id)
"""
_KEPT = f"""
SELECT segment.digest, number, context, before, after, target, date
FROM entry JOIN segment ON segment.id = entry.segment WHERE catalog = {_CATALOG}
"""  # noqa: S608
_SENTENCES = """
SELECT id, source FROM segment WHERE locale = ? AND id > ? AND id <= ? ORDER BY id LIMIT 20000
"""
_WORDS = """
SELECT coalesce(sum(1 + length(source) - length(replace(source, ' ', ''))), 0)
FROM segment WHERE locale = ?
"""
_CLEAR = ("DELETE FROM entry", "DELETE FROM segment", "DELETE FROM catalog", "DELETE FROM token")


class SqliteEntries:
    """The entries in `path`, the indexes in the folder of its name with `.index` after it.

    Sentences that no entry has any more are swept out at once, and their ids never come again:
    so an index, which is never changed, names what is there or nothing.
    """

    def __init__(self, path: Path, project: str) -> None:
        self.project = project
        self._path = path
        self._store = Store(path, _SCHEMA, synchronous="NORMAL")
        self._shelves: dict[tuple[str, str], Shelf] = {}

    @property
    def notice(self) -> str:
        return self._store.notice

    def knows(self, locale: str, name: str, stamp: str) -> bool:
        query = "SELECT 1 FROM catalog WHERE locale = ? AND name = ? AND stamp = ?"
        return bool(self._store.rows(query, (locale, name, stamp)))

    def names(self, locale: str) -> list[str]:
        query = "SELECT name FROM catalog WHERE locale = ? ORDER BY name"
        return [name for (name,) in self._store.rows(query, (locale,))]

    def kept(self, locale: str, name: str) -> set[Row]:
        return {Row(*row) for row in self._store.rows(_KEPT, (locale, name))}

    def change(
        self, locale: str, name: str, stamp: str,
        gone: Sequence[Row], come: Sequence[Row], segments: Sequence[Segment],
    ) -> None:  # fmt: skip
        self._store.write(
            (_STAMP, [(locale, name, stamp)]),
            (_TAKE, [(row.digest, locale, name, row.number) for row in gone]),
            (_KEEP, [(one.digest, one.shape, locale, one.source) for one in segments]),
            (_PUT, [(row.digest, locale, name, *row[1:]) for row in come]),
            (_SWEEP, [(row.digest,) for row in gone]),
        )

    def forget(self, locale: str, names: Collection[str]) -> None:
        for name in names:
            rows = self.kept(locale, name)
            self.change(locale, name, "", list(rows), (), ())
        delete = "DELETE FROM catalog WHERE locale = ? AND name = ?"
        self._store.write((delete, [(locale, name) for name in names]))

    def best(self, locale: str, source: str, place: Place) -> Found | None:
        rows = self._store.rows(
            BEST,
            {
                "digest": digest(locale, source),
                "source": source,
                "context": place.context,
                "before": digest(locale, place.before),
                "after": digest(locale, place.after),
            },
        )
        return Found(*rows[0]) if rows else None

    def shaped(self, like: Segment) -> list[str]:
        values = {"shape": like.shape, "digest": like.digest}
        return [source for (source,) in self._store.rows(SHAPED, values)]

    def near(self, locale: str, text: str, least: float) -> list[Near]:
        return self._shelf(locale).look(text, least)

    def all(self, locale: str) -> Iterator[tuple[Entry, str]]:
        after = -1
        while rows := self._store.rows(ALL, {"locale": locale, "after": after}):
            for row in rows:
                around = (row[6] or "", row[7] or "")
                yield Entry(row[1], row[4], row[5], *around, row[8]), row[10]
            after = rows[-1][0]

    def stats(self) -> list[Stats]:
        rows = self._store.rows(STATS)
        words = {row[0]: self._store.rows(_WORDS, (row[0],))[0][0] for row in rows}
        return [Stats(row[0], row[1], row[2], words[row[0]], row[3]) for row in rows]

    def size(self) -> int:
        names = (self._path.name + end for end in ("", "-wal"))
        files = [path for name in names if (path := self._path.with_name(name)).exists()]
        files += [path for path in self._folder.glob("*.index") if path.is_file()]
        return sum(path.stat().st_size for path in files)

    def build(self, locale: str) -> None:
        self._shelf(locale).build()

    def clear(self) -> None:
        self._store.write(*((statement, [()]) for statement in _CLEAR))
        self._shelves.clear()

    def close(self) -> None:
        self._store.close()

    @property
    def _folder(self) -> Path:
        return self._path.with_name(self._path.name + ".index")

    def _shelf(self, locale: str) -> Shelf:
        """The indexes of a locale, those of this very file: its token is drawn when it is new."""
        token = self._token()
        if (locale, token) not in self._shelves:

            def sentences(after: int, last: int) -> Iterator[tuple[int, str]]:
                while rows := self._store.rows(_SENTENCES, (locale, after, last)):
                    yield from rows
                    after = rows[-1][0]

            self._shelves[locale, token] = Shelf(self._folder, locale, token, sentences)
        return self._shelves[locale, token]

    def _token(self) -> str:
        new = "INSERT INTO token SELECT ? WHERE NOT EXISTS (SELECT 1 FROM token)"
        if not (rows := self._store.rows("SELECT value FROM token")):
            self._store.write((new, [(secrets.token_hex(8),)]))
            rows = self._store.rows("SELECT value FROM token")
        return str(rows[0][0])


def load(path: str | Path, project: str) -> SqliteEntries:
    """Open the file."""
    return SqliteEntries(Path(path), project)
