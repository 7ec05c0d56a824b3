"""Findings as JUnit's XML: a test suite a catalog, a test a finding; an error is a failure."""

import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from i18n.evidence.problem import Finding, Severity
from workflow.findings.told import Told, View
from workflow.reports import shown

_FOREIGN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to say: https://www.w3.org/TR/xml/#charsets"""


def render(told: Sequence[Told], view: View) -> Iterator[str]:
    """Yield the document; a catalog with nothing to show has one test, which passes."""
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<testsuites name="tilshi check">'
    for each in told:
        yield from _suite(each, list(each.shown(view)), view)
    yield "</testsuites>"


def _suite(told: Told, findings: Sequence[Finding], view: View) -> Iterator[str]:
    name = _attribute(told.place(view))
    failures = sum(one.stands and one.severity is Severity.ERROR for one in findings)
    skipped = sum(not one.stands for one in findings)
    counts = f'tests="{len(findings) or 1}" failures="{failures}" errors="0" skipped="{skipped}"'
    yield f" <testsuite name={name} {counts}>"
    if not findings:
        yield f'  <testcase classname={name} name="tilshi check"/>'
    for one in findings:
        label = _attribute(f"{one.check}, line {one.unit.line}: {one.problem.message}")
        yield f"  <testcase classname={name} name={label}>"
        yield f"   {_outcome(one)}"
        yield "  </testcase>"
    yield " </testsuite>"


def _outcome(one: Finding) -> str:
    message = _attribute(one.problem.message)
    texts = escape(_clean(f"{one.unit.source}\n{one.unit.target}"))
    if not one.stands:
        return f"<skipped message={_attribute(f'dismissed: {one.reason}')}/>"
    if one.severity is Severity.ERROR:
        return f'<failure type="{one.severity}" message={message}>{texts}</failure>'
    return (
        f"<system-out>{one.severity}: {escape(_clean(one.problem.message))}\n{texts}</system-out>"
    )


def _attribute(text: str) -> str:
    return quoteattr(_clean(text))


def _clean(text: str) -> str:
    return _FOREIGN.sub("\ufffd", "\n".join(map(shown, text.split("\n"))))
