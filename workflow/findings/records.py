"""Findings for programs, as JSON: a list of objects, one a finding."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from i18n.checks.problem import Finding
from workflow.findings.told import Told, View


def render(told: Sequence[Told], view: View) -> Iterator[str]:
    """Yield the list, an object a line."""
    rows = [_row(each, one, view) for each in told for one in each.shown(view)]
    yield "["
    for number, row in enumerate(rows, 1):
        yield json.dumps(row, ensure_ascii=False) + ("," if number < len(rows) else "")
    yield "]"


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
