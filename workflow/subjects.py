"""Subjects: the catalogs to be checked, of a project's articles or any PO files."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from i18n import locales
from i18n.catalog import headers
from i18n.errors import Place, UserError
from i18n.languages import tags
from i18n.locales import Locale
from i18n.model import Brief, Catalog, Unit
from workflow import pofile
from workflow.inspection import brief_of
from workflow.pofile import Change
from workflow.project import Article, Project, po_time

Updated = tuple[Sequence[Unit], Sequence[Unit]]
"""The units of a catalog before and after."""


@dataclass(frozen=True)
class OfArticle:
    """The catalog of an article of the project."""

    project: Project
    of: Article
    locale: Locale

    @property
    def path(self) -> Path:
        return self.project.catalog_path(self.of, self.locale)

    @property
    def article(self) -> str:
        return self.of.slug

    @property
    def brief(self) -> Brief:
        return brief_of(self.project, self.locale)

    def read(self) -> Sequence[Unit]:
        """Return its units; none where there is no catalog yet."""
        catalog = self.project.catalog(self.of, self.locale)
        return catalog.units if catalog else ()

    def update(self, change: Change) -> Updated:
        """Change its units as they are on disk now."""
        if not self.path.exists():
            return (), ()

        def changed(catalog: Catalog | None) -> Catalog:
            before = catalog or Catalog(self.locale.code, (), ())
            after = replace(before, units=tuple(change(before.units)))
            return after if after == before else headers(after, PO_Revision_Date=po_time())

        before, after = self.project.update(self.of, self.locale, changed)
        return before.units if before else (), after.units


@dataclass(frozen=True)
class OfFile:
    """A PO file of any program; in a project, its terms are asked for."""

    path: Path
    locale: Locale
    source: str
    project: Project | None = None
    article: str = ""

    @property
    def brief(self) -> Brief:
        mine = self.project and self.project.source.code == self.source
        terms = self.project.terms(self.locale) if self.project and mine else ()
        return Brief(self.source, self.locale.code, terms=terms)

    def read(self) -> Sequence[Unit]:
        return pofile.read(self.path).units

    def update(self, change: Change) -> Updated:
        """Change its units as they are on disk now."""
        return pofile.update(self.path, change)


@dataclass(frozen=True)
class PassedOver:
    """A file in another language than those that are known, or asked for."""

    path: Path
    language: str


Subject = OfArticle | OfFile


def subjects(
    project: Project | None, names: Sequence[str], codes: Sequence[str]
) -> Iterator[Subject | PassedOver | UserError]:
    """Yield what is named, by article, file or folder; all of the project when nothing is.

    `codes` leave other languages out, and say that of a file that does not say it.
    What is wrong with one file is yielded in its place. Of a folder, files in languages that are
    not known are passed over. Raises UserError for what is not there.
    """
    for name in names or ("",):
        if project and (not name or not _is_file(project, name)):
            for article in project.select([name] if name else ()):
                for locale in project.locales(codes):
                    yield OfArticle(project, article, locale)
        else:
            for path in _files(Path(name)):
                yield from _of_path(project, path, codes, alone=path == Path(name))


def _is_file(project: Project, name: str) -> bool:
    """Whether a file or folder of catalogs is meant, and no article."""
    if name.endswith(".po"):
        return True
    known = {key for article in project.catalogued for key in (article.slug, article.path)}
    return name not in known and Path(name).is_dir()


def _files(path: Path) -> Sequence[Path]:
    if not path.is_dir():
        return [path]
    every = (one for one in path.rglob("*.po") if one.is_file())
    found = sorted(p for p in every if not any(n[0] == "." for n in p.relative_to(path).parts))
    if not found:
        raise UserError("no .po file in this folder", hint="name another", at=Place(str(path)))
    return found


def _of_path(
    project: Project | None, path: Path, codes: Sequence[str], *, alone: bool
) -> Iterator[Subject | PassedOver | UserError]:
    if project and (mine := _of_project(project, path)):
        if not codes or mine.locale in project.locales(codes):
            yield mine
        elif alone:
            yield PassedOver(path, mine.locale.code)
        return
    try:
        catalog = pofile.read(path)
        said = catalog.locale
        wanted = [_known(code) for code in codes]
        other = pofile.language(catalog)
        if not said and other and not alone and not wanted:
            yield PassedOver(path, other)
            return
        if not said and len(wanted) != 1:
            raise _unknown(path, other)
        locale = locales.get(said or wanted[0])
        if not wanted or locale.code in wanted:
            yield OfFile(path, locale, pofile.source(catalog), project)
        elif alone:
            yield PassedOver(path, locale.code)
    except UserError as error:
        yield error


def _unknown(path: Path, said: str) -> UserError:
    """The error for a file whose language is not known."""
    known = [code for code in locales.known() if code != "en"]
    what = "neither its header nor its name says a language that is known"
    return UserError(
        f"{what}, but {said!r}" if said else what,
        hint=f"say which it is with -l: {', '.join(known)}",
        at=Place(str(path)),
    )


def _of_project(project: Project, path: Path) -> OfArticle | None:
    """The catalog of the project at this path, if one of its articles and languages has it there."""
    within = Path(os.path.relpath(os.path.abspath(path), project.root))
    match within.parts:
        case ["locales", code, "LC_MESSAGES", *_] if code in project.settings.locales:
            slug = Path(*within.parts[3:]).with_suffix("").as_posix()
            (locale,) = project.locales([code])
            articles = (one for one in project.catalogued if one.slug == slug)
            return next((OfArticle(project, one, locale) for one in articles), None)
    return None


def _known(tag: str) -> str:
    return tags.code(tag) or locales.written(tag).code
