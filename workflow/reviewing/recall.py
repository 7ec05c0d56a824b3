"""A recall: the memory of a project beside reviewers, kept up to date behind their backs.

Nobody waits for it: until it has read the catalogs it offers nothing.
"""

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress

from i18n.errors import UserError
from i18n.locales import Locale
from i18n.memory.match import Match
from i18n.memory.memory import Memory
from i18n.model import State
from workflow import remembering
from workflow.project import Article, Project
from workflow.reviewing.bench import Bench
from workflow.reviewing.rows import Row
from workflow.reviewing.sheet import Sheet
from workflow.stamps import stamp

MOST = 5
"""Offers of the memory for one sentence."""

DONE = frozenset({State.APPROVED, State.EXTERNAL})

PAUSE = 0.25
"""Seconds before it reads what was saved: whoever saved it is shown the next sentence first."""


FIRST = 1.5
"""Seconds before it begins, unless somebody wants something of it: the first page comes first."""


class Recall:
    """The memory, opened and read by a thread of its own; `notice` says why there is none."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.notice = ""
        self._memory: Memory | None = None
        self._ready = False
        self._worker = ThreadPoolExecutor(1, "memory")
        self._wanted, self._closed = threading.Event(), threading.Event()
        self._first = self._worker.submit(self._open)
        self._waiting: dict[tuple[str, str], Future[None]] = {}

    @property
    def project(self) -> Project:
        return self.bench.project

    @property
    def ready(self) -> bool:
        """Whether it has read the catalogs as they were when it was opened."""
        return self._ready

    def wait(self) -> None:
        """Return when it is ready, or has said why it never will be, and has read what was saved."""
        self._wanted.set()
        for one in (self._first, *self._waiting.values()):
            one.result()

    def saved(self, article: Article, locale: Locale) -> None:
        """Have it read a catalog again, soon; at once again is once."""
        name = (locale.code, article.slug)
        waiting = self._waiting.get(name)
        if waiting is None or waiting.running() or waiting.done():
            self._waiting[name] = self._worker.submit(self._read, article, locale)

    def look(self, sheet: Sheet, row: Row) -> tuple[Match, ...]:
        """Return what the memory offers for a row, the best first.

        What is approved is in the memory itself: it is not offered to itself.
        """
        self._wanted.set()
        if self._memory is None or not self._ready:
            return ()
        unit, settings = row.unit, self.project.settings
        place = sheet.by_uid[row.uid]
        around = [
            sheet.rows[at].unit.source if 0 <= at < len(sheet.rows) else ""
            for at in (place - 1, place + 1)
        ]
        code, least = sheet.locale.code, settings.memory.least
        found = self._memory.look(
            code, unit.source, unit.context, *around, least=least, most=MOST + 1
        )
        own = row.state in DONE
        return tuple(m for m in found if not (own and m.target == unit.target))[:MOST]

    def search(self, locale: Locale, text: str) -> tuple[Match, ...]:
        """Return translations of sentences like a text that somebody searches for."""
        self._wanted.set()
        if self._memory is None or not self._ready:
            return ()
        return self._memory.look(locale.code, text, least=0.5, most=20)

    def close(self) -> None:
        self._closed.set()
        self._wanted.set()
        self._worker.shutdown(cancel_futures=True)
        if self._memory:
            self._memory.close()

    def _open(self) -> None:
        self._wanted.wait(FIRST)
        if self._closed.is_set():
            return
        try:
            self._memory = remembering.memory_of(self.project)
            remembering.refresh(self.project, self._memory, self.project.locales(()))
        except UserError as error:
            self.notice = f"{error}; {error.hint}"
        self._ready = True

    def _read(self, article: Article, locale: Locale) -> None:
        if self._memory is None or self._closed.wait(PAUSE):
            return
        trust = self.project.settings.trust_external
        seen = stamp([self.project.catalog_path(article, locale)], str(trust))
        with suppress(UserError):
            catalog = self.bench.catalogs.read(article, locale)
            if catalog and not self._memory.knows(locale.code, article.slug, seen):
                self._memory.refresh(
                    locale.code, article.slug, seen, catalog.units, trust_external=trust
                )
