"""The history: what reviewers did here, so that it can be seen and undone.

A cache in `.tilshi/`: catalogs hold what was decided; without this file nothing can be undone.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from i18n.model import Mark, Unit
from i18n.store import Store

_SCHEMA = """
CREATE TABLE IF NOT EXISTS steps (
  id INTEGER PRIMARY KEY, batch TEXT NOT NULL, time TEXT NOT NULL, who TEXT NOT NULL,
  locale TEXT NOT NULL, slug TEXT NOT NULL, uid TEXT NOT NULL, action TEXT NOT NULL,
  before TEXT NOT NULL, after TEXT NOT NULL, undone INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS steps_by_unit ON steps (locale, slug, uid);
CREATE INDEX IF NOT EXISTS steps_by_batch ON steps (batch);
CREATE INDEX IF NOT EXISTS steps_by_who ON steps (who, locale, slug, undone, uid);
"""
_FIELDS = "id, batch, time, who, locale, slug, uid, action, before, after"


@dataclass(frozen=True, slots=True)
class Change:
    """What a step may change of a unit."""

    target: str
    fuzzy: bool
    previous: str
    marks: tuple[Mark, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody did with one unit, at which PO time; those of one `batch` are undone together."""

    batch: str
    time: str
    who: str
    locale: str
    slug: str
    uid: str
    action: str
    before: Change
    after: Change


class History:
    """The steps taken in a project. Raises UserError when its file cannot be used."""

    def __init__(self, path: Path) -> None:
        self._store = Store(path, _SCHEMA, "NORMAL")

    def add(self, steps: Iterable[Step]) -> None:
        rows = [
            (s.batch, s.time, s.who, s.locale, s.slug, s.uid, s.action, _json(s.before), _json(s.after))
            for s in steps
        ]  # fmt: skip
        statement = (
            f"INSERT INTO steps ({_FIELDS}, undone) VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)"  # noqa: S608
        )
        self._store.write((statement, rows))

    def of_unit(self, locale: str, slug: str, uid: str) -> list[Step]:
        """Return the steps taken with a unit that are not undone, the first before all others."""
        where = "locale = ? AND slug = ? AND uid = ? AND undone = 0"
        return self._steps(where, (locale, slug, uid))

    def batch(self, batch: str) -> list[Step]:
        """Return the steps of a batch that are not undone."""
        return self._steps("batch = ? AND undone = 0", (batch,))

    def last(self, who: str, locale: str, slug: str) -> str:
        """Return the last batch of somebody in a catalog that is not undone, "" if there is none."""
        where = "who = ? AND locale = ? AND slug = ? AND undone = 0 ORDER BY id DESC LIMIT 1"
        return next((s.batch for s in self._steps(where, (who, locale, slug))), "")

    def by(self, who: str, locale: str, slug: str) -> set[str]:
        """Return the uids of the units somebody did something with."""
        query = "SELECT DISTINCT uid FROM steps WHERE who = ? AND locale = ? AND slug = ? AND undone = 0"
        rows = self._store.rows(query, (who, locale, slug))
        return {uid for (uid,) in rows}

    def undo(self, batch: str) -> None:
        self._store.write(("UPDATE steps SET undone = 1 WHERE batch = ?", [(batch,)]))

    def note(
        self, time: str, who: str, locale: str, slug: str, action: str, said: Sequence[str]
    ) -> None:
        """Note what was done with a whole catalog, and what was said of it; none of it is undone here."""
        one = Change("", fuzzy=False, previous="", marks=(), notes=tuple(said))
        row = ("", time, who, locale, slug, "", action, _json(one), _json(one))
        fields = (
            f"INSERT INTO steps ({_FIELDS}, undone) VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)"  # noqa: S608
        )
        self._store.write((fields, [row]))

    def noted(self, locale: str, slug: str, action: str) -> list[Step]:
        """Return what was done of that kind with a whole catalog, the last first."""
        where = "locale = ? AND slug = ? AND uid = '' AND action = ? ORDER BY id DESC"
        return self._steps(where, (locale, slug, action))

    def close(self) -> None:
        self._store.close()

    def _steps(self, where: str, values: Sequence[Any]) -> list[Step]:
        rows = self._store.rows(f"SELECT {_FIELDS} FROM steps WHERE {where}", values)  # noqa: S608
        return [_step(*row[1:]) for row in rows]


def change(unit: Unit) -> Change:
    """Return what a step may change of a unit, as it is."""
    return Change(unit.target, unit.fuzzy, unit.previous, unit.marks, unit.notes)


def _json(one: Change) -> str:
    marks = [(mark.key, mark.value) for mark in one.marks]
    return json.dumps([one.target, one.fuzzy, one.previous, marks, one.notes], ensure_ascii=False)


def _change(text: str) -> Change:
    target, fuzzy, previous, marks, notes = json.loads(text)
    return Change(target, fuzzy, previous, tuple(Mark(*one) for one in marks), tuple(notes))


def _step(
    batch: str, time: str, who: str, locale: str, slug: str, uid: str, action: str, *changes: str
) -> Step:
    """A row of the file as the step it is."""
    before, after = map(_change, changes)
    return Step(batch, time, who, locale, slug, uid, action, before, after)
