"""The glossary of a project: where its terms are used, and where a translation goes against it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from i18n.glossary.glossary import Glossary
from i18n.glossary.matcher import found
from i18n.glossary.usage import Misuse, misuses
from i18n.locales import Locale
from i18n.model import Brief, Unit
from workflow.extract import units
from workflow.pipeline import live
from workflow.project import Article, Project


@dataclass(frozen=True, slots=True)
class Misused:
    """A term misused in a translation, and which one it is."""

    article: Article
    locale: Locale
    unit: Unit
    misuse: Misuse


def uses(glossary: Glossary, sources: Iterable[str], source: Locale) -> Counter[str]:
    """Count in how many of the sentences each term stands."""
    counts: Counter[str] = Counter()
    for text in sources:
        counts.update({hit.term.source for hit in found(text, glossary.sources, source.code)})
    return counts


def sentences(project: Project, articles: Sequence[Article]) -> Iterator[str]:
    """Yield the sentences of the articles, one that stands twice in an article once."""
    for article in articles:
        yield from (unit.source for unit in units(project.document(article), article.path))


def misused(
    project: Project, articles: Sequence[Article], locales: Sequence[Locale]
) -> Iterator[Misused]:
    """Yield every misuse in the translations there are, whatever their state."""
    for article in articles:
        for locale in locales:
            brief = Brief(project.source.code, locale.code, terms=project.terms(locale))
            for unit in live(project.catalog(article, locale)):
                if unit.target:
                    for misuse in misuses(unit, brief):
                        yield Misused(article, locale, unit, misuse)
