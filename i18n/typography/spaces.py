"""Spaces: one between words, none before a mark, one after it."""

import re
from collections.abc import Iterator
from functools import cache

from i18n.edits import Edit
from i18n.typography.change import Change
from i18n.typography.conventions import Conventions

SPACE = r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
_HARD = re.compile("[\u00a0\u202f]")
_BEFORE = r"(?<=[\w»”\"’)\]%…\u2060\ufffc])"
_CLOSERS = r"\s»”\"’)\]\u2060"


def find(text: str, rules: Conventions) -> Iterator[Change]:
    """Yield the spaces that are too many, and those that lack."""
    if not suspect(text, rules):
        return
    for match in _pattern(rules.marks, rules.letters).finditer(text):
        start, end = match.span()
        rule = match.lastgroup
        if rule == "double":
            hard = _HARD.search(match[0])
            yield Change(Edit(start, end, hard[0] if hard else " "), "double space")
        elif rule == "edge":
            yield Change(Edit(start, end, ""), "space at the edge")
        elif rule == "before":
            yield Change(Edit(start, end, ""), "space before a mark")
        elif rule == "swapped":
            yield Change(Edit(start, end, f"{text[end - 1]} "), "space before a mark")
        elif rule == "after":
            yield Change(Edit(start, end, f"{match[0]} "), "no space after a mark")
        elif _enclosed(text, start, end):
            yield Change(Edit(start, end, ""), "space inside brackets or quotation marks")


def suspect(text: str, rules: Conventions) -> bool:
    """Tell quickly if there may be a space to mend; most texts have none."""
    return bool(_SUSPECT.search(text) or _tight(rules.letters).search(text))


_SUSPECT = re.compile(rf"{SPACE}(?:[,;:!?.»)\s]|\Z|(?<=\A.)|(?<=[«„(].))", re.DOTALL)
"""What every text with a space to mend holds: most have none."""


@cache
def _tight(letters: str) -> re.Pattern[str]:
    """A comma that may lack a space."""
    return re.compile(f"[,;](?=[{letters}])" if letters else "(?!)")


@cache
def _pattern(marks: str, letters: str) -> re.Pattern[str]:
    """One pass over a text: each run of spaces is looked at once."""
    kinds = [rf"(?P<edge>\A{SPACE}++(?=\S)|(?<=\S){SPACE}++\Z)"]
    if marks:
        closed = (
            rf",(?:[{_CLOSERS}]|\Z)|[!?]{{1,3}}(?:[{_CLOSERS}]|\.\.|\Z)"
            r"|\.(?:[»”\u2060]|\s(?!\.)|\Z)|;(?:\s|\Z)"
        )
        kinds += [
            rf"(?P<inside>(?<=[«„(]){SPACE}++(?=[^\s»)])|(?<=[^\s«(]){SPACE}++(?=[»)]))",
            rf"(?P<before>{_BEFORE}{SPACE}++(?={closed})|{_BEFORE}(?<!\d){SPACE}++(?=:(?:\s|\Z)))",
        ]
    if letters:
        kinds += [
            rf"(?P<swapped>(?<=[{letters}]){SPACE}++,(?=[{letters}](?:[{letters}]|\s)))",
            rf"(?P<after>(?<=[{letters}]{{2}})[,;](?=[{letters}](?:[{letters}]|\s)))",
        ]
    kinds.append(rf"(?P<double>(?<=\S){SPACE}{{2,}}+(?=\S))")
    return re.compile("|".join(kinds))


def _enclosed(text: str, start: int, end: int) -> bool:
    """Tell brackets from smileys: `:( ` opens nothing, ` )` closes only what was opened."""
    if text[start - 1] == "(":
        return text[start - 2 : start - 1] not in {":", ";", "-", "="}
    return text[end] != ")" or text.count("(", 0, start) > text.count(")", 0, start)
