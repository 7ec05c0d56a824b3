"""No words of the source were left in the translation.

Machines and tired people leave a clause in English in the middle of a sentence. Names and titles
with capitals, the terms that the glossary keeps, and what stands in quotation marks or brackets
may stay; fewer than four words in a row are only mentioned.

To mend it: translate the words, or add the title to the glossary as a term to keep.
"""

import itertools
import re
from collections.abc import Iterator, Sequence

from i18n import keep
from i18n.evidence.loans import known
from i18n.evidence.pair import Pair
from i18n.evidence.problem import Problem, Severity
from i18n.punctuation import quotations

_GAP = re.compile(r"[ \u00a0,;:'’“”\"()\d%$£€.–-]{1,12}")
_MANY = 4
_LIST = 5
"""How many words in a row are a leftover, and how many are worth a word though all are names."""
_SMALL = re.compile(r"[a-z]{3,}")

Words = Sequence[re.Match[str]]


def check(pair: Pair) -> Iterator[Problem]:
    """Yield a problem for each run of words of the source in small letters."""
    same = pair.source.locale.script == pair.target.locale.script
    if same or not pair.target.latin or pair.unit.target == pair.unit.source or pair.astray:
        return
    source = pair.unit.source
    for run in _runs(pair.target.latin, pair.target.prose):
        words = [word[0] for word in run]
        prose = any(_left(word, source) for word in words) or _torn(words)
        if not prose and len(words) < _LIST:
            continue
        span = (run[0].start(), run[-1].end())
        phrase = pair.target.prose[slice(*span)]
        if any(phrase in term for term in pair.article.loans.kept) or _kept(pair, span):
            continue
        grave = prose and len(run) >= _MANY and _found(words, source) and not _quoted(pair, span)
        shown = phrase if len(phrase) <= 40 else phrase[:39] + "…"
        yield Problem(
            f"not translated: {shown}", target=(span,), severity=None if grave else Severity.INFO
        )


def _runs(words: Words, prose: str) -> Iterator[Words]:
    """Yield the words in Latin letters that have no others between them."""
    start = 0
    for place, word in enumerate(words):
        last = place + 1 == len(words)
        if last or not _GAP.fullmatch(prose, word.end(), words[place + 1].start()):
            yield words[start : place + 1]
            start = place + 1


def _left(word: str, source: str) -> bool:
    """Tell if a word is prose of the source, and no sign or unit."""
    small = _SMALL.fullmatch(word) is not None and word not in known().minor
    return small and word not in known().common and re.search(rf"\b{word}\b", source) is not None


def _torn(words: Sequence[str]) -> bool:
    """Tell if the words begin or end as no title or name does."""
    return len(words) >= _MANY and not known().loose.isdisjoint((words[0], words[-1]))


def _found(words: Sequence[str], source: str) -> bool:
    """Tell if most of the words follow each other in the source."""
    row = re.findall(r"[A-Za-z]+", source)
    mine = re.findall(r"[A-Za-z]+", " ".join(words))
    follow = set(itertools.pairwise(row))
    return sum(two in follow for two in itertools.pairwise(mine)) >= _MANY - 1


def _kept(pair: Pair, span: tuple[int, int]) -> bool:
    found = keep.find(pair.target.prose, pair.article.loans.kept)
    return any(a <= span[0] and span[1] <= b for a, b in found)


def _quoted(pair: Pair, span: tuple[int, int]) -> bool:
    """Tell if the words are in quotation marks or brackets that hold no more than them."""
    quoted = quotations.find(pair.target.prose).short
    return any(a < span[0] and span[1] <= b <= span[1] + 2 and span[0] - a <= 2 for a, b in quoted)
