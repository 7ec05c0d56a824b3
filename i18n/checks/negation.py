"""What the source denies, the translation denies too.

A lost “not” turns a sentence round, and the sentence reads well without it. The check looks for
a negation in the source (not, n't, no, never, without, nor, nothing) and for anything that
denies in the translation: не, нет, без and words with не-; the Kazakh suffixes -ма, -ба and
-сыз, емес, жоқ; 不, 没, 无. Phrases that deny nothing, such as “not only”, “no doubt” and
“isn't it?”, do not count. Translators often say the same without a negation (“was not loud” is
«тихий»), so a word of refusal, lack or limit in the translation counts as one, and where the
source itself leaves such a way open, or is long, the finding is only said.

To mend it: put the negation in; or let the finding be if another word says it.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from i18n.checks.pair import Pair
from i18n.checks.problem import Problem, Severity
from i18n.edits import Span
from i18n.patterns import anywhere, lines, small, words

LONG = 140
"""In a source of more characters than this, much may be said another way, a negation too."""

DATA = Path(__file__).parents[1] / "data" / "negation.toml"


@dataclass(frozen=True, slots=True)
class Denial:
    """The patterns of a language, for small letters; data/negation.toml says what each is for.

    `perhaps` is `says` without the ends of words: the quick look before the close one.
    """

    perhaps: re.Pattern[str]
    says: re.Pattern[str]
    certain: re.Pattern[str]
    idle: re.Pattern[str]
    implies: re.Pattern[str]

    def said(self, text: str) -> list[re.Match[str]]:
        """Return where a text denies by itself; what is in an idle phrase left out."""
        if not self.perhaps.search(text) or not self.says.search(text):
            return []
        return list(self.says.finditer(self.idle.sub(_blanked, text)))


def check(pair: Pair) -> Iterator[Problem]:
    """Yield a problem where the source denies and the target does not."""
    source, target = denial(pair.source.locale.code), denial(pair.target.locale.code)
    if source is None or target is None:
        return
    text = small(pair.source.prose)
    found = source.said(text)
    if not found or not pair.unit.target.strip():
        return
    other = small(pair.target.prose)
    if target.said(other):
        return
    inside, instead = source.implies.findall(text), target.implies.findall(other)
    if len(instead) > len(inside):
        return
    certain = any(source.certain.fullmatch(one[0]) for one in found)
    sure = certain and not inside and not instead and len(text) <= LONG
    spans = tuple(_whole(text, *one.span()) for one in found)
    said = pair.unit.source[slice(*spans[0])]
    yield Problem(
        f"the source says “{said}”, and nothing in the translation denies it",
        source=spans,
        severity=None if sure else Severity.INFO,
    )


@cache
def denial(code: str) -> Denial | None:
    """Return the patterns of a language, or None where nothing is known of it."""
    row = _rows().get(code)
    if row is None:
        return None
    says = _lines(row, "says")
    if suffix := row.get("particle"):
        says.append(f"-{suffix}(?:{'|'.join(_lines(row, 'after'))})")
    pattern = words if row.get("whole", True) else anywhere
    ending = r"\b" if pattern is words else ""
    perhaps = re.compile(f"(?:{'|'.join(line.removeprefix('-') for line in says)}){ending}")
    rest = (pattern(_lines(row, key)) for key in ("certain", "idle", "implies"))
    return Denial(perhaps, pattern(says), *rest)


@cache
def _rows() -> Mapping[str, Any]:
    return tomllib.loads(DATA.read_text("utf-8"))


def _lines(row: Mapping[str, Any], key: str) -> list[str]:
    return lines(row.get(key, ""))


def _whole(text: str, start: int, end: int) -> Span:
    """Where the word stands whose end was found."""
    while start and text[start - 1].isalpha():
        start -= 1
    return start, end


def _blanked(found: re.Match[str]) -> str:
    return "\u2060" * len(found[0])
