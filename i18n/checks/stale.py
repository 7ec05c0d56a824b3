"""The translation is of the sentence as it now stands.

Somebody changed the source after it was translated, and nobody has looked at the translation
since: it may give the old figure or name the wrong person.

To mend it: compare the two, change the translation where it needs it, and approve it.
"""

from collections import Counter
from collections.abc import Iterator

from i18n.change import describe
from i18n.edits import Span
from i18n.evidence.pair import Pair
from i18n.evidence.problem import Problem
from i18n.model import State


def check(pair: Pair) -> Iterator[Problem]:
    """Yield a problem for a target whose source was another, unless it was approved since."""
    unit = pair.unit
    if not unit.previous or unit.state in (State.UNTRANSLATED, State.APPROVED):
        return
    said = describe(unit.previous, unit.source, pair.source.locale)
    changed = f": {said}" if said else ""
    yield Problem(
        f"the source was changed after it was translated{changed}", source=tuple(_new(pair))
    )


def _new(pair: Pair) -> Iterator[Span]:
    """Yield where the source has words that it had not before, or not as often."""
    before = Counter(pair.unit.previous.split())
    at = 0
    for word in pair.unit.source.split():
        at = pair.unit.source.index(word, at)
        before[word] -= 1
        if before[word] < 0:
            yield at, at + len(word)
        at += len(word)
