"""A matcher: finds terms in texts of the language the articles are written in."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from i18n import locales, markup
from i18n.glossary.phrases import Phrases, Place
from i18n.model import Term
from i18n.morphologies import MORPHOLOGIES

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Hit:
    """A term, and where it stands in the text."""

    term: Term
    span: Span


@dataclass(frozen=True, slots=True, eq=False)
class Same:
    """Terms that are the same only if they are one tuple: ten thousand are not compared.

    A key for what is prepared for them.
    """

    terms: tuple[Term, ...]

    def __hash__(self) -> int:
        return id(self.terms)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.terms is other.terms


def found(text: str, terms: tuple[Term, ...], source: str) -> tuple[Hit, ...]:
    """Return the terms in a text, in order; of those that overlap, the longest.

    Of two as long, the one that begins with the letter of the text: `Turkey`, not `turkey`.
    `source` is the locale code of the text. Markup is looked through; code and addresses hold
    no terms. Pass the same tuple of terms again: what is prepared for it is kept.
    """

    def rank(place: Place) -> tuple[int, int, bool, int]:
        alike = text.startswith(terms[place.number].source[0], place.start)
        return place.start - place.end, place.start, not alike, place.number

    taken = bytearray(len(text))
    hits = []
    places = _phrases(Same(terms), source).places(markup.prose(text))
    for place in sorted(places, key=rank):
        if not any(taken[place.start : place.end]):
            taken[place.start : place.end] = b"\1" * (place.end - place.start)
            hits.append(Hit(terms[place.number], (place.start, place.end)))
    return tuple(sorted(hits, key=lambda hit: hit.span))


def relevant(texts: Iterable[str], terms: tuple[Term, ...], source: str) -> tuple[Term, ...]:
    """Return the terms that some of the texts hold, in the order of the glossary."""
    present = {hit.term for text in texts for hit in found(text, terms, source)}
    return tuple(term for term in terms if term in present)


def kept(terms: tuple[Term, ...]) -> tuple[str, ...]:
    """Return what is never translated, the longest first."""
    return _kept(Same(terms))


@lru_cache(maxsize=16)
def _kept(same: Same) -> tuple[str, ...]:
    texts = (term.source for term in same.terms if term.keep)
    return tuple(sorted(texts, key=lambda text: (-len(text), text)))


@lru_cache(maxsize=16)
def _phrases(same: Same, source: str) -> Phrases:
    pairs = ((term.source, term.kind) for term in same.terms)
    return Phrases(pairs, MORPHOLOGIES[locales.get(source).morphology], named=True)
