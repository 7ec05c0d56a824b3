"""There are as many sentences as in the source.

Fewer may mean that one was dropped, two more that something was added. Translators join and cut
sentences rightly, so this is only said.

To mend it: see that each sentence of the source is there.
"""

import re
from collections.abc import Iterator

from i18n.evidence.pair import Pair, Side
from i18n.evidence.problem import Problem
from i18n.segment import breaks

_STOP = re.compile(r"[.!?…。！？｡][.!?…。！？｡]*[^\s\w]*\s*\S")

_LONGEST = 4000
"""A longer text is no paragraph that anybody counts, in characters of both."""


def check(pair: Pair) -> Iterator[Problem]:
    """Yield a problem where sentences are fewer, or more by two."""
    if len(pair.unit.source) + len(pair.unit.target) > _LONGEST:
        return
    source, target = _count(pair.source), _count(pair.target)
    if pair.unit.target and (target < source or target > source + 1):
        yield Problem(f"{source} {_noun(source)} in the source, {target} in the translation")


def _count(side: Side) -> int:
    return 1 + len(breaks(side.prose, side.locale)) if _STOP.search(side.text) else 1


def _noun(count: int) -> str:
    return "sentence" if count == 1 else "sentences"
