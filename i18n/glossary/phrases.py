"""Phrases: many at once, found in a text in whatever form their words stand.

The phrases are kept word by word in a tree, so that a text is read once however many there are.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from i18n.morphologies.morphology import Keys, Morphology
from i18n.morphologies.word import Word

_UNSEEN = re.compile("[*_~«»“”„‘’'\"\u00ad\u200b-\u200d\u2060\ufeff]")
_DASH = re.compile(r"\s*[-‐‑‒–—―]+\s*")
_STOP = re.compile(r"[.!?…:;,()\[\]{}\n。！？：；，、（）\ufffc]")
_EDGE = re.compile(r"[^+#!&@$€£₸¥%°/=™®]")
"""What does not belong to a phrase before its first word and after its last: `C++`, but `etc.`."""

VOCABULARY = 50_000
"""Of so many words it is remembered whether a phrase starts with them."""

_LOOSE = frozenset({"", " ", "-"})
"""What may stand between two words in the place of each other: `vice rector`, `vice-rector`."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a phrase stands: its number among the phrases, and the place in the text."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Phrase:
    number: int
    words: tuple[str, ...]
    joints: tuple[str, ...]
    head: str
    tail: str


@dataclass(slots=True)
class _Node:
    """What follows the same words: by the keys of the next word, and the phrases that end here."""

    under: dict[str, list["_Node"]] = field(default_factory=dict)
    same: dict[Keys, "_Node"] = field(default_factory=dict)
    phrases: list[_Phrase] = field(default_factory=list)

    def child(self, keys: Keys) -> "_Node":
        node = self.same.get(keys)
        if node is None:
            node = self.same[keys] = _Node()
            for key in keys:
                self.under.setdefault(key, []).append(node)
        return node


@dataclass(frozen=True, slots=True)
class _Text:
    """A text cut for a morphology, with the keys under which its words are sought."""

    text: str
    words: tuple[Word, ...]
    keys: tuple[Keys, ...]
    loud: bool

    def joint(self, at: int) -> str:
        """What stands between a word and the one before it."""
        return self.text[self.words[at - 1].end : self.words[at].start]

    def stops(self, at: int) -> bool:
        """Whether something ends before this word: a sentence, a clause, a parenthesis."""
        return _STOP.search(self.joint(at)) is not None


class Phrases:
    """Phrases in their dictionary form, each with its part of speech or nothing.

    `named` tells if a capital at the start of a word has to be one in the text too, and a small
    letter must not be a word in capitals. A capital further on, as in `BBC`, always has to.
    """

    def __init__(
        self,
        phrases: Iterable[tuple[str, str]],
        morphology: Morphology,
        *,
        named: bool = False,
        gap: int = 0,
    ) -> None:
        self.morphology = morphology
        self.named = named
        self.gap = gap
        self.root = _Node()
        self.starts: dict[str, bool] = {}
        for number, (phrase, kind) in enumerate(phrases):
            words = morphology.words(phrase)
            node = self.root
            for keys in morphology.filed([word.text for word in words], kind):
                node = node.child(keys)
            if words:
                node.phrases.append(
                    _Phrase(
                        number,
                        tuple(word.text for word in words),
                        _joints(phrase, words),
                        _EDGE.sub("", phrase[: words[0].start]),
                        _EDGE.sub("", phrase[words[-1].end :]),
                    )
                )

    def places(self, text: str) -> Iterator[Place]:
        """Yield every place of every phrase, overlapping ones too."""
        if not self._perhaps(text):
            return
        cut = _cut(text, self.morphology)
        for first, keys in enumerate(cut.keys):
            if self.root.under.keys().isdisjoint(keys):  # the other way round reads all of it
                continue
            for phrase, path in self._paths(cut, first):
                start, end = cut.words[first].start, cut.words[path[-1]].end
                whole = text.endswith(phrase.head, 0, start) and text.startswith(phrase.tail, end)
                if whole and self._fits(phrase, cut, path):
                    yield Place(phrase.number, start - len(phrase.head), end + len(phrase.tail))

    def _perhaps(self, text: str) -> bool:
        """Tell if some word of the text may start a phrase; most texts have none that does."""
        if len(self.starts) > VOCABULARY:
            self.starts.clear()
        for word in {*self.morphology.runs(text)} if self.root.under else ():
            start = self.starts.get(word)
            if start is None:
                keys = [
                    key
                    for one in self.morphology.words(word)
                    for key in self.morphology.sought(one.text)
                ]
                start = self.starts[word] = not self.root.under.keys().isdisjoint(keys)
            if start:
                return True
        return False

    def _paths(self, cut: _Text, first: int) -> Iterator[tuple[_Phrase, tuple[int, ...]]]:
        """Yield the phrases whose words start here, with the numbers of the words.

        The nearest words first; each word is tried once for each place in the tree.
        """
        paths: list[tuple[_Node, tuple[int, ...]]] = [
            (node, (first,)) for node in self._next(self.root, cut, first)
        ]
        tried: set[tuple[int, int]] = set()
        for node, path in paths:  # which grows
            yield from ((phrase, path) for phrase in node.phrases)
            for at in range(path[-1] + 1, min(path[-1] + 2 + self.gap, len(cut.words))):
                if node.under and (id(node), at) not in tried:
                    tried.add((id(node), at))
                    paths += [(child, (*path, at)) for child in self._next(node, cut, at)]
                if self.gap and cut.stops(at):
                    break

    def _next(self, node: _Node, cut: _Text, at: int) -> Iterator[_Node]:
        children = [child for key in cut.keys[at] for child in node.under.get(key, ())]
        return iter({id(child): child for child in children}.values())

    def _fits(self, phrase: _Phrase, cut: _Text, path: Sequence[int]) -> bool:
        if not cut.loud and not all(
            self._cased(word, cut.words[at].text)
            for word, at in zip(phrase.words, path, strict=True)
        ):
            return False
        return all(
            _joined(joint, _folded(cut.joint(at))) if at == before + 1 else not cut.stops(at)
            for joint, before, at in zip(phrase.joints[1:], path, path[1:], strict=False)
        )

    def _cased(self, word: str, found: str) -> bool:
        if word[1:] != word[1:].lower():
            return found.startswith(word)
        if not self.named or word == found:
            return True
        if word[0].isupper():
            return found[0].isupper()
        return len(found) == 1 or not found.isupper()


@lru_cache(maxsize=256)
def _cut(text: str, morphology: Morphology) -> _Text:
    words = morphology.words(text)
    keys = tuple(morphology.sought(word.text) for word in words)
    return _Text(text, words, keys, text.isupper())


def _joints(text: str, words: Sequence[Word]) -> tuple[str, ...]:
    """What stands before each word, nothing before the first."""
    pairs = pairwise(words)
    return ("", *(_folded(text[before.end : after.start]) for before, after in pairs))


@lru_cache(maxsize=1000)
def _folded(joint: str) -> str:
    """A joint without what does not matter in it: quotation marks, emphasis, kinds of space."""
    if joint in ("'", "’"):
        return "'"
    seen = _UNSEEN.sub("", joint)
    return _DASH.sub(_dash, " ".join(seen.split())) or " "[: len(seen)]


def _dash(found: re.Match[str]) -> str:
    return "-" if found[0] in ("-", "‐", "‑") else "–"


def _joined(wanted: str, found: str) -> bool:
    if wanted == found or (wanted in _LOOSE and found in _LOOSE):
        return True
    if wanted in ("-", "–"):
        return found in ("-", "–")
    return "." in wanted and _joined(wanted.replace(".", ""), found.replace(".", ""))
