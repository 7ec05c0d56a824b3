"""Findings as notes that GitHub puts beside the lines of a change.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from collections.abc import Iterator, Mapping, Sequence

from i18n.evidence.problem import Finding, Severity
from workflow.findings.told import Told, View, standing
from workflow.reports import count, shown

KINDS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.FIX: "notice",
    Severity.INFO: "notice",
}
_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = _DATA | {":": "%3A", ",": "%2C"}


def render(told: Sequence[Told], view: View) -> Iterator[str]:
    """Yield a command for each finding that nobody dismissed, and a line that counts them."""
    for each in told:
        yield from (_note(each, one, view) for one in each.shown(view) if one.stands)
    errors, warnings = (standing(told, one) for one in (Severity.ERROR, Severity.WARNING))
    yield f"{count(errors, 'error')}, {count(warnings, 'warning')}."


def _note(told: Told, finding: Finding, view: View) -> str:
    where = {
        "file": told.place(view),
        "line": str(max(finding.unit.line, 1)),
        "title": f"{finding.check} [{told.locale}]",
    }
    properties = ",".join(f"{key}={_escaped(value, _PROPERTY)}" for key, value in where.items())
    texts = (finding.problem.message, finding.unit.source, finding.unit.target)
    said = "\n".join(shown(text) for text in texts if text)
    return f"::{KINDS[finding.severity]} {properties}::{_escaped(said, _DATA)}"


def _escaped(text: str, escapes: Mapping[str, str]) -> str:
    lines = "\n".join(shown(line) for line in text.split("\n"))
    return "".join(escapes.get(character, character) for character in lines)
