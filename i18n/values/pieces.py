"""A piece: a figure, a numeral or one word of a number, as it stands in the text."""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import chain, islice
from typing import NamedTuple

from i18n.values.grammar import Grammar, Word
from i18n.values.numerals import VULGAR, figure, han
from i18n.values.value import Amount

_DATE = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.(?:19|20)?[0-9]{2}\Z")
_OF_DATE = ("figures", "month", "figures")
_LIST = re.compile(r"[0-9]{1,2}(?:,[0-9]{1,2}){2,}\Z")
"""`5,7,9`: no language writes a number with two commas so."""
_DESIGNATION = re.compile(r"[a-z]-|[a-z]{2}[0-9.-]{0,8}[/:]|[0-9a-f]{2}:")
"""What a figure and a letter after it are a name by: `PDF/A-1b`, `RTL8111/8168B`, and no billions."""
_DIGITS = re.compile(r"[0-9]+")
_WIDE = re.compile("[０-９．]")
_NARROW = str.maketrans("０１２３４５６７８９．", "0123456789.")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s，。；]{1,2000}")
_NO_FIGURE = "ʘ"
"""A letter that no word of ours has: what addresses are blanked out with."""
_FILLERS = dict.fromkeys(map(ord, " \u00a0\u202f\u2009多余餘几幾来來,"))
_IDIOMS = re.compile(
    "一(?=[些样樣起直般定切旦边邊下])|(?<=[万萬])一(?![0-9])"
    "|(?:万一|萬一|万千|萬千|千万(?=[不别要])|千萬(?=[不別要]))"
)
"""What is written with numerals and says no number: 万一 is `in case`, 千万别 `by no means`."""
_HALVED = re.compile("[个個]?(?:(?P<hour>小时|小時|钟头|鐘頭)|年)")
_COMPOUND = 4
"""Letters: so many after a number's stem are another word, `двух|метровый`, and no ending."""
_HALF: tuple[Amount, ...] = (Fraction(1, 2), 2, 50)


class Piece(NamedTuple):
    """A piece of a number, or a whole one.

    `role` is the table its word is from (`cardinals`), `figures`, `time`, `code` or `parts`.
    `factor` is what its words of scale multiply by.
    """

    start: int
    end: int
    amounts: tuple[Amount, ...]
    role: str
    spelled: bool = True
    factor: int = 1


def folded(text: str, *, wide: bool) -> str:
    """Return the text in small letters, and `wide` digits as others, place for place."""
    lowered = text.lower()
    lowered = lowered if len(lowered) == len(text) else text
    return lowered.translate(_NARROW) if wide and _WIDE.search(lowered) else lowered


def pieces(text: str, rules: Grammar) -> list[Piece]:
    """Return the pieces of a folded text, in order."""
    text = _unaddressed(text)
    found: list[Piece] = []
    for match in rules.figures.finditer(text):
        found += _READERS[match.lastgroup or ""](match, rules)
    if rules.spelled is not None:
        figures = len(found)
        for match in rules.spelled.finditer(" " + text):
            if not _glued(match) and (piece := _word(match, rules)):
                found.append(piece)
        if 0 < figures < len(found):
            found.sort()
    return found


def count(text: str, rules: Grammar, most: int) -> int:
    """Return how many figures, words of number and addresses a folded text has, up to `most`."""
    plain = _unaddressed(text)
    spelled = rules.spelled.finditer(" " + plain) if rules.spelled else iter(())
    words = (match for match in spelled if not _glued(match))
    every = chain(_ADDRESS.finditer(text), _members(plain, rules), words)
    return sum(1 for _ in islice(every, most))


def _members(plain: str, rules: Grammar) -> Iterator[object]:
    """Yield something for each figure, and for each of a list such as `5,7,9`."""
    for match in rules.figures.finditer(plain):
        yield from match[0].split(",") if _LIST.match(match[0]) else (match,)


def _unaddressed(text: str) -> str:
    """The text with its addresses blanked out, place for place: their figures are no numbers."""
    if "://" not in text and "www." not in text:
        return text
    return _ADDRESS.sub(lambda found: _NO_FIGURE * len(found[0]), text)


def _glued(match: re.Match[str]) -> bool:
    """Whether what a pattern of words took for the edge of one is a letter."""
    before = match[0][0]
    return before != " " and before.isalnum() and not before.isdecimal()


def _figure(match: re.Match[str], rules: Grammar) -> Iterator[Piece]:
    start, end = match.span()
    plain = match[0].isdecimal()
    if not plain and _DATE.match(match[0]):
        for role, one in zip(_OF_DATE, _DIGITS.finditer(match.string, start, end), strict=True):
            yield Piece(*one.span(), (int(one[0]),), role, False)
        return
    if not plain and _LIST.match(match[0]):
        for one in _DIGITS.finditer(match.string, start, end):
            yield Piece(*one.span(), (int(one[0]),), "figures", False)
        return
    amounts = figure(match[0], rules.decimal, rules.group)
    before = match.string[start - 1 : start]
    code = isinstance(amounts[0], str) or ("a" <= before <= "z") or _named(match)
    yield Piece(start, end, amounts, "code" if code else "figures", False)


def _named(match: re.Match[str]) -> bool:
    """Whether a figure that a letter is glued to stands in a designation."""
    text, (start, end) = match.string, match.span()
    if text[start - 1 : start] not in ("-", "/", ":") or not "a" <= text[end : end + 1] <= "z":
        return False
    found = _DESIGNATION.finditer(text, max(0, start - 11), start)
    return any(one.end() == start for one in found)


def _word(match: re.Match[str], rules: Grammar) -> Piece | None:
    form, start = match[0][1:], match.start()  # in the text, which has no space before it
    end = start + len(form)
    if form == "m" and match.string.startswith("/", match.end()):
        return None  # metres a second
    known = rules.words.get(form)
    if known is None:
        stem = _stem(form, rules)
        known, rest = rules.stems[stem], form[len(stem) :]
        if known[0] == "cardinals" and len(rest) >= _COMPOUND:
            known, stem = _with_units(known, stem, rest, rules)
            end = start + len(stem)
    return Piece(start, end, known[1], known[0]) if known[0] != "never" else None


def _stem(form: str, rules: Grammar) -> str:
    return next(form[:n] for n in range(len(form), 0, -1) if form[:n] in rules.stems)


def _with_units(known: Word, stem: str, rest: str, rules: Grammar) -> tuple[Word, str]:
    """A compound of two numbers, as `двадцатипятилетний` is, and how far they go in it."""
    tens = known[1][0]
    scale = rules.words.get(rest)
    if scale and scale[0] == "scales" and isinstance(tens, int) and isinstance(scale[1][0], int):
        return (known[0], (tens * scale[1][0],)), stem + rest
    for length in range(len(rest), 2, -1):
        more = rules.stems.get(rest[:length])
        if more and more[0] == "cardinals" and isinstance(tens, int) and tens >= 20:
            return (known[0], (tens + int(more[1][0]),)), stem + rest[:length]
    return known, stem


def _han(match: re.Match[str], rules: Grammar) -> Iterator[Piece]:
    text = match[0] if len(match[0]) == 1 else match[0].translate(_FILLERS)
    start, end = match.span()
    if text.isascii():
        yield from _figure(match, rules)
    elif text == "一半":
        yield Piece(start, end, _HALF, "implied")
    elif text == "半":
        yield Piece(start, end, (*_HALF, *_halved(match.string, end)), "halves")
    elif not _IDIOMS.match(match.string, start) and (amount := han(text)) is not None:
        yield Piece(start, end, (amount,), "cardinals", not any(map(str.isascii, text)))


def _halved(text: str, place: int) -> tuple[Amount, ...]:
    """What half an hour is in minutes, half a year in months."""
    after = _HALVED.match(text, place)
    return (30 if after["hour"] else 6,) if after else ()


def _vulgar(match: re.Match[str], rules: Grammar) -> Iterator[Piece]:
    del rules
    yield Piece(*match.span(), (VULGAR[match[0]],), "vulgar", False)


def _part(match: re.Match[str], rules: Grammar) -> Iterator[Piece]:
    del rules
    numerator, denominator = match[0].split("/")
    amount = Fraction(int(numerator), int(denominator))
    yield Piece(*match.span(), (amount, int(numerator), int(denominator)), "vulgar", False)


def _time(match: re.Match[str], rules: Grammar) -> Iterator[Piece]:
    del rules
    hour, minute = re.split("[:：]", match[0])[:2]
    if int(hour) <= 24:
        yield Piece(*match.span(), (f"{int(hour):02}:{minute}",), "time", False)
        return
    for one in _DIGITS.finditer(match[0]):
        start = match.start() + one.start()
        yield Piece(start, start + len(one[0]), (int(one[0]),), "figures", False)


def _phone(match: re.Match[str], rules: Grammar) -> Iterator[Piece]:
    del rules
    digits = "".join(c for c in match[0] if c.isdigit())
    yield Piece(*match.span(), (f"+{digits}",), "code", False)


_READERS = {
    "figure": _figure,
    "han": _han,
    "vulgar": _vulgar,
    "part": _part,
    "time": _time,
    "phone": _phone,
}
