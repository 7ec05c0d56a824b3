"""Inline structure of Markdown: where markup stands in prose, exactly as markdown-it sees it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

OPEN, CLOSE, OPAQUE = "\ue000\ue001\ue002"
_MARKUP = re.compile(r"[`*_~\[<]")
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][\w:-]*)[^>]*?(?P<alone>/?)>", re.DOTALL)
_VOID = frozenset(["br", "hr", "img", "wbr", "input", "area", "col", "embed", "source", "track"])
_IMAGE_TITLE = re.compile(
    r"""[ \t]+(?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>(?:[^'\\]|\\.)*)'|\((?P<round>(?:[^()\\]|\\.)*)\))[ \t]*\)\Z"""
)

Rule = Callable[[StateInline, bool], bool]


@dataclass(frozen=True, slots=True)
class Pair:
    """Markup around a stretch of prose: its kind, from where to where, inside from where to where."""

    kind: str
    start: int
    inner_start: int
    inner_end: int
    end: int


@dataclass(frozen=True, slots=True)
class Inline:
    """The prose with its markup masked character by character, and the pairs in it."""

    mask: str
    pairs: tuple[Pair, ...] = ()

    @property
    def has_words(self) -> bool:
        """Whether anything is left to translate without the markup."""
        return any(map(str.isalnum, self.mask))

    @property
    def around_all(self) -> Pair | None:
        """The emphasis that the whole prose stands in, if it does."""
        whole = (0, len(self.mask))
        pairs = (pair for pair in self.pairs if pair.kind in {"em", "strong"})
        return next((pair for pair in pairs if (pair.start, pair.end) == whole), None)

    def parts(self, place: int) -> bool:
        """Whether a break at this place would part the two halves of a pair."""
        return any(pair.start < place < pair.end for pair in self.pairs)

    def inside(self, pair: Pair) -> "Inline":
        """The structure of what stands in a pair."""
        start, end = pair.inner_start, pair.inner_end
        pairs = (
            Pair(p.kind, p.start - start, p.inner_start - start, p.inner_end - start, p.end - start)
            for p in self.pairs
            if start <= p.start and p.end <= end
        )
        return Inline(self.mask[start:end], tuple(pairs))


def scan(prose: str, parser: MarkdownIt, env: dict[str, Any]) -> Inline:
    """Return the inline structure of prose; `env` holds the definitions of the document."""
    if not _MARKUP.search(prose):
        return Inline(prose)
    tokens: list[Token] = []
    parser.inline.parse(prose, parser, env, tokens)
    mask = list(prose)
    pairs: list[Pair] = []
    opened: list[tuple[str, int, int]] = []
    for token in tokens:
        if "at" in token.meta:
            _place(token, *token.meta["at"], mask, pairs, opened)
    return Inline("".join(mask), tuple(pairs))


def record(parser: MarkdownIt) -> None:
    """Make the parser's inline rules note on each token where it stands."""
    ruler = parser.inline.ruler
    for rule in ruler.__rules__:
        if rule.name in {"emphasis", "strikethrough"}:
            rule.fn = _noting_runs(rule.fn)
        elif rule.name not in {"text", "newline", "escape", "entity", "linkify"}:
            rule.fn = _noting(rule.fn)
    ruler.__cache__ = None


def _noting(rule: Rule) -> Rule:
    """The rule, noting on its tokens where they stand; a link's on its two halves."""

    def noting(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        new = [] if silent else [t for t in state.tokens[count:] if t.type != "text"]
        for token in new:
            if "at" not in token.meta:
                token.meta["at"] = (start, state.pos)
        if new and new[0].type == "link_open" and new[0].info != "auto":
            end = state.md.helpers.parseLinkLabel(state, start)
            new[0].meta["at"], new[-1].meta["at"] = (start, start + 1), (end, state.pos)
        if new and new[0].type == "image":
            new[0].meta["label"] = state.md.helpers.parseLinkLabel(state, start + 1)
        return True

    return noting


def _noting_runs(rule: Rule) -> Rule:
    """The same for runs of `*`, `_` and `~`, whose tokens become tags only later."""

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


def _place(
    token: Token,
    start: int,
    end: int,
    mask: list[str],
    pairs: list[Pair],
    opened: list[tuple[str, int, int]],
) -> None:
    """Mask one token, and note the pair that it closes."""
    kind, nesting = token.type, token.nesting
    if kind == "text":
        return
    if kind == "strong_open":
        start -= 1
    elif kind == "strong_close":
        end += 1
    elif kind == "image":
        label = token.meta["label"]
        _fill(mask, start, start + 2, OPEN)
        _fill(mask, label, end, CLOSE)
        pairs.append(Pair(kind, start, start + 2, label, end))
        return
    elif kind == "html_inline":
        kind, nesting = _tag(token.content)
    if kind == "link_close" and opened and opened[-1][1:] == (start, end):  # an autolink
        nesting = 0
        opened.pop()
    if nesting > 0:
        opened.append((kind.removesuffix("_open"), start, end))
        _fill(mask, start, end, OPEN)
    elif nesting < 0:
        _fill(mask, start, end, CLOSE)
        _close(kind.removesuffix("_close"), start, end, pairs, opened)
    else:
        _fill(mask, start, end, OPAQUE)
        pairs.append(Pair(kind, start, end, end, end))


def _tag(html: str) -> tuple[str, int]:
    """The name of an inline tag, and whether it opens (1), closes (-1) or neither (0)."""
    tag = _TAG.fullmatch(html)
    if not tag or tag["alone"] or tag["name"].lower() in _VOID:
        return "html", 0
    return "<" + tag["name"].lower(), -1 if tag["close"] else 1


def _close(
    kind: str, start: int, end: int, pairs: list[Pair], opened: list[tuple[str, int, int]]
) -> None:
    for place in range(len(opened) - 1, -1, -1):
        if opened[place][0] == kind:
            _, first, inner = opened[place]
            del opened[place:]
            pairs.append(Pair(kind, first, inner, start, end))
            return


def _fill(mask: list[str], start: int, end: int, mark: str) -> None:
    for place in range(start, end):
        if mask[place] not in " \n":
            mask[place] = mark


def image_title(image: str) -> tuple[int, int] | None:
    """The range of the title in `![alt](target "title")`, without its quotation marks."""
    found = _IMAGE_TITLE.search(image)
    if not found:
        return None
    return next((found.span(name) for name in ("double", "single", "round") if found[name]), None)
