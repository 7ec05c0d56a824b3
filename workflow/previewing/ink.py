"""Ink: marks around sentences that go with them through all that makes a page of a text.

A mark is made of punctuation of scripts that no article is written in, and of none that is in the
article at hand. To Markdown, punctuation beside a star is like the end of a line: what is
emphasised without marks still is with them. HTML and YAML know none of it.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

_RANGES = ((0x2E00, 0x2E60), (0xA6F2, 0xA6F8), (0xA874, 0xA878), (0x1B5A, 0x1B61), (0x1C3B, 0x1C40))
POOL = "".join(
    char for first, last in _RANGES for char in map(chr, range(first, last))
    if unicodedata.category(char) == "Po"
)  # fmt: skip
"""Marks of editions, Bamum, Phags-pa, Balinese and Lepcha; no bracket, dash or quotation mark."""

BASE = 8


@dataclass(frozen=True)
class Ink:
    """The characters of marks: one opens, one closes, `digits` number the sentence."""

    opens: str
    closes: str
    digits: str

    def around(self, number: int, text: str) -> str:
        """Return a text between marks of a number, the white space at its edges outside."""
        return self.begin(number, self.end(number, text))

    def begin(self, number: int, text: str) -> str:
        """Return a text with the mark that opens before its first word."""
        start = len(text) - len(text.lstrip())
        return f"{text[:start]}{self.opens}{self._figures(number)}{text[start:]}"

    def end(self, number: int, text: str) -> str:
        """Return a text with the mark that closes after its last word."""
        end = len(text.rstrip())
        return f"{text[:end]}{self.closes}{self._figures(number)}{text[end:]}"

    def _figures(self, number: int) -> str:
        return "".join(self.digits[int(digit)] for digit in f"{number:o}")

    def without(self, text: str) -> str:
        """Return a text without marks."""
        return self._any.sub("", text)

    def numbers(self, text: str) -> set[int]:
        """Return the numbers of the marks in a text."""
        return {self.number(found[2]) for found in self.pattern.finditer(text)}

    def number(self, figures: str) -> int:
        return int("".join(str(self.digits.index(one)) for one in figures), BASE)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What finds a mark: what it is, and its figures."""
        return re.compile(f"([{self.opens}{self.closes}])([{self.digits}]+)")

    @cached_property
    def _any(self) -> re.Pattern[str]:
        return re.compile(f"[{self.opens}{self.closes}{self.digits}]+")


def choose(texts: Iterable[str]) -> Ink | None:
    """Return an ink of which nothing is in the texts; None where there is none."""
    taken = set[str]()
    for text in texts:
        taken |= set(text)
    free = [char for char in POOL if char not in taken]
    if len(free) < BASE + 2:
        return None
    return Ink(free[0], free[1], "".join(free[2 : BASE + 2]))
