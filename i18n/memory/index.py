"""An index: for every word the sentences that have it, as arrays in a file.

Sentences are numbered by length, so that those of about one length are a slice of every word's
list. Of a sentence looked up, the rarest words are taken first, up to so many numbers; the best
by the weight of the words they share are then compared letter by letter, by `likeness`.
This module and no other imports numpy.
"""

import math
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from i18n.memory import arrays
from i18n.memory.arrays import Arrays, DamagedError
from i18n.memory.likeness import Near, nearest, range_of
from i18n.memory.words import END, flat, named, words

Numbers = NDArray[Any]

POSTINGS = 20_000
"""How many numbers a look-up reads: at a million sentences half of it loses 0.4 % of the best
matches, and half as much again finds no more."""

COMPARED = 100
"""How many sentences are compared letter by letter."""

FIRST = 0.86
"""The likeness that the first look reaches down to; when nothing has it, a second goes wider."""

_BATCH = 5000


@dataclass(frozen=True, slots=True)
class Index:
    """An index read from its file, which stays where it is: only what is needed is read.

    `ids` are the caller's names of the sentences, `sizes` their lengths in characters (rising),
    `weights` the sum of the weights of their words, `keys` the words (rising), `starts` where
    the list of each begins in `lists`. `texts` are all the sentences, `places` where each begins.
    """

    ids: Numbers
    sizes: Numbers
    weights: Numbers
    keys: Numbers
    starts: Numbers
    lists: Numbers
    places: Numbers
    texts: Numbers

    def look(self, text: str, least: float) -> list[Near]:
        """Return sentences at least so alike, the best first; those alike enough to offer."""
        found = self._look(text, max(least, FIRST))
        if least < FIRST and not found:
            return self._look(text, least)
        return found

    def _look(self, text: str, least: float) -> list[Near]:
        rows = self._candidates(text, least)
        return nearest(text, [(int(self.ids[row]), self._text(row)) for row in rows], least)

    def _candidates(self, text: str, least: float) -> Numbers:
        """Return the rows that share the most, by weight, of the rarest words."""
        low, high = _between(self.sizes, *range_of(len(text), least))
        lists, weights = self._lists(words(text), low, high)
        if not lists:
            return np.empty(0, np.int64)
        which = np.repeat(np.arange(len(lists)), [len(one) for one in lists])
        packed = np.sort(np.concatenate(lists).astype(np.int64) << 10 | which)
        rows, which = packed >> 10, packed & 1023
        firsts = np.flatnonzero(np.diff(rows, prepend=-1))
        shared = np.add.reduceat(np.asarray(weights)[which], firsts)
        rows = rows[firsts]
        score = shared / (self.weights[rows] + sum(weights))
        best = min(COMPARED, len(rows))
        return rows[np.argpartition(score, -best)[-best:]]

    def _lists(self, of: Iterable[bytes], low: int, high: int) -> tuple[list[Numbers], list[float]]:
        """Return the lists of the rarest words, cut to the rows between, and their weights."""
        wanted = np.sort(np.fromiter({zlib.crc32(word) for word in of}, np.uint32))[:1000]
        at = np.searchsorted(self.keys, wanted)
        known = self.keys.take(at, mode="clip") == wanted
        cut, count = [], 0
        for place in at[known].tolist():
            whole = self.lists[self.starts[place] : self.starts[place + 1]]
            if whole[0] < 0 or whole[-1] >= len(self.ids):
                raise DamagedError("a number of no sentence")
            first, last = _between(whole, low, high)
            if last > first:
                cut.append((whole[first:last], _weight(len(self.ids), len(whole))))
        cut.sort(key=lambda one: len(one[0]))
        for number, (rows, _) in enumerate(cut):
            count += len(rows)
            if number and count > POSTINGS:
                cut = cut[:number]
                break
        return [rows for rows, _ in cut], [weight for _, weight in cut]

    def _text(self, row: int) -> str:
        return (
            self.texts[self.places[row] : self.places[row + 1]].tobytes().decode("utf-8", "replace")
        )


def read(path: Path, token: str) -> Index:
    """Open an index. Raises DamagedError for a file that is not whole, or of another memory."""
    found = arrays.read(path, token)
    try:
        return Index(**found)
    except TypeError as error:
        raise DamagedError(f"arrays are missing: {error}") from error


def build(path: Path, token: str, sentences: Iterable[tuple[int, str]]) -> None:
    """Write the index of sentences with their ids: whole, or not at all."""
    rows = sorted(sentences, key=lambda row: len(row[1]))
    arrays.write(path, token, _arrays(rows))


def _arrays(rows: Sequence[tuple[int, str]]) -> Arrays:
    keys, lists, lengths = _postings([text for _, text in rows])
    weights = [_weight(len(rows), length) for length in lengths]
    encoded = [text.encode("utf-8", "replace") for _, text in rows]
    return {
        "ids": np.array([number for number, _ in rows], np.int64),
        "sizes": np.array([len(text) for _, text in rows], np.int32),
        "weights": np.bincount(lists, np.repeat(weights, lengths), len(rows)).astype(np.float32),
        "keys": keys,
        "starts": _starts(lengths),
        "lists": lists,
        "places": _starts([len(text) for text in encoded]),
        "texts": np.frombuffer(b"".join(encoded), np.uint8),
    }


def _postings(texts: Sequence[str]) -> tuple[Numbers, Numbers, Numbers]:
    """Return the words by their check sum (rising), their lists in one, and how long each is."""
    known = _Words()
    parts = [np.empty(0, np.uint32)]
    for start in range(0, len(texts), _BATCH):
        found = flat(texts[start : start + _BATCH])
        parts.append(np.fromiter(map(known.__getitem__, found), np.uint32, len(found)))
    spelled = np.fromiter((zlib.crc32(word) for word in known.order), np.uint32)
    keys, rank = np.unique(spelled, return_inverse=True)
    numbers = np.concatenate(parts)
    del parts
    ends = numbers == 0
    packed = rank[numbers].astype(np.int64) << 32 | np.cumsum(ends)
    packed = packed[~ends]
    del numbers, ends
    packed.sort()
    packed = packed[np.diff(packed, prepend=-1) != 0]
    lengths = np.bincount(packed >> 32, minlength=len(keys))
    return keys, (packed & 0xFFFFFFFF).astype(np.int32), lengths


class _Words(dict[bytes, int]):
    """Words numbered as they come; the end of a sentence is 0, all figures are one."""

    def __init__(self) -> None:
        super().__init__({END: 0})
        self.order = [END]

    def __missing__(self, word: bytes) -> int:
        name = named(word)
        if name != word:
            number = self[name]
        else:
            number = len(self.order)
            self.order.append(word)
        self[word] = number
        return number


def _between(rising: Numbers, low: int, high: int) -> tuple[int, int]:
    """Where the numbers from `low` up to `high` are; of its own type, else all would be copied."""
    first, last = rising.searchsorted(np.array((low, high), rising.dtype))
    return int(first), int(last)


def _starts(lengths: Sequence[int] | Numbers) -> Numbers:
    return np.concatenate(([0], np.cumsum(np.asarray(lengths, np.int64))))


def _weight(sentences: int, length: int) -> float:
    """How much a word says that so many of the sentences have."""
    return math.log(1 + sentences / max(length, 1))
