"""A turn at the lock of a project, which all threads of this process hold together.

A lock of a file keeps other programs away. Among threads it would make them look again every 50
milliseconds whether it is theirs; these keep out of each other's way by other means.
"""

import threading
import time

from filelock import FileLock

from i18n.errors import Place, UserError

LONG = 0.5
"""Seconds the lock is held at most while there is always somebody who wants it: others wait too."""

REST = 0.12
"""Seconds it is left alone after that: a program that waits for it looks every 0.05."""


class Turns:
    """A context manager for many threads; it may be entered twice by the same.

    `lock` is not of one thread (`thread_local=False`), and nobody else's. Raises UserError where it
    cannot be had.
    """

    def __init__(self, lock: FileLock) -> None:
        self._lock = lock
        self._changing = threading.Condition()
        self._inside = 0
        self._since = self._rested = 0.0
        self._mine = threading.local()

    def __enter__(self) -> None:
        depth = getattr(self._mine, "depth", 0)
        if not depth:
            self._join()
        self._mine.depth = depth + 1

    def __exit__(self, *_: object) -> None:
        self._mine.depth -= 1
        if not self._mine.depth:
            self._leave()

    def _join(self) -> None:
        with self._changing:
            while self._inside and time.monotonic() - self._since > LONG:
                self._changing.wait()
            while not self._inside and (left := self._rested - time.monotonic()) > 0:
                self._changing.wait(left)
            if not self._inside:
                self._acquire()
                self._since = time.monotonic()
            self._inside += 1

    def _acquire(self) -> None:
        try:
            self._lock.acquire()
        except OSError as error:
            what = (
                f"the lock of the project cannot be had: {(error.strerror or str(error)).lower()}"
            )
            hint = "mend that, then send it again"
            raise UserError(what, hint=hint, at=Place(self._lock.lock_file)) from error

    def _leave(self) -> None:
        with self._changing:
            self._inside -= 1
            if self._inside:
                return
            self._lock.release()
            now = time.monotonic()
            self._rested = now + REST if now - self._since > LONG else 0.0
            self._changing.notify_all()
