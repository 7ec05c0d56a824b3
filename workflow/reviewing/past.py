"""The past of a unit: what became of it, by its marks, and by what reviewers did here."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from i18n.model import Mark, Unit
from workflow.reviewing.history import History, Step
from workflow.reviewing.rows import Row
from workflow.reviewing.sheet import Sheet

ALIKE = 0.75
"""How like a source that is no longer in the article has to be, to be shown beside one that is."""
MOST = 3
"""Predecessors that are shown."""

_DATED = re.compile(r"(?P<what>.*?) ?(?P<day>\d{4}-\d\d-\d\d)(?: (?P<hash>[0-9a-f]{12}))?")
_WORDS: Mapping[str, str] = {
    "save": "edited",
    "approve": "approved",
    "needs-work": "sent back",
    "fix": "mended",
    "dismiss": "dismissed a finding",
    "comment": "commented",
    "resolve": "resolved a comment",
    "take": "took a translation on offer",
}


@dataclass(frozen=True, slots=True)
class Event:
    """Something that became of a unit: when, who, and what, in words; `text` as it was before."""

    when: str
    who: str
    what: str
    text: str = ""


def marked(unit: Unit, told: Collection[Mark] = ()) -> tuple[Event, ...]:
    """Return what the marks of a unit say, in words, in their order, but for those told already."""
    return tuple(
        _MARKS[mark.key](unit, mark.value)
        for mark in unit.marks
        if mark.key in _MARKS and mark not in told
    )


def returned(unit: Unit) -> tuple[Event, ...]:
    """Return why a unit was sent back, for as long as it is."""
    return tuple(_returned(unit, value) for value in unit.marked("todo"))


def done(history: History, sheet: Sheet, row: Row) -> tuple[tuple[Event, ...], frozenset[Mark]]:
    """Return what was done with a unit here, the last first, and the marks that says all of."""
    steps = history.of_unit(sheet.locale.code, sheet.article.slug, row.uid)
    put = (mark for step in steps if (mark := _put(step)))
    told = frozenset(m for m in put if m.key == "todo" or row.unit.hash in m.value.split())
    return tuple(_step(step) for step in reversed(steps)), told


def predecessors(sheet: Sheet, row: Row) -> tuple[Unit, ...]:
    """Return the units no longer in the article whose source was the likest to this one."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - few catalogs have any

    gone = [unit for unit in sheet.catalog.units if unit.obsolete and unit.target]
    if not gone:
        return ()
    wanted = row.unit.previous or row.unit.source
    found = process.extract(
        wanted, [unit.source for unit in gone],
        scorer=fuzz.ratio, score_cutoff=ALIKE * 100, limit=MOST,
    )  # fmt: skip
    return tuple(gone[at] for _, _, at in found)


def _step(step: Step) -> Event:
    before = step.before.target if step.before.target != step.after.target else ""
    what = _WORDS.get(step.action, step.action)
    if mark := _put(step):
        what = _TELLS[mark.key](mark.value) or what
    return Event(step.time[:16], step.who, what, before)


def _put(step: Step) -> Mark | None:
    """The mark by which a step decided; None where it put none."""
    new = (mark for mark in step.after.marks if mark not in step.before.marks)
    return next((mark for mark in new if mark.key in _TELLS), None)


def _approval(unit: Unit, value: str) -> Event:
    who, day, bound = _parts(value)
    holds = bound == unit.hash
    return Event(day, who, "approved" if holds else "approved another wording")


def _drafted(unit: Unit, value: str) -> Event:
    origin, day, bound = _parts(value)
    return Event(day, origin, "drafted" if bound == unit.hash else "drafted, changed since")


def _returned(unit: Unit, value: str) -> Event:
    who, between, why = value.partition(": ")
    return Event("", who if between else "", f"needs work: {why or value}")


def _dismissed(unit: Unit, value: str) -> Event:
    check, _, rest = value.partition(" ")
    bound, _, why = rest.partition(" ")
    holds = "" if bound == unit.hash else ", in another wording"
    return Event("", "", f"{check} dismissed{holds}{f': {why}' if why else ''}")


def _sent_back(value: str) -> str:
    why = value.partition(": ")[2]
    return f"sent it back: {why}" if why else ""


def _let_be(value: str) -> str:
    check, _, rest = value.partition(" ")
    why = rest.partition(" ")[2]
    return f"dismissed {check}: {why}" if why else f"dismissed {check}"


def _changed(unit: Unit, value: str) -> Event:
    return Event("", "", f"the source changed: {value}")


_MARKS: Mapping[str, Callable[[Unit, str], Event]] = {
    "mt": _drafted,
    "reviewed": _approval,
    "todo": _returned,
    "qa-ok": _dismissed,
    "changed": _changed,
}


_TELLS: Mapping[str, Callable[[str], str]] = {
    "reviewed": lambda value: "",
    "todo": _sent_back,
    "qa-ok": _let_be,
}
"""What a step says by the mark it put; "" where its own word is enough."""


def _parts(value: str) -> tuple[str, str, str]:
    """Who or what, the day, and the hash that a mark has."""
    found = _DATED.fullmatch(value)
    return (found["what"], found["day"], found["hash"] or "") if found else (value, "", "")


def comments(unit: Unit) -> Iterator[tuple[str, str]]:
    """Yield what people said of a unit: who, "" where nobody put a name, and what."""
    for note in unit.notes:
        who, between, said = note.partition(": ")
        named = between and len(who) <= 60 and who[:1].isupper()
        yield (who, said) if named else ("", note)
