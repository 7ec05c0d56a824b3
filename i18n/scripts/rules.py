"""Rules: how letters are written in another script, read from data/scripts.toml.

What rewrites a text gets it veiled: markup stands there as HALF or WHOLE, one each, and has to
come out in the same number and order.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

DATA = Path(__file__).parents[1] / "data" / "scripts.toml"

HALF = "\ue000"
"""Stands for half of a pair, such as `**`: words go on through it."""
WHOLE = "\ue001"
"""Stands for what words end at: an address, code, a word that is written already."""

Rewrite = Callable[[str], str]
Row = Mapping[str, str]
Forms = Mapping[str, tuple[str, ...]]

_APART = re.compile("[иИеЕ][\u0306\u0308]")


@cache
def row(code: str) -> Row:
    """Return the rules of a derived locale, as they stand in the file."""
    return _rows()[code]


def forms(lines: str) -> Forms:
    """Return each letter with its forms, from lines of letter and forms."""
    return {
        letter: tuple(found)
        for letter, *found in (line.split() for line in lines.splitlines() if line)
    }


def cased(lines: Forms) -> Mapping[str, str]:
    """Return the letters of `forms` in small and in capitals, each with what it is written as.

    A capital is as in a word with small letters; what stands alone there is in its first form.
    """
    found: dict[str, str] = {}
    for letters, own in lines.items():
        found[letters.upper()] = own[-1]
        found[letters.capitalize()] = own[min(1, len(own) - 1)]
        found[letters] = own[0]
    return found


def pairs(text: str) -> Mapping[str, str]:
    """Return what stands first of each two words, with the second.

    >>> pairs("Х X І I")
    {'Х': 'X', 'І': 'I'}
    """
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


def composed(text: str) -> str:
    """Return the text with й and ё as one character each."""
    if "\u0306" not in text and "\u0308" not in text:
        return text
    return _APART.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)


@cache
def numerals(roman: str) -> Rewrite:
    """Return what writes Roman numerals typed in Cyrillic in Latin: `ХХІ ғасыр`.

    One letter may be an initial: it is a numeral only before a century.
    """
    figures = pairs(roman)
    cyrillic, table = "".join(figures), str.maketrans(dict(figures))
    one = rf"[{cyrillic}IVXLCDM]"
    pattern = re.compile(
        rf"(?<![\w{HALF}])(?=[IVXLCDM]*[{cyrillic}])(?:{one}{{2,}}|{one}(?=\s+[ғҒ](?:\.|асыр|АСЫР)))(?![\w{HALF}])"
    )
    perhaps = re.compile(f"[{cyrillic}]")

    def rewrite(text: str) -> str:
        if not perhaps.search(text):
            return text
        return pattern.sub(lambda found: found[0].translate(table), text)

    return rewrite


@cache
def _rows() -> Mapping[str, Row]:
    import tomllib  # noqa: PLC0415 - a third of the time that importing this module takes

    return tomllib.loads(DATA.read_text("utf-8"))
