"""Denial: where a text says no, by the patterns of its language in data/negation.toml."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from i18n.edits import Span
from i18n.evidence.patterns import anywhere, lines, words

DATA = Path(__file__).parents[1] / "data" / "negation.toml"

_SENTENCE = re.compile(r"[^.!?。！？]++")
_LISTS = ("certain", "idle", "implies", "limits", "ranges", "concord", "acts", "broken")


@dataclass(frozen=True, slots=True)
class Denial:
    """The patterns of a language, for small letters; data/negation.toml says what each is for.

    `perhaps` is `says` without the ends of words: the quick look before the close one. `after`
    is true where the denial that a word of `concord` wants comes behind it.
    """

    after: bool
    perhaps: re.Pattern[str]
    says: re.Pattern[str]
    certain: re.Pattern[str]
    idle: re.Pattern[str]
    implies: re.Pattern[str]
    limits: re.Pattern[str]
    ranges: re.Pattern[str]
    concord: re.Pattern[str]
    acts: re.Pattern[str]
    broken: re.Pattern[str]

    def said(self, text: str) -> list[re.Match[str]]:
        """Return where a text denies by itself; what is in an idle phrase left out."""
        if not self.perhaps.search(text) or not self.says.search(text):
            return []
        return list(self.says.finditer(self.idle.sub(_blanked, text)))

    def count(self, text: str) -> int:
        """Count what may deny, idle phrases too: as many as `said` returns, or more."""
        return len(self.says.findall(text)) if self.perhaps.search(text) else 0

    def instead(self, text: str, *, ranged: bool) -> int:
        """Count the words that may stand for a denial; those of limit too, where one is `ranged`."""
        count = len(self.implies.findall(text))
        return count + len(self.limits.findall(text)) if ranged else count

    def stranded(self, text: str) -> Iterator[Span]:
        """Yield the words that cannot stand without a denial, where their sentence has none."""
        yield from (one.span() for one in self.broken.finditer(text))
        if not self.concord.search(text):
            return
        plain = self.idle.sub(_blanked, text)
        for one in _SENTENCE.finditer(text):
            denials = self.says.finditer(one[0])
            last = max((denial.start() for denial in denials), default=-1)
            yield from self._stranded(plain, one.start(), one.end(), last)

    def bare(self, text: str) -> bool:
        """Whether a text has one of those words, as “Никаких вопросов” has, which denies so."""
        return bool(self.concord.search(text))

    def _stranded(self, text: str, start: int, end: int, last: int) -> Iterator[Span]:
        words = [one.span() for one in self.concord.finditer(text, start, end)]
        if not words or (last >= 0 and not self.after):
            return
        acted = max((one.start() for one in self.acts.finditer(text, start, end)), default=-1)
        for word in words:
            since = word[1] if self.after else start
            if start + last < since <= acted:
                yield word


@cache
def denial(code: str) -> Denial | None:
    """Return the patterns of a language, or None where nothing is known of it."""
    row = _rows().get(code)
    if row is None:
        return None
    says = lines(row.get("says", ""))
    if suffix := row.get("particle"):
        says.append(f"-{suffix}(?:{'|'.join(lines(row['after']))})")
    pattern = words if row.get("whole", True) else anywhere
    ending = r"\b" if pattern is words else ""
    perhaps = re.compile(f"(?:{'|'.join(line.removeprefix('-') for line in says)}){ending}")
    rest = (pattern(lines(row.get(key, ""))) for key in _LISTS)
    return Denial(row.get("verb") == "last", perhaps, pattern(says), *rest)


@cache
def _rows() -> Mapping[str, Any]:
    return tomllib.loads(DATA.read_text("utf-8"))


def _blanked(found: re.Match[str]) -> str:
    return "\u2060" * len(found[0])
