"""A mask: a text with its inline markup as numbered tokens, `{0}`, and the way back.

Bracketed digits survive engines best (measured over twelve styles by others; see
docs/decisions.md). Markup round the whole text stays outside; neighbours share a token.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from i18n import markup
from i18n.markup import Code, Kind
from i18n.model import Form

Style = Literal["braces", "brackets", "at", "mail", "xml", "html"]
STYLES: dict[Style, str] = {"braces": "{%d}", "brackets": "[[%d]]"}


def form(style: Style) -> Form:
    return "xml" if style == "xml" else "html" if style == "html" else "text"


_OPENING, _CLOSING = r"{\[(（［｛【〔⟦", r"}\])）］｝】〕⟧"
_BRACKETED = re.compile(
    rf"([{_OPENING}])(?:\s*\1)?\s*(\d{{1,4}})\s*([{_CLOSING}])(?:\s*\3)?",
)
_EXACT: dict[Style, re.Pattern[str]] = {
    "braces": re.compile(r"(?<!\{)\{(\d{1,4})\}(?!\})"),
    "brackets": re.compile(r"\[\[(\d{1,4})\]\]"),
}
_BEFORE_WORDS = frozenset("([{«“„‘\"'（「『《")
_AFTER_WORDS = frozenset(".,:;!?)]}»”’…%、。，；：！？）」』》")


class MarkupError(Exception):
    """An answer whose markup is not its source's; the text says what is wrong."""


@dataclass(frozen=True, slots=True)
class Token:
    """Codes without a gap between: their text, and what the first and the last of them are."""

    literal: str
    first: Kind
    last: Kind


@dataclass(frozen=True, slots=True)
class Masked:
    """A text in pieces: `head`, then `texts` with a token between each two, then `tail`.

    `start` is the number of the first token when the text stands alone: the least from which
    on the text has no number in brackets of its own.
    """

    source: str
    head: str
    texts: tuple[str, ...]
    tokens: tuple[Token, ...]
    tail: str
    start: int

    @property
    def text(self) -> str:
        """The text for an engine, as answers are stored under it."""
        return self.render(self.start)

    @property
    def wordless(self) -> bool:
        """Tell if there is nothing to translate: figures, punctuation, markup."""
        return not any(char.isalpha() for text in self.texts for char in text)

    def render(self, start: int, style: Style = "braces") -> str:
        """Return the text with its tokens in that style, numbered from `start`."""
        return join(self.texts, range(start, start + len(self.tokens)), style)


def mask(text: str, keep: Sequence[str] = ()) -> Masked:
    """Hide the markup of a text."""
    codes, start, end = _inside(text, markup.scan(text))
    groups = _neighbours(codes)
    edges = [start, *(at for group in groups for at in (group[0].start, group[-1].end)), end]
    texts = tuple(text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))
    tokens = tuple(
        Token(text[group[0].start : group[-1].end], group[0].kind, group[-1].kind)
        for group in groups
    )
    first = free([text], len(tokens))
    return Masked(text, text[:start], texts, tokens, text[end:], first)


def unmask(masked: Masked, answer: str, gap: str = " ") -> str:
    """Put the markup back into an answer with the tokens of `masked.text`.

    `gap` is what the language of the answer has between words and sentences.
    Raises MarkupError unless the markup of the result is that of the source, in kind, number
    and nesting. With `masked.text` for an answer the source comes back.
    """
    texts, numbers = locate(answer, masked.start, len(masked.tokens))
    order = [number - masked.start for number in numbers]
    missing = [token.literal for n, token in enumerate(masked.tokens) if n not in order]
    if missing or len(order) != len(masked.tokens):
        what = f"{missing[0]!r} is missing" if missing else "a mark came back twice"
        raise MarkupError(f"markup is not intact: {what}")
    wanted = markup.shape(masked.source)
    for loose in (False, True):
        pieces = list(texts)
        for place, number in enumerate(order):
            _space(masked, number, pieces, place, gap, loose=loose)
        literals = [masked.tokens[number].literal for number in order]
        inner = "".join(map("".join, zip(pieces, [*literals, ""], strict=True)))
        target = masked.head + inner.strip() + masked.tail
        if markup.shape(target) == wanted:
            return target
    raise MarkupError("markup is not intact: its order or place would change the page")


def join(texts: Sequence[str], numbers: Iterable[int], style: Style = "braces") -> str:
    """Return the texts with a token between each two."""
    return "".join(
        map("".join, zip(texts, [*(STYLES[style] % n for n in numbers), ""], strict=True))
    )


def locate(
    answer: str, start: int, count: int, style: Style = "braces"
) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Cut an answer at its tokens numbered from `start`: the texts, and the numbers between.

    Spaces in a token, full-width forms and another family of brackets are put up with,
    only when not every token came back as it was sent.
    """
    wanted = range(start, start + count)
    found = [(m.span(), int(m[1])) for m in _EXACT[style].finditer(answer) if int(m[1]) in wanted]
    if sorted(number for _, number in found) != list(wanted):
        found = [(m.span(), int(m[2])) for m in _BRACKETED.finditer(answer) if int(m[2]) in wanted]
    edges = [0, *(at for span, _ in found for at in span), len(answer)]
    texts = tuple(answer[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))
    return texts, tuple(number for _, number in found)


def free(texts: Iterable[str], count: int) -> int:
    """Return the least number from which `count` numbers are not in brackets in the texts."""
    taken = {int(match[2]) for text in texts for match in _BRACKETED.finditer(text)}
    start = 0
    for number in sorted(taken):
        if number >= start + count:
            break
        start = number + 1
    return start


def _inside(text: str, codes: Sequence[Code]) -> tuple[list[Code], int, int]:
    """Leave out the codes and white space round the whole text: what is inside, and where."""
    inner, start, end = list(codes), 0, len(text)
    while True:
        start = end - len(text[start:end].lstrip())
        end = start + len(text[start:end].rstrip())
        if not inner:
            return inner, start, end
        first, last = inner[0], inner[-1]
        leads, trails = first.start == start, last.end == end
        if leads and trails and first.kind == "open" and last.pair == first.pair:
            inner, start, end = inner[1:-1], first.end, last.start
        elif leads and first.wordless and first.kind == "alone":
            inner, start = inner[1:], first.end
        elif trails and last.wordless and last.kind == "alone":
            inner, end = inner[:-1], last.start
        else:
            return inner, start, end


def _neighbours(codes: Iterable[Code]) -> list[list[Code]]:
    """Group codes that follow each other without a gap."""
    groups: list[list[Code]] = []
    for code in codes:
        if groups and groups[-1][-1].end == code.start:
            groups[-1].append(code)
        else:
            groups.append([code])
    return groups


def _space(
    masked: Masked, number: int, pieces: list[str], place: int, gap: str, *, loose: bool
) -> None:
    """Set the spaces on both sides of one token as its source has them, in the pieces.

    Engines put spaces round tokens and take them away. `loose` parts a pair from the words
    outside it: `是**“重”**的` is no emphasis in CommonMark, `是 **“重”** 的` is.
    """
    token = masked.tokens[number]
    before, after = masked.texts[number], masked.texts[number + 1]
    left, right = pieces[place], pieces[place + 1]
    pieces[place] = _before(left, token, not before or before[-1].isspace(), gap)
    pieces[place + 1] = _after(right, token, not after or after[0].isspace(), gap)
    if loose and token.first == "open" and pieces[place].strip():
        pieces[place] = pieces[place].rstrip() + " "
    if loose and token.last == "close" and pieces[place + 1].strip():
        pieces[place + 1] = " " + pieces[place + 1].lstrip()


def _before(text: str, token: Token, apart: bool, gap: str) -> str:
    """Return the text before a token; `apart`: in the source a space, or nothing, is there."""
    bare = text.rstrip()
    if not apart:
        return bare if token.first == "close" or bare[-1:] in _BEFORE_WORDS else text
    if gap:
        return text + gap if text and text[-1].isalnum() else text
    return bare if token.first == "open" and _dense(bare[-1:]) else text


def _after(text: str, token: Token, apart: bool, gap: str) -> str:
    """Return the text after a token, as `_before` does the one before."""
    bare = text.lstrip()
    if not apart:
        return bare if token.last == "open" or bare[:1] in _AFTER_WORDS else text
    if gap:
        return gap + text if text and text[0].isalnum() else text
    return bare if token.last == "close" and _dense(bare[:1]) else text


def _dense(char: str) -> bool:
    """Tell characters of scripts without spaces between words, and their punctuation."""
    return "\u3000" <= char <= "\u9fff" or "\uff00" <= char <= "\uffef"
