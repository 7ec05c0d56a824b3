"""A throttle: whoever fails too often has to wait, twice as long each time."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

FREE = 5
"""So many failures are free of waiting."""
LONGEST = 900.0
"""Seconds that anybody waits at most: some hundred guesses a day, for one name or address."""
FORGOTTEN = 3600.0
"""Seconds after which the last failure is forgotten."""
HELD = 20_000
"""So many names and addresses are held, the latest; more would be somebody filling the memory."""


@dataclass
class Failures:
    """How often it failed, when the last time, and from when it may be tried again."""

    number: int = 0
    last: float = 0.0
    until: float = 0.0


class Throttle:
    """Counts failures by key; `clock` gives seconds. Threads may share it.

    A try counts as failed from its beginning, so that many at once do not slip through.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self.failures: OrderedDict[str, Failures] = OrderedDict()
        self.lock = threading.Lock()

    def begin(self, keys: Mapping[str, int]) -> float:
        """Begin a try for keys, each with the failures that are free for it.

        Return the seconds to wait if it may not be tried yet, else 0.
        """
        with self.lock:
            now = self.clock()
            self._forget(now)
            known = [self.failures[one] for one in keys if one in self.failures]
            wait = max((one.until - now for one in known), default=0.0)
            if wait > 0:
                return wait
            for key, free in keys.items():
                found = self.failures.setdefault(key, Failures())
                found.number, found.last = found.number + 1, now
                over = found.number - free
                found.until = now + min(2.0 ** min(over, 30), LONGEST) if over >= 0 else 0.0
                self.failures.move_to_end(key)
            return 0.0

    def succeed(self, *keys: str) -> None:
        """Forget all failures of keys: the try was none."""
        with self.lock:
            for key in keys:
                self.failures.pop(key, None)

    def take_back(self, key: str) -> None:
        """Forget the last failure of a key, and none before."""
        with self.lock:
            if found := self.failures.get(key):
                found.number -= 1
                found.until = 0.0

    def _forget(self, now: float) -> None:
        while self.failures:
            oldest = next(iter(self.failures.values()))
            if len(self.failures) <= HELD and now - oldest.last < FORGOTTEN:
                return
            self.failures.popitem(last=False)
