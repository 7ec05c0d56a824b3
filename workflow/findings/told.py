"""What is told: the findings of a catalog with where they are, and how much of them to show."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from i18n.evidence.problem import Finding, Severity
from workflow.findings.excerpt import WIDTH

GRAVITY = {severity: place for place, severity in enumerate(Severity)}
"""The lower, the graver."""


@dataclass(frozen=True, slots=True)
class View:
    """How findings are told.

    `least` is the least grave shown, `root` the folder that paths start from. Of one check in one
    catalog `fold` are shown to people, 0 for all; of a long text `width` columns.
    """

    least: Severity = Severity.WARNING
    root: Path = Path()
    fold: int = 3
    width: int = WIDTH


@dataclass(frozen=True, slots=True)
class Told:
    """The findings in one catalog; `article` is the slug of its article, "" if it has none."""

    path: Path
    article: str
    locale: str
    findings: tuple[Finding, ...] = ()

    def place(self, view: View) -> str:
        """The path of the catalog, from the root if it is below."""
        path, root = os.path.abspath(self.path), os.path.abspath(view.root)
        inside = path.startswith(root.rstrip("/") + "/")
        return Path(os.path.relpath(path, root) if inside else path).as_posix()

    def shown(self, view: View) -> Iterator[Finding]:
        """Yield the findings grave enough to be shown, those that were dismissed as well."""
        return (one for one in self.findings if GRAVITY[one.severity] <= GRAVITY[view.least])


def standing(told: Sequence[Told], severity: Severity) -> int:
    """Count the findings of one severity that nobody dismissed."""
    return sum(one.stands and one.severity is severity for each in told for one in each.findings)
