"""The press: publishes a project to a folder. The one entrance to this package for commands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, Protocol

from i18n.locales import Locale
from workflow.project import Article, Project
from workflow.publish import Rule, Status
from workflow.site import articles as pages
from workflow.site import indexes, manifest, versions
from workflow.site.folder import Folder
from workflow.site.manifest import Manifest
from workflow.site.run import Outcome, Run

Form = Literal["site", "source"]
Published = Literal["yes", "earlier", "draft"]

_SAID: Mapping[Status, Published] = {
    Status.PUBLISHED: "yes",
    Status.EARLIER: "earlier",
    Status.DRAFT: "draft",
}


class Progress(Protocol):
    """Passes items on while it shows how far a run is."""

    def __call__(self, items: Iterable[Any], label: str, length: int) -> Iterable[Any]: ...


def silent(items: Iterable[Any], label: str, length: int) -> Iterable[Any]:
    """Show nothing."""
    return items


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did. `folder` holds all it wrote; other paths are names in it.

    `written`: how many articles changed; `deleted`: files taken away; `places`: the index of
    each language and the first page of the site, or the folder of each language.
    """

    folder: Path
    outcomes: tuple[Outcome, ...]
    written: int
    deleted: tuple[str, ...]
    places: tuple[str, ...]


def publish(
    project: Project,
    articles: Iterable[Article] | None = None,
    locales: Iterable[Locale] | None = None,
    *,
    rule: Rule | None = None,
    output: Path | None = None,
    form: Form = "site",
    progress: Progress = silent,
) -> Report:
    """Publish articles in locales (by default all): localized files, their pages, the indexes.

    `form` "source" leaves the pages out, for a site that another program makes. The source language always goes out. `rule` and `output` stand in for those of the settings.
    Raises UserError when the folder cannot be used; what is wrong with one article is in the
    report, and does not keep the others back.
    """
    chosen = project.articles if articles is None else tuple(articles)
    wanted = (project.source, *(project.locales(()) if locales is None else locales))
    versions.refuse_collisions(project.articles)
    folder = Folder.of(project, output)
    folder.refuse(project)
    with project.lock_for("publish.lock"), project.stamps() as stamps:
        run = Run(project, folder, stamps, rule or project.settings.publish.rule)
        _enter(run, folder.manifest.files)  # the folder is ours from now on, come what may
        outcomes = list(versions.withdraw_removed(run))
        for article in progress(chosen, "articles", len(chosen)):
            outcomes.extend(versions.release(run, article, wanted))
        if form == "site":
            slugs = sorted({slug for slug, _ in run.entries})
            written = sum(pages.show(run, slug) for slug in progress(slugs, "pages", len(slugs)))
            names = indexes.show(run)
            places = (*names[1:-1], names[0])
        else:
            written = len({outcome.slug for outcome in outcomes if outcome.changed})
            names, places = (), _without_pages(run)
        deleted = tuple(_sweep(run, names))
        _enter(run, names)
    return Report(folder.root, tuple(outcomes), written, deleted, places)


def published(project: Project, output: Path | None = None) -> Mapping[tuple[str, str], Published]:
    """Return what is out, by slug and locale code."""
    entries = Folder.of(project, output).manifest.entries
    return {version: _SAID[entry.status] for version, entry in entries.items()}


def _without_pages(run: Run) -> tuple[str, ...]:
    """Enter the localized files alone, and return the folders they are in."""
    for version, entry in run.entries.items():
        run.entries[version] = replace(entry, files=(entry.source,))
    used = {code for _, code in run.entries}
    return tuple(locale.tag for code, locale in run.locales.items() if code in used)


def _sweep(run: Run, names: Sequence[str]) -> Iterator[str]:
    """Delete the files of the last manifest that nothing needs any more."""
    needed = {*names, *(file for entry in run.entries.values() for file in entry.files)}
    gone = {file for file in run.folder.manifest.all_files if file not in needed}
    return run.folder.remove(sorted(gone))


def _enter(run: Run, names: Sequence[str]) -> None:
    """Write the manifest, unless it says the same already."""
    after = Manifest(run.entries, tuple(sorted(names)))
    if after != run.folder.manifest or run.folder.read(manifest.FILE) is None:
        run.folder.keep(manifest.FILE, manifest.write(after))
