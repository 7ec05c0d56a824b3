"""Versions of a unit: as it came back from another program, and as it went out."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from i18n.model import Mark, State, Unit
from workflow.exchange.handout import Said

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Incoming:
    """A unit as it came back.

    `fuzzy` is None where the file has no such flag, `said` is what somebody wrote down as their
    decision. `notes` are comments, the first of them the reason of `said` if there is one;
    `marks` are those that went out with it.
    """

    source: str
    target: str
    context: str = ""
    fuzzy: bool | None = None
    said: Said = ""
    notes: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    line: int = 0

    @property
    def key(self) -> Key:
        return self.context, self.source

    @property
    def hash(self) -> str:
        return Unit(self.source, self.target, self.context).hash

    @property
    def todo(self) -> tuple[str, ...]:
        """What has to be done about it, as its marks say."""
        return tuple(mark.value for mark in self.marks if mark.key == "todo")


@dataclass(frozen=True, slots=True)
class Base:
    """A unit as it went out: the hash always, the rest where it is known.

    `whole` tells whether comments are known as well.
    """

    hash: str
    target: str | None = None
    fuzzy: bool | None = None
    state: State | None = None
    notes: tuple[str, ...] = ()
    todo: tuple[str, ...] = ()
    whole: bool = False


def base_of(unit: Unit) -> Base:
    """Return a unit as what went out."""
    todo = tuple(unit.marked("todo"))
    return Base(unit.hash, unit.target, unit.fuzzy, unit.state, unit.notes, todo, whole=True)


def guess(ours: Unit, theirs: Incoming) -> Base | None:
    """What went out, as marks tell it: a text that one is bound to was here before.

    None where they do not tell, and the texts differ. A text that is gone was what stands here
    under the same marks.
    """
    if is_blank(theirs):
        same = theirs.marks and theirs.marks == ours.marks
        return Base(ours.hash, ours.target, ours.fuzzy) if same else None
    known = _bound((*ours.marks, *theirs.marks), "mt", "reviewed")
    if theirs.hash in known or ours.target == theirs.target:
        return Base(theirs.hash, theirs.target, _was_fuzzy(ours, theirs))
    return None


def clean(text: str) -> str:
    """The text without characters that steer a terminal, or that no file can have."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})


def is_blank(theirs: Incoming) -> bool:
    """Whether there is no translation; some programs put the source into its place."""
    echo = theirs.target == theirs.source and any(map(str.isalpha, theirs.target))
    return echo or not clean(theirs.target).strip()


def is_machines(unit: Unit) -> bool:
    """Whether the translation is as a machine left it."""
    return unit.fuzzy and unit.hash in _bound(unit.marks, "mt")


def _bound(marks: Iterable[Mark], *keys: str) -> frozenset[str]:
    """The words of marks, among them the hashes that they are bound to."""
    return frozenset(word for mark in marks if mark.key in keys for word in mark.value.split())


def _was_fuzzy(ours: Unit, theirs: Incoming) -> bool | None:
    """Whether a text that is known by marks went out fuzzy; where in doubt, as it came back."""
    if ours.target == theirs.target and set(ours.marked("todo")) & set(theirs.todo):
        return True
    if theirs.hash in _bound(theirs.marks, "reviewed"):
        return False
    if theirs.hash in _bound(theirs.marks, "mt"):
        return True
    newer = set(ours.marked("todo")) - set(theirs.todo)
    drafted = ours.target == theirs.target and ours.fuzzy and not newer
    return True if drafted else theirs.fuzzy
