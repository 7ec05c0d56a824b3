"""Russian: lemmas of pymorphy3 where it is installed, else stems.

A word that its dictionary does not know, a foreign name mostly, is compared by its stem in
either case: what is left when an ending is taken off. `ё` is `е`.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from importlib import import_module

from i18n.morphologies.morphology import Keys

_FIRST = "а я о е ы и ь й ый ий ой ая яя ое ее ые ие мя"
_OTHER = """
у ю ей ом ем ам ям ах ях ами ями ов ев ого его ому ему ым им ых их ыми ими ую юю ою ею ию ия ии ием
ией иям иях иями мени менем мена мен менам менами менах
"""
_DICTIONARY = frozenset({"", *_FIRST.split()})
"""Endings of dictionary forms."""

_ENDINGS = _DICTIONARY | frozenset(_OTHER.split())
_LONGEST = max(map(len, _ENDINGS))
LEAST = 2
"""The shortest stem, in letters."""


def filed(phrase: Sequence[str], kind: str) -> tuple[Keys, ...]:
    """See Morphology."""
    return tuple(_filed(word) for word in phrase)


@lru_cache(maxsize=100_000)
def sought(word: str) -> Keys:
    """See Morphology."""
    plain = _plain(word)
    return analyser()(plain) or frozenset({plain, *(f"{stem}-" for stem in _stems(plain))})


def _filed(word: str) -> Keys:
    plain = _plain(word)
    if lemmas := analyser()(plain):
        return frozenset({plain}) & lemmas or lemmas
    if word.isupper() and len(word) > 1:
        return frozenset({plain, f"{plain}-"})
    stems = tuple(_stems(plain, _DICTIONARY))
    fleeting = (short for stem in stems for short in _fleeting(stem))
    return frozenset({plain, *(f"{stem}-" for stem in (*stems, *fleeting))})


def _stems(plain: str, endings: frozenset[str] = _ENDINGS) -> Iterator[str]:
    """Yield what is left of a word without each ending it may have."""
    for end in range(max(LEAST, len(plain) - _LONGEST), len(plain) + 1):
        if plain[end:] in endings:
            yield plain[:end]


def _fleeting(stem: str) -> Iterator[str]:
    """Yield the stem without what other forms do not have: рынок, рынка; статья, статей."""
    if stem.endswith("ь"):
        yield stem[:-1]
    if len(stem) > 3 and stem[-2] in "ое" and stem[-1] in "кцнлр":
        yield stem[:-2] + stem[-1]


def _plain(word: str) -> str:
    return word.casefold().replace("ё", "е")


@cache
def analyser() -> Callable[[str], Keys]:
    """Return what gives the lemmas of a word in lower case: none for one not in its dictionary."""
    try:
        dictionary = import_module("pymorphy3").MorphAnalyzer(lang="ru")
    except ModuleNotFoundError:
        return lambda word: frozenset()

    def lemmas(word: str) -> Keys:
        if not dictionary.word_is_known(word):
            return frozenset()
        return frozenset(_plain(one.normal_form) for one in dictionary.parse(word))

    return lemmas
