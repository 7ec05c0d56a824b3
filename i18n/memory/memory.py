"""The memory: what people approved, looked up by its text, its place and its likeness."""

import threading
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from i18n import locales
from i18n.memory.entries import Entries, Place, rows, segment
from i18n.memory.match import PART, Entry, Match, Patch, Stats, entries
from i18n.memory.patch import patch
from i18n.model import Unit

LEAST = 0.7
"""Below that a translation costs more to mend than to write."""

MOST = 5


class Memory:
    """The memory over one store of entries; for several threads, which take turns.

    `name` is an article's slug, or a file of translations from elsewhere: with the locale it
    names a catalog. A `stamp` is any text that changes when the catalog does.
    Raises UserError when the store cannot be used.
    """

    def __init__(self, entries: Entries, source: str = "en") -> None:
        self._entries = entries
        self._source = locales.get(source)
        self._lock = threading.RLock()

    @property
    def notice(self) -> str:
        """Something the user has to be told, or nothing."""
        return self._entries.notice

    def knows(self, locale: str, name: str, stamp: str) -> bool:
        """Tell if this state of the catalog is in the memory, so that it need not be read."""
        with self._lock:
            return self._entries.knows(locale, name, stamp)

    def refresh(
        self, locale: str, name: str, stamp: str, units: Iterable[Unit], *, trust_external: bool
    ) -> None:
        """Put a catalog's approved units in the place of what the memory had of it."""
        self.put(locale, name, stamp, entries(units, trust_external=trust_external))

    def put(self, locale: str, name: str, stamp: str, come: Iterable[Entry]) -> None:
        """Put entries in the place of what the memory had of a catalog."""
        new = rows(locale, tuple(come), self._source)
        with self._lock:
            old = self._entries.kept(locale, name)
            gone, added = old - new.keys(), [row for row in new if row not in old]
            segments = list({new[row].digest: new[row] for row in added}.values())
            self._entries.change(locale, name, stamp, sorted(gone), added, segments)

    def forget(self, locale: str, names: Collection[str]) -> None:
        """Forget the catalogs of the locale that are not among these: their files are gone."""
        with self._lock:
            gone = [name for name in self._entries.names(locale) if name not in names]
            if gone:
                self._entries.forget(locale, gone)

    def find(
        self, locale: str, source: str, context: str = "", before: str = "", after: str = ""
    ) -> Match | None:
        """Return the translation of exactly this source.

        Of several: one from the same place in an article, then one in the same role, then the
        one last approved, then the most frequent, then the first in order of code points.
        Without any, the likest whose source differs in figures and dates only, if every one of
        them could be replaced in it: `patched` says which.
        """
        place = Place(context, before, after)
        with self._lock:
            exact = self._best(locale, source, source, place, 1.0)
            return exact or next(iter(self._patched(locale, source, place)), None)

    def look(
        self,
        locale: str,
        source: str,
        context: str = "",
        before: str = "",
        after: str = "",
        *,
        least: float = LEAST,
        most: int = MOST,
    ) -> tuple[Match, ...]:
        """Return up to so many translations, the best first.

        First what `find` would return: of exactly this source, then those of sources that differ
        in figures and dates only, patched, whatever their likeness; then those of sources at
        least so alike, the likest first.
        """
        place = Place(context, before, after)
        with self._lock:
            return tuple(islice(self._ranked(locale, source, place, least), most))

    def all(self, locale: str) -> Iterator[tuple[Entry, str]]:
        """Yield every entry of a locale with the name of its catalog."""
        for entry, name in self._entries.all(locale):
            yield entry, name.partition(PART)[0]

    def names(self, locale: str) -> list[str]:
        """Return the catalogs known of a locale."""
        with self._lock:
            return self._entries.names(locale)

    def stats(self) -> tuple[Stats, ...]:
        """Say what is here, by locale."""
        with self._lock:
            return tuple(self._entries.stats())

    @property
    def size(self) -> int:
        """Bytes taken, the index among them."""
        with self._lock:
            return self._entries.size()

    def build(self, locale: str) -> None:
        """Make the index of a locale now, rather than when it is first needed."""
        with self._lock:
            self._entries.build(locale)

    def clear(self) -> None:
        """Forget all of the project."""
        with self._lock:
            self._entries.clear()

    def close(self) -> None:
        """Let go of the store."""
        with self._lock:
            self._entries.close()

    def _ranked(self, locale: str, source: str, place: Place, least: float) -> Iterator[Match]:
        exact = self._best(locale, source, source, place, 1.0)
        if exact:
            yield exact
        patched = self._patched(locale, source, place)
        yield from patched
        given = {source, *(match.source for match in patched)}
        for near in self._entries.near(locale, source, least):
            if near.text not in given:
                match = self._best(locale, near.text, source, place, near.likeness)
                if match:
                    yield match

    def _patched(self, locale: str, source: str, place: Place) -> list[Match]:
        """Return what needed nothing but other figures and dates, and got them, likest first."""
        from i18n.memory.likeness import likeness  # noqa: PLC0415 - nothing to pay when exact

        found = (
            self._best(locale, other, source, place, likeness(source, other))
            for other in self._entries.shaped(segment(locale, source, self._source))
        )
        patched = [match for match in found if match and match.patched]
        return sorted(patched, key=lambda match: -match.likeness)

    def _best(
        self, locale: str, found: str, wanted: str, place: Place, likeness: float
    ) -> Match | None:
        """Return the best entry of a source, patched to what is wanted if it can be."""
        best = self._entries.best(locale, found, place)
        if best is None:
            return None
        target = best.target
        patched: tuple[Patch, ...] = ()
        if found != wanted:
            changed = patch(found, wanted, best.target, self._source, locales.get(locale))
            target, patched = changed or (target, patched)
        placed = bool(best.placed) and found == wanted
        return Match(target, self._origin(best.project, best.name), found, likeness, placed,
                     patched, best.date)  # fmt: skip

    def _origin(self, project: str, name: str) -> str:
        """The name of a catalog, or of the file that a part of it is in; of whom, if not ours."""
        whole = name.partition(PART)[0]
        return whole if project in {"", self._entries.project} else f"{project}:{whole}"
