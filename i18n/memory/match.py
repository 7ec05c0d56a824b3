"""A match: what the memory offers for a sentence; and an entry, what it is made of."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from i18n.model import State, Unit

PART = "\t"
"""What stands in the name of a catalog before the number of a part that is kept by itself."""

Patch = tuple[str, str]
"""What stood in a text, and what took its place: `("2024", "2025")`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A translation people stand for: its place in the article, and the day of its approval.

    `before` and `after` are the source sentences next to it, "" at an end and where not known.
    """

    source: str
    target: str
    context: str = ""
    before: str = ""
    after: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A translation of the past, and the name of the catalog or TMX file it comes from.

    `source` is what it translated, `likeness` from 0 to 1 how like that is to what was looked
    up. `in_context` says that it stood in the same role between the same neighbours. `patched`
    are the figures and dates of the old sentence that were replaced in `target` as well.
    """

    target: str
    origin: str
    source: str
    likeness: float = 1.0
    in_context: bool = False
    patched: tuple[Patch, ...] = ()
    date: str = ""

    @property
    def percent(self) -> int:
        """The likeness in whole percent: 100 for the very same sentence alone."""
        return 100 if self.likeness == 1 else min(99, int(self.likeness * 100))


@dataclass(frozen=True, slots=True)
class Stats:
    """What a memory holds in one locale: segments are distinct sources, words theirs.

    `newest` is the day of the last approval, "" when none has a day.
    """

    locale: str
    segments: int
    entries: int
    words: int
    newest: str


def entries(units: Iterable[Unit], *, trust_external: bool) -> Iterator[Entry]:
    """Yield the units of a catalog that people stand for, each with its neighbours.

    Obsolete ones too: the sentence may come back.
    """
    known = tuple(units)
    around = neighbours(known)
    for unit in known:
        state = unit.state
        before, after = around.get(unit.key, ("", ""))
        if state is State.APPROVED:
            values = (value.split() for value in unit.marked("reviewed"))
            day = max(words[-2] for words in values if unit.hash in words)
        elif state is State.EXTERNAL and trust_external:
            day = ""
        else:
            continue
        yield Entry(unit.source, unit.target, unit.context, before, after, day)


def neighbours(units: Iterable[Unit]) -> dict[tuple[str, str], tuple[str, str]]:
    """Return for the key of each unit of an article the sources before and after it."""
    live = [unit for unit in units if not unit.obsolete]
    sources = ["", *(unit.source for unit in live), ""]
    return {unit.key: (sources[at], sources[at + 2]) for at, unit in enumerate(live)}
