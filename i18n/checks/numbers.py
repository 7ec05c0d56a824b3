"""The numbers of the source are in the translation.

A changed year or amount is the costliest mistake of a translation, and the hardest for a tired
eye to see. Numbers are compared by what they say, not by how they are written: `1,500` may be
`1 500` or `полторы тысячи`, `2.4 million` `240 万`, `8 p.m.` `20:00` or `晚上8点`, `the 80s`
`80-е`, `21st` `XXI`. A measure may be converted: 30 yards may be 27 metres, with the unit there.
A number may have moved to the sentence before or after. Numbers in words below a thousand
may be left out. `-5 °C` is not `5 °C`, and `8 p.m.` is `8:00` only where something says that it is evening.
A passage with more figures than a sentence has is a table, and is not compared.

A year, a percentage or a sum of money that differs keeps the article from being published; of
other numbers there is a warning. What is read wrong may be let be with a reason.

To mend it: put the number of the source.
"""

from collections.abc import Iterator

from i18n.evidence.pair import Pair
from i18n.evidence.problem import Problem, Severity
from i18n.values.grammar import grammar
from i18n.values.reading import MOST
from i18n.values.value import Value

GRAVE = {"percent", "money"}
YEARS = range(1000, 2101)


def check(pair: Pair) -> Iterator[Problem]:
    """Yield a problem for every value that is missing or another one; those of ordinals aside."""
    yield from _half_days(pair)
    found = pair.difference
    if not (found.missing or found.changed):
        if _uncounted(pair):
            yield Problem("too many figures to compare", severity=Severity.INFO)
        return
    for value in found.missing:
        if value.kind != "ordinal":
            yield Problem(
                f"{value.text} is not in the translation",
                source=(value.span,),
                severity=_severity(value),
            )
    for value, other in found.changed:
        if value.kind != "ordinal":
            yield Problem(
                f"{value.text} in the source, {other.text} in the translation",
                source=(value.span,),
                target=(other.span,),
                severity=_turned(value, other) or _severity(value),
            )


def _half_days(pair: Pair) -> Iterator[Problem]:
    """Yield a problem for each time that is half a day off."""
    times = [value for value in pair.source.values if value.kind == "time" and not value.others]
    rules = grammar(pair.brief.target) if times else None
    if rules is None or rules.later.search(pair.target.prose.lower()):
        return
    there = {one.amount: one for one in pair.target.values if one.kind == "time"}
    for value in times:
        hour, _, minute = str(value.amount).partition(":")
        other = there.get(f"{int(hour) - 12:02}:{minute}")
        if other and not other.others and value.amount not in there:
            yield Problem(
                f"{value.text} in the source, {other.text} in the translation",
                source=(value.span,),
                target=(other.span,),
            )


def _turned(value: Value, other: Value) -> Severity | None:
    """A warning where a minus went; one that came may stand for `down`."""
    numbers = not isinstance(value.amount, str) and not isinstance(other.amount, str)
    if not numbers or value.amount != -other.amount:  # type: ignore[operator]
        return None
    return Severity.WARNING if other.amount > 0 else Severity.INFO  # type: ignore[operator]


def _uncounted(pair: Pair) -> bool:
    """Whether there is a table of figures on a side."""
    if len(pair.unit.source) + len(pair.unit.target) < MOST:
        return False
    return bool(pair.unit.target) and (pair.source.crowded or pair.target.crowded)


def _severity(value: Value) -> Severity | None:
    """An error for what must not be wrong; as in the row for the rest."""
    year = value.kind == "number" and value.text.isdecimal() and value.amount in YEARS
    return Severity.ERROR if year or value.kind in GRAVE else None
