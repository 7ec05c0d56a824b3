"""Autospace: the gap between Han characters and Latin words or figures, typed or not."""

import re
from collections.abc import Iterable, Iterator, Mapping

from i18n.edits import Edit
from i18n.typography.change import Change
from i18n.typography.wide import HAN

_RUN = re.compile("[A-Za-z0-9%]+")
_HAN = re.compile(f"[{HAN}]")


def ways(texts: Iterable[str]) -> Mapping[str, str]:
    """Return what an article has at most edges, `" "` or nothing, of each kind it has both ways."""
    counts = {kind: {"": 0, " ": 0} for kind in ("Latin word", "figure")}
    for text in texts:
        for kind, start, end in _edges(text):
            counts[kind][text[start:end]] += 1
    return {
        kind: " " if count[" "] > count[""] else ""
        for kind, count in counts.items()
        if all(count.values())
    }


def find(text: str, ways: Mapping[str, str]) -> Iterator[Change]:
    """Yield the edges that are set another way."""
    for kind, start, end in _edges(text):
        gap = ways.get(kind)
        if gap is not None and text[start:end] != gap:
            rule = f"no space beside a {kind}" if gap else f"a space beside a {kind}"
            yield Change(Edit(start, end, gap), rule)


def _edges(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield what stands beside a Han character, and the gap between the two."""
    for match in _RUN.finditer(text):
        start, end = match.span()
        if end - start == 1 and match[0].isalpha():
            continue  # `A股`, `T恤`, `B超` are words
        if text[start] != "%":
            low = start - 1 if text[start - 1 : start] == " " else start
            if _HAN.match(text[low - 1 : low]):
                yield _kind(text[start]), low, start
        high = end + 1 if text[end : end + 1] == " " else end
        if _HAN.match(text, high):
            yield _kind(text[end - 1]), end, high


def _kind(char: str) -> str:
    return "Latin word" if char.isalpha() else "figure"
