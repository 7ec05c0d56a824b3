"""A name is written one way all through an article.

A person who is Каллахан in one paragraph and Каллаган in the next is two people to a reader. The
check takes every capitalised name that the source has in several sentences, looks in each
translation for the word that sounds like it, whatever its ending, and points at a spelling that
is not the one used elsewhere in the article, or in the glossary for people and places that are
there. A sentence that has a pronoun or a title instead of the name is right, and one that has a form
of the glossary too; nor is a word looked at that stands for another term. It is a warning where
the other spelling is well established, and only said where both are as rare.

To mend it: write the name the same way everywhere; add it to the glossary if it will come back.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from i18n.edits import Span
from i18n.evidence.pair import Article, Pair
from i18n.evidence.problem import Problem, Severity
from i18n.evidence.sounds import known
from i18n.evidence.spelling import Reader
from i18n.glossary import matcher
from i18n.glossary.forms import present
from i18n.glossary.matcher import Same

SURE = 3
"""In so many sentences one spelling has to stand for another to be a mistake."""

NAMES = 100
"""Of so many names of an article, the most frequent, the spellings are compared."""

KINDS = frozenset({"person", "place"})
"""What the glossary calls the terms that are names."""

Found = Mapping[int, Sequence[str]]
"""The words that sound like a name, by the number of the pair, the likest first."""


@dataclass(frozen=True, slots=True)
class _Usual:
    """The right spellings, where they stand, and whether that is sure."""

    words: Sequence[str]
    where: str
    sure: bool


def check(article: Article) -> Iterator[tuple[Pair, Problem]]:
    """Yield a problem for each name whose spelling is another than its usual one."""
    pairs = article.pairs
    if not pairs or not (
        known(pairs[0].source.locale.script) and known(pairs[0].target.locale.script)
    ):
        return
    reader = Reader(pairs)
    approved = _approved(Same(article.brief.terms), bool(reader.characters))
    for name, numbers in _returning(article, reader.names, approved):
        near = {number: words for number in numbers if (words := reader.near(number, name))}
        if name not in approved and reader.settled(near.values()):
            continue
        found: Found = {
            number: here
            for number, words in near.items()
            if (here := reader.spellings(number, name, words))
        }
        if article.brief.terms and (name in approved or len({h[0] for h in found.values()}) > 1):
            found = _sifted(reader, name, found)
        forms = [form for form in approved.get(name, ()) if reader.alike(name, form)]
        usual = _Usual(forms, "in the glossary", True) if forms else _usual(reader, found)
        if usual:
            yield from _others(reader, name, found, usual)


def _returning(
    article: Article, names: Sequence[Collection[str]], approved: Collection[str]
) -> Iterator[tuple[str, list[int]]]:
    """Yield the names that stand in several sentences, or in the glossary, and in which."""
    places: dict[str, list[int]] = {}
    for number, here in enumerate(names):
        for name in here:
            places.setdefault(name, []).append(number)
    several = places if approved else [name for name, here in places.items() if len(here) > 1]
    often = sorted(several, key=lambda name: (-len(places[name]), name))
    for name in often[:NAMES]:
        if name in approved or (len(places[name]) > 1 and _named(name, article.source)):
            yield name, places[name]


def _sifted(reader: Reader, name: str, found: Found) -> Found:
    """Without the sentences that say what the glossary says, and words of other terms there."""
    left: dict[int, Sequence[str]] = {}
    for number, words in found.items():
        pair = reader.pairs[number]
        hits = matcher.found(pair.unit.source, pair.brief.terms, pair.brief.source)
        answers = {h.term: present(h.term, pair.unit.target, pair.brief.target) for h in hits}
        if any(spans and name in term.source for term, spans in answers.items()):
            continue
        others = [span for spans in answers.values() for span in spans]
        free = [word for word in words if _outside(word, pair.target.prose, others)]
        if free:
            left[number] = free
    return left


def _outside(word: str, text: str, spans: Sequence[Span]) -> bool:
    """Whether a word stands anywhere but in the spans."""
    places = re.finditer(re.escape(word), text)
    return not spans or any(
        not any(start <= one.start() and one.end() <= end for start, end in spans) for one in places
    )


def _usual(reader: Reader, found: Found) -> _Usual | None:
    """The spelling of most sentences, of two as frequent the first; None where there is one."""
    words = dict.fromkeys(here[0] for here in found.values())
    if len(words) < 2:
        return None
    counts = {
        word: sum(any(reader.same(word, one) for one in here) for here in found.values())
        for word in words
    }
    usual = max(counts, key=lambda word: counts[word])
    first = next(number for number, here in found.items() if reader.same(usual, here[0]))
    references = reader.pairs[first].unit.references
    where = f"in {references[0]}" if references else "elsewhere in the article"
    return _Usual((usual,), where, counts[usual] >= SURE)


def _others(
    reader: Reader, name: str, found: Found, usual: _Usual
) -> Iterator[tuple[Pair, Problem]]:
    said: list[str] = []
    for number, here in found.items():
        if any(reader.same(word, one) for word in usual.words for one in here):
            continue
        if reader.kin(usual.words[0], here[0]):
            again = any(reader.same(word, here[0]) for word in said)
            severity = None if usual.sure and not again else Severity.INFO
            other = f"“{usual.words[0]}” {usual.where}"
            yield (
                reader.pairs[number],
                _problem(reader.pairs[number], name, here[0], other, severity),
            )
            said.append(here[0])


def _problem(pair: Pair, name: str, word: str, other: str, severity: Severity | None) -> Problem:
    source, target = pair.source.prose.find(name), pair.target.prose.find(word)
    return Problem(
        f"“{name}” is “{word}” here, but {other}",
        source=((source, source + len(name)),),
        target=((target, target + len(word)),),
        severity=severity,
    )


def _named(name: str, text: str) -> bool:
    """Whether a word is never written small, as most are that begin sentences."""
    small, size = name.lower(), len(name)
    at = text.find(small)
    while at >= 0:
        if not (text[at - 1 : at].isalpha() or text[at + size : at + size + 1].isalpha()):
            return False
        at = text.find(small, at + size)
    return True


@lru_cache(maxsize=16)
def _approved(same: Same, unspaced: bool) -> Mapping[str, tuple[str, ...]]:
    """The last words of the names in the glossary, and of their forms."""
    last = re.compile("[^·]+$" if unspaced else r"[^\W\d_]+$")
    found: dict[str, tuple[str, ...]] = {}
    for term in same.terms:
        name = re.search(r"[^\W\d_]+$", term.source)
        if term.kind in KINDS and name:
            forms = (last.search(form) for form in term.approved)
            found[name[0]] = (*found.get(name[0], ()), *(form[0] for form in forms if form))
    return found
