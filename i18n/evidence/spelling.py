"""Spellings: the words of a translation that sound like a name of the source."""

import re
from collections.abc import Collection, Sequence
from functools import cache, lru_cache

from rapidfuzz import fuzz

from i18n.evidence.pair import Pair
from i18n.evidence.sounds import characters, likeness, peoples, skeleton
from i18n.morphologies import MORPHOLOGIES

ALIKE = 0.75
"""How much a word has to sound like a name to be taken for it."""

ENDINGS = 3
"""Up to so many consonants at the end of an inflected word may belong to its endings."""

KIN = 0.6
"""How alike, letter for letter, two spellings of one name are at least; and how much of a word
the stem is that it has in common with another form of it."""

ENDING = 2
"""Words that differ in so many last letters may be forms of one word, whatever they are."""

STEM = 6
"""Words that begin with so many letters alike are of one stem: Олимпиада, Олимпийский."""

LONGEST = 7
"""The longest name that is read by characters."""

MANY = 60
"""A sentence with more capitalised words is a list, and is passed over."""

_NAME = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž](?<!\w\w)[^\W\d_]{3,40}(?!\w)")
_WORD = re.compile(r"(?<!\w)[^\W\d_]{3,40}(?!\w)")

Words = dict[str, dict[str, str]]
"""Words that may be names, with their skeletons, by the sound they begin with."""

Near = tuple[float, int, str]
"""How much alike a word sounds, its length, and the word."""


class Reader:
    """Reads the names in the pairs of an article; of pair `number`, what `names` has there."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        self.pairs = pairs
        self.scripts = pairs[0].source.locale.script, pairs[0].target.locale.script
        self.characters = characters(self.scripts[1])
        self.sought = MORPHOLOGIES[pairs[0].target.locale.morphology].sought
        self.endings = 0 if self.characters else ENDINGS
        self.names = _names(pairs)
        self.words: dict[int, Words] = {}

    def near(self, number: int, name: str) -> list[Near]:
        """Return the words of a target that sound like this name, the likest first."""
        words = self.words.get(number)
        if words is None:
            words = self.words[number] = self._words(self.pairs[number])
        heard = self._heard(name)
        found = [
            (how, len(word), word)
            for word, written in words.get(heard[:1], {}).items()
            if (how := likeness(heard, written, self.endings)) >= ALIKE
        ]
        found.sort(reverse=True)
        return found

    def spellings(self, number: int, name: str, near: Sequence[Near] | None = None) -> list[str]:
        """Return those of them that do not sound as much like another name of the sentence.

        `near` are all of them, if they are known.
        """
        near = self.near(number, name) if near is None else near
        words, rivals = self.words[number], self._rivals(number, name)
        return [
            word
            for how, _, word in near
            if not any(self._answers(words, rival, word, how) for rival in rivals)
        ]

    def settled(self, near: Collection[Sequence[Near]]) -> bool:
        """Tell quickly if the words of some sentences are forms of one spelling; most are."""
        words = {word for here in near for _, _, word in here}
        if len(near) < 2 or len(words) < 2:
            return True
        stem = min(STEM, max(map(len, words)) - ENDING)
        return not self.characters and len({word[:stem] for word in words}) == 1

    def _answers(self, every: Words, rival: str, word: str, how: float) -> bool:
        """Whether a word, or a longer one that it was cut from, sounds as much like a rival."""
        words = every.get(rival[:1], {})
        if word in words and likeness(rival, words[word], self.endings) >= how:
            return True
        return bool(self.characters) and any(
            word in longer and likeness(rival, written) >= how for longer, written in words.items()
        )

    def alike(self, name: str, word: str) -> bool:
        """Whether a word sounds like a name."""
        heard, written = self._heard(name), self._written(word)
        same = heard[:1] == written[:1] and bool(heard)
        return same and likeness(heard, written, self.endings) >= ALIKE

    def same(self, one: str, other: str) -> bool:
        """Whether two words may be forms of one spelling."""
        if self.characters:
            return one in other or other in one
        if one == other:
            return True
        first, second = one.lower().replace("ё", "е"), other.lower().replace("ё", "е")
        least = min(len(first), len(second))
        letters = enumerate(zip(first, second, strict=False))
        if next((at for at, (a, b) in letters if a != b), least) >= min(STEM, least - ENDING):
            return True
        shared = self.sought(one) & self.sought(other) if self.kin(one, other) else ()
        return any(len(key) >= KIN * least for key in shared)

    def kin(self, one: str, other: str) -> bool:
        """Whether two words that are not the same may be two spellings of one name."""
        if self.characters:
            return not {*one}.isdisjoint(other)
        least = min(len(one), len(other))
        return fuzz.ratio(one[:least].lower(), other[:least].lower()) >= KIN * 100

    def _rivals(self, number: int, name: str) -> list[str]:
        """The skeletons of the other names of a sentence; with spaces, of the same first sound."""
        first = self._heard(name)[:1]
        return [
            other
            for one in self.names[number]
            if one != name
            and (other := self._heard(one))
            and (self.characters or other[0] == first)
            and not _overlap(one, name)
        ]

    def _heard(self, name: str) -> str:
        return skeleton(name, *self.scripts)

    def _written(self, word: str) -> str:
        return skeleton(word, self.scripts[1], self.scripts[1])

    def _words(self, pair: Pair) -> Words:
        found = _pieces(pair) if self.characters else _capitals(pair)
        words: Words = {}
        if len(found) > MANY:
            return words
        for word in found:
            for piece, written in (
                _cut(word, self.scripts[1]) if self.characters else ((word, self._written(word)),)
            ):
                if written:
                    words.setdefault(written[0], {})[piece] = written
        return words


def _overlap(one: str, other: str) -> bool:
    """Whether both are one name: Robson and Robsons are, Niger and Nigeria are two."""
    return abs(len(one) - len(other)) < 2 and (one in other or other in one)


def _names(pairs: Sequence[Pair]) -> list[frozenset[str]]:
    """The names in each source: words with a capital, none all in capitals or of a people."""
    found = [frozenset(_name(pair)) for pair in pairs]
    endings = peoples(pairs[0].source.locale.code)
    words = frozenset[str]().union(*found)
    names = {one for one in words if not one.isupper() and not one.endswith(endings)}
    return [here & names for here in found]


def _name(pair: Pair) -> Sequence[str]:
    found = _NAME.findall(pair.source.prose) if pair.unit.target else ()
    return found if len(found) <= MANY else ()


def _capitals(pair: Pair) -> Collection[str]:
    return dict.fromkeys(_capital().findall(pair.target.prose))


@cache
def _capital() -> re.Pattern[str]:
    """A word with a capital; those are listed, so that the search leaps from one to the next."""
    capitals = "".join(char for char in map(chr, range(0x10000)) if char.isupper())
    return re.compile(rf"[{capitals}](?<!\w\w)[^\W\d_]{{2,39}}(?!\w)")


def _pieces(pair: Pair) -> list[str]:
    """The runs of characters that names are transcribed with."""
    return list(dict.fromkeys(_runs(pair.target.locale.script).findall(pair.target.prose)))


@lru_cache(maxsize=5_000)
def _cut(run: str, script: str) -> Sequence[tuple[str, str]]:
    """Return what may be a name in a run of characters, with the skeleton of each."""
    places = range(len(run))
    ends = (range(start + 2, min(len(run), start + LONGEST) + 1) for start in places)
    pieces = [run[start:end] for start, those in zip(places, ends, strict=True) for end in those]
    return [(piece, skeleton(piece, script, script)) for piece in pieces]


@cache
def _runs(script: str) -> re.Pattern[str]:
    one = f"[{''.join(sorted(characters(script)))}]"
    return re.compile(f"{one}{one}{{1,11}}")
