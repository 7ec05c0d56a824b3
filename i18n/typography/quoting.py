"""Quoting: the quotation marks of a passage, written as the language writes them.

Only a passage whose marks all pair is touched: a quotation that goes on in the next paragraph,
inches or a lost mark leave it as it is.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from i18n.edits import Edit
from i18n.locales import Locale
from i18n.typography.change import Change
from i18n.typography.conventions import conventions
from i18n.typography.veil import HALF

_MARKS = re.compile('["“”„‟«»「」『』]')
_MEASURE = re.compile(r"\d{1,3}['′’]\s?\d{1,3}(?:[.,]\d{1,3})?\"|(?<=\d)\"(?=\s?[x×х]\s?\d)")
"""Feet and inches, minutes and seconds, a width by a height; the mark is the last of it."""
_OPENS, _SHUTS = frozenset("«「『„"), frozenset("»」』")
_OPENING = frozenset("([{«„“‘「『（《—–-/")
_CLOSING = frozenset(".,;:!?…)]}»”’」』）》，。；：？！、—–-/")
_DEPTH = 2
LONGEST = 20_000
"""Characters of a passage that is looked at."""

Mark = tuple[int, int]
"""Where a mark stands, and how many are open around its quotation."""


def find(text: str, locale: Locale) -> Iterator[Change]:
    """Yield the marks of a whole passage, its markup covered, that are not the language's."""
    if len(text) > LONGEST or not foreign([text], locale):
        return
    outer, inner = locale.quotes[:2], locale.quotes[2:4]
    for at, depth, opens in pairs(text, spaced=bool(locale.gap)):
        right = (outer, inner)[depth][0 if opens else 1]
        if text[at] != right:
            yield Change(Edit(at, at + 1, right), "quotation mark of another language")


def foreign(texts: Iterable[str], locale: Locale) -> bool:
    """Tell if there is a mark in the texts that is not the language's."""
    marks = conventions(locale.code).quotes
    return bool(marks) and any(map(_any(marks).search, texts))


@cache
def _any(marks: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(marks)}]")


def pairs(text: str, *, spaced: bool) -> list[tuple[int, int, bool]]:
    """Return the marks as place, depth and whether it opens; none unless all of them pair.

    `spaced`: the language has spaces between words, which show where a mark belongs.
    """
    measures = {match.end() - 1 for match in _MEASURE.finditer(text)} if '"' in text else set()
    found: list[tuple[int, int, bool]] = []
    opened: list[str] = []
    for match in _MARKS.finditer(text):
        at, mark = match.start(), match[0]
        if at in measures:
            continue
        opens = _direction(text, at, mark, opened, spaced=spaced)
        if opens is None or (not opens and not (opened and _mates(opened[-1], mark))):
            return []
        if opens:
            found.append((at, len(opened), True))
            opened.append(mark)
            if len(opened) > _DEPTH:
                return []
        else:
            opened.pop()
            found.append((at, len(opened), False))
    return [] if opened else found


def _direction(text: str, at: int, mark: str, opened: list[str], *, spaced: bool) -> bool | None:
    """Tell if a mark opens; None if it could be either."""
    if mark in _OPENS or mark in _SHUTS:
        return mark in _OPENS
    if not spaced:
        return mark in "“‟" if mark != '"' else _alternate(text, at, opened)
    before, after = _beside(text, at)
    starts = (not before or before.isspace() or before in _OPENING) and not after.isspace()
    ends = not before.isspace() and (not after or after.isspace() or after in _CLOSING)
    if starts != ends:
        return starts and bool(after)
    return False if mark == "”" and opened else None


def _alternate(text: str, at: int, opened: list[str]) -> bool | None:
    """Where no space shows it, a straight mark shuts what one opened; after a figure, inches."""
    if opened and opened[-1] == '"':
        return False
    return None if text[at - 1 : at].isdigit() else True


def _beside(text: str, at: int) -> tuple[str, str]:
    """The characters around a mark, looking through halves of markup."""
    left, right = at - 1, at + 1
    while left >= 0 and text[left] == HALF:
        left -= 1
    while right < len(text) and text[right] == HALF:
        right += 1
    return text[left] if left >= 0 else "", text[right : right + 1]


def _mates(opening: str, closing: str) -> bool:
    """Tell if a mark may shut what another opened: people mix them, but not all."""
    if opening in "«「『" or closing in _SHUTS:
        return opening + closing in {"«»", "「」", "『』"}
    return opening == '"' if closing == '"' else opening != '"'
