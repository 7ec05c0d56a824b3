"""The summary of a build: what came of it, for programs, and for the next build to go by.

A build that left nothing to do is remembered with a survey of all that it reads and writes. While
both are as they were, the next one has nothing to do, and says so without opening a file.
"""

import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workflow import settings
from workflow.approval.rules import Reason
from workflow.project import Project, now
from workflow.publish import Status
from workflow.site.outcome import Outcome
from workflow.stamps import Stamps, program
from workflow.survey import survey

if TYPE_CHECKING:
    from workflow.site.press import Report

OUT = frozenset({Status.PUBLISHED})
"""Of a version with this status there is nothing to say."""


def summary(
    report: "Report", *, catalogs: int = 0, errors: int = 0, warnings: int = 0, ok: bool = True
) -> dict[str, Any]:
    """Return what came of a build, as JSON has it; `catalogs` is how many of them changed.

    Versions that are simply out are counted; of all others it says what they wait for.
    """
    outcomes = report.outcomes
    return {
        "ok": ok and not report.failed,
        "catalogs_changed": catalogs,
        "errors": errors,
        "warnings": warnings,
        "folder": os.path.relpath(report.folder),
        "articles_changed": report.written,
        "files_deleted": list(report.deleted),
        "pages": list(report.places),
        "versions": dict(sorted(Counter(str(one.status) for one in outcomes).items())),
        "problems": list(report.problems),
        "waiting": [_row(one) for one in outcomes if one.status not in OUT],
        "changes_at": report.until,
    }


def waiting(said: Mapping[str, Any]) -> Iterator[Outcome]:
    """Yield the outcomes that a summary tells of."""
    for row in said["waiting"]:
        reasons = tuple(Reason(one["code"], one["count"], one["detail"]) for one in row["reasons"])
        yield Outcome(
            row["article"],
            row["locale"],
            Status(row["status"]),
            errors=row["errors"],
            reasons=reasons,
            correction_pending=row["correction_pending"],
            until=row["until"],
        )


class Last:
    """The last run of a command with these wishes, if it left nothing to do.

    `output` is the folder it writes to, that of the settings by default.
    """

    def __init__(
        self, project: Project, stamps: Stamps, wishes: object, output: Path | None = None
    ) -> None:
        self.stamps = stamps
        self.output = output or project.root / project.settings.publish.output
        self.name = repr((wishes, str(self.output)))
        top = project.root
        # A survey does not go into links to folders; who keeps these elsewhere links to them.
        self.sources = [
            *(top / name for name in ("articles", "locales", settings.FILE)),
            project.glossary_path,
            *(project.theme / name for name in ("", "templates", "static")),
        ]
        codes = project.settings.locales
        catalogs = (top / "locales" / code / "LC_MESSAGES" for code in codes)
        self.sources += [one for one in catalogs if one.is_symlink() or one.parent.is_symlink()]
        self.before = survey(self.sources)

    def summary(self) -> dict[str, Any] | None:
        """Return its summary; None when something has changed, or would by itself."""
        known = self.stamps.get("build", self.name, self._stamp())
        said: dict[str, Any] | None = json.loads(known) if known else None
        if said and said["changes_at"] and said["changes_at"] <= _now():
            return None
        return said

    def remember(self, said: Mapping[str, Any]) -> None:
        """Remember a run that did all there was to do, unless somebody saved something meanwhile."""
        if said["ok"] and survey(self.sources) == self.before:
            quiet = {**said, "catalogs_changed": 0, "articles_changed": 0, "files_deleted": []}
            self.stamps.put("build", self.name, self._stamp(), json.dumps(quiet))

    def _stamp(self) -> str:
        return f"{program()} {self.before} {survey([self.output])}"


def _row(one: Outcome) -> dict[str, Any]:
    return {
        "article": one.slug,
        "locale": one.locale,
        "status": str(one.status),
        "errors": one.errors,
        "reasons": [{**asdict(reason), "text": str(reason)} for reason in one.reasons],
        "correction_pending": one.correction_pending,
        "until": one.until,
        "error": str(one.error) if one.error else "",
    }


def is_translated(said: Mapping[str, Any]) -> bool:
    """Whether no sentence is left that an engine, or a memory, may have an answer to next time."""
    reasons = (reason["code"] for row in said["waiting"] for reason in row["reasons"])
    return "untranslated" not in reasons


def _now() -> str:
    return datetime(*now()[:6], tzinfo=UTC).isoformat()
