"""Arabic: Kazakh in the Arabic script, as it is written in China.

A draft that wants a native reader's look: the hamza of a word follows from its letters nearly
always, not always.
"""

import re
from collections.abc import Mapping
from functools import cache

from i18n.scripts.rules import HALF, WHOLE, Rewrite, cased, composed, forms, numerals, pairs, row


@cache
def rewriter(code: str, eng: str) -> Rewrite:
    """Return what rewrites Cyrillic; ң has one letter."""
    rules = row(code)
    letters = forms(rules["letters"])
    table = {ord(letter): written for letter, written in cased(letters).items()}
    together, dropped = cased(forms(rules["together"])), _both(rules["dropped"])
    every = _both("".join(letters))
    special = re.compile(rf"{'|'.join(together)}|(?<=[{every}])[{dropped}]+")
    word = re.compile(rf"[{every}][{every}{HALF}]*+")
    roman = numerals(rules["roman"])
    front, blocking = frozenset(_both(rules["front"])), frozenset(_both(rules["blocking"]))
    hamza, marks = rules["hamza"], pairs(rules["marks"])
    mark = re.compile(f"[{''.join(marks)}]")

    def begun(found: re.Match[str]) -> str:  # no look-ahead in the pattern: that is quadratic
        text = found[0]
        soft = not front.isdisjoint(text) and blocking.isdisjoint(text)
        return hamza + text if soft else text

    def rewrite(text: str) -> str:
        text = word.sub(begun, roman(composed(text)))
        text = special.sub(lambda found: together.get(found[0], ""), text)
        return mark.sub(lambda found: _mark(found, marks), text).translate(table)

    return rewrite


def _mark(found: re.Match[str], marks: Mapping[str, str]) -> str:
    """Return a mark as it is written; one inside a figure or between Latin words stays."""
    text, at = found.string, found.start()
    before, after = text[max(0, at - 1) : at], text[at + 1 : at + 2]
    if before.isdigit() and after.isdigit():
        return found[0]
    latin = _ENDS_LATIN.search(text, max(0, at - 40), at) and _BEGINS_LATIN.match(text, at + 1)
    return found[0] if latin else marks[found[0]]


_ENDS_LATIN = re.compile(rf"[A-Za-z\u00c0-\u024f](?:[^\w{WHOLE}])*\Z")
_BEGINS_LATIN = re.compile(rf"(?:[^\w{WHOLE}]){{0,40}}[A-Za-z\u00c0-\u024f]")


def _both(letters: str) -> str:
    return letters + letters.upper()
