"""Bases: the catalogs as they went out, so that changes of others are told from our own.

Every export is kept whole in `.tilshi/exports/`; it can be deleted. Of a copy that nobody
exported, the versions in git may tell what it was made of.
"""

import subprocess
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from i18n import catalog as catalogs
from i18n.catalog import headers
from i18n.errors import UserError
from i18n.locales import Locale
from i18n.model import Catalog
from workflow.approval.signoff import seal
from workflow.exchange.delivery import EXPORT
from workflow.exchange.merging.intake import REVISED, Delivery, Find
from workflow.exchange.merging.versions import Base, Incoming, Key, base_of
from workflow.project import Article, Project, write

REVISIONS = 10
"""How many versions of a catalog are asked of git: one a day is a fortnight's work."""
_PATIENCE = 10.0


def sent(catalog: Catalog) -> Catalog:
    """Return the catalog as it goes out: it says which export it is of."""
    name = seal(f"{unit.hash} {unit.fuzzy} {unit.notes}" for unit in catalog.units)
    return headers(catalog, **{EXPORT: name})


def keep(project: Project, article: Article, locale: Locale, catalog: Catalog) -> None:
    """Keep what goes out, so that it is known when it comes back."""
    name = dict(catalog.headers)[EXPORT]
    path = _folder(project, article, locale) / f"{_stem(article)}.{name}.po"
    if not path.exists():
        write(path, catalogs.write(catalog).encode())


def base(
    project: Project, article: Article, locale: Locale, delivery: Delivery
) -> tuple[Find, str | None]:
    """Return what tells the units as they went out, and when the header was revised then."""
    if delivery.rows:
        return by_hash(_exports(project, article, locale)), None
    for export in _exports(project, article, locale, delivery.export):
        return exactly(export), dict(export.headers).get(REVISED, "")
    return in_history(_revisions(project, article, locale)), None


def exactly(export: Catalog) -> Find:
    """Tell what went out by the one export that it is of."""
    went = {unit.key: unit for unit in export.units}

    def find(theirs: Incoming, _: str) -> Base | None:
        unit = went.get(theirs.key)
        return base_of(unit) if unit else None

    return find


def by_hash(exports: Iterable[Catalog]) -> Find:
    """Tell it by the newest export with the text of this hash; the hash alone if none has it."""
    went: dict[tuple[Key, str], Base] = {}
    for export in exports:
        for unit in export.units:
            went.setdefault((unit.key, unit.hash), base_of(unit))

    def find(theirs: Incoming, went_out: str) -> Base | None:
        return went.get((theirs.key, went_out), Base(went_out))

    return find


def in_history(revisions: Iterable[Catalog]) -> Find:
    """Tell it by earlier versions, the newest first.

    A text that was here is no news; nor is it known of another which of two it replaces.
    """
    went: dict[Key, list[Base]] = defaultdict(list)
    for revision in revisions:
        for unit in revision.units:
            went[unit.key].append(base_of(unit))

    def find(theirs: Incoming, _: str) -> Base | None:
        bases = went.get(theirs.key, [])
        alike = [one for one in bases if one.hash == theirs.hash]
        if alike:
            sure = len({one.fuzzy for one in alike}) == 1
            return alike[0] if sure else Base(theirs.hash, theirs.target, theirs.fuzzy)
        return bases[-1] if len({one.hash for one in bases}) == 1 else None

    return find


def _folder(project: Project, article: Article, locale: Locale) -> Path:
    return (project.state / "exports" / locale.code / article.slug).parent


def _stem(article: Article) -> str:
    return article.slug.rpartition("/")[2]


def _exports(
    project: Project, article: Article, locale: Locale, name: str | None = None
) -> Iterator[Catalog]:
    """The exports of a catalog, the newest first; only the one of that name."""
    folder, stem = _folder(project, article, locale), _stem(article)
    if not folder.is_dir():
        return
    kept = [p for p in folder.iterdir() if p.name.startswith(f"{stem}.") and p.suffix == ".po"]
    for path in sorted(kept, key=_age, reverse=True):
        mine = path.stem.removeprefix(f"{stem}.")
        if "." not in mine and name in (None, mine):
            try:
                text = catalogs.decode(path.read_bytes(), str(path))
                yield catalogs.parse(text, str(path), locale.code)
            except (OSError, UserError):  # damaged: then it is as if it had been deleted
                continue


def _age(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _revisions(project: Project, article: Article, locale: Locale) -> Iterator[Catalog]:
    """The last versions of a catalog in git, the newest first; none without git."""
    name = project.catalog_name(article, locale)
    log = _git(project.root, "log", f"-n{REVISIONS}", "--format=%H", "--", name)
    for commit in log.decode("ascii", "replace").split():
        data = _git(project.root, "show", f"{commit}:./{name}")
        try:
            yield catalogs.parse(catalogs.decode(data, name), name, locale.code)
        except UserError:
            continue


def _git(root: Path, *words: str) -> bytes:
    """What git says; nothing where there is none, or no checkout."""
    command = ["git", "--literal-pathspecs", "-C", str(root), *words]
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and no words of others but a path
            command, capture_output=True, check=False, timeout=_PATIENCE
        )
    except (OSError, subprocess.TimeoutExpired):
        return b""
    return done.stdout if done.returncode == 0 else b""
