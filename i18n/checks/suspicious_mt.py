"""Nothing that only a machine writes.

A model that found no end says the same again and again, repeats the sentence before, leaves marks
of its vocabulary (▁, @@, <unk>) or makes up an address. The rest of such a sentence is not to be
trusted either.

To mend it: translate the sentence again.
"""

import re
from collections.abc import Iterator

from i18n import sayings
from i18n.evidence.pair import Article, Pair
from i18n.evidence.problem import Problem
from i18n.loops import looped

_HOST = re.compile(r"(?:https?://|www\.)([A-Za-z0-9.-]{1,253})", re.IGNORECASE)
_WEB = re.compile(r"[wW][wW]{2}\.")
_MARKS = re.compile(r"[▁⁇@#<\[>_]")
_REPEATED = 12
"""How many characters of a sentence come twice in a row by chance no more."""

_FINAL = (".", "!", "?", "…", "。", "！", "？", "»", "”")
"""How a sentence ends; a heading does not, and the text below may begin with its words."""

Seen = Iterator[tuple[Pair, Problem]]


def check(article: Article) -> Seen:
    """Yield a problem for each sign of a machine gone astray."""
    before: Pair | None = None
    for pair in article.pairs:
        text = pair.unit.target
        if not text:
            continue
        if _MARKS.search(text):
            for problem in _debris(pair):
                yield pair, problem
        if "://" in text or _WEB.search(text):
            for problem in _address(pair):
                yield pair, problem
        if looped(text, pair.target.tokens) and not looped(pair.unit.source):
            yield pair, _whole(pair, "the translation says the same again and again")
        if before is not None and _repeats(before, pair):
            yield pair, _whole(pair, "the translation repeats the sentence before")
        before = pair


def _debris(pair: Pair) -> Iterator[Problem]:
    for match in sayings.known().debris.finditer(pair.unit.target):
        if match[0] not in pair.unit.source:
            yield Problem(f"{match[0]} is a mark of a model", target=(match.span(),))


def _address(pair: Pair) -> Iterator[Problem]:
    for match in _HOST.finditer(pair.unit.target):
        host = match[1].rstrip(".").casefold().removeprefix("www.")
        if host and host not in pair.article.source.casefold():
            yield Problem(f"the address {host} is not in the source", target=(match.span(1),))


def _repeats(before: Pair, pair: Pair) -> bool:
    one, two = before.unit.target, pair.unit.target
    if not _REPEATED <= len(one) <= len(two) or one not in two:
        return False
    same = one == two or one.endswith(_FINAL)
    return same and before.unit.source not in pair.unit.source


def _whole(pair: Pair, message: str) -> Problem:
    return Problem(message, target=((0, len(pair.unit.target)),))
