"""A PostgreSQL server: how its URL is read, and a connection whose errors people can mend.

The URL is `postgresql://user@host:port/database`; `?host=/run/postgresql` names the folder of a
Unix socket, `?sslmode=require` refuses a connection in the clear. The password comes from
PGPASSWORD or a `.pgpass` file, as for every PostgreSQL client, never from the URL.
"""

import getpass
import os
import re
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from i18n.errors import UserError

_PORT = 5432
_PATIENCE = 30
_SAFE = 0o077
_HINTS = {
    "28": "check the user in the URL, and PGPASSWORD or ~/.pgpass",
    "3D": "create the database: createdb NAME",
    "42501": "ask the owner of the database for the right to create tables in it",
    "53": "the server is short of disk, memory or connections: mend that, then run it again",
}
"""What to do, by the start of the server's code: https://www.postgresql.org/docs/15/errcodes-appendix.html"""

_MODES = {
    "disable": False,
    "allow": False,
    "prefer": False,
    "require": True,
    "verify-ca": True,
    "verify-full": True,
}
"""Whether the connection is encrypted: https://www.postgresql.org/docs/15/libpq-ssl.html"""

_NOT_OURS = ("22", "23", "42")
"""Codes of statements that are wrong: bugs, which keep their traceback."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a database is, and who asks."""

    user: str
    host: str
    port: int
    database: str
    folder: str = ""
    encrypted: bool = False


def address(url: str) -> Address:
    """Read a URL. Raises UserError for a password in it, and for what is no such URL."""
    hint = "write it as postgresql://user@host:5432/database"
    if not url.isprintable() or " " in url:
        raise UserError("the URL of the memory has a space in it, or what is no letter", hint=hint)
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise UserError("the URL of the memory is none", hint=hint) from error
    if parts.password is not None:
        elsewhere = "take it out, and set PGPASSWORD, or put it into ~/.pgpass"
        raise UserError("the URL of the memory holds a password", hint=elsewhere)
    options = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    database = unquote(parts.path.removeprefix("/"))
    if unknown := options.keys() - {"host", "sslmode"}:
        what = f"unknown option in the URL of the memory: {min(unknown)}"
        raise UserError(what, hint="known are host and sslmode")
    mode = options.get("sslmode", "prefer")
    if mode not in _MODES:
        what = f"the URL of the memory has an unknown sslmode: {mode}"
        raise UserError(what, hint=f"known are {', '.join(_MODES)}")
    try:
        port = parts.port or int(os.environ.get("PGPORT", _PORT))
    except ValueError as error:
        raise UserError("the port of the memory is not a number", hint=hint) from error
    user = unquote(parts.username or "") or os.environ.get("PGUSER") or getpass.getuser()
    host = parts.hostname or options.get("host") or "localhost"
    folder = host if host.startswith("/") else ""
    at = "localhost" if folder else host
    return Address(user, at, port, database or user, folder, _MODES[mode])


def password(of: Address) -> str | None:
    """Return the password from the environment or `.pgpass`; None when there is none."""
    if "PGPASSWORD" in os.environ:
        return os.environ["PGPASSWORD"]
    path = Path(os.environ.get("PGPASSFILE", "~/.pgpass")).expanduser()
    try:
        if os.name == "posix" and path.stat().st_mode & _SAFE:
            return None  # as libpq does: anybody can read it
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError, RuntimeError):
        return None
    wanted = (of.host, str(of.port), of.database, of.user)
    for line in lines:
        fields = [re.sub(r"\\(.)", r"\1", one) for one in re.split(r"(?<!\\):", line.strip())]
        if len(fields) == len(wanted) + 1 and all(
            have in {"*", want} for have, want in zip(fields, wanted, strict=False)
        ):
            return fields[-1]
    return None


class Server:
    """A connection to a database, for several threads in turns, opened again when it was lost."""

    def __init__(self, url: str) -> None:
        self.address = address(url)
        self._lock = threading.RLock()
        self._connection: Any = None

    def run(self, query: str, **values: Any) -> list[Any]:
        """Run one statement and return its rows."""
        with self._lock, self._errors():
            return self._connected().run(query, **values) or []

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """What is run inside is done whole or not at all."""
        with self._lock:
            self.run("BEGIN")
            try:
                yield
                self.run("COMMIT")
            except BaseException:
                if self._connection is not None:
                    self.run("ROLLBACK")
                raise

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _connected(self) -> Any:
        if self._connection is None:
            self._connection = self._connect()
        return self._connection

    def _connect(self) -> Any:
        native = _driver().native
        where = self.address
        socket = f"{where.folder}/.s.PGSQL.{where.port}" if where.folder else None
        connection = native.Connection(
            where.user,
            host=where.host,
            port=where.port,
            database=where.database,
            password=password(where),
            unix_sock=socket,
            timeout=_PATIENCE,
            ssl_context=ssl.create_default_context() if where.encrypted else None,
            application_name="tilshi",
        )
        connection.run("SET search_path TO tilshi, public")
        return connection

    @contextmanager
    def _errors(self) -> Iterator[None]:
        errors = _driver().exceptions
        try:
            yield
        except errors.DatabaseError as error:
            raise self._refused(error) from error
        except (errors.InterfaceError, OSError) as error:
            self._connection = None
            said = next(
                (one for one in _behind(error) if isinstance(one, errors.DatabaseError)), None
            )
            if said is not None:
                raise self._refused(said) from error  # pg8000 then failed to hang up
            what = f"{self._where} does not answer: {error}"
            hint = "see that the server runs and can be reached, then run it again"
            raise UserError(what, hint=hint) from error

    @property
    def _where(self) -> str:
        return f"the memory at {self.address.folder or self.address.host}"

    def _refused(self, error: Exception) -> Exception:
        """What a person can do about it; the error itself when the statement was wrong."""
        said = error.args[0] if error.args and isinstance(error.args[0], dict) else {}
        code = str(said.get("C", ""))
        hint = next((text for start, text in _HINTS.items() if code.startswith(start)), "")
        if not hint and code.startswith(_NOT_OURS):
            return error
        what = f"{self._where} refused: {said.get('M', error)}"
        return UserError(what, hint=hint or "run it again later")


def _behind(error: BaseException) -> Iterator[BaseException]:
    """Yield the errors that were being handled when this one came."""
    context = error.__context__
    while context is not None:
        yield context
        context = context.__context__


def _driver() -> Any:
    try:
        import pg8000.exceptions  # type: ignore[import-untyped]  # noqa: PLC0415 - an extra
        import pg8000.native  # type: ignore[import-untyped]  # noqa: PLC0415
    except ImportError as error:
        hint = "install it: pip install 'tilshi[postgres]'"
        raise UserError("a memory in PostgreSQL needs pg8000", hint=hint) from error
    return pg8000
