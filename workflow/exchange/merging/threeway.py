"""A three-way merge of one unit: as it is here, as it came back, and as it went out.

What somebody wrote is taken; what a program dropped on the way (a text, a mark, a comment) says
nothing. Where both sides wrote, ours stays and theirs is kept in a note of the unit.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from i18n import entries
from i18n.catalog import edit
from i18n.model import Mark, State, Unit
from workflow import review
from workflow.exchange.merging.versions import Base, Incoming, clean, guess, is_blank, is_machines

ELSEWHERE = "marked as needing work in another program"
"""Why a unit is sent back for which somebody set a flag and wrote no reason."""
ALSO = "also translated: "
"""How the note begins that keeps the other of two texts; so do those of `i18n.catalog`."""
OURS = "tilshi: "
"""How a `todo` begins that is the program's."""


class Kind(StrEnum):
    """What became of what came back.

    `unsure` is a flag that somebody took off, or that was lost; `unknown` no sentence of ours.
    """

    KEPT = "kept"
    TAKEN = "taken"
    CONFLICT = "conflict"
    UNSURE = "unsure"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Conditions:
    """On what conditions something is taken.

    `who` decides where somebody does, on `day`; `by_name` if a person says that it is them: then
    an approval is theirs. `flags` tells whether a fuzzy flag that is gone was taken off.
    """

    who: str
    day: str
    by_name: bool = False
    flags: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a unit, and how it is now; `base` is what is known of what went out."""

    kind: Kind
    unit: Unit
    base: Base | None = None


def merge(ours: Unit, theirs: Incoming, base: Base | None, conditions: Conditions) -> Outcome:
    """Return the unit with what somebody changed in its copy.

    `theirs` may be of an earlier text of the source: then what is taken stays stale.
    """
    seen = replace(ours, context=theirs.context, source=theirs.source)
    base = base or guess(seen, theirs)
    noted = _noted(ours, theirs, base)
    if seen.target in (theirs.target, clean(theirs.target)):
        kind, after = _decided(noted, theirs, base, conditions)
    elif is_blank(theirs) or (base is not None and theirs.hash == base.hash):
        kind, after = Kind.KEPT, noted
    elif _is_decided(seen, base):
        kind, after = Kind.CONFLICT, _beside(noted, clean(theirs.target))
    else:
        kind, after = Kind.TAKEN, _written(noted, theirs, base, conditions)
    after = _asked(after, theirs, base)
    if kind is Kind.KEPT and after != ours:
        kind = Kind.TAKEN
    return Outcome(kind, after, base)


def _is_decided(ours: Unit, base: Base | None) -> bool:
    """Whether people here decided something since it went out, or may have."""
    if not ours.target.strip() or is_machines(ours):
        return False
    if base is None:
        return ours.state in {State.APPROVED, State.EXTERNAL}
    if ours.hash != base.hash:
        return True
    if ours.state is State.APPROVED and base.state not in (None, State.APPROVED):
        return True
    return not ours.previous and base.fuzzy not in (None, ours.fuzzy)


def _is_asked(ours: Unit, base: Base | None) -> bool:
    """Whether somebody here has sent it back since it went out."""
    return (
        ours.fuzzy
        and base is not None
        and base.whole
        and bool(set(ours.marked("todo")) - set(base.todo))
    )


def is_done(theirs: Incoming, conditions: Conditions) -> bool:
    """Whether who wrote it says that it is right."""
    return theirs.said == "approved" or (theirs.fuzzy is False and conditions.flags)


def _decided(
    ours: Unit, theirs: Incoming, base: Base | None, conditions: Conditions
) -> tuple[Kind, Unit]:
    """What they say of a text that is the same on both sides."""
    if not ours.target.strip() or ours.key != theirs.key:
        return Kind.KEPT, ours
    if theirs.said:
        return _by_word(ours, theirs, base, conditions)
    if not _flagged(ours, theirs, base):
        return Kind.KEPT, ours
    if theirs.fuzzy:
        return Kind.TAKEN, _sent_back(ours, theirs, conditions)
    if _is_asked(ours, base):
        return Kind.CONFLICT, ours
    return (
        (Kind.TAKEN, _settled(ours, theirs, conditions))
        if conditions.flags
        else (Kind.UNSURE, ours)
    )


def _flagged(ours: Unit, theirs: Incoming, base: Base | None) -> bool:
    """Whether the fuzzy flag was set or taken off over there, and not here."""
    if base is None or theirs.fuzzy is None or theirs.fuzzy == ours.fuzzy:
        return False
    if theirs.hash == base.hash:
        return theirs.fuzzy != base.fuzzy and (not theirs.fuzzy or base.fuzzy is False)
    return not theirs.fuzzy  # the same was written on both sides, and done with over there


def _by_word(
    ours: Unit, theirs: Incoming, base: Base | None, conditions: Conditions
) -> tuple[Kind, Unit]:
    """What they wrote down as their decision on a text that is the same on both sides."""
    echo = {"approved": State.APPROVED, "needs work": State.NEEDS_WORK}[theirs.said]
    state = ours.state
    if state is echo or (base is not None and base.state is echo and theirs.hash == base.hash):
        return Kind.KEPT, ours
    if theirs.said == "approved":
        newer = _is_asked(ours, base) or (ours.fuzzy and base is not None and base.fuzzy is False)
        return (Kind.CONFLICT, ours) if newer else (Kind.KEPT, _settled(ours, theirs, conditions))
    if not ours.fuzzy and (base is None or base.fuzzy is not False):
        return Kind.CONFLICT, ours  # approved since, for all we know
    return Kind.KEPT, _sent_back(ours, theirs, conditions)


def _written(ours: Unit, theirs: Incoming, base: Base | None, conditions: Conditions) -> Unit:
    """The unit with their text; ours goes into a note where nobody knows whose it is."""
    doubt = base is None and ours.target and not is_machines(ours)
    kept = _beside(ours, ours.target) if doubt else ours
    written = edit(kept, target=clean(theirs.target), fuzzy=True)
    if ours.key != theirs.key:
        return written
    if theirs.said == "needs work":
        return _sent_back(written, theirs, conditions)
    if is_done(theirs, conditions) and not _is_asked(ours, base):
        return _settled(written, theirs, conditions)
    return written


def _settled(unit: Unit, theirs: Incoming, conditions: Conditions) -> Unit:
    """The unit approved elsewhere, or by the one who says so here."""
    if theirs.said == "approved" and conditions.by_name:
        return review.approve(unit, conditions.who, conditions.day)
    return edit(unit, fuzzy=False, previous="")


def _sent_back(unit: Unit, theirs: Incoming, conditions: Conditions) -> Unit:
    """The unit with who says that it needs work, and why."""
    reasons = theirs.notes if theirs.said else theirs.todo
    why = next(iter(reasons), ELSEWHERE)
    return review.send_back(unit, conditions.who, why)


def _noted(ours: Unit, theirs: Incoming, base: Base | None) -> Unit:
    """The unit with people's comments that are new; a `todo` of what is done with is one."""
    known = {_line(note) for note in (*ours.notes, *(base.notes if base else ()))}
    done = () if theirs.fuzzy else (f"todo: {one}" for one in _new_asks(ours, theirs, base))
    new = [n for n in dict.fromkeys(map(_line, (*theirs.notes, *done))) if n and n not in known]
    return edit(ours, notes=(*ours.notes, *new))


def _asked(ours: Unit, theirs: Incoming, base: Base | None) -> Unit:
    """The unit with what is new of what has to be done about it."""
    if not (theirs.fuzzy and ours.fuzzy):
        return ours
    new = (Mark("todo", one) for one in _new_asks(ours, theirs, base))
    return edit(ours, marks=(*ours.marks, *new))


def _new_asks(ours: Unit, theirs: Incoming, base: Base | None) -> list[str]:
    """Their `todo` lines that are known to be new, and people's."""
    if base is None or not base.whole:
        return []
    known = {*base.todo, *ours.marked("todo")}
    said = (one for one in dict.fromkeys(theirs.todo) if not one.startswith(OURS))
    return [one for one in said if one not in known]


def _beside(unit: Unit, text: str) -> Unit:
    """The unit with another translation in a note."""
    note = _line(ALSO + text)
    return unit if note in unit.notes else edit(unit, notes=(*unit.notes, note))


def _line(note: str) -> str:
    """A comment as one line that is no mark: nobody approves in a comment."""
    line = clean(" ".join(note.split()))
    return line if entries.told([line])[0] else f"note: {line}"
