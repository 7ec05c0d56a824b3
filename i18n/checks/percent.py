"""A percentage stays one.

Where the source has `%` or `per cent`, the translation has a sign or a word for it: `%`,
`процент`, `пайыз`, `百分之`, `成`, `个百分点`. `50 per cent` may be a half. How many there are is not
counted: `from 5% to 7%` needs one word. Percentage points that are per cent in the translation, or
the other way round, are only mentioned.

To mend it: put the sign.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from i18n.evidence.pair import Pair
from i18n.evidence.problem import Problem, Severity
from i18n.values.grammar import grammar
from i18n.values.value import Value


def check(pair: Pair) -> Iterator[Problem]:
    """Yield a problem where the source has percentages, and the translation nothing of the kind."""
    percents = [value for value in pair.source.values if value.kind == "percent"]
    rules = grammar(pair.brief.target) if percents else None
    if rules is None:
        return
    prose = pair.target.prose.lower()
    if rules.percent.search(prose):
        yield from _points(pair, percents, prose)
        return
    amounts = {amount for value in pair.target.values for amount in value.amounts}
    for value in percents:
        if isinstance(value.amount, str) or Fraction(value.amount) / 100 not in amounts:
            yield Problem(f"{value.text}: no percentage in the translation", source=(value.span,))
            return


def _points(pair: Pair, percents: Sequence[Value], prose: str) -> Iterator[Problem]:
    """Yield a problem where one side has percentage points, and the other per cent only."""
    ours, theirs = grammar(pair.brief.source), grammar(pair.brief.target)
    if ours is None or theirs is None:
        return
    there, here = ours.points.search(pair.source.prose.lower()), theirs.points.search(prose)
    if bool(there) == bool(here):
        return
    side = "source" if there else "translation"
    yield Problem(
        f"only the {side} has percentage points",
        source=(there.span(),) if there else (percents[0].span,),
        target=(here.span(),) if here else (),
        severity=Severity.INFO,
    )
