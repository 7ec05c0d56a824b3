"""Remembering: the memory of a project, brought up to date with its catalogs and TMX files."""

import filecmp
import os
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from i18n.errors import Place, UserError
from i18n.locales import Locale
from i18n.memory import open_memory
from i18n.memory.match import PART, Entry, Stats
from i18n.memory.memory import Memory
from i18n.memory.reader import Taken
from i18n.memory.tmx import read, write
from i18n.model import Unit
from workflow import __version__
from workflow.project import Article, Project
from workflow.stamps import stamp

FOLDER = "memory"
"""Where imported files are kept: they are work, and belong to what is committed."""

MOST = 10_000
"""Entries of a file that are put into the memory at once."""

Progress = Callable[[Iterable[Any], str, int], Iterator[Any]]


def memory_of(project: Project) -> Memory:
    """Open the memory of a project, as it was left.

    Where several share one, each goes by its title and its folder: every sample has one title.
    """
    settings, folder = project.settings, project.root.name
    name = f"{settings.site.title} ({folder})" if settings.site.title else folder
    where = settings.memory.url or project.state / "memory" / "entries.db"
    return open_memory(where, project=name, source=project.source.code)


def refresh(
    project: Project, memory: Memory, locales: Sequence[Locale], progress: Progress | None = None
) -> None:
    """Read every catalog and imported file that has changed since the memory saw it."""
    trust = project.settings.trust_external
    files = imported(project)
    for locale in locales:
        articles = project.translated(locale)
        known = memory.names(locale.code)
        kept = {article.slug for article in articles}
        kept |= {
            name for name in known if name.partition(PART)[0] in {_name(path) for path in files}
        }
        memory.forget(locale.code, kept)
        for article in _shown(progress, articles, locale.name):
            seen = stamp([project.catalog_path(article, locale)], str(trust))
            if not memory.knows(locale.code, article.slug, seen):
                units = _units(project, article, locale)
                memory.refresh(locale.code, article.slug, seen, units, trust_external=trust)
    for path in files:
        _refresh_file(project, memory, path, locales)


def imported(project: Project) -> list[Path]:
    """Return the imported files, by name."""
    return sorted((project.root / FOLDER).glob("*.tmx"))


def import_file(project: Project, path: Path) -> tuple[Path, Taken]:
    """Copy a TMX file into the project: what it has in the project's languages.

    Returns where it is now, and what was taken and left out. Raises UserError for what is not
    TMX, and when another file of that name was imported.
    """
    target = project.root / FOLDER / f"{path.stem}.tmx"
    count = Taken()
    tags = {locale.code: locale.tag for locale in project.locales(())}
    with path.open("rb") as file:
        entries = read(file, str(path), project.source, project.locales(()), count)
        rows = ((code, entry, "") for code, entry in entries)
        if not _replace(project, target, write(rows, project.source, tags, __version__)):
            what = "another file of this name was imported before"
            hint = "give the new one another name, or delete the old one first"
            raise UserError(what, hint=hint, at=Place(f"{FOLDER}/{target.name}"))
    return target, count


def export(
    project: Project, memory: Memory, path: Path, locales: Sequence[Locale]
) -> dict[str, int]:
    """Write everything approved or imported as TMX; return how many entries by locale."""
    counts = {locale.code: 0 for locale in locales}

    def rows() -> Iterator[tuple[str, Entry, str]]:
        for locale in locales:
            for entry, origin in memory.all(locale.code):
                counts[locale.code] += 1
                yield locale.code, entry, origin

    tags = {locale.code: locale.tag for locale in locales}
    _save(path, write(rows(), project.source, tags, __version__))
    return counts


def stats(project: Project, memory: Memory) -> list[Stats]:
    """Say what the memory holds by locale: those of the project as its settings name them first."""
    order = {code: at for at, code in enumerate(project.settings.locales)}
    return sorted(memory.stats(), key=lambda row: order.get(row.locale, len(order)))


def _refresh_file(project: Project, memory: Memory, path: Path, locales: Sequence[Locale]) -> None:
    """Put a file into the memory in parts; its first part, by which it is known, goes in last."""
    seen, name = stamp([path]), _name(path)
    missing = [locale for locale in locales if not memory.knows(locale.code, name, seen)]
    if not missing:
        return
    parts: dict[str, list[Entry]] = defaultdict(list)
    firsts: dict[str, list[Entry]] = {}
    written: dict[str, set[str]] = {locale.code: {name} for locale in missing}

    def close(code: str) -> None:
        entries = parts.pop(code, [])
        if code not in firsts:
            firsts[code] = entries
            return
        part = f"{name}{PART}{len(written[code]) + 1}"
        written[code].add(part)
        memory.put(code, part, seen, entries)

    with _readable(name), path.open("rb") as file:
        for code, entry in read(file, name, project.source, missing, Taken()):
            parts[code].append(entry)
            if len(parts[code]) == MOST:
                close(code)
    for locale in missing:
        close(locale.code)
        memory.put(locale.code, name, seen, firsts[locale.code])
        known = memory.names(locale.code)
        old = {part for part in known if part.startswith(f"{name}{PART}")} - written[locale.code]
        memory.forget(locale.code, set(known) - old)


def _name(path: Path) -> str:
    return f"{FOLDER}/{path.name}"


@contextmanager
def _readable(name: str) -> Iterator[None]:
    """What is no file, or a link that leads nowhere, as an error that says so."""
    try:
        yield
    except OSError as error:
        hint = "bring the file back, or take it out of the folder to forget what is in it"
        raise UserError(error.strerror or str(error), hint=hint, at=Place(name)) from error


def _replace(project: Project, target: Path, parts: Iterable[str]) -> bool:
    """Write a file that is not there yet; False, and nothing done, when another one is.

    It is made among the caches: what a killed run leaves is not where work is committed.
    """
    fresh = project.state / "import.tmx"
    with project.lock_for("import.lock"), _written(target):
        _save(fresh, parts)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.exists() or target.is_symlink():
                return target.is_file() and filecmp.cmp(target, fresh, shallow=False)
            shutil.move(fresh, target)
        finally:
            fresh.unlink(missing_ok=True)
    return True


def _save(path: Path, parts: Iterable[str]) -> None:
    """Write a file: whole, or not at all."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    with _written(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with temporary.open("w", encoding="utf-8", newline="") as file:
                file.writelines(parts)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        finally:
            with suppress(OSError):
                temporary.unlink()


@contextmanager
def _written(path: Path) -> Iterator[None]:
    """What the disk refuses, as an error at a path."""
    try:
        yield
    except OSError as error:
        hint = "mend that, or choose another place, then run it again"
        raise UserError(error.strerror or str(error), hint=hint, at=Place(str(path))) from error


def _shown(progress: Progress | None, articles: Sequence[Article], what: str) -> Iterator[Article]:
    return progress(articles, what, len(articles)) if progress else iter(articles)


def _units(project: Project, article: Article, locale: Locale) -> tuple[Unit, ...]:
    """The units of a catalog; none where it cannot be read: its own command says so."""
    try:
        catalog = project.catalog(article, locale)
    except UserError:
        return ()
    return catalog.units if catalog else ()
