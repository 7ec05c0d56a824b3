"""The glossary of a project: where its terms are used."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from i18n.glossary.glossary import Glossary
from i18n.glossary.matcher import found
from i18n.locales import Locale
from workflow.extract import units
from workflow.project import Article, Project


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
