"""Entries in a PostgreSQL database: one memory for several projects and machines.

A GIN index over the words of each source narrows a look-up to the sentences that share its rarest
words; those are compared here, letter by letter. At 100,000 sentences that takes 7 ms, 12 for one in twenty. `pg_trgm`
was measured and turned down: 194 ms as an index, and 12 ms where it only ranks what the words find.
"""

import zlib
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from i18n.memory import tables
from i18n.memory.entries import Found, Place, Row, Segment, digest
from i18n.memory.likeness import Near, nearest, range_of
from i18n.memory.match import Entry, Stats
from i18n.memory.server import Server
from i18n.memory.statements import ALL, BEST, SHAPED, STATS
from i18n.memory.words import words

READ = 1500
"""How many sentences may share the rare words that are looked for, by PostgreSQL's own figures."""

COMPARED = 6000
"""More are not fetched, should those figures be far too low."""

FIRST = 0.86
"""As in an index of our own: what has this likeness is looked for first."""


class PostgresEntries:
    """The entries of all projects in a database; `project` is whose catalogs this one changes."""

    notice = ""

    def __init__(self, url: str, project: str) -> None:
        self.project = project
        self._server = Server(url)
        self._common: dict[int, float] | None = None
        self._count = 0.0
        with self._server.transaction():
            self._server.run(tables.LOCK)
            if not self._server.run(tables.THERE)[0][0]:
                for statement in filter(str.strip, tables.SCHEMA.split(";")):
                    self._server.run(statement)

    def knows(self, locale: str, name: str, stamp: str) -> bool:
        query = (
            "SELECT 1 FROM catalog WHERE project = :project AND locale = :locale"
            " AND name = :name AND stamp = :stamp"
        )
        values = {"project": self.project, "locale": locale, "name": name, "stamp": stamp}
        return bool(self._server.run(query, **values))

    def names(self, locale: str) -> list[str]:
        query = (
            "SELECT name FROM catalog WHERE project = :project AND locale = :locale ORDER BY name"
        )
        return [name for (name,) in self._server.run(query, project=self.project, locale=locale)]

    def kept(self, locale: str, name: str) -> set[Row]:
        rows = self._server.run(tables.KEPT, project=self.project, locale=locale, name=name)
        return {Row(*row) for row in rows}

    def change(
        self, locale: str, name: str, stamp: str,
        gone: Sequence[Row], come: Sequence[Row], segments: Sequence[Segment],
    ) -> None:  # fmt: skip
        run = self._server.run
        with self._server.transaction():
            ((catalog,),) = run(
                tables.STAMP, project=self.project, locale=locale, name=name, stamp=stamp
            )
            if gone:
                digests, numbers = [row.digest for row in gone], [row.number for row in gone]
                run(tables.TAKE, digests=digests, numbers=numbers, catalog=catalog)
            if segments:
                run(tables.KEEP, locale=locale, **_columns(segments))
            if come:
                run(tables.PUT, catalog=catalog, **_fields(come))

    def forget(self, locale: str, names: Collection[str]) -> None:
        query = (
            "DELETE FROM catalog WHERE project = :project AND locale = :locale"
            " AND name = ANY(:names::text[])"
        )
        self._server.run(query, project=self.project, locale=locale, names=list(names))

    def best(self, locale: str, source: str, place: Place) -> Found | None:
        rows = self._server.run(
            BEST,
            digest=digest(locale, source),
            source=_storable(source),
            context=place.context,
            before=digest(locale, place.before),
            after=digest(locale, place.after),
        )
        return Found(*rows[0]) if rows else None

    def shaped(self, like: Segment) -> list[str]:
        rows = self._server.run(SHAPED, shape=like.shape, digest=like.digest)
        return [source for (source,) in rows]

    def near(self, locale: str, text: str, least: float) -> list[Near]:
        found = self._near(locale, text, max(least, FIRST))
        return found if found or least >= FIRST else self._near(locale, text, least)

    def all(self, locale: str) -> Iterator[tuple[Entry, str]]:
        after = -1
        while rows := self._server.run(ALL, locale=locale, after=after):
            for row in rows:
                if row[9] == self.project:
                    around = (row[6] or "", row[7] or "")
                    yield Entry(row[1], row[4], row[5], *around, row[8]), row[10]
            after = rows[-1][0]

    def stats(self) -> list[Stats]:
        words = {locale: int(count) for locale, count in self._server.run(tables.WORDS)}
        return [
            Stats(row[0], row[1], row[2], words[row[0]], row[3]) for row in self._server.run(STATS)
        ]

    def size(self) -> int:
        return int(self._server.run(tables.SIZE)[0][0])

    def build(self, locale: str) -> None:
        """Let PostgreSQL count words anew, and sweep out what nobody translates any more."""
        self._server.run(tables.SWEEP)
        self._server.run("ANALYZE segment")
        self._common = None

    def clear(self) -> None:
        self._server.run("DELETE FROM catalog WHERE project = :project", project=self.project)

    def close(self) -> None:
        self._server.close()

    def _near(self, locale: str, text: str, least: float) -> list[Near]:
        low, high = range_of(len(text), least)
        values = {"locale": locale, "low": low, "high": high, "most": COMPARED}
        rare = self._rarest(text)
        rows = self._server.run(tables.NEAR, rare=rare, **values) if rare else []
        return nearest(text, [(number, source) for number, source in rows], least)

    def _rarest(self, text: str) -> list[int]:
        """The rarest words, until so many sentences have one of them; at least one there is."""
        often, keys = self._often(), _keys(text)
        rows = self._server.run(tables.RARE, words=[key for key in keys if key not in often])
        counts = {key: share * self._count for key, share in often.items()} | dict(rows)
        known = sorted((counts[key], key) for key in keys if counts[key])
        upto = accumulate(count for count, _ in known)
        fits = sum(count <= READ for count in upto) if self._count > READ else len(known)
        return [key for _, key in known[: max(fits, 1)]]

    def _often(self) -> dict[int, float]:
        """How often common words are, by PostgreSQL's figures; counted when there are none."""
        if self._common is None:
            rows = self._server.run(tables.COMMON)
            if not rows or rows[0][0] is None:
                self._server.run("ANALYZE segment")
                rows = self._server.run(tables.COMMON)
            self._common = dict(zip(*rows[0], strict=False)) if rows and rows[0][0] else {}
            query = "SELECT reltuples FROM pg_class WHERE oid = 'tilshi.segment'::regclass"
            self._count = float(self._server.run(query)[0][0])
        return self._common


def load(url: str | Path, project: str) -> PostgresEntries:
    """Connect, and create the tables where there are none."""
    return PostgresEntries(str(url), project)


def _columns(segments: Sequence[Segment]) -> dict[str, list[int] | list[str]]:
    return {
        "digests": [one.digest for one in segments],
        "shapes": [one.shape for one in segments],
        "sources": [_storable(one.source) for one in segments],
        "words": ["{" + ",".join(map(str, _keys(one.source))) + "}" for one in segments],
    }


def _fields(rows: Sequence[Row]) -> dict[str, list[int] | list[str]]:
    return {
        "digests": [row.digest for row in rows],
        "numbers": [row.number for row in rows],
        "contexts": [row.context for row in rows],
        "befores": [row.before for row in rows],
        "afters": [row.after for row in rows],
        "targets": [_storable(row.target) for row in rows],
        "dates": [row.date for row in rows],
    }


def _keys(text: str) -> list[int]:
    """The words of a text by their check sum, signed, as PostgreSQL's integers are."""
    sums = (zlib.crc32(word) for word in words(text))
    return sorted(number - (1 << 32) if number >> 31 else number for number in sums)


def _storable(text: str) -> str:
    """The text without what PostgreSQL cannot keep."""
    return (
        text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\N{REPLACEMENT CHARACTER}")
    )
