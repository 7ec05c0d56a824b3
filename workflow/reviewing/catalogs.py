"""The catalogs under review: in memory what is on disk, each changed by one thread at a time."""

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path

from filelock import FileLock

from i18n.locales import Locale
from i18n.model import Catalog
from workflow.project import Article, Project
from workflow.reviewing.turns import Turns
from workflow.stamps import stamp

HELD = 64
"""Catalogs that are kept in memory: those worked at last."""

Change = Callable[[Catalog | None], Catalog]
Noticed = Callable[[Article, Locale, Catalog | None, Catalog | None], None]
"""Gets a catalog before and after another program changed it; None where it is not there."""


class _Writer(Project):
    """A project whose lock is held by threads together: each keeps to the lock of its catalog."""

    @cached_property
    def lock(self) -> Turns:
        return Turns(FileLock(self.lock_for("lock").lock_file, thread_local=False))


class Catalogs:
    """Catalogs of the project in `root`. Whoever changes one beside others does it here.

    `noticed` is called in the thread that sees it first, as soon as somebody looks.
    """

    def __init__(self, root: Path, noticed: Noticed) -> None:
        self._writer = _Writer(root)
        self._noticed = noticed
        self._lock = threading.Lock()
        self._locks: defaultdict[Path, threading.RLock] = defaultdict(threading.RLock)
        self._held: dict[Path, tuple[str, Catalog | None]] = {}
        self._recent: OrderedDict[Path, tuple[Article, Locale]] = OrderedDict()

    def read(self, article: Article, locale: Locale) -> Catalog | None:
        """Return a catalog as it is on disk now. Raises UserError where it cannot be read."""
        path = self._writer.catalog_path(article, locale)
        known = self._held.get(path)
        if known and known[0] == stamp([path]):  # nobody waits for one who writes
            self._touch(path, article, locale)
            return known[1]
        with self._lock_of(path):
            return self._read(path, article, locale)

    def change(self, article: Article, locale: Locale, change: Change) -> Catalog:
        """Change a catalog as `Project.update` does, and return it as it is now, on disk."""
        path = self._writer.catalog_path(article, locale)
        with self.turn(article, locale):
            seen = self._read(path, article, locale)

            def noticing(catalog: Catalog | None) -> Catalog:
                if catalog is not seen:
                    self._noticed(article, locale, seen, catalog)
                return change(catalog)

            _, after = self._writer.update(article, locale, noticing, self._held)
            return after

    def turn(self, article: Article, locale: Locale) -> AbstractContextManager[object]:
        """Keep others from changing a catalog here, for what belongs to a change besides."""
        return self._lock_of(self._writer.catalog_path(article, locale))

    def held(self) -> list[tuple[Article, Locale]]:
        """Return whose catalogs are in memory, those worked at last at the end."""
        with self._lock:
            return list(self._recent.values())

    def known(self, article: Article, locale: Locale) -> Catalog | None:
        """Return a catalog as it was read last, None where it is not in memory."""
        known = self._held.get(self._writer.catalog_path(article, locale))
        return known[1] if known else None

    def stamp(self, article: Article, locale: Locale, catalog: Catalog) -> str:
        """Return the stamp of the file that a catalog was read of; "" for one that is in the past."""
        known = self._held.get(self._writer.catalog_path(article, locale))
        return known[0] if known and known[1] is catalog else ""

    def is_current(self, article: Article, locale: Locale) -> bool:
        """Whether a catalog in memory is as on disk: a look at the file system, no more."""
        path = self._writer.catalog_path(article, locale)
        known = self._held.get(path)
        return known is not None and known[0] == stamp([path])

    def _read(self, path: Path, article: Article, locale: Locale) -> Catalog | None:
        known = self._held.get(path)
        self._touch(path, article, locale)
        catalog = self._writer.catalog(article, locale, self._held)
        if catalog is None:
            self._held.pop(path, None)
        if known is not None and known[1] is not catalog:
            self._noticed(article, locale, known[1], catalog)
        return catalog

    def _lock_of(self, path: Path) -> threading.RLock:
        """The lock of a catalog; it stays, though the catalog may go from memory."""
        with self._lock:
            return self._locks[path]

    def _touch(self, path: Path, article: Article, locale: Locale) -> None:
        """Note that a catalog is worked at, and forget those for which that is long ago."""
        with self._lock:
            self._recent[path] = article, locale
            self._recent.move_to_end(path)
            while len(self._recent) > HELD:
                old, _ = self._recent.popitem(last=False)
                self._held.pop(old, None)
