"""Stamps: which files have not changed since a command saw them, so that it need not read them.

A cache like any other in `.tilshi/`: delete it and the next command reads everything once.
"""

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self

_DAMAGED = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What a damaged file raises; the second where SQLite's message quotes it."""

BATCH = 5000
"""How many notes are held before they are written: memory stays flat over any archive."""


def stamp(paths: Iterable[Path | str], *also: str) -> str:
    """Return what changes when one of the files does: inode, time and size of each."""
    return "|".join((*also, *map(_one, paths)))


@cache
def program() -> str:
    """The stamp of the program itself: another version may find, and write, something else."""
    return hashlib.sha256(stamp(_files()).encode()).hexdigest()[:20]


def _files() -> Iterator[str]:
    for name in ("i18n", "workflow"):
        for folder, folders, names in os.walk(Path(__file__).parents[1] / name):
            folders[:] = sorted(one for one in folders if one != "__pycache__")
            yield from (f"{folder}/{one}" for one in sorted(names))


def _one(path: Path | str) -> str:
    try:
        status = os.stat(path)
    except OSError:
        return "-"
    return f"{status.st_ino}.{status.st_mtime_ns}.{status.st_size}"


class Stamps:
    """What was found out of files, by kind and name, valid while their stamp is the same.

    Used as a context manager: what is put is written in batches, and at the end. A cache that
    cannot be written, on a full disk say, is none: then everything is read again.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.new: dict[tuple[str, str], tuple[str, str]] = {}
        self.known: dict[str, dict[str, tuple[str, str]]] = {}
        self.owner = self.process = os.getpid()
        try:
            self.database = _open(path)
        except _DAMAGED:
            self._throw_away()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._flush()
        self.database.close()

    def get(self, kind: str, name: str, stamp: str) -> str | None:
        """Return what was put for these files as they are now, or None."""
        row = self.new.get((kind, name))
        if row is None:
            if kind not in self.known:
                self.known[kind] = self._rows(kind)
            row = self.known[kind].get(name)
        return row[1] if row and row[0] == stamp else None

    def taken(self) -> dict[tuple[str, str], tuple[str, str]]:
        """Return what was put since the last time, and forget it: a worker hands it over.

        Nothing in the process that writes it: it has it already.
        """
        if os.getpid() == self.owner:
            return {}
        new, self.new = self.new, {}
        return new

    def add(self, new: Mapping[tuple[str, str], tuple[str, str]]) -> None:
        """Note what a worker found out."""
        for key, value in new.items():
            self.put(*key, *value)

    def _rows(self, kind: str) -> dict[str, tuple[str, str]]:
        """All notes of a kind: read one by one, each of them would take ten times as long."""
        if self.process != os.getpid():  # a fork must not use, nor close, what it was left
            self.inherited, self.database = self.database, _open(self.path)
            self.process = os.getpid()
        query = "SELECT name, stamp, value FROM stamps WHERE kind = ?"
        try:
            rows = self.database.execute(query, (kind,)).fetchall()
        except _DAMAGED:
            self.database.close()
            self._throw_away()
            return {}
        return {row[0]: row[1:] for row in rows if isinstance(row[2], str)}

    def _throw_away(self) -> None:
        """Delete the file, which is damaged, perhaps; go on without one."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)
        self.database = _open(":memory:")

    def put(self, kind: str, name: str, stamp: str, value: str = "") -> None:
        """Note what was found out."""
        self.new[kind, name] = (stamp, value)
        if len(self.new) >= BATCH and self.process == self.owner:
            self._flush()

    def _flush(self) -> None:
        rows = [(*key, *value) for key, value in self.new.items()]
        self.new.clear()
        self.known.clear()
        with suppress(*_DAMAGED), self.database:
            self.database.executemany("REPLACE INTO stamps VALUES (?, ?, ?, ?)", rows)


def _open(path: Path | str) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=30)
    database.execute(
        "CREATE TABLE IF NOT EXISTS stamps (kind TEXT, name TEXT, stamp TEXT, value TEXT,"
        " PRIMARY KEY (kind, name)) WITHOUT ROWID"
    )
    return database
