"""Manuals: what the checks say of themselves, listed, and written into the documentation.

`python -m workflow.manuals` brings docs/checks.md up to date.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from i18n.checks import CHECKS, manual
from workflow.inspection import chosen
from workflow.reports import lines
from workflow.settings import Checks

DOCUMENT = Path("docs/checks.md")
BEGIN = "<!-- checks: from here on written by `make docs` -->"


def listed(checks: Checks | None = None) -> Iterator[str]:
    """Yield a table of the checks, with how grave the settings take them to be."""
    checks = checks or Checks()
    made = set(chosen(checks))
    rows = [
        {
            "check": name,
            "severity": checks.severity.get(name, str(row.severity)) if name in made else "off",
            "what": headline(name),
        }
        for name, row in CHECKS.items()
    ]
    return lines(rows, ("check", "severity", "what"))


def headline(name: str) -> str:
    """The first sentence of a manual."""
    return " ".join(manual(name).partition("\n\n")[0].split())


def reference() -> str:
    """Return the manuals as a part of a document, one sentence a line as far as that is known."""
    parts = [f"## All checks\n\n{len(CHECKS)} checks, in the order of reports."]
    for name, row in CHECKS.items():
        kind = f"{row.severity}, typographic" if row.typographic else str(row.severity)
        parts.append(f"### `{name}`\n\n*{kind}*\n\n{manual(name)}")
    return "\n\n".join(parts) + "\n"


def written(document: str) -> str:
    """Return the document with its list of checks as it has to be."""
    return f"{document.partition(BEGIN)[0]}{BEGIN}\n\n{reference()}"


if __name__ == "__main__":
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENT
    path.write_text(written(path.read_text("utf-8")), "utf-8")
