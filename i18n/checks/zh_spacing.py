"""An article sets its Latin words and figures one way: with spaces around them, or without.

Both are seen in print. A page sets the gap by itself (`text-autospace`), so where an article is
undecided it is to have no spaces typed. Letters and figures are counted apart.

To mend it: `tilshi check --fix`, or take the spaces out, or put them in, all over the article.
"""

from collections.abc import Iterator
from functools import partial

from i18n.evidence import changes
from i18n.evidence.pair import Article, Pair
from i18n.evidence.problem import Problem
from i18n.typography import autospace
from i18n.typography.conventions import conventions


def check(article: Article) -> Iterator[tuple[Pair, Problem]]:
    """Yield a problem for each text that is set another way than most of the article."""
    if not conventions(article.brief.target).wide:
        return
    ways = autospace.ways(pair.target.veiled for pair in article.pairs)
    if not ways:
        return
    for pair in article.pairs:
        for problem in changes.found(pair, partial(autospace.find, ways=ways)):
            yield pair, problem
