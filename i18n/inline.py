"""Inline structure of Markdown: where markup stands in prose, exactly as markdown-it sees it."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

OPEN, CLOSE, OPAQUE = "\ue000\ue001\ue002"
_MARKUP = re.compile(r"[`*_~\[<]")
_PRIVATE = re.compile(f"[{OPEN}{CLOSE}{OPAQUE}]")
_MARKS = str.maketrans(dict.fromkeys((OPEN, CLOSE, OPAQUE), "\ue003"))
"""The marks of the mask, which mean nothing where they stand in the prose itself."""
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][\w:-]*)[^>]*?(?P<alone>/?)>", re.DOTALL)
_ANY_TAG = re.compile(r"</?[A-Za-z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*+>|<!--.*?-->", re.DOTALL)
_VOID = frozenset(["br", "hr", "img", "wbr", "input", "area", "col", "embed", "source", "track"])
_UNSEEN = frozenset(["text", "newline", "escape", "entity", "linkify"])
"""Rules whose tokens are prose."""

Rule = Callable[[StateInline, bool], bool]


@dataclass(frozen=True, slots=True)
class Pair:
    """Markup around a stretch of prose: its kind, and the ranges of the whole and the inside.

    Kinds are "em", "strong", "s", "link", "image", "<b" for a pair of tags, and the token's type
    for what holds no prose: code, an autolink, a lone tag.
    """

    kind: str
    start: int
    inner_start: int
    inner_end: int
    end: int

    def moved(self, by: int) -> "Pair":
        """Return the pair as a text that begins `by` characters earlier has it."""
        return Pair(
            self.kind, self.start + by, self.inner_start + by, self.inner_end + by, self.end + by
        )


@dataclass(frozen=True, slots=True)
class Inline:
    """The prose with its markup masked character by character, and the pairs in it.

    `whole` are the stretches no break may part, apart from each other and in order.
    """

    mask: str
    pairs: tuple[Pair, ...] = ()
    whole: tuple[tuple[int, int], ...] = ()

    @property
    def around_all(self) -> Pair | None:
        """The emphasis that the whole prose stands in, if it does."""
        whole = (0, len(self.mask))
        pairs = (pair for pair in self.pairs if pair.kind in {"em", "strong"})
        return next((pair for pair in pairs if (pair.start, pair.end) == whole), None)

    def parts(self, place: int) -> bool:
        """Whether a break at this place would part the two halves of a pair."""
        before = bisect_left(self.whole, place, key=lambda stretch: stretch[0]) - 1
        return before >= 0 and place < self.whole[before][1]

    def touches(self, start: int, end: int) -> bool:
        """Tell whether a pair stands partly inside a range, or around some of it."""
        before = bisect_left(self.whole, end, key=lambda stretch: stretch[0]) - 1
        first, last = self.whole[before] if before >= 0 else (0, 0)
        return last > start and (first < start or last > end)

    def inside(self, start: int, end: int) -> "Inline":
        """Return the structure of a part of the prose."""
        if (start, end) == (0, len(self.mask)):
            return self
        pairs = tuple(p.moved(-start) for p in self.pairs if start <= p.start and p.end <= end)
        return Inline(self.mask[start:end], pairs, _whole(pairs))


def scan(prose: str, parser: MarkdownIt, env: dict[str, Any]) -> Inline:
    """Return the inline structure of prose; `env` holds the definitions of the document.

    The parser has to be one that has been told to `record`.
    """
    plain = prose.translate(_MARKS) if _PRIVATE.search(prose) else prose
    if not _MARKUP.search(prose):
        return Inline(plain)
    tokens: list[Token] = []
    parser.inline.parse(prose, parser, env, tokens)
    marking = _Marking(list(plain))
    for token in tokens:
        if token.type != "text" and "at" in token.meta:
            marking.take(token, *token.meta["at"])
    pairs = tuple(marking.pairs)
    return Inline("".join(marking.mask), pairs, _whole(pairs))


def scan_tags(html: str) -> Inline:
    """Return the structure of HTML: its tags are the only markup."""
    if "<" not in html:
        return Inline(html)
    marking = _Marking(list(html))
    for tag in _ANY_TAG.finditer(html):
        marking.take(Token("html_inline", "", 0, content=tag[0]), *tag.span())
    pairs = tuple(marking.pairs)
    return Inline("".join(marking.mask), pairs, _whole(pairs))


def record(parser: MarkdownIt) -> None:
    """Make the parser's inline rules note on each token, in `meta["at"]`, where it stands."""
    ruler = parser.inline.ruler
    for rule in ruler.__rules__:
        if rule.name in {"emphasis", "strikethrough"}:
            rule.fn = _noting_runs(rule.fn)
        elif rule.name not in _UNSEEN:
            rule.fn = _noting(rule.fn)
    ruler.__cache__ = None


def _noting(rule: Rule) -> Rule:
    """Return the rule, noting on its tokens where they stand; a link's on its two halves."""

    def noting(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        new = [] if silent else [t for t in state.tokens[count:] if t.type != "text"]
        for token in new:
            token.meta.setdefault("at", (start, state.pos))
        if new and new[0].type == "link_open" and new[0].info != "auto":
            end = state.md.helpers.parseLinkLabel(state, start)
            new[0].meta["at"], new[-1].meta["at"] = (start, start + 1), (end, state.pos)
        if new and new[0].type == "image":
            new[0].meta["label"] = state.md.helpers.parseLinkLabel(state, start + 1)
        return True

    return noting


def _noting_runs(rule: Rule) -> Rule:
    """Return the rule for runs of `*`, `_` and `~`, whose tokens become tags only later."""

    def noting(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        place = state.pos
        for token in reversed(state.tokens[count:]):
            if place <= start:
                break
            token.meta["at"] = (place - len(token.content), place)
            place -= len(token.content)
        return True

    return noting


@dataclass(slots=True)
class _Marking:
    """The way through the tokens: the mask, what is open, and the pairs found."""

    mask: list[str]
    pairs: list[Pair] = field(default_factory=list)
    opened: list[tuple[str, int, int]] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)

    def take(self, token: Token, start: int, end: int) -> None:
        """Mask one token, and keep the pair that it closes."""
        kind, nesting = token.type, int(token.nesting)
        if kind == "image":
            self._image(start, token.meta["label"], end)
            return
        if kind == "html_inline":
            kind, nesting = _tag(token.content)
        elif kind == "strong_open":  # two tokens, the outer one empty
            start -= 1
        elif kind == "strong_close":
            end += 1
        elif kind == "link_close" and self.opened[-1:] == [("link", start, end)]:  # an autolink
            self._pop()
            nesting = 0
        if nesting > 0:
            self._fill(start, end, OPEN)
            self.opened.append((kind.removesuffix("_open"), start, end))
            self.kinds[self.opened[-1][0]] += 1
        elif nesting < 0:
            self._fill(start, end, CLOSE)
            self._close(kind.removesuffix("_close"), start, end)
        else:
            self._fill(start, end, OPAQUE)
            self.pairs.append(Pair(kind, start, end, end, end))

    def _image(self, start: int, label_end: int, end: int) -> None:
        self._fill(start, start + 2, OPEN)
        self._fill(label_end, end, CLOSE)
        self.pairs.append(Pair("image", start, start + 2, label_end, end))

    def _close(self, kind: str, start: int, end: int) -> None:
        """Close the last pair of that kind; what was opened in it and not closed is no pair."""
        opened = None
        while self.kinds[kind] and (opened is None or opened[0] != kind):
            opened = self._pop()
        if opened:
            self.pairs.append(Pair(kind, opened[1], opened[2], start, end))

    def _pop(self) -> tuple[str, int, int]:
        opened = self.opened.pop()
        self.kinds[opened[0]] -= 1
        return opened

    def _fill(self, start: int, end: int, mark: str) -> None:
        for place in range(start, end):
            if self.mask[place] not in " \n":
                self.mask[place] = mark


def _tag(html: str) -> tuple[str, int]:
    """Return the name of an inline tag, and whether it opens (1), closes (-1) or neither (0)."""
    tag = _TAG.fullmatch(html)
    if not tag or tag["alone"] or tag["name"].lower() in _VOID:
        return "html", 0
    return "<" + tag["name"].lower(), -1 if tag["close"] else 1


def _whole(pairs: tuple[Pair, ...]) -> tuple[tuple[int, int], ...]:
    """Return the stretches that the pairs cover, those that overlap as one."""
    whole: list[tuple[int, int]] = []
    for start, end in sorted((pair.start, pair.end) for pair in pairs):
        if whole and start < whole[-1][1]:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((start, end))
    return tuple(whole)
