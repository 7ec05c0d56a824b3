"""What a quotation mark opens, another one closes.

Readers lose track of who speaks when a mark is missing, or when both are the same: “слово“,
”слово“. A paragraph is read as a whole, for a quotation may run over several sentences; one that
goes on in the next paragraph has the source's word for it. In Russian and Kazakh one » may close
two quotations that end together; then the check only mentions it. Which marks a language
prefers is another check's business.

To mend it: add the mark that is missing, take away the one too many, or turn the one that
looks the wrong way.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from i18n.edits import Edit, Span
from i18n.evidence.pair import Pair
from i18n.evidence.problem import Problem, Severity
from i18n.punctuation import misquotes, quoting
from i18n.punctuation.misquotes import Fault
from i18n.punctuation.quoting import Text

LIMIT = 20
"""Messages of one passage; a text with more of them is past listing."""

_ANY = re.compile('["“”„‟«»‹›「」『』《》〈〉‘’]')


def check(passage: Sequence[Pair]) -> Iterator[tuple[Pair, Problem]]:
    """Yield what is wrong with the quotation marks of a passage, each in the unit where it is."""
    if not any(_ANY.search(pair.unit.target) for pair in passage):
        return
    if not all(pair.unit.target for pair in passage):
        return
    locale = passage[0].target.locale
    gap = locale.gap or "\u200b"
    prose = gap.join(pair.target.prose for pair in passage)
    manner = quoting.manner(locale.code)
    if misquotes.right(prose, manner):
        return
    text = Text(prose, bool(locale.gap), manner)
    found = misquotes.faults(text)
    if not found:
        return
    if carried := _carried(passage):
        found = misquotes.carried(found, text, carried)
    starts = _starts(passage, len(gap))
    for fault in found[:LIMIT]:
        yield _placed(fault, passage, starts)


def _carried(passage: Sequence[Pair]) -> int:
    """How many quotations of the source go on behind the passage, or began before it (negative)."""
    source = passage[0].source.locale
    prose = " ".join(pair.source.prose for pair in passage)
    text = Text(prose, bool(source.gap), quoting.manner(source.code))
    return quoting.surplus(text) + quoting.surplus_of_singles(prose)


def _starts(passage: Sequence[Pair], gap: int) -> list[int]:
    """Where the target of each pair starts in the passage."""
    starts = [0]
    for pair in passage[:-1]:
        starts.append(starts[-1] + len(pair.unit.target) + gap)
    return starts


def _placed(fault: Fault, passage: Sequence[Pair], starts: Sequence[int]) -> tuple[Pair, Problem]:
    """Return the fault as a problem of the unit that its first mark is in.

    Only what is in one unit can be mended.
    """
    number = bisect_right(starts, fault.spans[0][0]) - 1
    start, pair = starts[number], passage[number]
    end = start + len(pair.unit.target)
    spans: tuple[Span, ...] = tuple((a - start, b - start) for a, b in fault.spans if b <= end)
    fix = tuple(Edit(one.start - start, one.end - start, one.text) for one in fault.fix)
    if any(not 0 <= one.start <= one.end <= end - start for one in fix):
        fix = ()
    severity = Severity.INFO if fault.perhaps else None
    return pair, Problem(fault.message, target=spans, fix=fix, severity=severity)
