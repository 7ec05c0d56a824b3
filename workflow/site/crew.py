"""A crew: worker processes that share out the items of a long run.

A worker is a fork of this process: it has all that was read so far, and hands back results and
nothing else. It must neither write to a database nor take or release a lock that was opened
before, both of which it shares with this process; it never runs what is done at the end of a
program. Where a system has no safe fork (Windows, and macOS, whose own libraries do not bear it),
where other threads run (a fork copies the locks they hold, and not them), for a few items, or on
one processor, this process does the work itself: results and their order are the same.
"""

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from typing import Any, TypeVar

from i18n.errors import Place, UserError

JOBS = "TILSHI_JOBS"
"""The environment variable that says how many workers there may be; 1 is none."""

LEAST = 64
"""Items under which a worker takes longer to start than it saves: a fork is some 10 ms."""

CHUNK = 16
"""Items that go to a worker at once: a message costs about 50 µs."""

AHEAD = 2
"""Chunks that a worker has before it: it need not wait while results are used here."""

T = TypeVar("T")
R = TypeVar("R")

_Done = tuple[list[Any], tuple[str, str, Place | None] | None]
"""The results of a chunk, and the error that ended it, if any."""


@dataclass(frozen=True, slots=True)
class _Worker:
    process: ForkProcess
    link: Connection


def spread(work: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
    """Yield `work(item)` of each item, in their order.

    Results are pickled; `work` and items are not. A UserError of a worker is raised here when its
    turn comes; any other exception ends the worker with its traceback, and a RuntimeError is
    raised. Raises UserError when a worker is killed, as for want of memory. However it ends, no
    worker is left.
    """
    count = min(jobs(), len(items) // CHUNK)
    if count < 2 or len(items) < LEAST or not _may_fork():
        return map(work, items)
    return _shared(work, items, count)


def jobs() -> int:
    """Return how many processors there are for us, or what TILSHI_JOBS says, if that is less.

    Raises UserError when that is no number from 1 on.
    """
    said = os.environ.get(JOBS, "")
    if said and not (said.isascii() and said.isdecimal() and int(said) > 0):
        raise UserError(f"{JOBS} is {said!r}", hint="set it to a number from 1 on, or not at all")
    return min(_processors(), int(said)) if said else _processors()


def _processors() -> int:
    """Those this process may use: in a container that is fewer than there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _may_fork() -> bool:
    return sys.platform.startswith("linux") and threading.active_count() == 1


def _shared(work: Callable[[T], R], items: Sequence[T], count: int) -> Iterator[R]:
    crew = _hired(work, items, count)
    try:
        for results in _in_order(crew, -(-len(items) // CHUNK)):
            yield from results
    finally:
        for worker in crew:
            worker.process.terminate()
            worker.link.close()
        for worker in crew:
            worker.process.join()


def _hired(work: Callable[[T], R], items: Sequence[T], count: int) -> list[_Worker]:
    """Start the workers. None of them keeps open what belongs to those before it."""
    context = multiprocessing.get_context("fork")
    crew: list[_Worker] = []
    for _ in range(count):
        mine, theirs = context.Pipe()
        others = (mine, *(worker.link for worker in crew))
        process = context.Process(
            target=_serve, args=(work, items, theirs, others), name="tilshi worker", daemon=True
        )
        process.start()
        theirs.close()
        crew.append(_Worker(process, mine))
    return crew


def _in_order(crew: Sequence[_Worker], chunks: int) -> Iterator[Sequence[Any]]:
    """Hand out the chunks, and yield the results of each in the order of the items."""
    waiting, done, due = deque(range(chunks)), dict[int, _Done](), 0
    links = {worker.link: worker for worker in crew}
    for worker in (*crew,) * AHEAD:
        _hand_out(worker, waiting)
    while due < chunks:
        for link in wait(list(links)):
            worker = links[link]  # type: ignore[index]
            number, chunk = _received(worker)
            done[number] = chunk
            _hand_out(worker, waiting)
        while due in done:
            results, error = done.pop(due)
            yield results
            if error is not None:
                what, hint, at = error
                raise UserError(what, hint=hint, at=at)
            due += 1


def _hand_out(worker: _Worker, waiting: deque[int]) -> None:
    if waiting:
        with suppress(BrokenPipeError):  # it is gone: what it left says so when it is read
            worker.link.send(waiting.popleft())


def _received(worker: _Worker) -> tuple[int, _Done]:
    try:
        number, done = worker.link.recv()
    except (EOFError, ConnectionResetError):
        worker.process.join()
        raise _gone(worker.process.exitcode or 0) from None
    return number, done


def _gone(status: int) -> Exception:
    """What to raise for a worker that has ended too early."""
    if status >= 0:
        return RuntimeError("a worker has failed: its traceback stands above")
    return UserError(
        f"a worker process was killed: {signal.strsignal(-status)}",
        hint=f"if memory is short, set {JOBS}=1; then run the command again, it goes on from here",
    )


def _serve(
    work: Callable[[T], R], items: Sequence[T], link: Connection, others: Sequence[Connection]
) -> None:
    """What a worker does, until the process that started it closes the link, or is no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for all: who started it, ends it
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.freeze()  # what is here is shared: to look through it for garbage would copy it
    for other in others:
        other.close()
    gc.freeze()  # what was there before is not looked through again and again
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            number = link.recv()
            link.send((number, _done(work, items[number * CHUNK : (number + 1) * CHUNK])))


def _done(work: Callable[[T], R], items: Sequence[T]) -> _Done:
    """Do a chunk, or as much of it as there is before a UserError; that is taken apart to send."""
    results: list[R] = []
    try:
        results.extend(map(work, items))
    except UserError as error:
        return results, (error.what, error.hint, error.at)
    return results, None
