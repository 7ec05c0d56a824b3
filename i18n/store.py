"""A store: one SQLite file that outlives crashes, shared by processes, set aside when damaged.

Write-ahead log. SQLite's errors become UserErrors.
"""

import errno
import itertools
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Literal, TypeVar

from i18n.errors import Place, UserError

T = TypeVar("T")
Values = Sequence[Any] | Mapping[str, Any]

_PATIENCE = 30.0
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_NO_TEXT = "Could not decode to UTF-8"
"""How Python's sqlite3 begins to say it of a text; it gives no code."""
_BUGS = {0, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISUSE}
_READING = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What reading a file raises; the second where SQLite's message quotes it."""
_FULL = "free some space on the disk, then run it again"
_LEAST = 1_000_000
"""Bytes free below which a disk is called full: the log of a transaction has to fit."""
_MAYBE_FULL = {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN}
_HINTS = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR: "see that the disk is whole and has space for you, then run it again",
    sqlite3.SQLITE_BUSY: "another run is writing to it; wait for that to end, then run it again",
    sqlite3.SQLITE_LOCKED: "another run is writing to it; wait for that to end, then run it again",
}


class _DamagedError(sqlite3.DatabaseError):
    """SQLite can read the file, and it is not what we wrote."""


class Store:
    """A SQLite file with one connection, which threads take turns at.

    `notice` says what was set aside, if something was: a file that cannot be read, or lacks
    columns of the schema, is renamed, never deleted, and a new one started. With `synchronous` FULL a transaction is on
    disk when it ends, with NORMAL a power cut may lose the last ones.
    Raises UserError when the file cannot be written or read.
    """

    def __init__(
        self, path: Path, schema: str, synchronous: Literal["FULL", "NORMAL"] = "FULL"
    ) -> None:
        self.path = path
        self._synchronous = synchronous
        self.notice = ""
        self._schema = schema
        self._lock = threading.RLock()
        with self._errors():
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._connection = self._open()
            except _READING as error:
                self._connection = self._anew(error)

    def rows(self, query: str, values: Values = ()) -> list[Any]:
        """Return the rows of a query, which asks for no column of bytes."""

        def fetch() -> list[Any]:
            found = self._connection.execute(query, values).fetchall()
            if any(bytes in map(type, row) for row in found):
                raise _DamagedError("bytes where there was text")
            return found

        with self._errors(), self._lock:
            return self._unless_damaged(fetch)

    def write(self, *statements: tuple[str, Sequence[Sequence[Any]]]) -> None:
        """Execute each statement for each of its rows, all in one transaction."""
        with self._errors(), self._lock:
            self._unless_damaged(lambda: self._write(statements))

    def _write(self, statements: Iterable[tuple[str, Sequence[Sequence[Any]]]]) -> None:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            for statement, rows in statements:
                self._connection.executemany(statement, rows)
            self._connection.execute("COMMIT")
        finally:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            self._compare(_columns(connection))
            connection.execute(f"PRAGMA synchronous = {self._synchronous}")
            connection.executescript(f"BEGIN IMMEDIATE; {self._schema} COMMIT;")
        except _READING:
            connection.close()
            raise
        return connection

    def _compare(self, found: set[tuple[str, str]]) -> None:
        """Raise _DamagedError if a table that is there lacks a column of the schema."""
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.executescript(self._schema)
            wanted = _columns(connection)
        tables = {table for table, _ in found}
        if lacking := {(table, column) for table, column in wanted if table in tables} - found:
            raise _DamagedError(f"no column {'.'.join(min(lacking))}")

    def _unless_damaged(self, do: Callable[[], T]) -> T:
        """Do it; where the file turns out to be damaged, with a new file in its place."""
        try:
            return do()
        except _READING as error:
            if _is_damage(error):
                self._connection.close()
            self._connection = self._anew(error)
            return do()

    def _anew(self, error: Exception) -> sqlite3.Connection:
        """Set the file aside if that is what the error asks for, or raise it again."""
        if not _is_damage(error):
            raise error
        self.notice = f"{self.path} was damaged; it is kept as {self._set_aside()}"
        return self._open()

    def _set_aside(self) -> str:
        """Rename the file and its companions; return the new name."""
        for n in itertools.count(1):
            aside = self.path.with_name(f"{self.path.name}.damaged-{n}")
            if not aside.exists():
                break
        for end in ("-wal", "-shm", ""):
            part = self.path.with_name(self.path.name + end)
            if part.exists():
                part.rename(aside.with_name(aside.name + end))
        return aside.name

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """Say what a person can do about SQLite's errors; a wrong statement is a bug."""
        try:
            yield
        except (sqlite3.DatabaseError, OSError) as error:
            code = _code(error)
            if isinstance(error, sqlite3.DatabaseError) and code in _BUGS:
                raise
            hint = (
                _FULL
                if self._is_full(error)
                else _HINTS.get(code, "make the file and its folder writable")
            )
            raise UserError(str(error), hint=hint, at=Place(str(self.path))) from error

    def _is_full(self, error: Exception) -> bool:
        """Whether the disk is: SQLite calls that by several names."""
        if isinstance(error, OSError):
            return error.errno in {errno.ENOSPC, errno.EDQUOT}
        return _code(error) in _MAYBE_FULL and _free(self.path.parent) < _LEAST


def _free(folder: Path) -> int:
    """Bytes free on the disk of a folder; enough where nobody knows."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return _LEAST


def _columns(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    """The tables and their columns."""
    query = "SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c"
    return set(connection.execute(query))


def _is_damage(error: Exception) -> bool:
    return (
        isinstance(error, (_DamagedError, UnicodeDecodeError))
        or _code(error) in _DAMAGED
        or str(error).startswith(_NO_TEXT)
    )


def _code(error: Exception) -> int:
    """The primary result code of SQLite, 0 if there is none."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
