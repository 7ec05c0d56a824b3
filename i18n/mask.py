"""A mask: a text with its inline markup as numbered tokens, `{0}`, and the way back.

Markup round the whole text stays outside; neighbours share a token. How tokens are written
for an engine is a style's business; answers are kept with those of `braces`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from i18n import markup, styles
from i18n.markup import Code
from i18n.readings import readings
from i18n.styles.token import Reading, Token

CANONICAL = styles.STYLES["braces"]
"""What answers are kept with, and shown to those who compare them."""

_CONTROLS = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_FIGURE = re.compile(r"\d")
_BEFORE_WORDS = frozenset("([{«“„‘\"'（「『《")
_AFTER_WORDS = frozenset(".,:;!?)]}»”’…%、。，；：！？）」』》")


class MarkupError(Exception):
    """An answer whose markup is not its source's; the text says what is wrong."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A text in pieces: `head`, then `texts` with a token between each two, then `tail`.

    `start` is the number of the first token when the text stands alone: the least from which
    on the text has nothing that could be taken for a token. `terms` are those it keeps.
    """

    source: str
    head: str
    texts: tuple[str, ...]
    tokens: tuple[Token, ...]
    tail: str
    start: int
    terms: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The text for an engine, as answers are stored under it."""
        return self.render(self.start)

    @property
    def wordless(self) -> bool:
        """Tell if there is nothing to translate: figures, punctuation, markup."""
        return not any(char.isalpha() for text in self.texts for char in text)

    def render(self, start: int, style: styles.Style = CANONICAL) -> str:
        """Return the text with its tokens in that style, numbered from `start`."""
        return style.write(self.texts, self.tokens, start)


def mask(text: str, keep: Sequence[str] = ()) -> Masked:
    """Hide the markup of a text, and the terms to keep as they are."""
    scanned = markup.scan(text, keep)
    codes, start, end = _inside(text, scanned)
    groups = _neighbours(codes)
    edges = [start, *(at for group in groups for at in (group[0].start, group[-1].end)), end]
    texts = tuple(text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))
    mates = _mates(groups) if markup.nests(scanned) else {}
    tokens = tuple(_token(text, group, mates.get(at, -1)) for at, group in enumerate(groups))
    terms = tuple(sorted({text[code.start : code.end] for code in scanned if code.kept}))
    first = free([text], len(tokens))
    return Masked(text, text[:start], texts, tokens, text[end:], first, terms)


def unmask(masked: Masked, answer: str, gap: str = " ") -> str:
    """Put the markup back into an answer with the tokens of `masked.text`.

    `gap` is what the language of the answer has between words and sentences.
    Raises MarkupError unless the markup of the result is that of the source, in kind, number
    and nesting. With `masked.text` for an answer the source comes back.
    """
    texts, numbers = locate(answer, masked.start, len(masked.tokens))
    order = [number - masked.start for number in numbers]
    missing = sorted(set(range(len(masked.tokens))) - set(order))
    if missing:
        raise MarkupError(f"markup is not intact: {masked.tokens[missing[0]].literal!r} is missing")
    if len(order) != len(masked.tokens):
        raise MarkupError("markup is not intact: a mark came back twice")
    if _crosses(masked.tokens, order) and not _crosses(masked.tokens, sorted(order)):
        raise MarkupError("markup is not intact: the halves of two pairs are mixed up")
    wanted = _shape(masked.source, masked.terms)
    for loose in (False, True):
        pieces = list(texts)
        for place, number in enumerate(order):
            _space(masked, number, pieces, place, gap, loose=loose)
        literals = [masked.tokens[number].literal for number in order]
        inner = "".join(map("".join, zip(pieces, [*literals, ""], strict=True)))
        target = masked.head + inner.strip() + masked.tail
        if _shape(target, masked.terms) == wanted and not _doubled(masked, target):
            return target
    raise MarkupError("markup is not intact: its order or place would change the page")


def intact(source: str, target: str, keep: Sequence[str] = ()) -> bool:
    """Tell if a translation has the markup of its source, and the terms to keep; no more controls."""
    if source == target:
        return True
    terms = mask(source, keep).terms
    stray = set(_CONTROLS.findall(target)) - set(_CONTROLS.findall(source))
    return not stray and _shape(source, terms) == _shape(target, terms)


def join(texts: Sequence[str], numbers: Iterable[int]) -> str:
    """Return the texts with a token between each two, as answers are kept."""
    return "".join(map("".join, zip(texts, [*(f"{{{n}}}" for n in numbers), ""], strict=True)))


def locate(answer: str, start: int, count: int, style: styles.Style = CANONICAL) -> Reading:
    """Cut an answer at its tokens numbered from `start`: the texts, and the numbers between."""
    return style.read(answer, range(start, start + count))


def free(texts: Iterable[str], count: int) -> int:
    """Return the least number from which `count` numbers look like no style's token in the texts."""
    numbered = [text for text in texts if _FIGURE.search(text)] if count else []
    found = (style.taken(text) for text in numbered for style in styles.STYLES.values())
    start = 0
    for number in sorted(set().union(*found)):
        if number >= start + count:
            break
        start = number + 1
    return start


def _shape(text: str, terms: Sequence[str]) -> tuple[Counter[tuple[object, ...]], ...]:
    """Return what the markup of a text comes to, for our own scanner and for a parser."""
    return Counter(markup.shape(text, terms)), *readings(text)


def _doubled(masked: Masked, target: str) -> bool:
    """Tell if a term is there once more than in the source, be it as a part of a word."""
    return any(target.count(term) > masked.source.count(term) for term in masked.terms)


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


def _mates(groups: Sequence[Sequence[Code]]) -> dict[int, int]:
    """Return by place the groups that close just what another opens, both ways."""
    opening = {
        tuple(code.pair for code in group): place
        for place, group in enumerate(groups)
        if all(code.kind == "open" for code in group)
    }
    found: dict[int, int] = {}
    for place, group in enumerate(groups):
        pairs = tuple(code.pair for code in reversed(group))
        if pairs in opening and all(code.kind == "close" for code in group):
            found |= {place: opening[pairs], opening[pairs]: place}
    return found


def _token(text: str, group: Sequence[Code], mate: int) -> Token:
    signs = {"open": 1, "close": -1}
    halves = (signs[code.kind] * (code.pair + 1) for code in group if code.kind != "alone")
    literal = text[group[0].start : group[-1].end]
    return Token(literal, group[0].kind, group[-1].kind, mate, tuple(halves))


def _crosses(tokens: Sequence[Token], order: Iterable[int]) -> bool:
    """Tell if pairs do not nest in that order of the tokens."""
    opened: list[int] = []
    for half in (half for place in order for half in tokens[place].halves):
        if half > 0:
            opened.append(half)
        elif not opened or opened.pop() != -half:
            return True
    return False


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
    if not gap and token.first == "open" and _dense(bare[-1:]):
        return bare
    if apart:
        return text + gap if text and text[-1].isalnum() else text
    return bare if token.first == "close" or bare[-1:] in _BEFORE_WORDS else text


def _after(text: str, token: Token, apart: bool, gap: str) -> str:
    """Return the text after a token, as `_before` does the one before."""
    bare = text.lstrip()
    if not gap and token.last == "close" and _dense(bare[:1]):
        return bare
    if apart:
        return gap + text if text and text[0].isalnum() else text
    return bare if token.last == "open" or bare[:1] in _AFTER_WORDS else text


def _dense(char: str) -> bool:
    """Tell characters of scripts without spaces between words, and their punctuation."""
    return "\u3000" <= char <= "\u9fff" or "\uff00" <= char <= "\uffef"
