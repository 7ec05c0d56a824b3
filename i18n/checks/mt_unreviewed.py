"""Somebody approved the translation.

A draft, whether a machine made it or a person left it marked as fuzzy, is nothing to print: a
machine writes fluent sentences that say something else. What came from other programs, with
neither a fuzzy mark nor a machine's, counts as a person's work. A machine's text whose fuzzy
mark somebody took off in another editor counts as approved too; that it stands just as the
machine wrote it is only said.

To mend it: read the draft beside its source, change what is wrong, and approve it.
"""

from collections.abc import Iterator

from i18n.evidence.pair import Pair
from i18n.evidence.problem import Problem, Severity
from i18n.model import State, Unit


def check(pair: Pair) -> Iterator[Problem]:
    """Yield a problem for a draft, and for a machine's text that was approved elsewhere."""
    unit = pair.unit
    if not unit.marks and not unit.fuzzy:
        return
    state = unit.state
    if state is State.DRAFT:
        yield Problem("nobody has approved this draft")
    elif state is State.NEEDS_WORK:
        wish = next(unit.marked("todo"))
        yield Problem(f"this draft waits for more work: {wish}")
    elif state is State.EXTERNAL and _by_machine(unit):
        message = "the fuzzy mark was taken off a machine's text, which is as it was"
        yield Problem(message, severity=Severity.INFO)


def _by_machine(unit: Unit) -> bool:
    return any(unit.hash in value.split() for value in unit.marked("mt"))
