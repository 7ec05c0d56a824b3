"""Feet, miles and pounds are converted.

Readers who grew up with metres have to guess what 30 yards are. This is only said: some houses
keep the units of the source, and a quotation may.

To mend it: give the metric figure, instead or in brackets.
"""

from collections.abc import Iterator

from i18n.evidence.pair import Pair
from i18n.evidence.problem import Problem
from i18n.values.conversion import UNITS, imperial


def check(pair: Pair) -> Iterator[Problem]:
    """Yield a problem for every imperial measure, unless the translation has a metric one."""
    kept = [value for value in pair.target.values if imperial(value)]
    if not kept:
        return
    metric = {
        UNITS[one.unit].dimension
        for one in pair.target.values
        if one.unit in UNITS and UNITS[one.unit].metric
    }
    said = {UNITS[one.unit].dimension for one in pair.source.values if imperial(one)}
    for value in kept:
        # 节 is a knot, and a part of a match
        if UNITS[value.unit].dimension in said - metric:
            yield Problem(f"{value.text} is not converted", target=(value.span,))
