"""Remembering: the translation memory, fed from the catalogs of a project."""

from collections.abc import Iterable

from i18n.errors import UserError
from i18n.locales import Locale
from i18n.memory import Memory
from i18n.model import Unit
from workflow.project import Article, Project
from workflow.stamps import stamp


def remember(project: Project, locales: Iterable[Locale]) -> Memory:
    """Return the memory, brought up to date with every catalog of the project."""
    memory = Memory(project.state / "memory.db")
    trust = project.settings.trust_external
    for locale in locales:
        articles = project.translated(locale)
        memory.forget(locale.code, {article.slug for article in articles})
        for article in articles:
            seen = stamp([project.catalog_path(article, locale)], str(trust))
            if not memory.knows(locale.code, article.slug, seen):
                units = _units(project, article, locale)
                memory.refresh(locale.code, article.slug, seen, units, trust_external=trust)
    return memory


def _units(project: Project, article: Article, locale: Locale) -> tuple[Unit, ...]:
    """The units of a catalog; none where it cannot be read: its own command says so."""
    try:
        catalog = project.catalog(article, locale)
    except UserError:
        return ()
    return catalog.units if catalog else ()
