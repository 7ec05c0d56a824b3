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

_COUNT = 0xFFFF
"""The bits of what is noted of a source that say how many letters it has; the others are a hash."""

_UNLETTERED = re.compile(r"\W+")
_MARKS = dict.fromkeys(code for code in range(128) if _UNLETTERED.match(chr(code)))


def check() -> Callable[[Pair], Iterator[Problem]]:
    """Return what remembers every pair it is called with, and compares the next ones to them."""
    by_source, by_target = Ledger(), Ledger()

    def compare(pair: Pair) -> Iterator[Problem]:
        unit = pair.unit
        if unit.fuzzy or not unit.target:  # a draft, or none
            return
        place = unit.references[0].partition(":")[0] if unit.references else ""
        mine = hash(unit.target)
        other = by_source.first(_key(pair, unit.source), mine, place)
        if other is not None and other.value != mine:
            yield _forward(pair, _named(other, place))
        if len(unit.target) < LONG:
            return
        letters = _letters(unit.source)
        mine = hash(letters) & ~_COUNT | min(len(letters), _COUNT)
        other = by_target.first(_key(pair, unit.target), mine, place)
        if other is not None and other.value != mine:
            yield _backward(pair, _named(other, place), other.value & _COUNT, mine & _COUNT)

    return compare


def _forward(pair: Pair, where: str) -> Problem:
    source, target = pair.unit.source, pair.unit.target
    return Problem(
        f"{where} has another translation of the same text",
        source=((0, len(source)),),
        target=((0, len(target)),),
        severity=Severity.INFO if len(source.split()) <= SHORT else None,
    )


def _backward(pair: Pair, where: str, *letters: int) -> Problem:
    """The problem of two sources with so many letters."""
    return Problem(
        f"{where} has this translation for another text",
        source=((0, len(pair.unit.source)),),
        target=((0, len(pair.unit.target)),),
        severity=None if max(letters) > UNLIKE * min(letters) else Severity.INFO,
    )


def _letters(text: str) -> str:
    """The text in small letters, without its marks."""
    text = text.casefold()
    return text.translate(_MARKS) if text.isascii() else _UNLETTERED.sub("", text)


def _named(other: Seen, place: str) -> str:
    return "this article" if other.place == place else other.place


def _key(pair: Pair, text: str) -> int:
    return hash((pair.brief.target, pair.unit.context, text))
