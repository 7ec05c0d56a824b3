"""The standing of a site: what is out as of the last run, by its manifest."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from workflow.project import Project
from workflow.publish import Status
from workflow.site.folder import Folder
from workflow.site.manifest import Version

Published = Literal["yes", "earlier", "draft"]

_SAID: Mapping[Status, Published] = {
    Status.PUBLISHED: "yes",
    Status.EARLIER: "earlier",
    Status.DRAFT: "draft",
}


def published(project: Project, output: Path | None = None) -> Mapping[Version, Published]:
    """Return what is out, by slug and locale code."""
    entries = Folder.of(project, output).manifest.entries
    return {version: _SAID[entry.status] for version, entry in entries.items()}


def uncorrected(project: Project, output: Path | None = None) -> frozenset[Version]:
    """Return the versions that lack a correction which their article has, out or not."""
    entries = Folder.of(project, output).manifest.entries
    source = project.source.code
    wanted = {slug: one.correction for (slug, code), one in entries.items() if code == source}
    return frozenset(
        (slug, code)
        for slug, correction in wanted.items()
        for code in project.settings.locales
        if correction
        and ((slug, code) not in entries or entries[slug, code].correction != correction)
    )
