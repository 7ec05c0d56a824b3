"""Kazakh: a stem and a chain of endings, with the changes that endings bring about.

A final `к`, `қ` or `п` is voiced before a vowel (мектеп, мектебі), some stems lose their last
vowel (халық, халқы), and the head of a compound may stand with or without its possessive
ending (білім министрі, білім министрлері).
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from i18n.morphologies.morphology import Keys

_VOWELS = "аәеиоөуұүыіэюяё"
_FULL_VOWELS = frozenset(_VOWELS) - {"у", "и"}
_LETTERS = r"[^\W\d_]"
_PLURAL = "(?:[лдт][ае]р)?"
_POSSESSIVE = "(?:[ыі]?м[ыі]з|[ыі]?ң[ыі]з|[ыі]?м|[ыі]?ң|с?[ыі])?"
_CASE = "(?:[нтд][ыі]ң|[нтд][ыі]|[ғқгк][ае]|н?[ае]|н?[дт][ае]|[дтн][ае]н|[мбп]ен|н)?"
_PLACE = f"(?:(?<=[дт][ае])[ғг][ыі]{_PLURAL}{_CASE})?"
_OWNER = "(?:[нтд][іы]к[іы])?"
_LIKE = "(?:ш[ае]|[дт][ае]й)?"
_INFLECTED = _PLURAL + _POSSESSIVE + _CASE + _PLACE + _OWNER + _LIKE
_RELATED = f"[лдт][ыі][қғкг]{_PLURAL}{_CASE}"
_WITHOUT = f"с[ыі]з{_INFLECTED}"
_WITH = "[лдт][ыі]"
_VERB = f"[лдт][ае]{_LETTERS}{{0,8}}"
_ENDINGS = re.compile("|".join((_INFLECTED, _RELATED, _WITHOUT, _WITH, _VERB)))
"""Plural, owner, case and place, in that order; or what makes an adjective or a verb of a noun.

The adjective has no owner: президенттік is of a president, but министрлігі is a ministry.
"""
_VOICED = {"г": "к", "ғ": "қ", "б": "п"}
LEAST = 2
"""The shortest stem, in letters."""

LONGEST = 24
"""The longest chain of endings, in letters: more than the grammar above can make."""


def filed(phrase: Sequence[str], kind: str) -> tuple[Keys, ...]:
    """See Morphology."""
    words = [word.casefold() for word in phrase]
    keys = [{word} for word in words]
    if len(words) > 1:
        keys[-1].update(_heads(words[-1]))
    return tuple(map(frozenset, keys))


@lru_cache(maxsize=100_000)
def sought(word: str) -> Keys:
    """See Morphology."""
    plain = word.casefold()
    return frozenset(_stems(plain))


def _heads(word: str) -> Iterator[str]:
    """Yield the word without the possessive ending it may have."""
    for ending in ("сы", "сі", "ы", "і"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 3:
            yield stem
            if stem[-1] in _VOICED:
                yield stem[:-1] + _VOICED[stem[-1]]


def _stems(word: str) -> Iterator[str]:
    """Yield what the word may be a form of."""
    yield word
    for end in range(max(LEAST, len(word) - LONGEST), len(word)):
        if not _ENDINGS.fullmatch(word, end):
            continue
        stem, following = word[:end], word[end]
        yield stem
        if following in _VOWELS:
            if stem[-1] in _VOICED:
                yield stem[:-1] + _VOICED[stem[-1]]
            if following in "ыі" and end > LEAST and not {*stem[-2:]} & _FULL_VOWELS:
                yield f"{stem[:-1]}{following}{stem[-1]}"
