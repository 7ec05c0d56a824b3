"""Presence: who has which row open, by their names, as long as their pages say so."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

EXPIRES = 45.0
"""Seconds after which somebody of whom nothing was heard is gone; pages say it every 20."""

MOST = 1000
"""People in one article; more are not kept."""

Place = tuple[str, str]
"""The code of a locale and the slug of an article."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """Which row, and until when it is believed."""

    uid: str
    until: float


class Presence:
    """Who is where. A person has one row open in an article, the last they said."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._seen: dict[Place, dict[str, _Seen]] = {}

    def put(self, name: str, place: Place, uid: str) -> bool:
        """Note that somebody has a row open, or none where `uid` is ""; whether that is news."""
        with self._lock:
            people = self._seen.setdefault(place, {})
            before = people.pop(name, None)
            if uid and len(people) < MOST:
                people[name] = _Seen(uid, self._clock() + EXPIRES)
            if not people:
                del self._seen[place]
            return uid != (before.uid if before else "")

    def others(self, name: str, place: Place) -> dict[str, tuple[str, ...]]:
        """Return the names of others by the uid of the row they have open."""
        now = self._clock()
        rows: dict[str, tuple[str, ...]] = {}
        with self._lock:
            for who, seen in sorted(self._seen.get(place, {}).items()):
                if who != name and seen.until > now:
                    rows[seen.uid] = (*rows.get(seen.uid, ()), who)
        return rows

    def expire(self) -> set[Place]:
        """Forget who is gone, and return where that was."""
        now = self._clock()
        left = set()
        with self._lock:
            for place, people in list(self._seen.items()):
                kept = {who: seen for who, seen in people.items() if seen.until > now}
                if len(kept) < len(people):
                    left.add(place)
                    self._seen[place] = kept
                if not kept:
                    del self._seen[place]
        return left
