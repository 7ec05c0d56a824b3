"""No word stands twice in a row.

A doubled word is what a change leaves behind. Pairs with a hyphen (чуть-чуть, жан-жақ) and words
that are said twice on purpose pass, and so does a name (Duran Duran). Where the source says a
word twice too, it is only mentioned. In Chinese, which doubles words itself (看看, 研究研究), three
characters or more count.

To mend it: take one away; the fix does.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice, pairwise
from operator import eq
from pathlib import Path

from i18n.edits import Edit
from i18n.evidence.pair import Pair
from i18n.evidence.problem import Problem, Severity

DATA = Path(__file__).parents[1] / "data" / "repeats.toml"
_WORDS = re.compile(
    r"(?<![\w'’ʼ.-])([^\W\d_]{1,40}(?:[ \u00a0][^\W\d_]{1,40}){0,2})([ \u00a0]+\1)(?![\w'’ʼ-])",
    re.IGNORECASE,
)
_MOST = 10
"""More of one kind in one text are not worth their lines."""
_HAN_LEAST = 3
_HAN = re.compile(rf"([\u4e00-\u9fff]{{{_HAN_LEAST},12}})(\1)")


def check(pair: Pair) -> Iterator[Problem]:
    """Yield a problem for words doubled in the translation only."""
    target = pair.target
    unspaced = not target.locale.gap
    tokens = target.tokens
    least = _HAN_LEAST if unspaced else 1
    if len(tokens) - len(set(tokens)) < least or not (unspaced or _perhaps(tokens)):
        return
    pattern = _HAN if unspaced else _WORDS
    doubled = None
    for match in islice(pattern.finditer(target.prose), _MOST):
        phrase = match[1]
        if len(set(phrase)) == 1 and len(phrase) > 1:
            continue
        if phrase.casefold() in _allowed(target.locale.code):
            continue
        doubled = _doubled(pair.source.prose) if doubled is None else doubled
        if doubled and phrase[0].isupper():
            continue
        yield Problem(
            f"{phrase} stands twice",
            target=(match.span(2),),
            fix=() if doubled else (Edit(*match.span(2), ""),),
            severity=Severity.INFO if doubled else None,
        )


def _perhaps(words: Sequence[str]) -> bool:
    """Tell quickly if a word comes again at once, or two words somewhere."""
    return True in map(eq, words, words[1:]) or len(set(pairwise(words))) < len(words) - 1


@cache
def _allowed(code: str) -> frozenset[str]:
    return frozenset(tomllib.loads(DATA.read_text("utf-8")).get(code, "").split())


def _doubled(source: str) -> bool:
    return re.search(r"(?i)\b([^\W\d_]{1,40})[ ,-]{1,2}\1\b", source) is not None
