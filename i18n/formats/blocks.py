"""The blocks of a Markdown text, with the exact place of their prose.

markdown-it-py parses; its block rules are made to note, on each token, where the content of
every line begins and ends after the marks of the containers it is in.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from i18n import inline

Rule = Callable[[StateBlock, int, int, bool], bool]
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Block:
    """A block with prose in it: its token, the one that opens it, its containers, its lines.

    `lines` are ranges in the text as the parser sees it: one line end, no byte-order mark.
    """

    kind: str
    token: Token
    opening: Token
    containers: tuple[str, ...]
    lines: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Blocks:
    """A text parsed to blocks; `source` is the text as the parser sees it."""

    text: str
    source: str
    tokens: list[Token]
    env: dict[str, Any]
    starts: list[int]
    places: list[int]


    def place(self, position: int) -> int:
        """Where in the text a position of the source is."""
        line = bisect_right(self.starts, position) - 1
        return self.places[line] + position - self.starts[line]

    def __iter__(self) -> Iterator[Block]:
        """Yield the blocks with prose, in order."""
        containers: list[str] = []
        opening = None
        for token in self.tokens:
            if token.nesting > 0:
                containers.append(token.type.removesuffix("_open"))
                opening = token
            elif token.nesting < 0:
                containers.pop()
            elif "lines" in token.meta:
                kind = containers[-1] if token.type == "inline" else token.type
                lines = tuple(token.meta["lines"])
                yield Block(kind, token, opening or token, tuple(containers), lines)
            elif token.type == "front_matter":
                yield Block(token.type, token, token, (), ())

    def line(self, position: int) -> int:
        """The number, from 1, of the line that a position of the source is in."""
        return bisect_right(self.starts, position)

    def around(self, block: Block) -> tuple[str, str]:
        """The lines right above and right below a block's prose."""
        first, last = self.line(block.lines[0][0]), self.line(block.lines[-1][0])
        return self._line(first - 1), self._line(last + 1)

    def _line(self, number: int) -> str:
        if not 0 < number <= len(self.starts):
            return ""
        end = self.starts[number] if number < len(self.starts) else len(self.source)
        return self.source[self.starts[number - 1] : end]

    def front_matter(self, token: Token) -> tuple[int, int]:
        """The range, in the text, of what stands between the lines of the front matter."""
        last = token.map[1] if token.map else 2
        return self.place(self.starts[1]), self.place(self.starts[last - 1])


def parse(text: str) -> Blocks:
    """Parse to blocks; inline markup is left alone."""
    bom = 1 if text.startswith("\ufeff") else 0
    ends = list(_LINE_END.finditer(text))
    source = text[bom:].replace("\0", "\ufffd")
    if "\r" in source:
        source = _LINE_END.sub("\n", source)
    places = [bom, *(end.end() for end in ends)]
    shorter = accumulate((len(end[0]) - 1 for end in ends), initial=bom)
    starts = [place - less for place, less in zip(places, shorter, strict=True)]
    tokens: list[Token] = []
    env: dict[str, Any] = {}
    parser().block.parse(source, parser(), env, tokens)
    return Blocks(text, source, tokens, env, starts, places)


@cache
def parser() -> MarkdownIt:
    """The Markdown that articles are written in: CommonMark, tables, strikethrough, footnotes."""
    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    markdown.use(front_matter_plugin).use(footnote_plugin)
    inline.record(markdown)
    ruler = markdown.block.ruler
    for rule in ruler.__rules__:
        if rule.name in _NOTING:
            rule.fn = _NOTING[rule.name](rule.fn)
    ruler.__cache__ = None
    return markdown


def _noting(rule: Rule) -> Rule:
    """The rule, noting on its tokens where the content of each of their lines is."""

    def noting(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        count = len(state.tokens)
        if not rule(state, start, end, silent):
            return False
        new = [t for t in state.tokens[count:] if t.type in {"inline", "html_block"} and t.map]
        for token in new:
            token.meta["lines"] = [_line(state, line) for line in range(*token.map)]
        return True

    return noting


def _noting_heading(rule: Rule) -> Rule:
    """The same for `# headings #`."""

    def noting(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if not rule(state, start, end, silent):
            return False
        if not silent:
            token = state.tokens[-2]
            first, last = _line(state, start)
            first += len(state.tokens[-1].markup)
            while first < last and state.src[first] in " \t":
                first += 1
            token.meta["lines"] = [(first, first + len(token.content))]
        return True

    return noting


def _noting_table(rule: Rule) -> Rule:
    """The same for the cells of a table, cut as the parser cuts them: at `|` but not at `\\|`."""

    def noting(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        count = len(state.tokens)
        if not rule(state, start, end, silent):
            return False
        row, cells = -1, iter(())
        for token in state.tokens[count:]:
            if token.type == "inline" and token.map:
                if token.map[0] != row:
                    row = token.map[0]
                    cells = _cells(state.src, *_line(state, row))
                place = next(cells, None)
                token.meta["lines"] = [place] if place and token.content else []
                token.meta["row"] = _line(state, row)[0]
        return True

    return noting


def _line(state: StateBlock, line: int) -> tuple[int, int]:
    """The range of a line's content: without the marks of containers, and without its end."""
    end = state.eMarks[line]
    start = min(state.bMarks[line] + state.tShift[line], end)
    return start, start + len(state.src[start:end].rstrip(" \t"))


def _cells(source: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the range of each cell's content in a row."""
    bars = [at for at in range(start, end) if source[at] == "|" and source[at - 1 : at] != "\\"]
    edges = [start - 1, *bars, end]
    cells = [(left + 1, right) for left, right in zip(edges, edges[1:], strict=False)]
    if cells and cells[0][0] == cells[0][1]:
        cells.pop(0)
    if cells and cells[-1][0] == cells[-1][1]:
        cells.pop()
    for left, right in cells:
        text = source[left:right]
        first = left + len(text) - len(text.lstrip(" \t"))
        yield first, first + len(text.strip(" \t"))


_NOTING: dict[str, Callable[[Rule], Rule]] = {
    "paragraph": _noting,
    "lheading": _noting,
    "html_block": _noting,
    "heading": _noting_heading,
    "table": _noting_table,
}
