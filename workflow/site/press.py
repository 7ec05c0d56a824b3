"""The press: publishes a project to a folder. The one entrance to this package for commands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from i18n.locales import Locale
from workflow import settings
from workflow.names import names as called
from workflow.project import Article, Project
from workflow.publish import Rule
from workflow.site import articles, crew, file, manifest, search, shared
from workflow.site.edition import Edition, Names
from workflow.site.folder import Folder
from workflow.site.manifest import Entry, Manifest, Version
from workflow.site.metadata import sitemaps
from workflow.site.outcome import Outcome
from workflow.site.release import addresses, renames, versions
from workflow.site.run import Form, Run, digest
from workflow.stamps import stamp

NO_ADDRESS = (
    "no url in [site]: the site has no feeds and no sitemap, "
    "and search engines are not told of its languages"
)


class Progress(Protocol):
    """Passes items on while it shows how far a run is."""

    def __call__(self, items: Iterable[Any], label: str, length: int) -> Iterable[Any]: ...


def silent(items: Iterable[Any], label: str, length: int) -> Iterable[Any]:
    """Show nothing."""
    return items


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did. `folder` holds all it wrote; other paths are names in it.

    `written`: how many articles changed; `deleted`: files taken away; `places`: the home of
    each language and the first page of the site, or the folder of each language. `until` is when
    another run would do something though nothing has changed, in UTC and ISO 8601: an embargo
    ends, or yesterday's news is no more; empty for never. `problems` are what people should mend
    although all went out: a date that cannot be read, a broken picture.
    """

    folder: Path
    outcomes: tuple[Outcome, ...]
    written: int
    deleted: tuple[str, ...]
    places: tuple[str, ...]
    until: str = ""
    problems: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether an article or catalog could not be read."""
        return any(outcome.error for outcome in self.outcomes)


@dataclass(frozen=True, slots=True)
class Made:
    """What a form made of the versions: see Report; `names` are the files articles share."""

    written: int
    names: tuple[str, ...]
    places: tuple[str, ...]
    until: str = ""


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
    """Publish articles in locales (by default all): localized files, their pages, the lists.

    `form` "source" leaves the pages out, for a site that another program makes; "json" is that
    for programs that read no Markdown. The source language always goes out. `rule` and `output`
    stand in for those of the settings.
    Raises UserError when the folder cannot be used; what is wrong with one article is in the
    report, and does not keep the others back.
    """
    chosen = project.articles if articles is None else tuple(articles)
    folder = Folder.of(project, output)
    folder.refuse(project, form)
    with project.lock_for("publish.lock"), project.stamps() as stamps:
        run = Run(project, folder, stamps, rule, form)
        codes = _codes(run, project.locales(()) if locales is None else locales)
        folder.begin(project.state / f"publishing-{run.place}")
        _enter(run, folder.manifest.files)  # the folder is ours from now on, come what may
        renames.follow(run)
        outcomes = [*versions.withdraw_removed(run), *_release(run, chosen, codes, progress)]
        made = FORMS[form](run, outcomes, progress)
        names, deleted = _cleared(run, made.names)
        _enter(run, names)
        folder.end()
    until = min(filter(None, (made.until, *(one.until for one in outcomes))), default="")
    return Report(
        folder.root, tuple(outcomes), made.written, deleted, made.places, until, tuple(run.problems)
    )


def _codes(run: Run, locales: Iterable[Locale]) -> list[str]:
    """The locales to publish in: the source, the chosen ones, and the scripts made from those."""
    codes = [run.project.source.code, *(locale.code for locale in locales)]
    return [*codes, *(code for code, one in run.locales.items() if one.base in codes)]


@dataclass(frozen=True, slots=True)
class _Released:
    """What a worker did for one article, to be entered by the process that keeps the books."""

    outcomes: Sequence[Outcome]
    entries: Mapping[Version, Entry | None]
    stamps: Mapping[tuple[str, str], tuple[str, str]]


def _release(
    run: Run, chosen: Sequence[Article], codes: Sequence[str], progress: Progress
) -> Iterator[Outcome]:
    """Decide on each version; what has changed is shared out to workers."""
    known = [versions.known(run, article, codes) for article in chosen]
    changed = [article for article, one in zip(chosen, known, strict=True) if one is None]
    done = iter(crew.spread(partial(_released, run, codes), changed))
    for one in progress(known, "articles", len(known)):
        if one is not None:
            yield from one
            continue
        released = next(done)
        run.stamps.add(released.stamps)
        for key, entry in released.entries.items():
            if entry is None:
                run.entries.pop(key, None)
            else:
                run.entries[key] = entry
        yield from released.outcomes


def _released(run: Run, codes: Sequence[str], article: Article) -> _Released:
    outcomes = versions.release(run, article, codes)
    keys = [(article.slug, code) for code in codes]
    return _Released(outcomes, {key: run.entries.get(key) for key in keys}, run.stamps.taken())


def _site(run: Run, outcomes: Sequence[Outcome], progress: Progress) -> Made:
    """Make the pages; begin at the homes."""
    if not run.project.settings.site.url:
        run.problems.append(f"{settings.FILE}: {NO_ADDRESS}")
    addresses.assign(run)
    edition = Edition.of(run, _names(run))
    slugs = sorted(edition.table.by_slug)
    written = sum(progress(articles.show(edition, slugs), "pages", len(slugs)))
    edition = Edition.of(run, edition.names)  # with what the pages say of themselves
    names = file.write(run, shared.all_files(edition), edition.context)
    homes = (edition.home(code) for code in edition.groups.homes)
    until = sitemaps.news_until(edition.table, run.time) if edition.table.url else None
    return Made(
        written, names, (*homes, shared.FIRST), until.astimezone(UTC).isoformat() if until else ""
    )


def _names(run: Run) -> Mapping[str, Names]:
    """What the project calls things in each language that people translate into."""
    return {code: called(run.project, one) for code, one in run.locales.items() if not one.base}


def _source(run: Run, outcomes: Sequence[Outcome], _progress: Progress) -> Made:
    """Keep the localized files alone; they are in a folder for each language."""
    for version, entry in run.entries.items():
        run.entries[version] = replace(entry, files=(entry.source,))
    used = {code for _, code in run.entries}
    places = tuple(locale.tag for code, locale in run.locales.items() if code in used)
    return Made(len({outcome.slug for outcome in outcomes if outcome.changed}), (), places)


def _json(run: Run, _outcomes: Sequence[Outcome], progress: Progress) -> Made:
    """Make a record of each version, and a list of all."""
    from workflow.site import records  # noqa: PLC0415  it loads what makes pages

    edition = Edition.of(run, _names(run))
    slugs = sorted(edition.table.by_slug)
    written = sum(progress(articles.show(edition, slugs), "records", len(slugs)))
    edition = Edition.of(run, edition.names)
    names = file.write(run, [records.index(edition)], edition.context)
    return Made(written, names, names)


FORMS = {"site": _site, "source": _source, "json": _json}
"""What is made of the versions that are out, by the name of the form."""


def _cleared(run: Run, names: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Delete what nothing needs, then index what is left; return the shared files, and those gone."""
    searched = run.form == "site" and run.project.settings.site.search
    files = run.folder.manifest.files if searched else ()
    there = tuple(one for one in files if one.startswith(f"{search.INDEX}/"))
    gone = tuple(_sweep(run, (*names, *there)))
    return (*names, *(_indexed(run, there) if searched else ())), gone


def _indexed(run: Run, there: Sequence[str]) -> Sequence[str]:
    """Return the files of the index, which is made anew unless it is of the pages as they are."""
    pages = run.folder.paths(sorted(run.page(*key) for key in run.entries))
    state = digest(stamp(pages, run.context))
    known = run.stamps.get("search", run.place, state) is not None
    if known and all((run.folder.root / name).is_file() for name in there):
        return there
    names = search.index(run.folder)
    run.stamps.put("search", run.place, state)
    return names


def _sweep(run: Run, names: Sequence[str]) -> Iterator[str]:
    """Delete the files of the last manifest that nothing needs any more."""
    needed = {*names, *(file for entry in run.entries.values() for file in entry.files)}
    known = {*run.folder.manifest.all_files, *run.folder.unfinished}
    gone = {file for file in known if file not in needed}
    return run.folder.remove(sorted(gone))


def _enter(run: Run, names: Sequence[str]) -> None:
    """Write the manifest, unless it says the same already."""
    after = Manifest(run.entries, tuple(sorted(names)), run.moved, run.form)
    if after != run.folder.manifest or run.folder.read(manifest.FILE) is None:
        run.folder.enter(manifest.write(after))
