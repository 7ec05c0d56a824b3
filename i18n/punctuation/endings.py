"""Endings: with which marks a sentence ends, in whatever script, behind what closes after it."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from i18n.edits import Span

DATA = Path(__file__).parents[1] / "data" / "endings.toml"

CLASSES = {
    **dict.fromkeys(".。．｡…‥", "statement"),
    **dict.fromkeys("!！‼", "exclamation"),
    **dict.fromkeys("?？⁇", "question"),
    **dict.fromkeys("⁉⁈", "question"),
    **dict.fromkeys(":：", "colon"),
    **dict.fromkeys(";；", "semicolon"),
    **dict.fromkeys(",，、", "comma"),
    **dict.fromkeys("-–—―─", "dash"),
}
_CLOSING = "\"'“”„‟‘’‚«»‹›)]}）］｝」』》〉】〕*_~\u2060\u200b\ufeff"
_MARKS = "".join(CLASSES)
_SPACE = " \t\n\r\u00a0\u2009\u202f\u3000"
_ENDING = _CLOSING + _MARKS + _SPACE
_QUOTE = frozenset("\"'“”„‟‘’«»‹›」』》〉")


@dataclass(frozen=True, slots=True)
class Ending:
    """How a text ends: with which classes of marks, the last mark, where it stands, and what
    closes behind it. Without a mark `span` is empty, behind the last word.
    """

    classes: frozenset[str]
    mark: str
    span: Span
    closing: str

    @property
    def last(self) -> str:
        """The class of the last mark; nothing, if there is none."""
        return CLASSES.get(self.mark, "")


@dataclass(frozen=True, slots=True)
class Manner:
    """How sentences end in a language; data/endings.toml says what each field means."""

    marks: Mapping[str, str]
    outside: bool
    short: float


def read(prose: str) -> Ending:
    """Return how a text ends, given without its markup.

    `"Why?".` ends with a question and a statement: some put a stop behind a quotation anyhow.
    """
    words = prose.rstrip(_ENDING)
    tail = prose[len(words) :]
    marks = tail.rstrip(_CLOSING + _SPACE)
    classes = frozenset(CLASSES[mark] for mark in marks if mark in CLASSES)
    end = len(words) + len(marks)
    start = end - 1 if marks else end
    closing = tail[len(marks) :].strip(_SPACE)
    return Ending(classes, marks[-1:], (start, end), closing)


def quoted(ending: Ending) -> bool:
    """Tell if a quotation closes behind the last mark."""
    return not _QUOTE.isdisjoint(ending.closing)


def asks(text: str, code: str) -> bool:
    """Tell if a text that ends with a question mark is a question from its first word on."""
    words = _asking(code)
    return bool(words and words.match(text))


@cache
def manner(code: str) -> Manner | None:
    """Return how sentences end in a locale; None, if nobody has said so."""
    row = _rows().get(code, {})
    return Manner(row["marks"], row["outside"], row["short"]) if "marks" in row else None


@cache
def _asking(code: str) -> re.Pattern[str] | None:
    row = _rows().get(code, {})
    words = "|".join(map(re.escape, row.get("asking", "").split()))
    before = "|".join(map(re.escape, row.get("before", "").split()))
    first = rf"[\W_]{{0,5}}(?:(?:{before}),?\s)?(?:{words})\b"
    return re.compile(first, re.IGNORECASE) if words else None


@cache
def _rows() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(DATA.read_text("utf-8"))
