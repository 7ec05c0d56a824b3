"""Findings as SARIF 2.1.0, which code hosts and editors read.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from i18n.checks import CHECKS, Row, manual
from i18n.evidence.problem import Finding, Severity
from workflow import __version__
from workflow.findings.records import written
from workflow.findings.told import Told, View

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.FIX: "note",
    Severity.INFO: "note",
}


def render(told: Sequence[Told], view: View) -> Iterator[str]:
    """Yield the log: one run, whose rules are all the checks there are."""
    driver = {
        "name": "tilshi",
        "semanticVersion": __version__,
        "rules": [_rule(name, row) for name, row in CHECKS.items()],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, one, view) for each in told for one in each.shown(view)],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    yield from written(log, indent=1).split("\n")


def _rule(name: str, row: Row) -> dict[str, Any]:
    text = manual(name)
    return {
        "id": name,
        "shortDescription": {"text": text.partition("\n")[0]},
        "fullDescription": {"text": " ".join(text.partition("To mend it:")[0].split())},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"level": LEVELS[row.severity]},
    }


def _result(told: Told, finding: Finding, view: View) -> dict[str, Any]:
    unit, problem = finding.unit, finding.problem
    region = {"startLine": max(unit.line, 1), "snippet": {"text": unit.target}}
    dismissed = {"kind": "inSource", "justification": finding.reason or "no reason given"}
    return {
        "ruleId": finding.check,
        "ruleIndex": list(CHECKS).index(finding.check),
        "level": LEVELS[finding.severity],
        "message": {"text": problem.message},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(told.place(view))},
                    "region": region,
                }
            }
        ],
        "partialFingerprints": {"finding/v1": _fingerprint(told, finding)},
        # All results of a run have this, or none (3.27.23).
        "suppressions": [] if finding.stands else [dismissed],
        "properties": {
            "locale": told.locale,
            "article": told.article,
            "source": unit.source,
            "target": unit.target,
            "sourceSpans": problem.source,
            "targetSpans": problem.target,
        },
    }


def _uri(place: str) -> str:
    return Path(place).as_uri() if place.startswith("/") else quote(os.fsencode(place))


def _fingerprint(told: Told, finding: Finding) -> str:
    """What stays the same while lines move: of the sentence and what is said of it."""
    unit = finding.unit
    parts = (finding.check, told.locale, unit.context, unit.source, finding.problem.message)
    return hashlib.sha256("\x04".join(parts).encode(errors="replace")).hexdigest()
