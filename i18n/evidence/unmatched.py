"""The unmatched: what one side has that the other has not, or has less often."""

from collections import Counter
from collections.abc import Hashable, Iterable
from typing import Protocol, TypeVar


class Keyed(Protocol):
    """What is the same as another by its key."""

    @property
    def key(self) -> Hashable: ...


T = TypeVar("T", bound=Keyed)


def unmatched(these: Iterable[T], those: Iterable[T]) -> list[T]:
    """Return these but for as many of each key as there are of it in those, the first ones."""
    left = Counter(one.key for one in those)
    found: list[T] = []
    for one in these:
        if left[one.key]:
            left[one.key] -= 1
        else:
            found.append(one)
    return found
