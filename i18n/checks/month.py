"""Months survive translation.

The source says September and the translation October: this is seen in every case and form,
сентябрь and в сентябре, қыркүйек and қыркүйегінде, 9月 and 九月. A month that is merely left out,
or that only the translation names, is said for your information: a sentence can do without.
May, March, April and others that are words or people's names too count as months only where it
is plain that they are. Of a whole date that became another, the check of dates speaks.

To mend it: write the month of the source.
"""

from collections.abc import Iterator

from i18n.evidence.days import moved
from i18n.evidence.pair import Pair
from i18n.evidence.problem import Problem, Severity


def check(pair: Pair) -> Iterator[Problem]:
    """Yield a problem where a month is on one side only, or another month on the other."""
    if not pair.unit.target:
        return
    source = [one for one in pair.source.days if one.month]
    target = [one for one in pair.target.days if one.month]
    if not source and not target:
        return
    wrong = {one for both in pair.misdated for one in both}
    for gone, come in moved(source, target, lambda day: day.month):
        if gone in wrong or come in wrong:
            continue
        if gone and come:
            message, severity = f"the source says {gone.text}, the translation {come.text}", None
        elif gone:
            message, severity = f"{gone.text} is not in the translation", Severity.INFO
        elif come:
            message, severity = f"{come.text} is not in the source", Severity.INFO
        yield Problem(
            message,
            source=(gone.span,) if gone else (),
            target=(come.span,) if come else (),
            severity=severity,
        )
