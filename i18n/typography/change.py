"""A change: an edit and the rule it comes from; changes are kept only if the markup stays."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import islice

from i18n import keep
from i18n.edits import Edit, apply
from i18n.markup import scan
from i18n.typography.veil import veil

ROUNDS = 6
"""Times a rule is tried on what it made; one that does not come to rest by then makes nothing."""
SINGLY = 24
"""Changes up to this number are tried one by one when together they would touch the markup."""
MOST = 500
"""Changes to one text; one with more is no prose, and left alone."""
LONGEST = 5_000
"""Characters of a text that is looked at; no sentence comes near. What is longer is left alone."""


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """An edit, and what was wrong, in plain words: `double space`."""

    edit: Edit
    rule: str


Find = Callable[[str], Iterable[Change]]
"""`find(veiled)`: what a rule would change in a text whose markup is covered."""


def settle(
    text: str, find: Find, veiled: str | None = None, terms: Sequence[str] = ()
) -> tuple[Change, ...]:
    """Return the changes after which the rule finds nothing more.

    None touches the markup, or the terms that stay as they are. `veiled` is the text with its
    markup covered, if that is known.
    """
    if len(text) > LONGEST:
        return ()
    changes = iter(find(veil(text, scan(text)) if veiled is None else veiled))
    found = sorted(islice(changes, MOST + 1))
    if not found or len(found) > MOST:
        return ()
    first = sound(text, found, terms)
    rules = [change.rule for change in first]
    new, last = _made(text, first), first
    for _ in range(ROUNDS):
        if not last:
            break
        last = sound(new, sorted(find(veil(new, scan(new)))), terms)
        rules += [change.rule for change in last]
        new = _made(new, last)
    if last:
        return ()
    return first if len(rules) == len(first) else _between(text, new, rules)


def sound(text: str, changes: Sequence[Change], terms: Sequence[str] = ()) -> tuple[Change, ...]:
    """Return the changes after which the markup is what it was, and each term."""
    changes = _outside(text, changes, terms)
    if not changes:
        return ()
    before = _markup(text)
    if _markup(_made(text, changes)) == before:
        return tuple(changes)
    kept: list[Change] = []
    for change in changes if len(changes) <= SINGLY else ():
        if _markup(_made(text, [*kept, change])) == before:
            kept.append(change)
    return tuple(kept)


def _outside(text: str, changes: Sequence[Change], terms: Sequence[str]) -> Sequence[Change]:
    """Leave out the changes inside the terms."""
    spans = list(keep.find(text, terms)) if terms and changes else []
    return [
        change
        for change in changes
        if not any(start < change.edit.end and change.edit.start < end for start, end in spans)
    ]


def _made(text: str, changes: Iterable[Change]) -> str:
    return apply(text, (change.edit for change in changes))


@lru_cache(maxsize=64)
def _markup(text: str) -> object:
    """What must not change: the codes in their order, and what a parser makes of them.

    Rules are tried on the same text one after the other.
    """
    from i18n.readings import readings  # noqa: PLC0415 - a parser, for texts with markup to change

    return [(text[code.start : code.end], code.kind) for code in scan(text)], readings(text)


def _between(text: str, new: str, rules: Sequence[str]) -> tuple[Change, ...]:
    """Return the changes from one text to another that took several rounds."""
    rule = "; ".join(dict.fromkeys(rules))
    return tuple(
        Change(Edit(start, end, new[low:high]), rule)
        for kind, start, end, low, high in SequenceMatcher(
            None, text, new, autojunk=False
        ).get_opcodes()
        if kind != "equal"
    )
