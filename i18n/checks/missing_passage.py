"""Nothing of the article is missing.

A sentence may be cut in two or joined with the next, so a single short one says little. Over a
whole paragraph, or a whole article, lengths even out: a paragraph of three sentences of which one
is gone stands out, and an article of which a fifth is gone. What is only short is mentioned.

To mend it: compare the paragraph with its source, and translate what is missing.
"""

from collections.abc import Iterator, Sequence

from i18n.evidence import lengths
from i18n.evidence.pair import Article, Pair
from i18n.evidence.problem import Problem, Severity

_PASSAGE = 150
_ARTICLE = 1500
"""How many characters of the source make a ratio of lengths say something."""

Seen = Iterator[tuple[Pair, Problem]]


def check(article: Article) -> Seen:
    """Yield a problem at the first sentence of a passage or an article that is too short."""
    translated = [pair for pair in article.pairs if pair.target.text.strip()]
    if not translated:
        return
    bounds = lengths.known().get(translated[0].target.locale.code)
    if bounds is None:
        return
    ratio = _ratio(translated, _ARTICLE)
    if ratio is not None and ratio < bounds.article:
        yield translated[0], _problem(translated[0], "the article is too short: a part is missing")
    for passage in article.passages:
        if len(passage) > 1 and all(pair.target.text.strip() for pair in passage):
            yield from _passage(passage, *bounds.passage)


def _passage(passage: Sequence[Pair], certain: float, perhaps: float) -> Seen:
    """Passages of two sentences and more; one alone is for the check of lengths."""
    ratio = _ratio(passage, _PASSAGE)
    if ratio is None or ratio >= perhaps:
        return
    if ratio < certain:
        yield passage[0], _problem(passage[0], "the passage is too short: a part is missing")
    else:
        message = "the passage is short: see that nothing is missing"
        yield passage[0], _problem(passage[0], message, Severity.INFO)


def _ratio(pairs: Sequence[Pair], least: int) -> float | None:
    source = sum(lengths.measured(pair.source) for pair in pairs)
    return sum(map(lengths.translated, pairs)) / source if source >= least else None


def _problem(pair: Pair, message: str, severity: Severity | None = None) -> Problem:
    return Problem(message, target=((0, len(pair.target.text)),), severity=severity)
