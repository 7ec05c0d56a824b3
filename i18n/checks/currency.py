"""Money stays in its currency.

Every currency of the source's sums (`$5`, `£2m`, `300 euros`) is named in the translation, by a
sign, a word or a code. Another one instead is an error, none at all a warning.

To mend it: name the currency of the source.
"""

from collections.abc import Iterator

from i18n.evidence.pair import Pair
from i18n.evidence.problem import Problem, Severity
from i18n.values.grammar import grammar
from i18n.values.value import Value

YEN_OR_YUAN = {"CNY", "JPY"}
"""¥ is the sign of both."""
WEIGHTS = {"kg", "lb", "t", "g", "st", "oz"}


def check(pair: Pair) -> Iterator[Problem]:
    """Yield a problem for every currency that the translation has no mention of."""
    sums = [value for value in pair.source.values if value.kind == "money"]
    rules = grammar(pair.brief.target) if sums else None
    if rules is None:
        return
    text = pair.target.prose.lower()
    named = {code for code, pattern in rules.currencies.items() if pattern.search(text)}
    if named & YEN_OR_YUAN:
        named |= {one.unit for one in sums if one.unit in YEN_OR_YUAN and "¥" in one.text}
    ours = {value.unit for value in sums}
    for value in {value.unit: value for value in reversed(sums)}.values():
        if value.unit in named or value.unit not in rules.currencies or _weight(value, pair):
            continue
        yield _problem(value, pair, named - ours)


def _weight(value: Value, pair: Pair) -> bool:
    """Whether pounds are no money."""
    return "pound" in value.text and any(one.unit in WEIGHTS for one in pair.target.values)


def _problem(value: Value, pair: Pair, others: set[str]) -> Problem:
    other = next((o for o in pair.target.values if o.kind == "money" and o.unit in others), None)
    if other is None:
        return Problem(
            f"{value.text}: {value.unit} is not in the translation",
            source=(value.span,),
            severity=Severity.WARNING,
        )
    return Problem(
        f"{value.text} in the source, {other.text} in the translation",
        source=(value.span,),
        target=(other.span,),
    )
