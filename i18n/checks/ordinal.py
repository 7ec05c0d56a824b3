"""Ordinal numbers stay the same, and Kazakh ones are written as Kazakh has them.

`21st` may be `21-й`, `XXI`, `двадцать первый`, `21-`, `第21`. Where the translation has no such
number there is a warning. In Kazakh a hyphen after the digits is the ordinal's ending before its
noun: `5-сынып`, not `5-ші сынып`. That mends itself before nouns that have a number often, as a
grade, a year or a floor; elsewhere the ending may be right: `Ол 5-ші болды`.

To mend it: put the number of the source; in Kazakh take the ending out before a noun.
"""

import re
from collections.abc import Iterator
from functools import cache

from i18n.edits import Edit
from i18n.evidence.pair import Pair
from i18n.evidence.problem import Problem, Severity
from i18n.values.grammar import grammar


def check(pair: Pair) -> Iterator[Problem]:
    """Yield a problem for every ordinal that is missing or another, and for endings too many."""
    found = pair.difference
    for value in found.missing:
        if value.kind == "ordinal":
            yield Problem(f"{value.text} is not in the translation", source=(value.span,))
    for value, other in found.changed:
        if value.kind == "ordinal":
            yield Problem(
                f"{value.text} in the source, {other.text} in the translation",
                source=(value.span,),
                target=(other.span,),
            )
    yield from _endings(pair)


def _endings(pair: Pair) -> Iterator[Problem]:
    pattern = _superfluous(pair.brief.target)
    if pattern is None:
        return
    for found in pattern.finditer(pair.target.prose):
        yield Problem(
            f"{found[0].strip()}: the hyphen is the ending of the ordinal",
            target=(found.span(),),
            fix=(Edit(*found.span("ending"), ""),),
            severity=Severity.FIX,
        )


@cache
def _superfluous(code: str) -> re.Pattern[str] | None:
    """The pattern of an ordinal with an ending that a hyphen already stands for."""
    rules = grammar(code)
    return re.compile(rules.superfluous) if rules and rules.superfluous else None
