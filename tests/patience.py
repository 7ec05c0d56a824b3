"""Patience: how long a test waits for work that must end; a bound only runaway work can reach."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def in_time(seconds: int = 60) -> Iterator[None]:
    """Fail what is still at it after so many seconds of processor time."""

    def refuse(number: int, frame: FrameType | None) -> None:
        raise AssertionError(f"not done after {seconds} s of processor time: it may never end")

    before = signal.signal(signal.SIGPROF, refuse)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
