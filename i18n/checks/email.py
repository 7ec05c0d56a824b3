"""Addresses of mail are copied, not translated.

A letter to an address that has one wrong character reaches nobody, or the wrong person; an
address that the source does not have was made up.

To mend it: copy the address from the source.
"""

import re
from collections.abc import Iterator
from itertools import islice

from i18n.edits import Edit
from i18n.evidence.pair import Pair
from i18n.evidence.problem import Problem

LIMIT = 20
"""Messages of one unit; a text with more of them is past listing."""

_ADDRESS = re.compile(
    r"(?<![A-Za-z0-9.%+_-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}+@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}"
)


def check(pair: Pair) -> Iterator[Problem]:
    """Yield the addresses of one side that are not on the other."""
    if "@" not in pair.unit.source and "@" not in pair.unit.target:
        return
    if not pair.unit.target.strip() or pair.credits:
        return
    source, target = (
        list(_ADDRESS.finditer(pair.unit.source)),
        list(_ADDRESS.finditer(pair.unit.target)),
    )
    missing, extra = _without(source, pair.unit.target), _without(target, pair.unit.source)
    if len(missing) == len(extra):
        for was, now in zip(missing, extra, strict=True):
            fix = (Edit(*now.span(), was[0]),)
            yield Problem(f"{was[0]} has become {now[0]}", (was.span(),), (now.span(),), fix)
        return
    for one in missing:
        yield Problem(f"{one[0]} is not in the translation", source=(one.span(),))
    for one in extra:
        yield Problem(f"{one[0]} is not in the source", target=(one.span(),))


def _without(found: list[re.Match[str]], text: str) -> list[re.Match[str]]:
    """Return the first of those found that are not in the text, in whatever case."""
    folded = text.casefold()
    return list(islice((one for one in found if one[0].casefold() not in folded), LIMIT))
