"""The stages run over a project, article by article: what the commands share."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from i18n.locales import Locale
from i18n.model import Catalog, State, Unit
from workflow import review, sitewords
from workflow.extract import TERM, extract, units, with_terms
from workflow.project import WORDS, Article, Project, po_time
from workflow.stamps import Stamps, stamp

Changed = tuple[str, str]
"""The path of a catalog that changed, and what changed in it, for people."""


def extract_article(
    project: Project, article: Article, locales: Sequence[Locale], stamps: Stamps
) -> Iterator[Changed]:
    """Bring the catalogs of one article up to date, and yield those that changed.

    An article that was extracted before and whose files are untouched since is not read.
    """
    name = " ".join((article.slug, *(locale.code for locale in locales)))
    catalogs = [project.catalog_path(article, locale) for locale in locales]
    source = _source(project, article, stamps)
    if stamps.get("extract", name, stamp(catalogs, source)) is not None:
        return
    wanted = texts(project, article, stamps)
    with project.lock:
        updated = [update_catalog(project, article, wanted, locale) for locale in locales]
    for locale, (before, after) in zip(locales, updated, strict=True):
        if before != after:
            yield project.catalog_name(article, locale), _news(before, after)
    stamps.put("extract", name, stamp(catalogs, source))


def texts(project: Project, article: Article, stamps: Stamps) -> tuple[Unit, ...]:
    """Return an untranslated unit for each text of an article, or of the site's own words."""
    if article == WORDS:
        return sitewords.units(project, stamps)
    return tuple(units(project.document(article), article.path))


def _source(project: Project, article: Article, stamps: Stamps) -> str:
    """Return what changes when the texts of an article, or what is said of them, may have."""
    also = (sitewords.digest(project, stamps),) if article == WORDS else ()
    return stamp([project.root / article.path, project.glossary_path], project.reading, *also)


def update_catalog(
    project: Project, article: Article, wanted: Sequence[Unit], locale: Locale
) -> tuple[Catalog | None, Catalog]:
    """Bring one catalog up to date with its article, and return it before and after."""

    named = with_terms(wanted, project.terms(locale), project.source)

    def change(catalog: Catalog | None) -> Catalog:
        also = sitewords.added(catalog) if article == WORDS else ()
        return extract((*named, *also), article.path, catalog, project.source, locale, po_time())

    return project.update(article, locale, change)


def approve_article(
    project: Project, article: Article, locale: Locale, who: str
) -> tuple[Unit, ...]:
    """Approve every draft of a catalog in the reviewer's name, and return what was approved."""
    if project.catalog(article, locale) is None:
        return ()

    def change(catalog: Catalog | None) -> Catalog:
        return review.approve_all(catalog or Catalog(locale.code, (), ()), who, po_time())

    before, after = project.update(article, locale, change)
    known = set(live(before))
    return tuple(unit for unit in live(after) if unit not in known)


def states(catalog: Catalog | None) -> Counter[State]:
    """Count the live units of a catalog by state."""
    return Counter(unit.state for unit in live(catalog))


def live(catalog: Catalog | None) -> Iterable[Unit]:
    """The units of the article as it stands."""
    return (unit for unit in (catalog.units if catalog else ()) if not unit.obsolete)


def status(project: Project, article: Article, locale: Locale, stamps: Stamps) -> Counter[State]:
    """Count the units of one article in one locale; a catalog that is as it was is not read.

    Without a catalog, every text of the article is untranslated.
    """
    path = project.catalog_path(article, locale)
    name, seen = f"{locale.code}/{article.slug}", stamp([path, project.root / article.path])
    known = stamps.get("states", name, seen)
    if known is None:
        catalog = project.catalog(article, locale)
        fresh = () if catalog else texts(project, article, stamps)
        counts = states(catalog or Catalog(locale.code, (), fresh))
        known = " ".join(str(counts[state]) for state in State)
        if catalog or article != WORDS:  # whose texts are in other files than the one stamped
            stamps.put("states", name, seen, known)
    return Counter(dict(zip(State, map(int, known.split()), strict=True)))


def _news(before: Catalog | None, after: Catalog) -> str:
    """What an extraction changed, for people: `3 new, 1 stale, 1 no longer in the article`."""
    old = {unit.key for unit in live(before)}
    new = {unit.key for unit in live(after)}
    counts = {
        "new": len([u for u in live(after) if u.key not in old and u.state is State.UNTRANSLATED]),
        "stale": states(after)[State.STALE] - states(before)[State.STALE],
        "no longer in the article": len([u for u in after.units if u.obsolete and u.key in old]),
    }
    said = [f"{count} {what}" for what, count in counts.items() if count > 0]
    if said or old != new:
        return ", ".join(said) or "texts changed"
    what = "terms" if _term_hints(before) != _term_hints(after) else "places"
    return f"{what} brought up to date"


def _term_hints(catalog: Catalog | None) -> dict[tuple[str, str], list[str]]:
    """What translators are told of the terms of each unit."""
    return {
        unit.key: [hint for hint in unit.hints if hint.startswith(TERM)] for unit in live(catalog)
    }
