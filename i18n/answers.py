"""Answers: what engines have said, kept so that nothing is paid for twice.

A row for each sentence, masked, under all that decides the answer: the engine and its
version, both locales, the text, and for an engine that makes use of them the context and
the terms in it. A text that an engine could not do is kept under the same, with the reason.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from i18n.model import Brief
from i18n.store import Store

_SCHEMA = """
CREATE TABLE IF NOT EXISTS answer (
    key BLOB PRIMARY KEY, engine TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL,
    text TEXT NOT NULL, answer TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS refusal (key BLOB PRIMARY KEY, reason TEXT NOT NULL) WITHOUT ROWID;
"""


class Answers:
    """The store of answers in one file; raises UserError when the file cannot be used."""

    def __init__(self, path: Path) -> None:
        self._store = Store(path, _SCHEMA)

    @property
    def notice(self) -> str:
        """Something the user has to be told, or nothing."""
        return self._store.notice

    def find(self, engine: str, brief: Brief, text: str) -> str | None:
        """Return the answer to a masked text; `engine` is its name and version.

        The brief is what that engine makes use of: only the terms that are in the text.
        """
        rows = self._store.rows(
            "SELECT answer FROM answer WHERE key = ?", (_key(engine, brief, text),)
        )
        return rows[0][0] if rows else None

    def keep(self, engine: str, kept: Iterable[tuple[Brief, str, str]]) -> None:
        """Keep answers, each with its brief and masked text; they are on disk on return."""
        rows = [
            (_key(engine, brief, text), engine, brief.source, brief.target, text, answer)
            for brief, text, answer in kept
        ]
        if rows:
            self._store.write(("INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?, ?, ?)", rows))

    def reason(self, engine: str, brief: Brief, text: str) -> str:
        """Return why the engine once could not do a masked text; "" when nothing is known."""
        query = "SELECT reason FROM refusal WHERE key = ?"
        rows = self._store.rows(query, (_key(engine, brief, text),))
        return str(rows[0][0]) if rows else ""

    def refuse(self, engine: str, refused: Iterable[tuple[Brief, str, str]]) -> None:
        """Keep reasons, each with its brief and masked text."""
        rows = [(_key(engine, brief, text), reason) for brief, text, reason in refused]
        if rows:
            self._store.write(("INSERT OR REPLACE INTO refusal VALUES (?, ?)", rows))

    def close(self) -> None:
        """Close the file."""
        self._store.close()


def _key(engine: str, brief: Brief, text: str) -> bytes:
    terms = (f"{term.source}={'|'.join(term.approved)} {term.note}" for term in brief.terms)
    parts = (engine, brief.source, brief.target, text, brief.context, *terms)
    joined = "\x04".join(parts).rstrip("\x04")
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).digest()
