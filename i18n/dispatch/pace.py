"""Pace: how fast an engine may be asked, how often again, and when to give it up.

A token bucket keeps the rates, of requests and of characters, over all threads. What may succeed later is tried again after
a random part of a doubling time (full jitter), or when the engine says so. After too many
failures in a row nobody asks it any more in this run.
"""

import random
import threading
import time
from collections.abc import Callable
from typing import TypeVar

from i18n.engines.engine import Limits
from i18n.engines.faults import (
    BadOutput,
    EngineError,
    Off,
    OverBudget,
    RateLimited,
    Refused,
    Unreachable,
)

T = TypeVar("T")
LONGEST_WAIT = 60.0
_LATENESS = 0.1
"""Seconds by which a thread that woke late may be made up for."""
FAILURES = 20
"""Failures in a row after which an engine is off: at 40 % faults a run meets it once in 10^8."""
UNREACHABLE = 5
"""The same when there is no connection at all: a few seconds, not minutes."""


class Pace:
    """The pace of one engine in one run; shared by the threads that ask it."""

    def __init__(
        self,
        limits: Limits,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] | None = None,
    ) -> None:
        self._limits = limits
        self._clock = clock
        self._closed = threading.Event()
        self._sleep = sleep or self._closed.wait
        self._lock = threading.Lock()
        self._slots = threading.BoundedSemaphore(limits.workers)
        self._next = self._paused = 0.0
        self._failures = self._unreachable = self._limited = 0
        self.off: Off | None = None

    def call(self, ask: Callable[[], T], weight: int = 0) -> T:
        """Ask in turn, and again as the fault allows; raises the last EngineError, or Off.

        `weight` is the number of characters that are sent.
        """
        attempt = 0
        while True:
            with self._slots:
                self._turn(weight)
                try:
                    answer = ask()
                except EngineError as error:
                    delay = self._failed(error, attempt)
                else:
                    self._succeeded()
                    return answer
            attempt += 1
            self._sleep(delay)

    def stop(self, why: str = "the run was stopped", hint: str = "run it again later") -> None:
        """Let nobody ask any more, and wake those who wait."""
        self.off = self.off or Off(why, hint=hint)
        self._closed.set()

    def _turn(self, weight: int) -> None:
        """Wait for the next token."""
        interval = max(1 / self._limits.rate, weight / self._limits.chars_rate)
        while True:
            with self._lock:
                if self.off:
                    raise self.off
                now = self._clock()
                wait = max(self._next, self._paused) - now
                if wait <= 0:
                    late = min(interval, _LATENESS)
                    self._next = max(self._next, now - late) + interval
                    return
            self._sleep(wait)

    def _succeeded(self) -> None:
        with self._lock:
            self._failures = self._unreachable = self._limited = 0

    def _failed(self, error: EngineError, attempt: int) -> float:
        """Return the seconds to wait before trying again, or raise."""
        if isinstance(error, BadOutput):
            self._succeeded()
            raise error
        with self._lock:
            self._failures += 1
            self._unreachable += isinstance(error, Unreachable)
            self._limited += isinstance(error, RateLimited)
        if self._hopeless(error):
            self.stop(error.what, error.hint)
        if not error.retry or attempt >= self._limits.retries or self.off:
            raise error
        return self._delay(error, attempt)

    def _hopeless(self, error: EngineError) -> bool:
        too_long = isinstance(error, RateLimited) and (error.after or 0) > LONGEST_WAIT
        return (
            too_long
            or isinstance(error, Refused | OverBudget)
            or self._failures >= FAILURES
            or self._unreachable >= UNREACHABLE
        )

    def _delay(self, error: EngineError, attempt: int) -> float:
        """What the engine asks for, of everybody; else up to a doubling time."""
        asked = error.after if isinstance(error, RateLimited) else None
        first = min(0.5, max(0.05, 1 / self._limits.rate))
        delay = random.uniform(0, min(LONGEST_WAIT, first * 2**attempt)) if asked is None else asked
        if asked is not None or self._limited > 1:
            with self._lock:
                self._paused = max(self._paused, self._clock() + delay)
        return delay
