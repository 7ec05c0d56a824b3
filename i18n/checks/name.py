"""A name is written one way all through an article.

A person who is Каллахан in one paragraph and Каллаган in the next is two people to a reader. The
check takes every capitalised name that the source has in several sentences, looks in each
translation for the word that sounds like it, whatever its ending, and points at a spelling that
is not the one used elsewhere in the article, or in the glossary for people and places that are
there. A sentence that has a pronoun or a title instead of the name is right. It is a warning where
the other spelling is well established, and only said where both are as rare.

To mend it: write the name the same way everywhere; add it to the glossary if it will come back.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from rapidfuzz import fuzz

from i18n.checks.pair import Article, Pair
from i18n.checks.problem import Problem, Severity
from i18n.glossary.matcher import Same
from i18n.morphologies import MORPHOLOGIES
from i18n.sounds import characters, known, likeness, skeleton

ALIKE = 0.75
"""How much a word has to sound like a name to be taken for it."""

ENDINGS = 3
"""Up to so many consonants at the end of an inflected word may belong to its endings."""

KIN = 0.6
"""How alike, letter for letter, two spellings of one name are at least; and how much of a word
the stem is that it has in common with another form of it."""

SURE = 3
"""In so many sentences one spelling has to stand for another to be a mistake."""

ENDING = 2
"""Words that differ in so many last letters may be forms of one word, whatever they are."""

STEM = 6
"""Words that begin with so many letters alike are of one stem: Олимпиада, Олимпийский."""

LONGEST = 7
"""The longest name that is read by characters."""

NAMES = 100
"""Of so many names of an article, the most frequent, the spellings are compared."""

MANY = 60
"""A sentence with more capitalised words is a list, and is passed over."""

KINDS = frozenset({"person", "place"})
"""What the glossary calls the terms that are names."""

_NAME = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž](?<!\w\w)[^\W\d_]{3,40}(?!\w)")
_WORD = re.compile(r"(?<!\w)[^\W\d_]{3,40}(?!\w)")
_PEOPLES = re.compile("(?:ian|ean|ican|ish|ese|ans)$")
"""What the name of a people or a language ends in: in translation it has several forms."""

Words = dict[str, dict[str, str]]
"""Words that may be names, with their skeletons, by the sound they begin with."""


class _Reader:
    """Reads the names of an article, in the scripts it is in."""

    def __init__(self, article: Article) -> None:
        pair = article.pairs[0]
        self.scripts = pair.source.locale.script, pair.target.locale.script
        self.characters = characters(self.scripts[1])
        self.sought = MORPHOLOGIES[pair.target.locale.morphology].sought
        self.endings = 0 if self.characters else ENDINGS
        self.names = [_names(pair) for pair in article.pairs]
        self.words: dict[int, Words] = {}

    def spellings(self, pairs: Sequence[Pair], number: int, name: str) -> list[str]:
        """Return the words of a target that sound like this name more than like any other of its
        sentence, the likest first."""
        if number not in self.words:
            self.words[number] = self._words(pairs[number])
        heard = self.heard(name)
        words = self.words[number].get(heard[:1], {})
        found = [
            (how, len(word), word)
            for word, written in words.items()
            if (how := likeness(heard, written, self.endings)) >= ALIKE
        ]
        rivals = [
            rival
            for other in (self.names[number] if found else ())
            if other not in name and name not in other
            if (rival := self.heard(other))[:1] == heard[:1]
        ]
        return [
            word
            for how, _, word in sorted(found, reverse=True)
            if all(likeness(rival, words[word], self.endings) < how for rival in rivals)
        ]

    def heard(self, name: str) -> str:
        """The skeleton of a name of the source."""
        return skeleton(name, *self.scripts)

    def alike(self, name: str, word: str) -> bool:
        """Whether a word sounds like a name."""
        heard, written = self.heard(name), self._written(word)
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
        alike = next(
            (at for at, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), least
        )
        if alike >= min(STEM, least - ENDING):
            return True
        shared = self.sought(one) & self.sought(other) if self.kin(one, other) else ()
        return any(len(key) >= KIN * least for key in shared)

    def kin(self, one: str, other: str) -> bool:
        """Whether two words that are not the same may be two spellings of one name."""
        if self.characters:
            return not {*one}.isdisjoint(other)
        least = min(len(one), len(other))
        return fuzz.ratio(one[:least].lower(), other[:least].lower()) >= KIN * 100

    def _written(self, word: str) -> str:
        return skeleton(word, self.scripts[1], self.scripts[1])

    def _words(self, pair: Pair) -> Words:
        found = _pieces(pair) if self.characters else _capitals(pair)
        words: Words = {}
        for word in found if len(found) <= MANY else ():
            for piece in _cut(word) if self.characters else (word,):
                if written := self._written(piece):
                    words.setdefault(written[0], {})[piece] = written
        return words


def check(article: Article) -> Iterator[tuple[Pair, Problem]]:
    """Yield a problem for each name whose spelling is another than its usual one."""
    pairs = article.pairs
    if not pairs or not all(
        map(known, (pairs[0].source.locale.script, pairs[0].target.locale.script))
    ):
        return
    reader = _Reader(article)
    approved = _approved(Same(article.brief.terms), bool(reader.characters))
    for name, numbers in _returning(article, reader.names, approved):
        found = {
            number: spelled
            for number in numbers
            if (spelled := reader.spellings(pairs, number, name))
        }
        forms = [form for form in approved.get(name, ()) if reader.alike(name, form)]
        yield from _conflicts(article, name, found, reader, forms)


def _returning(
    article: Article, names: Sequence[Collection[str]], approved: Collection[str]
) -> Iterator[tuple[str, list[int]]]:
    """Yield the names that stand in several sentences, or in the glossary, and in which."""
    places: dict[str, list[int]] = {}
    for number, here in enumerate(names):
        for name in here:
            places.setdefault(name, []).append(number)
    often = sorted(places, key=lambda name: (-len(places[name]), name))
    for name in often[:NAMES]:
        if name in approved or (len(places[name]) > 1 and _named(name, article.source)):
            yield name, places[name]


def _conflicts(
    article: Article, name: str, found: dict[int, list[str]], reader: _Reader, forms: Sequence[str]
) -> Iterator[tuple[Pair, Problem]]:
    usual, where, sure = list(forms), "in the glossary", True
    if not forms:
        words = dict.fromkeys(here[0] for here in found.values())
        if len(words) < 2:
            return
        counts = {
            word: sum(any(reader.same(word, one) for one in here) for here in found.values())
            for word in words
        }
        usual = [max(counts, key=lambda one: counts[one])]
        first = next(n for n, here in found.items() if reader.same(usual[0], here[0]))
        references = article.pairs[first].unit.references
        where = f"in {references[0]}" if references else "elsewhere in the article"
        sure = counts[usual[0]] >= SURE
    said: list[str] = []
    for number, here in found.items():
        if any(reader.same(word, one) for word in usual for one in here):
            continue
        if reader.kin(usual[0], here[0]):
            pair = article.pairs[number]
            again = any(reader.same(word, here[0]) for word in said)
            severity = None if sure and not again else Severity.INFO
            yield pair, _problem(pair, name, here[0], f"“{usual[0]}” {where}", severity)
            said.append(here[0])


def _problem(pair: Pair, name: str, word: str, other: str, severity: Severity | None) -> Problem:
    source, target = pair.source.prose.find(name), pair.target.prose.find(word)
    return Problem(
        f"“{name}” is “{word}” here, but {other}",
        source=((source, source + len(name)),),
        target=((target, target + len(word)),),
        severity=severity,
    )


def _names(pair: Pair) -> frozenset[str]:
    """The names in a source: words with a capital, none all in capitals or of a people."""
    found = _NAME.findall(pair.source.prose) if pair.unit.target else ()
    if len(found) > MANY:
        return frozenset()
    return frozenset(one for one in found if not one.isupper() and not _PEOPLES.search(one))


def _named(name: str, text: str) -> bool:
    """Whether a word is never written small, as most are that begin sentences."""
    small, size = name.lower(), len(name)
    at = text.find(small)
    while at >= 0:
        if not (text[at - 1 : at].isalpha() or text[at + size : at + size + 1].isalpha()):
            return False
        at = text.find(small, at + size)
    return True


def _capitals(pair: Pair) -> list[str]:
    found = dict.fromkeys(_WORD.findall(pair.target.prose))
    return [word for word in found if word[0].isupper()]


def _pieces(pair: Pair) -> list[str]:
    """The runs of characters that names are transcribed with."""
    chars = frozenset(characters(pair.target.locale.script))
    return list(dict.fromkeys(_runs(chars).findall(pair.target.prose)))


def _cut(run: str) -> Iterator[str]:
    """Yield what may be a name in a run of characters."""
    for start in range(len(run)):
        for end in range(start + 2, min(len(run), start + LONGEST) + 1):
            yield run[start:end]


@cache
def _runs(chars: frozenset[str]) -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(chars))}]{{2,12}}")


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
