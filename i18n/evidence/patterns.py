"""Patterns: lists of words in a language's data, as one regular expression.

A list is a string: regular expressions for text in small letters, one a line, each of whole words.
A line that starts with a hyphen is the end of a word, and has to begin with what is always there,
a letter or a set of letters, so that a search can look for it at once.
"""

import re
from collections.abc import Iterable


def lines(text: str) -> list[str]:
    """The lines of a list that are not empty."""
    return [line for line in text.split("\n") if line]


def words(patterns: Iterable[str]) -> re.Pattern[str]:
    """Return what finds any of the words, and the ends of words, in a text in small letters."""
    every = list(patterns)
    whole = "|".join(line for line in every if not line.startswith("-"))
    ends = "|".join(line[1:] for line in every if line.startswith("-"))
    choice = "|".join([rf"\b(?:{whole})"] * bool(whole) + [f"(?:{ends})"] * bool(ends))
    return re.compile(rf"(?:{choice or '(?!)'})\b")


def anywhere(patterns: Iterable[str]) -> re.Pattern[str]:
    """Return what finds any of the patterns, inside words too: for text without spaces."""
    return re.compile("|".join(patterns) or "(?!)")


def small(text: str) -> str:
    """The text in small letters, place for place, with one kind of apostrophe.

    A text that is longer in small letters, with a dotted İ say, stays as it is.
    """
    lower = text.lower()
    return (lower if len(lower) == len(text) else text).replace("’", "'").replace("ʼ", "'")
