"""Days of the week survive translation.

The source says Monday and the translation Tuesday: an error that few readers forgive. A day that
is merely left out, or that only the translation names, is said for your information: news drops
the day where the reader knows it. Names such as Black Friday or Saturday Night Live are no days,
and 每周三次 (three times a week) is no Wednesday.

To mend it: write the day of the source.
"""

from collections.abc import Iterator

from i18n.evidence.days import moved
from i18n.evidence.pair import Pair
from i18n.evidence.problem import Problem, Severity


def check(pair: Pair) -> Iterator[Problem]:
    """Yield a problem where a weekday is on one side only, or another on the other."""
    if not pair.unit.target:
        return
    source = [one for one in pair.source.days if one.weekday is not None]
    target = [one for one in pair.target.days if one.weekday is not None]
    if not source and not target:
        return
    for gone, come in moved(source, target, lambda day: day.weekday):
        if gone and come:
            message = f"the source says {gone.text}, the translation {come.text}"
        else:
            message = (
                f"{gone.text} is not in the translation"
                if gone
                else f"{come.text if come else ''} is not in the source"
            )
        yield Problem(
            message,
            source=(gone.span,) if gone else (),
            target=(come.span,) if come else (),
            severity=Severity.ERROR if gone and come else Severity.INFO,
        )
