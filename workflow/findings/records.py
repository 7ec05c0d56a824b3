"""Findings for programs, as JSON: a list of objects, one a finding."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from i18n.evidence.problem import Finding
from workflow.findings.told import Told, View

_UNSEEN = re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""What steers a terminal, breaks a line or cannot be printed, and that JSON may hold as it is."""


def render(told: Sequence[Told], view: View) -> Iterator[str]:
    """Yield the list, an object a line."""
    rows = [_row(each, one, view) for each in told for one in each.shown(view)]
    yield "["
    for number, row in enumerate(rows, 1):
        yield written(row) + ("," if number < len(rows) else "")
    yield "]"


def written(value: object, indent: int | None = None) -> str:
    """Return a value as JSON, with escapes for what is not seen."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _row(told: Told, finding: Finding, view: View) -> dict[str, Any]:
    unit, problem = finding.unit, finding.problem
    return {
        "path": told.place(view),
        "line": unit.line,
        "article": told.article,
        "locale": told.locale,
        "check": finding.check,
        "severity": finding.severity,
        "message": problem.message,
        "context": unit.context,
        "source": unit.source,
        "target": unit.target,
        "source_spans": problem.source,
        "target_spans": problem.target,
        "fix": [asdict(edit) for edit in problem.fix],
        "references": unit.references,
        "dismissed": finding.reason,
    }
