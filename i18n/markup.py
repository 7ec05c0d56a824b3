"""Inline markup: the codes in a text, such as `**`, `](url)`, `<em>`, a URL or `{name}`.

The scanner is tolerant and linear: it knows no document, and takes for markup what may be
markup (`[sic]` may be a link), because a code too many only costs an engine some context.
Emphasis follows CommonMark 0.31: a mark that would not open or close there is plain text.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from i18n import emphasis, keep
from i18n.edits import Span

Kind = Literal["open", "close", "alone"]

_PATTERN = re.compile(
    r"""
    (?P<escape>\\(?:[!-/:-@\[-`{-~]|(?=\s|\Z)))
    |(?P<ticks>`+)
    |(?P<comment><!--.{0,2000}?-->)
    |(?P<auto><(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[^\s<>@]{1,64}@[^\s<>@]{1,255})>)
    |(?P<tag></?[A-Za-z][A-Za-z0-9:-]{0,30}(?:[\s/](?:[^<>"]|"[^"<]{0,500}")*+)?>)
    |(?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)
    |(?P<url>(?:https?://|ftp://|mailto:|(?<![^\W_])(?<!\.)www\.)
        (?:[^\s<>()\[\]{}"`*\\|«»“”„…\u3000-\u9fff\uff00-\uffef]|\([^\s<>()\[\]]{0,200}\))++)
    |(?P<email>(?<![A-Za-z0-9.%+-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@
        [A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8})
    |(?P<slot>\{\{[^{}]{0,200}\}\}|\{%[^{}]{0,200}%\}|\$?\{[^{}\s]{0,100}\}
        |\{\s*\w{1,50}\s*(?:,[^{}]{0,80})?\}
        |(?<!%)%(?:\([A-Za-z_]\w{0,50}\)[-+\#0]?\d{0,3}(?:\.\d{1,3})?[sdifgxr]|(?:\d{1,2}\$|(?<![A-Za-z0-9_]%)|(?<=%[sdifux]%))
            [-+\#0]?\d{0,3}(?:\.\d{1,3})?(?:hh?|ll?|[zjt])?[sdiufgxr@](?![A-Za-z])))
    |(?P<name>(?<![A-Za-z0-9_])[A-Za-z0-9]++(?:_[A-Za-z0-9]++)++(?![A-Za-z0-9_]))
    |(?P<note>\[\^[^\]\s\[]{1,200}\])
    |(?P<bracket>!?\[)
    |(?P<unbracket>\])
    |(?P<brace>[{}])
    |(?P<run>\*+|_+|~+)
    """,
    re.VERBOSE | re.DOTALL,
)
_PERHAPS = re.compile(r"[\\`<&*_~\]{}%@]")
"""What every text with a code holds but an address; most have none, and need no closer look."""
_DESTINATION = re.compile(
    r"""\(\s{0,9}
    (?:<[^<>\n]{0,2000}>|(?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.){0,500}\)){0,2000}+)
    (?:\s{1,9}(?:"(?:[^"\\]|\\.){0,1000}"|'(?:[^'\\]|\\.){0,1000}'|\((?:[^()\\]|\\.){0,1000}\)))?
    \s{0,9}\)""",
    re.VERBOSE | re.DOTALL,
)
_LABEL = re.compile(r"\[[^\[\]]{0,999}\]")
_TAG_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9:-]*)")
_AFTER_URL = ".,:;!?'_~&"
_WORDLESS = frozenset({"escape", "comment", "tag", "entity", "note", "brace"})
"""Codes that stand for no word: at the edge of a sentence an engine has no use for them."""


@dataclass(frozen=True, slots=True)
class Code:
    """A piece of markup, from `start` to `end`, or a term that is `kept`.

    The two halves of a pair have the opening one's start as `pair`. A `wordless` code is no
    part of the sentence: a footnote's mark, a line break.
    """

    start: int
    end: int
    kind: Kind = "alone"
    pair: int = -1
    wordless: bool = False
    kept: bool = False


def scan(text: str, terms: Sequence[str] = ()) -> tuple[Code, ...]:
    """Return the codes of the text in order; they do not overlap, and none is empty.

    Each of the `terms` that stands outside the codes is one more.
    """
    address = "://" in text or "www." in text or "mailto:" in text
    codes = _Scanner(text).codes() if address or _PERHAPS.search(text) else ()
    if not any(term in text for term in terms):
        return codes
    return tuple(sorted((*codes, *_kept(text, codes, terms)), key=lambda code: code.start))


def _kept(text: str, codes: Sequence[Code], terms: Sequence[str]) -> Iterator[Code]:
    """Yield the terms outside the codes, which are blanked out: no term holds U+0000."""
    pieces, position = [], 0
    for code in codes:
        pieces += [text[position : code.start], "\0" * (code.end - code.start)]
        position = code.end
    pieces.append(text[position:])
    for start, end in keep.find("".join(pieces), terms):
        yield Code(start, end, kept=True)


def prose(text: str, codes: Sequence[Code] | None = None) -> str:
    """The text with its inline markup blanked out, place for place.

    What stands where words could, such as code or an address, becomes U+FFFC, which no phrase
    goes across; a half of a pair becomes U+2060; what stands for no word, spaces.
    `codes` are those of the text, if they are known.
    """
    found = scan(text) if codes is None else codes
    if not found:
        return text
    letters = list(text)
    for code in found:
        blank = " " if code.wordless else "\ufffc" if code.kind == "alone" else "\u2060"
        letters[code.start : code.end] = blank * (code.end - code.start)
    return "".join(letters)


def nests(codes: Sequence[Code]) -> bool:
    """Tell if every pair closes before the one it was opened in."""
    opened: list[int] = []
    for code in codes:
        if code.kind == "open":
            opened.append(code.pair)
        elif code.kind == "close" and (not opened or opened.pop() != code.pair):
            return False
    return not opened


def shape(text: str, terms: Sequence[str] = ()) -> Counter[tuple[str, ...]]:
    """Return what must not change when the words do: each code, its other half, what it is in.

    Of terms that are kept only the number counts.
    """
    codes = scan(text, terms)
    closing = {code.pair: code for code in codes if code.kind == "close"}
    around: list[Code] = []
    found: Counter[tuple[str, ...]] = Counter()
    for code in codes:
        if code.kind == "close":
            around = [other for other in around if other.pair != code.pair]
            continue
        parent = text[around[-1].start : around[-1].end] if around else ""
        literal = text[code.start : code.end]
        if code.kind == "open":
            end = closing[code.pair]
            empty = "" if text[code.end : end.start].strip() else "empty"
            found[(parent, literal, text[end.start : end.end], empty)] += 1
            around.append(code)
        else:
            found[(literal,) if code.kept else (parent, literal)] += 1
    if not nests(codes):
        found[("crossing",)] += 1
    return found


class _Scanner:
    """One pass over a text, then the pairs."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: dict[int, Code] = {}
        self.brackets: list[tuple[int, int, int]] = []  # start, end, number of runs before
        self.runs: list[emphasis.Run] = []
        self.tags: dict[str, list[int]] = defaultdict(list)
        self.ticks = _tick_runs(text)

    def codes(self) -> tuple[Code, ...]:
        position = 0
        while match := _PATTERN.search(self.text, position):
            position = self.take(match)
        self.pair_runs(0)
        return tuple(self.found[start] for start in sorted(self.found))

    def take(self, match: re.Match[str]) -> int:
        """Note one match and return where to go on."""
        start, end = match.span()
        match match.lastgroup:
            case "ticks":
                return self.code_span(start, end)
            case "bracket":
                self.brackets.append((start, end, len(self.runs)))
            case "unbracket":
                return self.close_bracket(start)
            case "run":
                self.runs.append(emphasis.run(self.text, start, end))
            case "tag":
                self.tag(start, end)
            case group:
                if group == "url":
                    end = start + len(match[0].rstrip(_AFTER_URL))
                elif match[0] == "\\]":
                    end = self.labels(end)
                self.add(Code(start, end, wordless=group in _WORDLESS))
        return end

    def add(self, code: Code) -> None:
        self.found[code.start] = code

    def code_span(self, start: int, end: int) -> int:
        """Hide from these backticks to as many further on, or leave them."""
        same = self.ticks[end - start]
        following = bisect_left(same, end)
        if following == len(same):
            return end
        stop = same[following] + end - start
        self.add(Code(start, stop))
        return stop

    def tag(self, start: int, end: int) -> None:
        """Note an HTML tag, paired with the last one open of its name."""
        name = _TAG_NAME.match(self.text, start)
        opened = self.tags[name[1].lower()] if name else []
        self.add(Code(start, end, wordless=True))
        if self.text[start + 1] != "/":
            opened.append(start)
        elif opened:
            first = opened.pop()
            self.pair((first, self.found[first].end), (start, end))

    def pair(self, first: Span, last: Span) -> None:
        self.add(Code(*first, "open", first[0]))
        self.add(Code(*last, "close", first[0]))

    def close_bracket(self, start: int) -> int:
        """Note `[text](url)`, `[text][label]` or `[text]`; `[label][]` is a name, hidden whole.

        So is a label where one more bracket closes: a parser may see a link there.
        """
        destination = _DESTINATION.match(self.text, start + 1)
        end = destination.end() if destination else self.labels(start + 1)
        if not self.brackets:
            if end > start + 1:
                self.add(Code(start, end))
            return end
        opened, text_start, runs = self.brackets.pop()
        if self.text.startswith("[]", start + 1):
            self.drop(opened, runs)
            self.add(Code(opened, end))
        else:
            self.pair_runs(runs)
            self.pair((opened, text_start), (start, end))
        return end

    def labels(self, position: int) -> int:
        """Return the end of the labels from here on, and of what follows the last of them."""
        start = position
        while follows := _LABEL.match(self.text, position):
            position = follows.end()
        follows = _DESTINATION.match(self.text, position) if position > start else None
        return follows.end() if follows else position

    def drop(self, start: int, runs: int) -> None:
        """Forget what was found from here on: it stands in something hidden whole."""
        del self.runs[runs:]
        for inside in sorted(self.found, reverse=True):
            if inside < start:
                break
            del self.found[inside]

    def pair_runs(self, first: int) -> None:
        """Pair the marks of emphasis among the runs from that one on, and forget these."""
        for opening, closing in emphasis.pairs(self.runs[first:]):
            self.pair(opening, closing)
        del self.runs[first:]


def _tick_runs(text: str) -> dict[int, list[int]]:
    """Where runs of backticks start, by their length."""
    runs: dict[int, list[int]] = defaultdict(list)
    for match in re.finditer("`+", text):
        runs[len(match[0])].append(match.start())
    return runs
