"""Flanking: where marks of emphasis may open and close beside the punctuation of other scripts.

CommonMark lets `**` close after a mark of punctuation only before a space or another such mark:
`**«Тілші»**ге` and `**新实验室。**他说` print their stars, because words and endings follow there
without a space. After the idea of the "CJK-friendly" amendment to CommonMark
(github.com/tats-u/markdown-cjk-friendly), which is about Chinese, Japanese and Korean, a run of
marks that CommonMark refuses also opens before what may begin emphasised words, and closes after
what may end them, where a letter of a script of ours stands on its other side.

Nothing that CommonMark lets open or close is refused. `_` is as it was: names have it inside.
"""

import re
import unicodedata

from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token
from markdown_it.utils import EnvType

_LETTER = re.compile(
    "[\u0370-\u03ff\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f"  # Greek, Cyrillic
    "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefe"  # Arabic
    "\u1100-\u11ff\uac00-\ud7af"  # Hangul
    "\u2e80-\u2fdf\u3001-\u9fff\uf900-\ufaff\uff01-\uffee\U00020000-\U0003ffff]"  # Han, kana, 。
)
"""A letter beside which emphasis may begin and end; of Han script, its punctuation too."""

_STOPS = frozenset(".,:;!?…%‰·/、。，．：；！？％～")
_NEVER_LAST = frozenset("#@&§№¿¡†‡•")
_NEVER_FIRST = frozenset({"Pe", "Pf", "Pd"})
_PAIRED = frozenset({"Pe", "Pf", "Pi", "Ps"})
_OPENING = frozenset({"Ps", "Pi"})
_EITHER = frozenset("“‘\"'")
"""Quotation marks that open in one language and close in another."""
_QUOTES = frozenset("“‘")
"""Category Pi, but they close what „ and ‚ have opened."""


def may_begin(char: str) -> bool:
    """Tell whether a mark of punctuation, or a symbol, may be the first of emphasised words."""
    kind = unicodedata.category(char)
    return kind[0] in "PS" and kind not in _NEVER_FIRST and char not in _STOPS


def may_end(char: str) -> bool:
    """Tell whether a mark of punctuation, or a symbol, may be the last of emphasised words."""
    kind = unicodedata.category(char)
    if kind in _OPENING:
        return char in _QUOTES
    return kind[0] in "PS" and char not in _NEVER_LAST


def lets(letter: str, mark: str) -> bool:
    """Tell whether emphasis may begin or end between this letter and this mark.

    Beside a quotation mark or a mark of Han script, any letter or digit lets it: Kazakh is
    written in Latin too, and a Chinese sentence may go on with a year.
    """
    if _LETTER.match(letter):
        return True
    quotes = mark > "\x7f" and unicodedata.category(mark) in _PAIRED
    return letter.isalnum() and (quotes or bool(_LETTER.match(mark)))


def _turned(quote: str, inner: str) -> bool:
    """Tell a quotation mark that belongs to the other side, as “ does in `ол*“ деді`."""
    return quote in _EITHER and (not inner or inner.isspace())


class State(StateInline):
    """The state of the inline parser, with that rule for runs of marks."""

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803
        """Tell whether a run of marks opens and closes; `canSplitWord` is false for `_`."""
        scanned = super().scanDelims(start, canSplitWord)
        if not canSplitWord or (scanned.can_open and scanned.can_close) or not start:
            return scanned
        end = start + scanned.length
        if end >= self.posMax:
            return scanned
        before, after = self.src[start - 1], self.src[end]
        if "\ufe00" <= before <= "\ufe0f" and start > 1:  # a variation selector
            before = self.src[start - 2]
        first, last = self.src[end + 1 : end + 2], self.src[start - 2 : start - 1]
        opens = scanned.can_open or (
            may_begin(after) and lets(before, after) and not _turned(after, first)
        )
        closes = scanned.can_close or (
            may_end(before) and lets(after, before) and not _turned(before, last)
        )
        return Scanned(opens, closes, scanned.length)


class Inline(ParserInline):
    """The inline parser, with that state."""

    def parse(self, src: str, md: object, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Parse a text, and put its tokens into `tokens`."""
        state = State(src, md, env, tokens)  # type: ignore[arg-type]
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens
