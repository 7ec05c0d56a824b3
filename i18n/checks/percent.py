"""A percentage stays one.

Where the source has `%` or `per cent`, the translation has a sign or a word for it: `%`,
`процент`, `пайыз`, `百分之`, `成`, `个百分点`. `50 per cent` may be a half. How many there are is not
counted: `from 5% to 7%` needs one word.

To mend it: put the sign.
"""

from collections.abc import Iterator
from fractions import Fraction

from i18n.checks.pair import Pair
from i18n.checks.problem import Problem
from i18n.values.grammar import grammar


def check(pair: Pair) -> Iterator[Problem]:
    """Yield a problem where the source has percentages, and the translation nothing of the kind."""
    percents = [value for value in pair.source.values if value.kind == "percent"]
    rules = grammar(pair.brief.target) if percents else None
    if rules is None or rules.percent.search(pair.target.prose.lower()):
        return
    amounts = {amount for value in pair.target.values for amount in value.amounts}
    for value in percents:
        if isinstance(value.amount, str) or Fraction(value.amount) / 100 not in amounts:
            yield Problem(f"{value.text}: no percentage in the translation", source=(value.span,))
            return
