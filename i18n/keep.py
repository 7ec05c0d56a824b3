"""Kept terms: the words of a text that stay as they are in every language.

Case counts, and the longest term wins. A term ends where the next character is no letter or
figure of its own script: Chinese sets no space beside a Latin name, Kazakh adds its endings.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache


def find(text: str, terms: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where the terms stand in the text, in order and apart."""
    by_start, starts = _index(tuple(terms))
    position = 0
    while match := starts.search(text, position) if by_start else None:
        start = match.start()
        fitting = (term for term in by_start[match[0]] if _stands(text, start, term))
        term = next(fitting, "")
        if term:
            yield start, start + len(term)
        position = start + (len(term) or 1)


@lru_cache(maxsize=64)
def _index(terms: tuple[str, ...]) -> tuple[dict[str, list[str]], re.Pattern[str]]:
    """Sort the terms by their first character, the longest first; and find such characters."""
    by_start: dict[str, list[str]] = {}
    for term in sorted({term.strip() for term in terms} - {""}, key=len, reverse=True):
        by_start.setdefault(term[0], []).append(term)
    return by_start, re.compile(f"[{''.join(map(re.escape, by_start))}]" if by_start else r"(?!)")


def _stands(text: str, start: int, term: str) -> bool:
    end = start + len(term)
    return (
        text.startswith(term, start)
        and not _goes_on(term[0], text[start - 1 : start])
        and not _goes_on(term[-1], text[end : end + 1])
    )


def _goes_on(edge: str, neighbour: str) -> bool:
    """Tell if the neighbour is of the same word as the character at the edge of a term."""
    if not neighbour:
        return False
    if unicodedata.category(neighbour)[0] == "M":
        return True
    return edge.isalnum() and neighbour.isalnum() and _script(edge) == _script(neighbour)


def _script(char: str) -> str:
    """The first word of its name: LATIN, CYRILLIC, CJK, DIGIT."""
    return unicodedata.name(char, "").partition(" ")[0]
