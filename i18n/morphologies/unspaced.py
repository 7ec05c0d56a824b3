"""Text without spaces, as Chinese: nothing inflects, and every Han character is a word.

So a phrase is found as a substring, after compatibility normalisation (full-width Latin),
whatever spaces stand between Han characters and Latin words. Simplified and Traditional
characters are not the same.
"""

import re
import unicodedata
from collections.abc import Sequence

from i18n.morphologies.morphology import Keys
from i18n.morphologies.word import IGNORED, Word

_HAN = r"\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_DOTS = "·•・‧∙⋅･"
_WORD = re.compile(rf"[{_HAN}]|[{_DOTS}]|(?:(?![{_HAN}{_DOTS}])[^\W_])+")


def cut(text: str) -> tuple[Word, ...]:
    """Return Han characters, the dots inside foreign names, and runs of other letters."""
    return tuple(Word(_plain(found[0]), *found.span()) for found in _WORD.finditer(text))


def runs(text: str) -> list[str]:
    """Return the words of a text as they stand there."""
    return _WORD.findall(text)


def filed(phrase: Sequence[str], kind: str) -> tuple[Keys, ...]:
    """See Morphology."""
    return tuple(map(sought, phrase))


def sought(word: str) -> Keys:
    """See Morphology."""
    return frozenset({word.casefold()})


def _plain(text: str) -> str:
    return "·" if text in _DOTS else unicodedata.normalize("NFKC", text).translate(IGNORED)
