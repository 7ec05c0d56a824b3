"""A shelf: the indexes of one locale, and the sentences that are too new to be in one.

An index covers a range of ids and is never changed. What came since its last id is compared
one by one, until there is enough for an index of its own, which takes the smaller ones before
it in: so a sentence is put into an index a few times at most, however the memory grows.
Everything here can be deleted. A file that is damaged, or of another memory, is made again.
"""

import bisect
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from i18n.errors import Place, UserError
from i18n.memory.likeness import Near, nearest, range_of

if TYPE_CHECKING:
    from i18n.memory.index import Index

LOOSE = 4096
"""How many sentences are compared one by one: in less than a millisecond, and without numpy."""

LARGEST = 1 << 20
"""How many sentences an index has at most: one in the making takes a kilobyte each."""

Sentences = Callable[[int, int], Iterator[tuple[int, str]]]
"""Yields ids and sources, by id, after the first number and up to the second."""


class Range(NamedTuple):
    """What an index covers: the ids after `after` and up to `last`, so many sentences."""

    after: int
    last: int
    size: int


class Shelf:
    """The indexes in a folder whose names start with the locale; `token` names the memory."""

    def __init__(self, folder: Path, locale: str, token: str, sentences: Sentences) -> None:
        self._folder = folder
        self._locale = locale
        self._token = token
        self._sentences = sentences
        self._indexes: dict[Range, Index] = {}
        self._opened = False
        self._loose: list[tuple[int, str]] = []
        self._sorted: list[tuple[int, int, str]] = []

    def look(self, text: str, least: float) -> list[Near]:
        """Return the sentences most like a text, the best first. May build what is missing."""
        try:
            return self._look(text, least)
        except (ValueError, IndexError, ArithmeticError):
            self.build()  # an index is damaged inside; from good ones, this would be a bug
            return self._look(text, least)

    def build(self) -> None:
        """Make all indexes anew, whatever their size."""
        for path in self._paths():
            path.unlink(missing_ok=True)
        self._indexes, self._loose, self._sorted = {}, [], []
        self._opened = True
        self._catch_up(0)

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return sum(path.stat().st_size for path in self._paths())

    def _look(self, text: str, least: float) -> list[Near]:
        found = [near for index in self._ready().values() for near in index.look(text, least)]
        found += self._newest(text, least)
        return sorted(found, key=lambda one: (-one.likeness, one.id))

    def _newest(self, text: str, least: float) -> list[Near]:
        low, high = range_of(len(text), least)
        first = bisect.bisect_left(self._sorted, low, key=lambda one: one[0])
        last = bisect.bisect_right(self._sorted, high, key=lambda one: one[0])
        return nearest(text, [(one[1], one[2]) for one in self._sorted[first:last]], least)

    def _ready(self) -> "dict[Range, Index]":
        if not self._opened:
            self._indexes, self._opened = self._open(), True
        self._catch_up(LOOSE)
        return self._indexes

    def _catch_up(self, loose: int) -> None:
        """Take in what is new, and build when that is more than so many."""
        covered = max((one.last for one in self._indexes), default=0)
        last = self._loose[-1][0] if self._loose else covered
        known = len(self._loose)
        for row in self._sentences(last, 1 << 62):
            self._loose.append(row)
            if len(self._loose) == LARGEST:
                self._build()
        if len(self._loose) > loose:
            self._build()
        elif len(self._loose) > known:
            self._sorted = sorted((len(text), number, text) for number, text in self._loose)

    def _build(self) -> None:
        """Make an index of what is loose, and of the smaller indexes before it."""
        indexes = self._indexes
        count, last = len(self._loose), self._loose[-1][0]
        merged = []
        for one in sorted(indexes, reverse=True):
            if one.size > 2 * count or one.size + count > LARGEST:
                break
            merged.append(one)
            count += one.size
        after = merged[-1].after if merged else max((one.last for one in indexes), default=0)
        rows = list(self._sentences(after, last)) if merged else self._loose
        self._loose, self._sorted = [], []
        new = Range(after, last, len(rows))
        index = self._write(new, rows)
        for one in merged:
            del indexes[one]
            with suppress(OSError):  # another process has it open, where that forbids it
                self._path(one).unlink(missing_ok=True)
        indexes[new] = index

    def _write(self, new: Range, rows: list[tuple[int, str]]) -> "Index":
        from i18n.memory import index  # noqa: PLC0415 - numpy, for large memories only

        path = self._path(new)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            index.build(path, self._token, rows)
            return index.read(path, self._token)
        except OSError as error:
            what = f"the index of the memory cannot be written: {error.strerror}"
            hint = "free some space on the disk, then run it again"
            raise UserError(what, hint=hint, at=Place(str(path))) from error

    def _open(self) -> "dict[Range, Index]":
        """Open the indexes on disk; delete those that another takes in, or that are damaged."""
        found: dict[Range, Index] = {}
        paths = self._paths()
        if not paths:
            return found
        from i18n.memory import arrays, index  # noqa: PLC0415 - numpy, for large memories only

        covered = 0
        for one in sorted(map(_range, paths), key=lambda one: (one.after, -one.last)):
            with suppress(arrays.DamagedError, OSError):
                if one.after == covered:
                    found[one] = index.read(self._path(one), self._token)
                    covered = one.last
                    continue
            self._path(one).unlink(missing_ok=True)
        return found

    def _paths(self) -> list[Path]:
        return [path for path in self._folder.glob(f"{self._locale}-*-*-*.index") if _numbers(path)]

    def _path(self, one: Range) -> Path:
        return self._folder / f"{self._locale}-{one.after}-{one.last}-{one.size}.index"


def _numbers(path: Path) -> list[str]:
    numbers = path.stem.split("-")[1:]
    return numbers if len(numbers) == 3 and all(map(str.isdecimal, numbers)) else []


def _range(path: Path) -> Range:
    return Range(*map(int, _numbers(path)))
