"""Cases that people write: blocks of `key value` lines, each ended by what is to come of it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"


@dataclass(frozen=True, slots=True)
class Case:
    """The values by key, and the outcome; `place` is the file and the line that has it."""

    place: str
    given: Mapping[str, str]
    outcome: str
    value: str


def read(
    path: Path, needed: Collection[str], also: Collection[str], outcomes: Collection[str]
) -> Iterator[Case]:
    """Yield the cases of a file; ValueError names the line that is none.

    A key holds until it is given anew, with those `needed` after it, or the block ends, at an
    empty line; the last of the `needed` is given for each case. Lines with `#` are remarks.
    """
    needed = list(needed)
    given: dict[str, str] = {}
    closed = True
    for number, line in enumerate([*path.read_text("utf-8").split("\n"), ""], 1):
        key, _, value = line.partition(" ")
        place, value = f"{path.name}:{number}", value.strip()
        if key == "" and not value:
            if not closed:
                raise ValueError(f"{place}: this block ends before it says what is to come of it")
            given = {}
        elif key in outcomes and given.keys() >= set(needed):
            yield Case(place, dict(given), key, value)
            del given[needed[-1]]
            closed = True
        elif (key in needed or key in also) and (closed or key not in given) and value:
            later = needed[needed.index(key) :] if key in needed else []
            given = {other: old for other, old in given.items() if other not in later}
            given[key] = value
            closed = False
        elif key != "#":
            raise ValueError(f"{place}: no line of a case, or at a wrong place: {line!r}")
