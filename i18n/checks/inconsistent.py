"""One sentence has one translation in the whole project, and two sentences have two.

A sentence that returns in another article, such as the description of the university at the
end of every press release, should read the same each time. And when two different sentences
have the same long translation, one of them was pasted in the wrong place. Only translations
that somebody approved are compared, within one language and one role: a title may differ from
a paragraph. Two words or less may need another translation in another place; that they have one
is only said. So it is with two sentences that differ little, as one with he and one with she.

To mend it: take one of the two translations, or reword one if both are right in their place.
"""

import re
from collections.abc import Callable, Iterator

from i18n.evidence.ledger import Ledger, Seen
from i18n.evidence.pair import Pair
from i18n.evidence.problem import Problem, Severity

SHORT = 2
"""Up to so many words a source may read another way in another place."""

LONG = 20
"""From so many characters on, two different sources have no translation in common."""

UNLIKE = 1.5
"""How much longer one of two sources is that cannot both mean one thing."""

_UNLETTERED = re.compile(r"\W+")


def check() -> Callable[[Pair], Iterator[Problem]]:
    """Return what remembers every pair it is called with, and compares the next ones to them."""
    by_source, by_target = Ledger(), Ledger()

    def compare(pair: Pair) -> Iterator[Problem]:
        unit = pair.unit
        if unit.fuzzy or not unit.target:  # a draft, or none
            return
        place = unit.references[0].partition(":")[0] if unit.references else ""
        yield from _forward(pair, by_source, place)
        if len(unit.target) >= LONG:
            yield from _backward(pair, by_target, place)

    return compare


def _forward(pair: Pair, ledger: Ledger, place: str) -> Iterator[Problem]:
    unit = pair.unit
    other = ledger.first(_key(pair, unit.source), hash(unit.target), place)
    if other is None or other.value == hash(unit.target):
        return
    short = len(unit.source.split()) <= SHORT
    yield Problem(
        f"{_named(other, place)} has another translation of the same text",
        source=((0, len(unit.source)),),
        target=((0, len(unit.target)),),
        severity=Severity.INFO if short else None,
    )


def _backward(pair: Pair, ledger: Ledger, place: str) -> Iterator[Problem]:
    """The value is the source without its marks, and how many letters that has."""
    unit = pair.unit
    letters = _UNLETTERED.sub("", unit.source.casefold())
    mine = hash(letters) & ~0xFFFF | min(len(letters), 0xFFFF)
    other = ledger.first(_key(pair, unit.target), mine, place)
    if other is None or other.value == mine:
        return
    lengths = sorted((other.value & 0xFFFF, mine & 0xFFFF))
    yield Problem(
        f"{_named(other, place)} has this translation for another text",
        source=((0, len(unit.source)),),
        target=((0, len(unit.target)),),
        severity=None if lengths[1] > UNLIKE * lengths[0] else Severity.INFO,
    )


def _named(other: Seen, place: str) -> str:
    return "this article" if other.place == place else other.place


def _key(pair: Pair, text: str) -> int:
    return hash((pair.brief.target, pair.unit.context, text))
