"""A numeral: what is written for one number, in digits, Chinese or Roman, and the number it is."""

import re
from collections.abc import Mapping
from fractions import Fraction

from i18n.values.value import Amount

_HAN = {c: n for n, cs in enumerate(("〇零○", "一壹", "二两兩贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")) for c in cs}  # fmt: skip
_SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_TENS = {"廿": 20, "卅": 30}
_LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
_SIGNS: Mapping[str, int | Fraction] = {**_HAN, **_SMALL, **_TENS, **_LARGE, "半": Fraction(1, 2)}
_ROMAN = dict(zip("IVXLCDM", (1, 5, 10, 50, 100, 500, 1000), strict=True))
_LOOKALIKES = str.maketrans("ХІСМ", "XICM")
"""Cyrillic letters that people write Roman numerals with, since their keyboard has them."""
_ROMAN_FORM = re.compile(r"(?=.)M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\Z")
_HAN_PIECE = re.compile(f"[0-9]+(?:\\.[0-9]+)?|[{''.join(_HAN)}]+|[点點][{''.join(_HAN)}]+|.")
_SPACES = re.compile(r"[\s'’]")
VULGAR = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4), "⅓": Fraction(1, 3), "⅔": Fraction(2, 3)}  # fmt: skip
LONGEST = 400
"""Digits: a longer run is no number that anybody reads, and Python's int would be slow."""


def figure(text: str, decimal: str, group: str) -> tuple[Amount, ...]:
    """Return what digits with their marks may be, the likeliest first; a string for no number.

    Spaces are groups of thousands. A mark that is another language's decimal mark is read as
    such, and one that may be either as both: in Russian `1,234` is 1.234 or 1234. Nothing but zeros is no number.
    """
    if not text.isdecimal():
        text = _SPACES.sub("", text)
    if len(text) > LONGEST:
        return (text,)
    if text.isdecimal():
        return (text if text.startswith("00") and not text.strip("0") else int(text),)
    whole, *rest = re.split("[.,]", text)
    marks = [c for c in text if c in ".,"]
    together = int(whole + "".join(rest))
    decimals = _plain(Fraction(together, 10 ** len(rest[-1])))
    in_threes = 0 < len(whole) <= 3 and all(len(part) == 3 for part in rest[:-1])
    last_of_three = in_threes and len(rest[-1]) == 3
    if len(marks) > 1:
        if last_of_three and len(set(marks)) == 1:
            return (together,)
        mixed = in_threes and len(set(marks[:-1])) == 1 and marks[-1] != marks[0]
        return (decimals,) if mixed else (text,)
    if not last_of_three or whole == "0" or (marks[0] == decimal and group):
        return (decimals,)
    return (together,) if marks[0] == group else (decimals, together)


def han(text: str) -> int | Fraction | None:
    """Return the number of a Chinese numeral, with digits in it or without; None for no number.

    >>> han("一百二十"), han("二〇一九"), han("1亿2000万"), han("3.5万"), han("一百二"), han("二点五万")
    (120, 2019, 120000000, 35000, 120, 25000)
    """
    if len(text) == 1:
        return _SIGNS.get(text)
    if len(text) > LONGEST:
        return None
    total: int | Fraction | None = None
    section: int | Fraction | None = None
    number: int | Fraction | None = None
    last = 1
    for piece in _HAN_PIECE.finditer(text):
        word = piece[0]
        if word in _SMALL:
            last = _SMALL[word]
            section = (section or 0) + (1 if number is None else number) * last
            number = None
        elif word in _LARGE:
            last = _LARGE[word]
            here = None if section is None and number is None else (section or 0) + (number or 0)
            total = _scaled(total, here, last)
            section = number = None
        elif word in _TENS:
            section = (section or 0) + _TENS[word]
        elif word[0] in "点點":
            number = (number or 0) + Fraction(_digits(word[1:]), 10 ** len(word[1:]))
        elif word == "半":
            number = (number or 0) + Fraction(1, 2)
        else:
            number = _digits(word)
            if last >= 100 and len(word) == 1 and piece.end() == len(text):
                number = _plain(Fraction(number * last, 10))
    return _plain((total or 0) + (section or 0) + (number or 0))


def _scaled(
    total: int | Fraction | None, here: int | Fraction | None, scale: int
) -> int | Fraction:
    """The number with `here` as so many of a scale: of 亿 in 3.5万亿 it is all that came before."""
    if here is None:
        return (1 if total is None else total) * scale
    if total is None or 0 < total < scale:
        return ((total or 0) + here) * scale
    return total + here * scale


def _digits(word: str) -> int | Fraction:
    """Digits one after the other: 1984, 一九八四."""
    if word.isascii():
        return Fraction(word) if "." in word else int(word)
    return int("".join([str(_HAN[c]) for c in word]))


def roman(text: str) -> int | None:
    """Return the number of a Roman numeral in capitals, Cyrillic look-alikes too; or None."""
    text = text.translate(_LOOKALIKES)
    if not _ROMAN_FORM.match(text):
        return None
    figures = [_ROMAN[c] for c in text]
    follows = [*figures[1:], 0]
    return sum(-n if n < after else n for n, after in zip(figures, follows, strict=True))


def _plain(number: int | Fraction) -> int | Fraction:
    return int(number) if number.denominator == 1 else number
