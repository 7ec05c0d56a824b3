"""Patience: how long a test waits for work that must end; a bound only runaway work can reach."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import process_time
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


def growth(work: Callable[[int], object], size: int, times: int = 8) -> float:
    """Return how many times longer it takes to do so many times more: `times` where it is linear."""
    few, many = (min(_spent(work, one) for _ in range(3)) for one in (size, size * times))
    return many / few


def _spent(work: Callable[[int], object], size: int) -> float:
    start = process_time()
    work(size)
    return process_time() - start
