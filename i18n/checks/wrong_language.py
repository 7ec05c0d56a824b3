"""The translation is in its own language.

Catalogs get mixed up, and machines answer in the bigger neighbour: Russian where Kazakh was
asked for. The article as a whole is judged, and every sentence of five words or more, if it has words
of the other language: a short Kazakh sentence may well lack the letters that only Kazakh has.

To mend it: find the right translation, or translate again.
"""

from collections.abc import Iterator

from i18n import locales
from i18n.evidence.pair import Article, Pair
from i18n.evidence.problem import Problem
from i18n.evidence.strays import long

_SENTENCES = 2
"""How many translations make an article that is judged as a whole."""

Seen = Iterator[tuple[Pair, Problem]]


def check(article: Article) -> Seen:
    """Yield a problem for the article, at its first translation, and for each wrong sentence."""
    translated = [pair for pair in article.pairs if pair.unit.target.strip()]
    wrong = {pair.unit.key: found for pair in translated if (found := pair.astray)}
    if not wrong:
        return
    whole = _article(translated, wrong)
    if whole:
        yield translated[0], _problem(translated[0], "article", whole)
    for pair in translated[1:] if whole else translated:
        if pair.unit.key in wrong:
            yield pair, _problem(pair, "translation", wrong[pair.unit.key])


def _article(translated: list[Pair], wrong: dict[tuple[str, str], str]) -> str:
    """Return another language that more than half of the article is in."""
    judged = [pair for pair in translated if long(pair.target.prose)]
    size = sum(len(pair.unit.target) for pair in judged)
    astray = sum(len(pair.unit.target) for pair in judged if pair.unit.key in wrong)
    if len(translated) < _SENTENCES or 2 * astray <= size:
        return ""
    return max(wrong.values(), key=list(wrong.values()).count)


def _problem(pair: Pair, what: str, code: str) -> Problem:
    message = f"the {what} seems to be in {locales.get(code).name}"
    return Problem(message, target=((0, len(pair.unit.target)),))
