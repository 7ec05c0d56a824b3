"""A morphology: how words of a language are told to be forms of one word."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from i18n.morphologies.word import Word

Keys = frozenset[str]


@dataclass(frozen=True, slots=True)
class Morphology:
    """How a language inflects.

    `words` cuts a text; `runs` are the same words as they stand in it, without places. `filed` takes the words of a phrase in its dictionary form and its
    part of speech, and says for each word under which keys it is kept; `sought` takes a word
    of a running text and says under which keys to look. They are forms of one word when they
    share a key. `gap` is how many other words may come between those of a translated phrase.
    """

    words: Callable[[str], tuple[Word, ...]]
    runs: Callable[[str], list[str]]
    filed: Callable[[Sequence[str], str], tuple[Keys, ...]]
    sought: Callable[[str], Keys]
    gap: int = 0
