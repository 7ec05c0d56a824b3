"""Dashes are dashes: ` — ` in Russian, ` – ` in Kazakh, `——` in Chinese.

A hyphen between two spaces is what a keyboard has, and what many machines write. In Kazakh both
dashes are in use: an article keeps the one it has most of, ` – ` if it has none yet.
Hyphens within words, ranges, scores, names and lists are left alone, and so are words with a
hyphen that was torn apart, such as `из - за`: those want a hyphen.
In Chinese a single dash between two clauses is doubled when the source has a dash as well: it may
join two places or dates, and then it is right.

To mend it: `tilshi check --fix`, or write the dash of the article.
"""

import re
from collections.abc import Iterator
from functools import partial

from i18n.evidence import changes
from i18n.evidence.pair import Article, Pair
from i18n.evidence.problem import Problem
from i18n.typography import dashes, wide
from i18n.typography.change import Change
from i18n.typography.conventions import Conventions, conventions

_SUSPECT = re.compile("[-−‐‑—–](?:(?<=[ \u00a0].)|(?<=[—–]))")
"""What a text with a dash to mend holds; hyphens inside words are none."""


def check(article: Article) -> Iterator[tuple[Pair, Problem]]:
    """Yield a problem for each text with other dashes than its language, or article, has."""
    rules = conventions(article.brief.target)
    if not rules.dash and not rules.wide:
        return
    several = len(rules.dashes) > 1
    texts = (pair.target.veiled for pair in article.pairs)
    dash = dashes.chosen(texts, rules) if several else rules.dash
    for pair in article.pairs:
        target = pair.unit.target
        if not _SUSPECT.search(target):
            continue
        joins = wide.parted(pair.unit.source) if rules.wide else 0
        find = partial(_changes, rules=rules, dash=dash, joins=joins)
        for problem in changes.found(pair, find):
            yield pair, problem


def _changes(text: str, rules: Conventions, dash: str, joins: int) -> Iterator[Change]:
    yield from dashes.find(text, rules, dash)
    yield from dashes.others(text, rules, dash)
    yield from wide.dashes(text, joins, rules)
