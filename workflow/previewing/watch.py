"""A watch: the files that a site is made from, and when one of them has changed.

They are looked at, not waited for: no program to be told by, the same on every system, on
network drives and in containers. The longer a look takes, the rarer it is.
"""

import os
import time
from collections.abc import Iterable, Iterator, Mapping

EVERY = 0.5
"""Seconds between two looks."""

SHARE = 10
"""Of ten seconds, no more than one is spent on looking."""

SETTLED = 0.1
"""Seconds in which nothing more changes: editors save in several steps, commands many files."""

Survey = Mapping[str, tuple[int, int, int]]
"""Inode, time and size of each file by its path."""


def survey(paths: Iterable[str]) -> Survey:
    """Look at files, and at all files below folders, but for hidden ones; what is not there is not."""
    return dict(entry for path in paths for entry in _below(path))


def wait(paths: Iterable[str], seen: Survey) -> None:
    """Return when the files are no longer as they were seen, and have come to rest."""
    paths = tuple(paths)
    while True:
        before = time.monotonic()
        now = survey(paths)
        if now != seen:
            break
        time.sleep(max(EVERY, SHARE * (time.monotonic() - before)))
    while True:
        time.sleep(SETTLED)
        before_rest, now = now, survey(paths)
        if now == before_rest:
            return


def _below(path: str) -> Iterator[tuple[str, tuple[int, int, int]]]:
    try:
        entries = list(os.scandir(path))
    except NotADirectoryError:
        yield from _file(path)
        return
    except OSError:  # it is not there, or not ours to read: publishing says so
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path)
        else:
            yield from _file(entry.path)


def _file(path: str) -> Iterator[tuple[str, tuple[int, int, int]]]:
    try:
        status = os.stat(path)
    except OSError:
        return
    yield path, (status.st_ino, status.st_mtime_ns, status.st_size)
