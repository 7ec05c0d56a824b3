"""A handout: the units of one catalog as a file for others has them, and what comes back of it.

A file says of each unit which it is (`uid`) and what its text was when it went out (`base`), so
that what comes back is told apart from what did not change, whatever has happened meanwhile.
"""

from dataclasses import dataclass
from typing import Literal

from i18n.model import State

Said = Literal["", "approved", "needs work"]
"""What somebody decided in the file, if anything."""


@dataclass(frozen=True, slots=True)
class Line:
    """A unit as it goes out.

    `place` says what it is, `heading 2, sentence 1 of 1`. `base` is the unit's hash. `notes` are
    people's comments, `terms` and `found` what the glossary and checks say, each one line.
    """

    uid: str
    base: str
    place: str
    source: str
    target: str
    state: State
    context: str = ""
    previous: str = ""
    notes: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    found: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Handout:
    """The lines of one article in one locale; `source` and `target` are language tags.

    `rtl` tells which of the two are written from right to left.
    """

    slug: str
    path: str
    source: str
    target: str
    lines: tuple[Line, ...]
    rtl: tuple[bool, bool] = (False, False)


@dataclass(frozen=True, slots=True)
class Back:
    """What a file that came back says of one unit.

    `source` is the text beside it, if the format has it: a row may have been moved or cut.
    `note` is what somebody wrote for others to read.
    """

    uid: str
    base: str
    target: str
    source: str | None = None
    said: Said = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Returned:
    """A file that came back: of which article and locale (a tag) it says it is, and its units."""

    slug: str
    target: str
    units: tuple[Back, ...]
