"""Russian: lemmas of pymorphy3 where it is installed, else what words begin with.

A word that its dictionary does not know, a foreign name mostly, is compared by its beginning
in either case. `ё` is `е`.
"""

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from importlib import import_module

from i18n.morphologies.morphology import Keys

ENDING = 5
"""The longest ending after the part that two forms share, in letters: `-ами`, `-его`, and two."""

LEAST = 3
"""The shortest beginning that tells words apart; a shorter word has to be the same."""


def filed(phrase: Sequence[str], kind: str) -> tuple[Keys, ...]:
    """See Morphology."""
    return tuple(_filed(word.casefold().replace("ё", "е")) for word in phrase)


@lru_cache(maxsize=100_000)
def sought(word: str) -> Keys:
    """See Morphology."""
    plain = word.casefold().replace("ё", "е")
    return analyser()(plain) or frozenset({plain, *(f"{start}-" for start in _beginnings(plain))})


def _filed(plain: str) -> Keys:
    if lemmas := analyser()(plain):
        return frozenset({plain}) & lemmas or lemmas
    if len(plain) <= LEAST:
        return frozenset({plain})
    return frozenset({plain, f"{plain[: max(LEAST, len(plain) - 2)]}-"})


def _beginnings(plain: str) -> list[str]:
    return [plain[:end] for end in range(max(LEAST, len(plain) - ENDING), len(plain) + 1)]


@cache
def analyser() -> Callable[[str], Keys]:
    """Return what gives the lemmas of a word in lower case: none for words not in its dictionary."""
    try:
        dictionary = import_module("pymorphy3").MorphAnalyzer(lang="ru")
    except ModuleNotFoundError:
        return lambda word: frozenset()

    def lemmas(word: str) -> Keys:
        if not dictionary.word_is_known(word):
            return frozenset()
        return frozenset(one.normal_form.replace("ё", "е") for one in dictionary.parse(word))

    return lemmas
