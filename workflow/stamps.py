"""Stamps: which files have not changed since a command saw them, so that it need not read them.

A cache like any other in `.tilshi/`: delete it and the next command reads everything once.
"""

import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self


def stamp(paths: Iterable[Path | str], *also: str) -> str:
    """Return what changes when one of the files does: inode, time and size of each."""
    return "|".join((*also, *map(_one, paths)))


def _one(path: Path | str) -> str:
    try:
        status = os.stat(path)
    except OSError:
        return "-"
    return f"{status.st_ino}.{status.st_mtime_ns}.{status.st_size}"


class Stamps:
    """What was found out of files, by kind and name, valid while their stamp is the same.

    Used as a context manager; what is put is written at the end, at once.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.new: dict[tuple[str, str], tuple[str, str]] = {}
        try:
            self.database = self._open()
        except sqlite3.DatabaseError:  # damaged: it is only a cache
            self.path.unlink(missing_ok=True)
            self.database = self._open()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        rows = [(*key, *value) for key, value in self.new.items()]
        with self.database:
            self.database.executemany("REPLACE INTO stamps VALUES (?, ?, ?, ?)", rows)
        self.database.close()

    def get(self, kind: str, name: str, stamp: str) -> str | None:
        """Return what was put for these files as they are now, or None."""
        row = self.new.get((kind, name))
        if row is None:
            query = "SELECT stamp, value FROM stamps WHERE kind = ? AND name = ?"
            row = self.database.execute(query, (kind, name)).fetchone()
        return row[1] if row and row[0] == stamp else None

    def put(self, kind: str, name: str, stamp: str, value: str = "") -> None:
        self.new[kind, name] = (stamp, value)

    def _open(self) -> sqlite3.Connection:
        database = sqlite3.connect(self.path, timeout=30)
        database.execute(
            "CREATE TABLE IF NOT EXISTS stamps (kind TEXT, name TEXT, stamp TEXT, value TEXT,"
            " PRIMARY KEY (kind, name)) WITHOUT ROWID"
        )
        return database
